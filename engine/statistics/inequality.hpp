// How unevenly something is spread over groups ranked from worst to best off.
#pragma once

#include <optional>
#include <span>

namespace rettesnor::statistics {

/// One group, in order from the worst off to the best off.
struct RankedGroup {
  double value = 0;   ///< level of the thing measured; for an index not negative
  double weight = 1;  ///< persons; positive
};

struct Concentration {
  double index = 0;        ///< [-1, 1]; negative when the worst off have more
  double generalised = 0;  ///< index times mean: absolute
  double erreygers = 0;    ///< for a value with a floor and a ceiling; [-1, 1]
  double wagstaff = 0;     ///< the same, normalised by the largest possible
};

/// Concentration index by the sum over fractional ranks at group midpoints (Wagstaff, Paci and van Doorslaer 1991), with
/// Erreygers' (2009) and Wagstaff's (2005) corrections for a value between `floor` and `ceiling`. Nothing for fewer than
/// two groups, a value outside the bounds, or a mean of 0, the floor or the ceiling. Cost: O(groups).
std::optional<Concentration> concentration(std::span<const RankedGroup> groups, double floor = 0, double ceiling = 1);

struct InequalitySlope {
  double slope = 0;  ///< SII: best off minus worst off on the fitted line
  double ratio = 0;  ///< RII: best off over worst off on the fitted line
};

/// Slope and relative index of inequality: weighted regression on rank midpoints (Mackenbach and Kunst 1997). Nothing for
/// fewer than two groups or a fitted worst-off level of 0 or less. Cost: O(groups).
std::optional<InequalitySlope> inequality_slope(std::span<const RankedGroup> groups);

}  // namespace rettesnor::statistics
