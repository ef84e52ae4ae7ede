// What an open verdict still waits for: facts, readings and transitions that could make its set smaller.
#pragma once

#include <vector>

#include "engine/explain/completions.hpp"

namespace rettesnor {

/// One thing that could still shrink an undetermined verdict.
struct Missing {
  enum class Kind : std::uint8_t { cell, reading, transition, parameter };
  Kind kind = Kind::cell;
  CellRef cell;              ///< kind cell
  Gap gap = Gap::known;      ///< kind cell: why it is unknown
  ReadingSetId reading{};    ///< kind reading
  ParameterId parameter{};   ///< kind parameter: only its range is known
};

/// What knowing one unknown cell does to the verdicts of one rule.
struct Impact {
  CellRef cell;
  Gap gap = Gap::known;
  double shrinks = 0;  ///< verdicts removed, summed over instances, averaged over the completions tried
};

/// What the open verdicts of one rule wait for.
struct OpenFacts {
  std::vector<std::vector<Missing>> missing;  ///< one an instance, in order; empty for a determined one
  std::vector<Impact> impacts;                ///< cells that remove something, in the order of their paths
};

inline constexpr std::size_t all_completions = 64;

/// Tries completions of the unknown cells that undetermined instances read. A cell is missing for an instance if some
/// completion makes its set strictly smaller; if no single one does, all that it read are missing.
/// @param at_least  completions to try of each cell for the average, though it is known to be missing; 0: nothing is
///                  tried, and all that was read and is unknown counts as missing
/// Cost: up to 64 evaluations of the rule for each unknown cell; usually `at_least` and a few.
OpenFacts find_open_facts(Prober& prober, RuleId rule, const std::vector<InstanceResult>& results,
                          std::size_t at_least = 1);

/// Only `missing` of it.
std::vector<std::vector<Missing>> find_missing(Prober& prober, RuleId rule, const std::vector<InstanceResult>& results);

/// The readings, the transition and the parameters on which an instance's verdict depends.
std::vector<Missing> open_choices(const InstanceResult& result);

/// Known cells, happened or not, without which the verdict of a determined instance would not stand. In reading order.
std::vector<CellRef> find_decisive(Prober& prober, const InstanceResult& result);

}  // namespace rettesnor
