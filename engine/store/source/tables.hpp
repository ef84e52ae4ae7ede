// The tables of a source, read record by record: files of a folder, or tables of a SQLite or PostgreSQL database.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/source/formats.hpp"
#include "engine/store/source/mapping.hpp"
#include "engine/values/digest.hpp"

namespace rettesnor::source {

/// One record of a table.
struct Row {
  std::uint64_t line = 0;   ///< of a file: where it begins; of a database: the rowid, the key that is one number, or the number of the row
  std::vector<Cell> cells;  ///< one a column; of a refused record as many as could be read
  std::optional<Code> fault{};
  std::uint32_t column = 0;                ///< of the fault, from 1; 0: the whole record
  std::vector<std::uint32_t> not_text{};   ///< cells that hold bytes, from 0
};

/// Why a source cannot be read as a whole, and what it says of it.
struct Unusable {
  Code code = Code::source_unusable;
  std::vector<std::string> arguments;
};

class Tables {
 public:
  virtual ~Tables() = default;
  /// By name, sorted.
  virtual std::vector<std::string> names() const = 0;
  /// The columns in order. @pre the table exists
  virtual std::expected<std::vector<std::string>, Unusable> columns(const std::string& table) = 0;
  /// Every record in the source's order, which never depends on chance.
  virtual std::expected<void, Unusable> read(const std::string& table, const std::function<void(Row&&)>& take) = 0;
  /// SHA-256 over the bytes of those tables (of a database: the file; of a server: what it sends), and how many they are.
  virtual std::expected<std::pair<Digest, std::uint64_t>, Unusable> fingerprint(const std::vector<std::string>& tables) const = 0;
  /// A table as people know it: `cases.csv`, or its name.
  virtual std::string shown(const std::string& table) const = 0;
  /// Everything was read: a server is let go, so that a long audit does not hold its snapshot. Afterwards only `names` and
  /// `shown` may be asked.
  virtual void let_go() {}
  /// Is something of the source lost that may belong to any case? Then no list and no event of any case is complete.
  virtual bool is_partial() const { return false; }
};

/// Opens a folder of CSV files, a SQLite database, or a PostgreSQL database by its address (see address.hpp). None is ever
/// written to.
std::expected<std::unique_ptr<Tables>, Unusable> open_tables(const std::filesystem::path& path, Encoding encoding, char delimiter);

std::expected<std::unique_ptr<Tables>, Unusable> open_folder(const std::filesystem::path& path, Encoding encoding, char delimiter);
std::expected<std::unique_ptr<Tables>, Unusable> open_database(const std::filesystem::path& path);
/// All is read from one snapshot of the server, taken here and kept as long as the tables are.
std::expected<std::unique_ptr<Tables>, Unusable> open_server(std::string_view address);

}  // namespace rettesnor::source
