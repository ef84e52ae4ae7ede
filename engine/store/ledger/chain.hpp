// The hash chain over an audit database's rows.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "engine/values/digest.hpp"

namespace rettesnor::ledger {

/// One entry of the log, without what it is chained to.
struct Entry {
  std::int64_t number = 0;
  std::string kind;
  std::int64_t shard = -1;
  std::int64_t end_byte = 0;
  std::int64_t end_line = 0;
  std::int64_t cases = 0;
  std::int64_t refused = 0;
};

/// A table's rows of one entry: how they are read in the order in which they are hashed, and how one is written.
struct EntryRows {
  const char* read;
  const char* write;
};
inline constexpr EntryRows subject_rows{"SELECT * FROM subject WHERE shard = ? ORDER BY position", "INSERT INTO subject VALUES (?, ?, ?, ?, ?)"};
inline constexpr EntryRows flaw_rows{"SELECT * FROM flaw WHERE shard = ? ORDER BY number", "INSERT INTO flaw VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr EntryRows plane_rows{"SELECT * FROM plane WHERE shard = ? ORDER BY rule", "INSERT INTO plane VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr EntryRows word_rows{"SELECT * FROM word WHERE shard = ? ORDER BY word", "INSERT INTO word VALUES (?, ?, ?)"};
inline constexpr EntryRows attention_rows{"SELECT * FROM attention_packed WHERE place BETWEEN ?1 << 40 AND (?1 + 1 << 40) - 1 ORDER BY place",
                                          "INSERT INTO attention_packed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
inline constexpr EntryRows anchor_day_rows{"SELECT * FROM anchor_day WHERE shard = ? ORDER BY rule", "INSERT INTO anchor_day VALUES (?, ?, ?)"};
/// All of a shard, in the order in which they are hashed.
inline constexpr EntryRows of_shard[] = {subject_rows, flaw_rows, plane_rows, word_rows, attention_rows, anchor_day_rows};

/// All tallies, which the last entry begins with.
inline constexpr EntryRows tally_rows{"SELECT * FROM tally ORDER BY rule, municipality, month, possible, rest", "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?)"};
inline constexpr const char* reasons_read = "SELECT * FROM reason ORDER BY rule, municipality, reason";
inline constexpr EntryRows followed_rows{"SELECT * FROM followed ORDER BY rule, municipality, ending, days", "INSERT INTO followed VALUES (?, ?, ?, ?, ?)"};
inline constexpr const char* measures_read = "SELECT * FROM measure ORDER BY indicator, municipality, groups, month";

using Bytes = std::span<const std::uint8_t>;

/// The digest of an entry's rows: what each table's rows are found by, and every column with its type and length. Who writes the rows
/// and who reads them back say the same, in the same order.
class Content {
 public:
  void table(std::string_view query);
  void row() { bytes_ += 'r'; }
  void column(std::int64_t number);
  void column(std::string_view text);
  void column(Bytes blob);
  void column(std::nullopt_t) { bytes_ += 'n'; }
  Digest digest();

 private:
  void flush();
  Sha256 sum_;
  std::string bytes_;  ///< not yet in the sum
};

/// The statements that write rows, made once for a database.
class Inserts {
 public:
  /// Rows that one statement writes: a statement costs more than a row.
  static constexpr std::size_t many = 32;

  explicit Inserts(SQLite::Database& db) : db_(db) {}
  SQLite::Statement& one(const EntryRows& rows) { return of(rows, 1); }
  SQLite::Statement& some(const EntryRows& rows) { return of(rows, many); }
  /// One that failed cannot be used again.
  void forget() { made_.clear(); }

 private:
  SQLite::Statement& of(const EntryRows& rows, std::size_t count);

  SQLite::Database& db_;
  std::map<std::pair<std::string_view, std::size_t>, SQLite::Statement> made_;
};

/// Writes a table's rows, each hashed as it is bound. The rows must come in the order in which they are read.
class Writer {
 public:
  /// @param count  how many rows will come
  Writer(Inserts& inserts, const EntryRows& rows, std::size_t count, Content& content) : inserts_(inserts), rows_(rows), left_(count), content_(content) {
    content_.table(rows.read);
  }

  /// One row. A column is a number, a text, bytes, or an optional of these.
  template <class... Columns>
  void add(const Columns&... columns) {
    if (in_statement_ == 0) {
      of_statement_ = left_ < Inserts::many ? 1 : Inserts::many;
      row_ = &(of_statement_ == 1 ? inserts_.one(rows_) : inserts_.some(rows_));
      place_ = 0;
    }
    content_.row();
    (put(++place_, columns), ...);
    if (left_ > 0) --left_;
    if (++in_statement_ < of_statement_) return;
    row_->exec();
    row_->reset();
    in_statement_ = 0;
  }

 private:
  template <std::integral Number>
  void put(int place, Number number) {
    row_->bind(place, static_cast<std::int64_t>(number));
    content_.column(static_cast<std::int64_t>(number));
  }
  void put(int place, const std::string& text) {
    row_->bind(place, text);
    content_.column(std::string_view(text));
  }
  void put(int place, Bytes blob) {
    if (blob.data() == nullptr) return put(place, std::optional<Bytes>());  // as SQLite takes it
    row_->bind(place, blob.data(), static_cast<int>(blob.size()));
    content_.column(blob);
  }
  void put(int place, const std::variant<std::int64_t, std::string>& either) {
    std::visit([&](const auto& value) { put(place, value); }, either);
  }
  template <class Value>
  void put(int place, const std::optional<Value>& value) {
    if (value) return put(place, *value);
    row_->bind(place);
    content_.column(std::nullopt);
  }

  Inserts& inserts_;
  const EntryRows& rows_;
  std::size_t left_;
  Content& content_;
  SQLite::Statement* row_ = nullptr;
  int place_ = 0;
  std::size_t in_statement_ = 0, of_statement_ = 1;
};

/// Adds a table's rows as they are read back. @param shard  what the query asks for; -1: nothing
void add_rows(Content& content, SQLite::Database& db, const char* query, std::int64_t shard = -1);
/// The digest of the rows that an entry stands for, read back: every column of every row, with its type and length, in key order.
Digest content_of(SQLite::Database& db, const std::string& kind, std::int64_t shard);

/// The digest of the rows that an entry of the reviews stands for: a sample with what was drawn, or the answers that came with it.
Digest review_content(SQLite::Database& db, const std::string& kind, std::int64_t entry, std::int64_t sample);
/// The next link of the reviews' chain, which begins at the run's head.
Digest review_link(const Digest& before, const std::string& kind, std::int64_t entry, std::int64_t sample, const Digest& content);
/// The digest in a column; all zeros when it holds none.
Digest digest_in(const SQLite::Column& column);

/// The chain's next link.
Digest link(const Digest& before, const Entry& entry, const Digest& content);

}  // namespace rettesnor::ledger
