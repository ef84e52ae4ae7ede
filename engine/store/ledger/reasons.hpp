// Why recommendations were departed from: the accepted reasons of each, and how often each was recorded.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/audit/follow.hpp"
#include "engine/store/ledger/ledger.hpp"

namespace SQLite {
class Database;
}

namespace rettesnor::ledger {

/// A reason that a recommendation accepts.
struct AcceptedReason {
  std::string code;
  std::string title_da, title_en;  ///< empty: the code is all that there is
};

/// Explained departures of one recommendation. Counts are as they are: nothing is hidden yet.
struct ReasonCounts {
  std::string rule;  ///< `package.name`
  std::vector<AcceptedReason> accepted;
  std::map<std::string, std::map<std::string, std::uint64_t>> municipalities;  ///< by code (empty: not known) and reason, as in audit::ReasonKey
};

/// Of all rules that accept reasons, in their order. Cost: O(rows of `reason`).
std::expected<std::vector<ReasonCounts>, Trouble> reasons(const std::filesystem::path& file);

/// Writes the rows of `accepted_reason`.
void write_accepted(SQLite::Database& db, const Model& model);
/// Adds to the rows of `reason`, in any order of the shards.
void add_reasons(SQLite::Database& db, const audit::Reasons& reasons);

}  // namespace rettesnor::ledger
