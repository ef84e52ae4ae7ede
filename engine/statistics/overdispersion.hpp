// When units differ by more than chance, also the good ones: funnel limits that allow for it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// The scale on which units are compared; the spread between units is measured on it and only fits limits on the same.
enum class FunnelScale : std::uint8_t {
  log_ratio,      ///< log(observed / expected), standard deviation 1 / sqrt(expected)
  root_ratio,     ///< sqrt(observed / expected), standard deviation 1 / (2 sqrt(expected))
  arcsine_share,  ///< asin(sqrt(events / total)), standard deviation 1 / (2 sqrt(total))
};

/// What is done with the most deviating units before the spread is measured, so that they do not excuse themselves.
enum class Outliers : std::uint8_t {
  winsorise,  ///< pull them in to the quantile
  truncate,   ///< leave out floor(share * units) at either end
};

struct FunnelUnit {
  double observed = 0;  ///< events
  double size = 0;      ///< expected events for a ratio; total for a share
};

struct Overdispersion {
  FunnelScale scale = FunnelScale::log_ratio;
  double centre = 1;        ///< 1 for a ratio, the pooled share for a share
  std::vector<double> z;    ///< of each unit, before outliers are handled
  double phi = 1;           ///< mean of squared z: 1 when chance is all there is
  double tau_squared = 0;   ///< variance between units on the scale; 0 when chance explains the spread
};

/// Additive random-effects model of the spread between units (Spiegelhalter 2005; moment estimate of DerSimonian and Laird
/// 1986). `share` in [0, 0.5) is handled at either end; quantiles are linear between ranks. Needs two units or more with a
/// size above 0; nothing for a share above its total, for a pooled share of 0 or 1, or for no events on the log scale.
/// Cost: O(units log units).
std::optional<Overdispersion> overdispersion(std::span<const FunnelUnit> units, FunnelScale scale, Outliers outliers,
                                             double share = 0.1);

/// Limits for a unit of `size`, widened by the spread between units. Unit: ratio (>= 0) or share ([0, 1]).
/// With tau_squared = 0 they are the limits on this scale without the adjustment; print both.
std::optional<Interval> adjusted_limits(const Overdispersion& spread, double size, double level);

}  // namespace rettesnor::statistics
