// What of an audit's measures may leave: indicators of practice, and of what became of the citizens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/disclosure/policy.hpp"
#include "engine/disclosure/table.hpp"
#include "engine/statistics/intervals.hpp"
#include "engine/statistics/numbers.hpp"
#include "engine/store/ledger/measures.hpp"

namespace rettesnor::report {

struct Publication;
/// A count that may be hidden.
using Maybe = std::optional<std::int64_t>;

/// One row of a measure: a municipality, a group, or all. Everything beyond the counts is there only where all of them are.
struct MeasureRow {
  std::string label;                           ///< a municipality's code or the groups' codes; empty: not known
  Maybe total;                                 ///< settled and open
  std::vector<Maybe> parts;                    ///< by PublishedMeasure::columns; the last one is open
  Maybe settled;
  std::optional<statistics::Interval> chance;  ///< of a share: Wilson, 95 %
  std::optional<statistics::Interval> bounds;  ///< of a share: LANGUAGE.md §5
  std::optional<statistics::Mean> mean;        ///< of an average: Student, 95 %
};

/// Rows that divide the same whole in one way.
struct MeasureTable {
  bool municipalities = false;  ///< else by groups
  std::vector<MeasureRow> rows; ///< by label
};

struct PublishedMeasure {
  enum class Part : std::uint8_t { yes, no, up, down, unchanged, settled, open };
  std::string indicator, title_da, title_en, cites, matter, rule, observed_for, better, period;
  std::vector<std::string> by;
  std::optional<std::string> meaningful;
  bool average = false;
  bool unverified = false;
  bool entry_by_score = false;
  bool in_period = true;
  std::vector<Part> columns;
  MeasureRow all;
  Maybe missing;                     ///< of the open: observed for long enough, and not measured again
  Maybe waiting;                     ///< outside: not yet due, or not observed for long enough
  Maybe excluded;                    ///< outside
  std::vector<MeasureTable> tables;  ///< only those that can be shown without hiding more of the whole
  bool left_out = false;             ///< a table could not be shown
};

/// Shares below the threshold where all have the same answer: a zero beside it would tell it of everybody. The last column tells nothing of anybody.
std::vector<disclosure::Cell> telling_zeros(const disclosure::CountTable& table, const disclosure::Policy& policy);

/// Protects each table, also against what `beside` shows of the same rule and what measures of the same population show:
/// a count that differs from one of those by a group below the threshold is hidden. Cost: O(measures) tables.
std::vector<PublishedMeasure> publish_measures(const std::vector<ledger::Measured>& measured, const Publication& beside, const disclosure::Policy& policy);

}  // namespace rettesnor::report
