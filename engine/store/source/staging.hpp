// The private copy of a source that cases are put together from. Used by case_feed.cpp alone.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <expected>
#include <string>
#include <vector>

#include "engine/store/feed.hpp"
#include "engine/store/source/mapping.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::source {

/// One record, ready to be put into a case.
struct Staged {
  std::string table;
  std::uint64_t line = 0;
  std::string id;                       ///< empty: none
  std::string members;                  ///< `"made":"2026-01-07","with_child":"yes"`
  std::vector<RecordOrigin> origins{};  ///< `begin` counts bytes of `members`
  std::vector<RecordFault> faults{};
};

/// A temporary database without a name: SQLite keeps it in memory and spills it to a file that has no directory entry.
/// Table t0 holds the cases, t1 … the lists. Throws SQLite::Exception.
class Staging {
 public:
  Staging(const Mapping& mapping, Tables& tables);

  /// Copies every table.
  std::expected<void, Unusable> fill();

  /// Of lists with a record that may belong to any case.
  const std::vector<std::string>& incomplete() const { return incomplete_; }
  /// May anything of any case be lost?
  bool is_partial() const { return tables_.is_partial(); }
  std::uint64_t cases() const { return cases_; }
  std::uint64_t orphans() const { return orphans_; }
  std::uint64_t last_line() const { return last_line_; }
  /// Among the first: how many cases stand up to and including that line.
  std::uint64_t cases_until(std::uint64_t line);

  SQLite::Database& database() { return db_; }
  /// Columns 0 … of a row: n, id, members, origins, faults.
  Staged staged(SQLite::Statement& row, std::size_t table) const;

 private:
  std::expected<void, Unusable> copy(std::size_t number);
  void flag_duplicates(std::size_t number);
  void find_orphans(std::size_t number);

  const Mapping& mapping_;
  Tables& tables_;
  SQLite::Database db_;
  std::vector<std::string> incomplete_;
  std::uint64_t cases_ = 0;
  std::uint64_t orphans_ = 0;
  std::uint64_t last_line_ = 0;
};

}  // namespace rettesnor::source
