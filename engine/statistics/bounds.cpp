#include "engine/statistics/bounds.hpp"

#include "engine/statistics/intervals.hpp"

namespace rettesnor::statistics {

std::optional<ShareBounds> share_bounds(const Tally& t) {
  for (const std::int64_t n : {t.success, t.failure, t.success_or_failure, t.success_or_out, t.failure_or_out, t.any}) {
    if (n < 0) return std::nullopt;
  }
  // One more success never lowers a share and one more failure never raises it, so each instance has a worst and a best
  // place of its own, whatever the others do.
  const std::int64_t low_failures = t.failure + t.success_or_failure + t.failure_or_out + t.any;
  const std::int64_t high_successes = t.success + t.success_or_failure + t.success_or_out + t.any;
  ShareBounds out;
  out.worst = {t.success, t.success + low_failures};
  out.best = {high_successes, high_successes + t.failure};
  if (out.worst.total == 0 && out.best.total == 0) return std::nullopt;
  // A completion without a denominator has no share. The nearest one with a share has one instance.
  if (out.worst.total == 0) out.worst = {1, 1};  // nothing can fail
  if (out.best.total == 0) out.best = {0, 1};    // nothing can succeed
  out.share = {share_of(out.worst), share_of(out.best)};
  out.may_be_empty = t.success == 0 && t.failure == 0 && t.success_or_failure == 0;
  return out;
}

std::optional<Interval> bounds_with_chance(const ShareBounds& bounds, double level) {
  const auto worst = wilson(bounds.worst, level);
  const auto best = wilson(bounds.best, level);
  if (!worst || !best) return std::nullopt;
  return Interval{worst->low, best->high};
}

}  // namespace rettesnor::statistics
