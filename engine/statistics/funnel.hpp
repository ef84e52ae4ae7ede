// Where units of different size are expected to lie when they only differ by chance.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// Control limits of a share around `centre` for a unit with n instances (normal approximation; Spiegelhalter 2005), cut
/// to [0, 1]. Nothing unless 0 < centre < 1, n >= 1 and the level is valid.
std::optional<Interval> share_limits(double centre, std::int64_t n, double level);

/// The share at which a unit with n instances has probability `tail` of lying lower: the binomial quantile, interpolated
/// between the whole numbers (Spiegelhalter 2005, appendix). Unit: share, [0, 1]; 0 < tail < 1. Cost: O(1).
std::optional<double> exact_share_limit(double centre, std::int64_t n, double tail);

/// Limits of observed / expected around 1 for a unit with `expected` events (exact Poisson). Expected is positive.
std::optional<Interval> ratio_limits(double expected, double level);

/// The same question from the other side: the ratios, expected to observed being the unknown, at which the exact interval
/// of `observed` touches 1 (the construction of English public health funnels). Nothing for observed < 1.
std::optional<Interval> ratio_limits_by_observed(std::int64_t observed, double level);

/// Where a unit stands against the centre: beyond the 95 % or the 99.8 % limit on either side.
enum class Place : std::uint8_t { far_below, below, within, above, far_above };

/// By the unit's own Wilson intervals against the centre. Nothing for an invalid count or centre outside [0, 1].
std::optional<Place> place_of_share(Counted counted, double centre);
/// By the exact Poisson intervals of the observed count against the expected one (positive).
std::optional<Place> place_of_ratio(std::int64_t observed, double expected);

struct Homogeneity {
  double chi_squared = 0;
  std::int64_t degrees = 0;
  double p = 0;  ///< of a spread at least this large when the units only differ by chance
};

/// Chi-squared test that all units have one share (Pearson). Needs two valid units or more, and a pooled share that is
/// neither 0 nor 1. Cost: O(units).
std::optional<Homogeneity> homogeneity(std::span<const Counted> units);

}  // namespace rettesnor::statistics
