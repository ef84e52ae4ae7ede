// Opening an audit database for reading.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <expected>
#include <filesystem>
#include <optional>

#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/schema.sql.hpp"
#include "engine/store/ledger/version.hpp"

namespace rettesnor::ledger {

/// What SQLite's failure means.
inline Trouble trouble_of(const SQLite::Exception& e) {
  constexpr int busy = 5, locked = 6, not_a_database = 26;  // of its primary result codes
  switch (e.getErrorCode() & 255) {
    case busy:
    case locked: return {Trouble::Kind::busy, {}};
    case not_a_database: return {Trouble::Kind::not_a_ledger, {}};
    default: return {Trouble::Kind::failed, e.what()};
  }
}

/// A database is a file: a pipe would wait for its other end.
inline std::optional<Trouble> no_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return Trouble{Trouble::Kind::missing, {}};
  if (!std::filesystem::is_regular_file(file, ignored)) return Trouble{Trouble::Kind::not_a_ledger, {}};
  return std::nullopt;
}

/// Opens an audit database and hands it to `read`, which gives the answer.
template <class Answer, class Read>
std::expected<Answer, Trouble> opened(const std::filesystem::path& file, const Read& read) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::unexpected(Trouble{Trouble::Kind::missing, {}});
  try {
    SQLite::Database db(file, SQLite::OPEN_READONLY);
    if (db.execAndGet("PRAGMA application_id").getInt() != application_id) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
    if (auto other = other_version(db)) return std::unexpected(std::move(*other));
    return read(db);
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() == 26) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
    return std::unexpected(Trouble{Trouble::Kind::failed, e.what()});
  }
}

}  // namespace rettesnor::ledger
