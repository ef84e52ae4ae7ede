// What municipalities may decide themselves, and which of it they have, as far as their overlays in the run say.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace SQLite {
class Database;
}

namespace rettesnor::ledger {

/// A parameter that a municipality may set.
struct Framework {
  std::string parameter;  ///< `package.name`
  std::string title_da;
  std::string title_en;
  std::string cites;      ///< joined by `; `
  bool hole = false;      ///< nothing holds until the municipality decides; else a national value does
  std::int64_t keys = 1;  ///< values to set: one, or one a code that it is given by
  /// How many of them are set and in force at the run's `as_of`, by municipality; one that is not here is not known: no overlay
  /// of it that uses the parameter's package is in the run.
  std::map<std::string, std::int64_t> set;
};

/// Of a model as at a day; without one every setting counts. In the model's order. Cost: O(parameters · settings).
std::vector<Framework> frameworks_of(const Model& model, std::optional<Date> as_of);

/// Writes the rows of `parameter` and `decision`.
void write_frameworks(SQLite::Database& db, const Model& model, std::optional<Date> as_of);
/// Reads them back.
std::vector<Framework> read_frameworks(SQLite::Database& db);

}  // namespace rettesnor::ledger
