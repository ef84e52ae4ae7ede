// Small units borrow strength from all.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

struct Shrinkage {
  double centre = 0;            ///< the pooled share
  double between = 0;           ///< variance between units that chance does not explain; 0 or less shrinks all fully
  std::vector<double> shares;   ///< of each unit, drawn towards the centre; in [0, 1]
};

/// Empirical Bayes shares by moments (Marshall 1991): the smaller a unit, the nearer to the centre.
/// Nothing for fewer than two units or an invalid count. Cost: O(units).
std::optional<Shrinkage> shrink(std::span<const Counted> units);

}  // namespace rettesnor::statistics
