// What an open verdict still waits for: facts, readings and transitions that could make its set smaller.
#pragma once

#include <vector>

#include "engine/explain/completions.hpp"

namespace rettesnor {

/// One thing that could still shrink an undetermined verdict.
struct Missing {
  enum class Kind : std::uint8_t { cell, reading, transition };
  Kind kind = Kind::cell;
  CellRef cell;              ///< kind cell
  Gap gap = Gap::known;      ///< kind cell: why it is unknown
  ReadingSetId reading{};    ///< kind reading
};

/// For each instance of one rule, in order, what could still make its set strictly smaller; empty for a determined one.
/// Found by trying completions of the unknown cells that were read; if no single one helps, all of them are missing.
/// Cost: up to 64 evaluations of the rule for each unknown cell; usually two or three.
std::vector<std::vector<Missing>> find_missing(Prober& prober, RuleId rule, const std::vector<InstanceResult>& results);

/// The readings and the transition on which an instance's verdict depends.
std::vector<Missing> open_choices(const InstanceResult& result);

/// What a completion of one cell does to the verdicts of one rule.
struct Impact {
  CellRef cell;
  Gap gap = Gap::known;
  double shrinks = 0;  ///< verdicts removed, summed over instances, averaged over the completions
};

/// All unknown cells that the undetermined instances read, with what knowing them would remove; those that remove
/// nothing are left out.
std::vector<Impact> find_impacts(Prober& prober, RuleId rule, const std::vector<InstanceResult>& results);

/// Known cells, happened or not, without which the verdict of a determined instance would not stand. In reading order.
std::vector<CellRef> find_decisive(Prober& prober, const InstanceResult& result);

}  // namespace rettesnor
