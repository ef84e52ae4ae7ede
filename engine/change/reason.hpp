// Reason: why an instance moved, as the lines of the two explanations that only one of them has.
#pragma once

#include <string>
#include <vector>

#include "engine/change/plan.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::change {

struct Reason {
  std::vector<std::string> was;  ///< what the old explanation says and the new one does not
  std::vector<std::string> is;
};

/// Reads the example's record again, and explains its instance by both sides.
/// @param old_sources, new_sources  the rules' texts, from which conditions are quoted
/// @pre example.text is not empty; it was read by both sides
/// Cost: some hundred evaluations of the one rule by each side.
Reason reason_of(const Side& before, const Sources& old_sources, const Side& after, const Sources& new_sources, const RuleMoves& rule, const Example& example, Language language);

}  // namespace rettesnor::change
