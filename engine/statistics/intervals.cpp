#include "engine/statistics/intervals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.hpp"

namespace rettesnor::statistics {

std::optional<Interval> wilson(Counted counted, double level) {
  const auto z = z_of(level);
  if (!is_valid(counted) || !z) return std::nullopt;
  const double x = static_cast<double>(counted.events);
  const double n = static_cast<double>(counted.total);
  const double square = *z * *z;
  const double spread = *z * std::sqrt(square + 4 * x * (1 - x / n));
  const double below = 2 * (n + square);
  // At the ends the formula gives 0 and 1 but for rounding.
  const double low = counted.events == 0 ? 0 : std::max(0.0, (2 * x + square - spread) / below);
  const double high = counted.events == counted.total ? 1 : std::min(1.0, (2 * x + square + spread) / below);
  return Interval{low, high};
}

std::optional<Interval> clopper_pearson(Counted counted, double level) {
  if (!is_valid(counted) || !is_valid_level(level)) return std::nullopt;
  const double x = static_cast<double>(counted.events);
  const double n = static_cast<double>(counted.total);
  const double tail = (1 - level) / 2;
  Interval out{0, 1};
  if (counted.events > 0) {
    const auto low = beta_quantile(tail, x, n - x + 1);
    if (!low) return std::nullopt;
    out.low = *low;
  }
  if (counted.events < counted.total) {
    const auto high = beta_quantile(1 - tail, x + 1, n - x);
    if (!high) return std::nullopt;
    out.high = *high;
  }
  return out;
}

std::optional<Interval> byar(std::int64_t events, double level) {
  const auto z = z_of(level);
  if (events < 0 || !z) return std::nullopt;
  const double x = static_cast<double>(events);
  const double low = events == 0 ? 0 : x * std::pow(std::max(0.0, 1 - 1 / (9 * x) - *z / (3 * std::sqrt(x))), 3);
  const double next = x + 1;
  return Interval{low, next * std::pow(1 - 1 / (9 * next) + *z / (3 * std::sqrt(next)), 3)};
}

std::optional<Interval> exact_poisson(std::int64_t events, double level) {
  if (events < 0 || !is_valid_level(level)) return std::nullopt;
  const double x = static_cast<double>(events);
  const double tail = (1 - level) / 2;
  const auto low = events == 0 ? std::optional(0.0) : chi_squared_quantile(tail, 2 * x);
  const auto high = chi_squared_quantile(1 - tail, 2 * x + 2);
  if (!low || !high) return std::nullopt;
  return Interval{*low / 2, *high / 2};
}

std::optional<CountInterval> count_interval(std::int64_t events, double level) {
  const CountMethod method = events < fewest_for_byar ? CountMethod::exact : CountMethod::byar;
  const auto interval = method == CountMethod::exact ? exact_poisson(events, level) : byar(events, level);
  if (!interval) return std::nullopt;
  return CountInterval{*interval, method};
}

std::optional<Rate> rate(std::int64_t events, double population, double per, double level) {
  if (!is_positive(population) || !is_positive(per)) return std::nullopt;
  const auto count = count_interval(events, level);
  if (!count) return std::nullopt;
  const double factor = per / population;
  return Rate{static_cast<double>(events) * factor,
              {count->interval.low * factor, count->interval.high * factor},
              count->method};
}

std::optional<Difference> newcombe_difference(Counted first, Counted second, double level) {
  const auto a = wilson(first, level);
  const auto b = wilson(second, level);
  if (!a || !b) return std::nullopt;
  const double p1 = share_of(first);
  const double p2 = share_of(second);
  const double d = p1 - p2;
  return Difference{d, {d - std::hypot(p1 - a->low, b->high - p2), d + std::hypot(a->high - p1, p2 - b->low)}};
}

std::optional<Mean> mean_interval(std::span<const double> values, double level) {
  if (values.size() < 2 || !all_finite(values) || !is_valid_level(level)) return std::nullopt;
  const double n = static_cast<double>(values.size());
  const auto t = t_quantile(1 - (1 - level) / 2, n - 1);
  if (!t) return std::nullopt;
  const double mean = mean_of(values);
  const double sd = standard_deviation(values);
  const double half = *t * sd / std::sqrt(n);
  return Mean{mean, sd, {mean - half, mean + half}};
}

}  // namespace rettesnor::statistics
