// What a share can be when some verdicts are not determined: the worst and the best completion.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// Instances by what their verdict still may be. `out` is: not in the denominator, for instance not applicable.
/// None may be negative.
struct Tally {
  std::int64_t success = 0;
  std::int64_t failure = 0;
  std::int64_t success_or_failure = 0;
  std::int64_t success_or_out = 0;
  std::int64_t failure_or_out = 0;
  std::int64_t any = 0;  ///< success, failure or out
};

struct ShareBounds {
  Counted worst;  ///< the completion with the lowest share: everything missing fails
  Counted best;   ///< the completion with the highest: everything missing succeeds
  Interval share;
  bool may_be_empty = false;  ///< some completion has no denominator at all, hence no share
};

/// The exact bounds of success / (success + failure) over every completion that has a denominator (worst-case bounds;
/// Manski 1989). Nothing for a negative count or when every completion is without a denominator. Cost: O(1).
std::optional<ShareBounds> share_bounds(const Tally& tally);

/// The bounds widened by chance: Wilson's low end of the worst and high end of the best.
std::optional<Interval> bounds_with_chance(const ShareBounds& bounds, double level = level_95);

}  // namespace rettesnor::statistics
