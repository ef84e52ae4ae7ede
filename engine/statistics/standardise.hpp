// Comparing populations of different composition.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/intervals.hpp"
#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

struct Stratum {
  std::int64_t observed = 0;
  double population = 0;         ///< positive
  double standard_weight = 0;    ///< of the stratum in the standard population; not negative, not all 0
};

/// The directly standardised rate per `per` with its interval (Dobson 1991, Byar's limits of the total). Nothing for an
/// invalid stratum, and nothing for fewer than 10 events in all: the interval is not good enough then. Cost: O(strata).
std::optional<Rate> standardise_directly(std::span<const Stratum> strata, double per, double level = level_95);

struct ReferenceStratum {
  double population = 0;      ///< of the unit; not negative
  double reference_rate = 0;  ///< events per person in the reference; not negative
};

struct StandardisedRatio {
  double expected = 0;  ///< events, had the reference's rates held
  double ratio = 0;     ///< observed / expected
  Interval interval;    ///< of the ratio
  CountMethod method = CountMethod::exact;
};

/// The indirectly standardised ratio with its interval (Byar's; exact for fewer than 10 events). Multiply by the
/// reference's crude rate for a rate. Nothing when nothing is expected. Cost: O(strata).
std::optional<StandardisedRatio> standardise_indirectly(std::int64_t observed,
                                                        std::span<const ReferenceStratum> strata,
                                                        double level = level_95);

}  // namespace rettesnor::statistics
