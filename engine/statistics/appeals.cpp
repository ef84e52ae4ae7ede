#include "engine/statistics/appeals.hpp"

#include "engine/statistics/intervals.hpp"

namespace rettesnor::statistics {
namespace {

Interval percent(Interval share) { return {100 * share.low, 100 * share.high}; }

}  // namespace

std::optional<ReversalRate> reversal_rate(const Appeals& appeals, double level) {
  if (appeals.remitted < 0 || appeals.changed < 0 || appeals.upheld < 0 || appeals.dismissed < 0) return std::nullopt;
  const std::int64_t reversed = appeals.remitted + appeals.changed;
  const Counted counted{reversed, reversed + appeals.upheld};
  const auto score = wilson(counted, level);
  const auto exact = clopper_pearson(counted, level);
  if (!score || !exact) return std::nullopt;
  return ReversalRate{counted, 100 * share_of(counted), percent(*score), percent(*exact)};
}

std::optional<ExtendedReversal> extended_reversal(std::int64_t fully, std::int64_t partly, std::int64_t upheld) {
  if (fully < 0 || partly < 0 || upheld < 0) return std::nullopt;
  const std::int64_t judged = fully + partly + upheld;
  if (judged == 0) return std::nullopt;
  return ExtendedReversal{100 * share_of({fully, judged}), 100 * share_of({partly, judged}),
                          100 * share_of({fully + partly, judged})};
}

}  // namespace rettesnor::statistics
