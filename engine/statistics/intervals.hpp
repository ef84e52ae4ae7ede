// How sure a share, a count, a rate, a difference or a mean is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// All give nothing for an invalid count, an empty list, a value that is not a finite number, or a level not strictly
/// between 0 and 1. `level` is the two-sided coverage. Cost: microseconds.

/// Score interval of a share (Wilson 1927). Within [0, 1]; never of width 0, also at 0 and all.
std::optional<Interval> wilson(Counted counted, double level = level_95);

/// Exact interval of a share (Clopper and Pearson 1934): covers at least the level, hence wider than Wilson's.
std::optional<Interval> clopper_pearson(Counted counted, double level = level_95);

/// Interval of the expected count behind `events` (Byar's approximation; Breslow and Day 1987). Meant for 10 or more.
std::optional<Interval> byar(std::int64_t events, double level = level_95);

/// Exact interval of the expected count behind `events` (Poisson; Garwood 1936).
std::optional<Interval> exact_poisson(std::int64_t events, double level = level_95);

/// Counts below this get the exact interval, the others Byar's.
inline constexpr std::int64_t fewest_for_byar = 10;

enum class CountMethod : std::uint8_t { exact, byar };

struct CountInterval {
  Interval interval;
  CountMethod method = CountMethod::exact;
};

/// The interval of a count by the method that suits its size.
std::optional<CountInterval> count_interval(std::int64_t events, double level = level_95);

struct Rate {
  double value = 0;  ///< events per `per` of the population
  Interval interval;
  CountMethod method = CountMethod::exact;
};

/// Events per `per` persons (or years at risk). Population and `per` are positive; the rate may exceed `per`.
std::optional<Rate> rate(std::int64_t events, double population, double per, double level = level_95);

struct Difference {
  double value = 0;  ///< first share minus second
  Interval interval;
};

/// Difference of two independent shares, from their Wilson intervals (Newcombe 1998, method 10). Within [-1, 1].
std::optional<Difference> newcombe_difference(Counted first, Counted second, double level = level_95);

struct Mean {
  double value = 0;
  double standard_deviation = 0;  ///< with n - 1
  Interval interval;
};

/// Mean of two or more values with Student's interval.
std::optional<Mean> mean_interval(std::span<const double> values, double level = level_95);

}  // namespace rettesnor::statistics
