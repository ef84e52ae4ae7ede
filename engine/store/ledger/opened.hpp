// Opening an audit database for reading.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <expected>
#include <filesystem>

#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/schema.sql.hpp"
#include "engine/store/ledger/version.hpp"

namespace rettesnor::ledger {

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
