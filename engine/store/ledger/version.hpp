// Which audit databases this program reads: those of its own schema. A chain covers the columns that its rows had, so rows
// cannot be carried over to another schema and still be proved.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>
#include <string>

#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/schema.sql.hpp"

namespace rettesnor::ledger {

/// Why a database of another schema is refused; none: it has ours.
inline std::optional<Trouble> other_version(SQLite::Database& db) {
  const int version = db.execAndGet("PRAGMA user_version").getInt();
  if (version == schema_version) return std::nullopt;
  return Trouble{version > schema_version ? Trouble::Kind::newer : Trouble::Kind::older, std::to_string(version)};
}

}  // namespace rettesnor::ledger
