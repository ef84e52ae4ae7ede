// The measures of an audit database: written shard by shard, read back for a report.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/audit/measure.hpp"
#include "engine/model/model.hpp"
#include "engine/store/ledger/ledger.hpp"

namespace SQLite {
class Database;
}

namespace rettesnor::ledger {

/// Writes the rows of `indicator`.
void write_indicators(SQLite::Database& db, const Model& model);
/// Adds to the rows of `measure`. The sums are exact, so the order of the shards does not matter.
void add_measures(SQLite::Database& db, const audit::Measures& measures);

/// An indicator and all that was measured of it.
struct Measured {
  struct Row {
    std::string municipality;         ///< empty: not known, or not divided by
    std::vector<std::string> groups;  ///< one a name in `by`; empty: not known
    std::string month;                ///< `2026-03`; empty: none
    audit::Sums sums;
  };
  std::string indicator;  ///< `package.name`
  std::string title_da;
  std::string title_en;
  std::string matter;     ///< law, recommendation, outcome
  std::string form;       ///< rule, share, average
  std::string rule;       ///< `package.name` of the rule it is from; empty: none
  std::string population; ///< the list or concept counted; empty: the rule's instances
  bool in_period = false;  ///< else as at `as_of`
  bool by_municipality = false;
  std::vector<std::string> by;            ///< the other names in `by`
  std::optional<std::string> meaningful;  ///< a decimal
  std::string observed_for;               ///< `365 days`; empty: not said
  std::string better;                     ///< higher, lower or empty
  bool entry_by_score = false;            ///< see audit::entry_by_score
  std::string cites;                      ///< joined by `; `
  bool unverified = false;
  std::vector<Row> rows;                  ///< by municipality, groups, month
};

/// The measures, in the indicators' order; none in a database from before there were any. Counts are as they are: nothing
/// is hidden yet. Cost: O(rows of `measure`).
std::expected<std::vector<Measured>, Trouble> measures(const std::filesystem::path& file);

}  // namespace rettesnor::ledger
