// The reversal rate (omgørelsesprocent) as the national board of appeals counts it.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// Decided appeals, each case counted once by its most far-reaching outcome. None may be negative.
struct Appeals {
  std::int64_t remitted = 0;   ///< hjemvist: sent back to be decided anew
  std::int64_t changed = 0;    ///< ændret eller ophævet
  std::int64_t upheld = 0;     ///< stadfæstet
  std::int64_t dismissed = 0;  ///< afvist eller henvist: not judged, hence no part of the rate
};

struct ReversalRate {
  Counted counted;     ///< reversed of judged
  double percent = 0;  ///< unrounded, [0, 100]
  Interval wilson;     ///< percent
  Interval exact;      ///< percent (Clopper-Pearson)
};

/// (remitted + changed) / (remitted + changed + upheld). Nothing when no appeal was judged, or for a negative count.
std::optional<ReversalRate> reversal_rate(const Appeals& appeals, double level = level_95);

struct ExtendedReversal {
  double fully = 0;  ///< percent of judged
  double partly = 0;
  double together = 0;  ///< equals the reversal rate when both count as reversed
};

/// The extended statistic, where cases reversed in part are shown on their own.
std::optional<ExtendedReversal> extended_reversal(std::int64_t fully, std::int64_t partly, std::int64_t upheld);

}  // namespace rettesnor::statistics
