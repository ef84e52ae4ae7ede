// From a figure of an audit to its cases. Not for publication: nothing here is hidden.
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/verdict.hpp"
#include "engine/store/ledger/ledger.hpp"

namespace rettesnor::ledger {

/// Which instances of duties and recommendations. What is not said is not asked for.
struct CaseFilter {
  std::string rule;                         ///< `package.name`; empty: all
  std::optional<std::string> municipality;  ///< code acting at the anchor; empty: not known
  std::optional<std::string> month;         ///< of the anchor, `2026-03`; empty: none
  std::bitset<64> possible;                 ///< by the bits of the set; none: all that need attention
};

/// One instance.
struct CaseRow {
  std::string id;            ///< as the database keeps it
  std::int64_t line = 0;     ///< of the source
  std::string municipality;
  std::string month;         ///< empty: none
  std::string rule, title_da, title_en, sphere, cites;
  bool unverified = false;   ///< of the rule
  std::string element;       ///< by place, `notifications[2]`; empty: the case itself
  std::int64_t occurrence = 0;
  VerdictSet possible;
  std::string due_earliest, due_latest;  ///< ISO 8601; empty: none, or open
  bool due_open = false;
  std::string unknown;       ///< names of open facts, by commas
  bool conflict = false, early = false, transition = false, internal_error = false;
  bool counted_whole = true; ///< false: read out of the planes, which hold no element, month, due, nor who acted at the anchor
};

/// Calls `found` with each, by rule and then by place in the source; it says whether to go on. Of instances that are certainly fulfilled or
/// certainly not applicable the database keeps the case alone: `municipality` is then the one acting at the run's
/// `as_of`, and a filter by month finds none of them.
/// @return how many. Cost: O(rows of `attention` and, if asked for, of `plane`) of the rule
std::expected<std::uint64_t, Trouble> cases(const std::filesystem::path& file, const CaseFilter& filter, const std::function<bool(const CaseRow&)>& found);

/// The full names of duties and recommendations that the audit judged, in the order of the rules.
std::expected<std::vector<std::string>, Trouble> duties(const std::filesystem::path& file);

/// The identity of the run, by name.
std::expected<Identity, Trouble> identity(const std::filesystem::path& file);

}  // namespace rettesnor::ledger
