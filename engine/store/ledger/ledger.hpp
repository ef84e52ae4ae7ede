// The ledger: an audit database in SQLite. Takes shards as they come, goes on where it stopped, and proves itself unchanged.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/model/model.hpp"

namespace rettesnor::ledger {

/// What a run is of: everything that its result depends on, as names and values. Two runs with the same identity give
/// the same tables, whatever the threads.
using Identity = std::vector<std::pair<std::string, std::string>>;

/// Why the database cannot be used.
struct Trouble {
  enum class Kind : std::uint8_t {
    exists,        ///< there is one already; go on with it, or choose another name
    missing,       ///< there is none to go on with
    not_a_ledger,  ///< the file is no audit database
    newer,         ///< written by a newer program
    older,         ///< written by an older program, with schema version `detail`; its chain cannot be carried over
    other_run,     ///< of another source, other rules or another question; `detail` names what differs
    finished,      ///< the run is complete
    busy,          ///< another audit is writing it
    failed,        ///< SQLite says: `detail`
  };
  Kind kind = Kind::failed;
  std::string detail;
};

/// What the ledger throws when the world fails in the middle of a run: a full disk, say. All shards before are safe.
struct Failure : std::runtime_error {
  explicit Failure(Trouble why) : std::runtime_error(why.detail), trouble(std::move(why)) {}
  Trouble trouble;
};

struct Options {
  std::filesystem::path file;
  Identity identity;
  std::string key;        ///< case ids are kept as HMAC-SHA-256 under it; empty: as they are
  bool resume = false;
  bool keep_days = false; ///< the day of each instance's anchor, for samples of the latest before a day
};

/// An open ledger. It is locked as long as it is open, so a second writer or a reader is refused as `busy`; not
/// thread-safe. Throws Failure.
class Ledger final : public audit::Sink {
 public:
  /// Creates the database with its run, packages and rules; or opens one to go on with.
  static std::expected<std::unique_ptr<Ledger>, Trouble> open(const Model& model, const Options& options);
  ~Ledger() override;

  /// Where the run goes on.
  audit::Start start() const;
  std::string kept(const std::string& id) const override;
  std::optional<std::uint64_t> first_line_of(const std::string& kept, std::uint64_t line) override;
  /// Writes a shard and its log entry in one transaction with some before it; the last are safe when this is destroyed or finished.
  void take(const audit::Shard& shard) override;
  /// Closes the chain over the tallies. @return its head, hexadecimal: whoever keeps it can tell later that nothing changed
  std::string finish();

 private:
  struct Inside;
  explicit Ledger(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// What is wrong with a ledger's chain.
struct Break {
  std::int64_t entry = -1;  ///< of the log; -1: the log as a whole
  std::string what;         ///< `content`, `chain`, `missing entry`, `rows without entry: TABLE`, `schema`, `structure`, `unfinished`, `missing review`, `review`
};

struct Verified {
  std::uint64_t entries = 0;
  std::uint64_t cases = 0;
  std::string head;            ///< of the chain, hexadecimal
  std::uint64_t reviews = 0;   ///< entries of samples and answers
  std::string review_head;     ///< of their chain; empty: there are none
  std::vector<Break> breaks;   ///< none: nothing was changed, removed or moved since it was written
};

/// Reads all rows and compares them with the chain, and the tables and views with what this program makes: a view that
/// leaves rows out changes what a reader sees as well as a row that is gone. Cost: O(database).
std::expected<Verified, Trouble> verify(const std::filesystem::path& file);

}  // namespace rettesnor::ledger
