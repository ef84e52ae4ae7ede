// The values worth trying for an unknown cell: enough of them to meet each boundary that the rule draws.
#pragma once

#include <vector>

#include "engine/explain/probe.hpp"

namespace rettesnor {

/// The days and constants around which a rule's answer may change.
struct Boundaries {
  std::vector<Date> days;           ///< sorted, without doubles
  std::vector<Moment> moments;      ///< dues and anchors with a clock
  std::vector<Decimal> numbers;
  std::vector<std::string> texts;
};

/// What the rule, its results and the known cells it reads draw: anchors, dues, T, dates and durations written in it,
/// ages, each with the day before and after. Cost: O(expressions of the rule).
Boundaries boundaries_of(const Prober& prober, RuleId rule, const std::vector<InstanceResult>& results);

/// Cells that could stand in the place of an unknown one, the likeliest first, or that a change could write over a known
/// one. Never the present one; a coarse value is only narrowed. At most 64. @pre prober.cell(ref)
std::vector<Cell> completions(const Prober& prober, const CellRef& ref, const Boundaries& boundaries);

/// The cell as if nobody had told: unknown to logic whatever the watermark. A known date becomes one within five years.
Cell forgotten(const Cell& cell);

}  // namespace rettesnor
