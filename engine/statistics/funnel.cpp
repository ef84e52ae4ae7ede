#include "engine/statistics/funnel.hpp"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.hpp"
#include "engine/statistics/intervals.hpp"

namespace rettesnor::statistics {
namespace {

Place place(const Interval& wide, const Interval& narrow, double centre) {
  if (wide.high < centre) return Place::far_below;
  if (wide.low > centre) return Place::far_above;
  if (narrow.high < centre) return Place::below;
  if (narrow.low > centre) return Place::above;
  return Place::within;
}

}  // namespace

std::optional<Interval> share_limits(double centre, std::int64_t n, double level) {
  const auto z = z_of(level);
  if (!is_inner_share(centre) || n < 1 || !z) return std::nullopt;
  const double half = *z * std::sqrt(centre * (1 - centre) / static_cast<double>(n));
  return Interval{std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

std::optional<double> exact_share_limit(double centre, std::int64_t n, double tail) {
  if (!is_inner_share(centre) || n < 1 || !is_inner_share(tail)) return std::nullopt;
  const auto r = binomial_quantile(tail, n, centre);
  if (!r) return std::nullopt;
  const auto at = binomial_up_to(*r, n, centre);
  const auto before = binomial_up_to(*r - 1, n, centre);
  if (!at || !before || !(*at > *before)) return std::nullopt;
  const double over = (*at - tail) / (*at - *before);
  return std::clamp((static_cast<double>(*r) - over) / static_cast<double>(n), 0.0, 1.0);
}

std::optional<Interval> ratio_limits(double expected, double level) {
  if (!is_positive(expected) || !is_valid_level(level)) return std::nullopt;
  const double tail = (1 - level) / 2;
  const auto low = chi_squared_quantile(tail, 2 * expected);
  const auto high = chi_squared_quantile(1 - tail, 2 * expected + 2);
  if (!low || !high) return std::nullopt;
  return Interval{*low / 2 / expected, *high / 2 / expected};
}

std::optional<Interval> ratio_limits_by_observed(std::int64_t observed, double level) {
  if (observed < 1) return std::nullopt;
  const auto count = exact_poisson(observed, level);
  if (!count) return std::nullopt;
  const double x = static_cast<double>(observed);
  return Interval{x / count->high, x / count->low};
}

std::optional<Place> place_of_share(Counted counted, double centre) {
  const auto wide = wilson(counted, level_998);
  const auto narrow = wilson(counted, level_95);
  if (!wide || !narrow || !is_share(centre)) return std::nullopt;
  return place(*wide, *narrow, centre);
}

std::optional<Place> place_of_ratio(std::int64_t observed, double expected) {
  const auto wide = exact_poisson(observed, level_998);
  const auto narrow = exact_poisson(observed, level_95);
  if (!wide || !narrow || !is_positive(expected)) return std::nullopt;
  return place(*wide, *narrow, expected);
}

std::optional<Homogeneity> homogeneity(std::span<const Counted> units) {
  if (units.size() < 2) return std::nullopt;
  double events = 0;
  double total = 0;
  for (const Counted& unit : units) {
    if (!is_valid(unit)) return std::nullopt;
    events += static_cast<double>(unit.events);
    total += static_cast<double>(unit.total);
  }
  const double centre = events / total;
  if (!is_inner_share(centre)) return std::nullopt;
  Homogeneity out;
  for (const Counted& unit : units) {
    const double n = static_cast<double>(unit.total);
    const double distance = static_cast<double>(unit.events) - n * centre;
    out.chi_squared += distance * distance / (n * centre * (1 - centre));
  }
  out.degrees = static_cast<std::int64_t>(units.size()) - 1;
  const auto p = chi_squared_above(out.chi_squared, static_cast<double>(out.degrees));
  if (!p) return std::nullopt;
  out.p = *p;
  return out;
}

}  // namespace rettesnor::statistics
