#include "engine/statistics/overdispersion.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/statistics/distributions.hpp"

namespace rettesnor::statistics {
namespace {

/// Variance of a unit of this size by chance alone, on the scale.
double variance_by_chance(FunnelScale scale, double size) {
  return scale == FunnelScale::log_ratio ? 1 / size : 1 / (4 * size);
}

double on_scale(FunnelScale scale, double value) {
  switch (scale) {
    case FunnelScale::log_ratio: return std::log(value);
    case FunnelScale::root_ratio: return std::sqrt(value);
    case FunnelScale::arcsine_share: return std::asin(std::sqrt(value));
  }
  return value;
}

double off_scale(FunnelScale scale, double value) {
  switch (scale) {
    case FunnelScale::log_ratio: return std::exp(value);
    case FunnelScale::root_ratio: return std::max(0.0, value) * std::max(0.0, value);
    case FunnelScale::arcsine_share: {
      const double root = std::sin(std::clamp(value, 0.0, std::numbers::pi / 2));
      return root * root;
    }
  }
  return value;
}

/// Quantile of sorted values, linear between ranks: the p-th of n - 1 steps.
double quantile(const std::vector<double>& sorted, double p) {
  const double step = p * static_cast<double>(sorted.size() - 1);
  const auto at = static_cast<std::size_t>(step);
  const std::size_t next = std::min(at + 1, sorted.size() - 1);
  return sorted[at] + (step - static_cast<double>(at)) * (sorted[next] - sorted[at]);
}

bool is_valid(const FunnelUnit& unit, FunnelScale scale) {
  if (!is_positive(unit.size) || !is_not_negative(unit.observed)) return false;
  if (scale == FunnelScale::log_ratio) return unit.observed > 0;
  return scale == FunnelScale::root_ratio || unit.observed <= unit.size;
}

}  // namespace

std::optional<Overdispersion> overdispersion(std::span<const FunnelUnit> units, FunnelScale scale, Outliers outliers,
                                             double share) {
  if (units.size() < 2 || !(share >= 0 && share < 0.5)) return std::nullopt;
  double observed = 0;
  double size = 0;
  for (const FunnelUnit& unit : units) {
    if (!is_valid(unit, scale)) return std::nullopt;
    observed += unit.observed;
    size += unit.size;
  }
  Overdispersion out;
  out.scale = scale;
  if (scale == FunnelScale::arcsine_share) {
    out.centre = observed / size;
    if (!is_inner_share(out.centre)) return std::nullopt;
  }
  struct Placed {
    double z, weight;
  };
  std::vector<Placed> placed;
  for (const FunnelUnit& unit : units) {
    const double variance = variance_by_chance(scale, unit.size);
    const double z = (on_scale(scale, unit.observed / unit.size) - on_scale(scale, out.centre)) / std::sqrt(variance);
    out.z.push_back(z);
    placed.push_back({z, 1 / variance});
  }
  std::ranges::sort(placed, {}, &Placed::z);
  if (outliers == Outliers::winsorise) {
    std::vector<double> sorted = out.z;
    std::ranges::sort(sorted);
    const double low = quantile(sorted, share);
    const double high = quantile(sorted, 1 - share);
    for (Placed& p : placed) p.z = std::clamp(p.z, low, high);
  } else {
    const auto cut = static_cast<std::ptrdiff_t>(share * static_cast<double>(placed.size()));
    placed.erase(placed.end() - cut, placed.end());
    placed.erase(placed.begin(), placed.begin() + cut);
    if (placed.size() < 2) return std::nullopt;
  }
  double squares = 0;
  double weights = 0;
  double squared_weights = 0;
  for (const Placed& p : placed) {
    squares += p.z * p.z;
    weights += p.weight;
    squared_weights += p.weight * p.weight;
  }
  const double k = static_cast<double>(placed.size());
  out.phi = squares / k;
  out.tau_squared = std::max(0.0, (squares - (k - 1)) / (weights - squared_weights / weights));
  return out;
}

std::optional<Interval> adjusted_limits(const Overdispersion& spread, double size, double level) {
  const auto z = z_of(level);
  if (!z || !is_positive(size) || !is_not_negative(spread.tau_squared)) return std::nullopt;
  const double centre = on_scale(spread.scale, spread.centre);
  const double half = *z * std::sqrt(variance_by_chance(spread.scale, size) + spread.tau_squared);
  return Interval{off_scale(spread.scale, centre - half), off_scale(spread.scale, centre + half)};
}

}  // namespace rettesnor::statistics
