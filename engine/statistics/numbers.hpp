// The shapes that the measures share, and what makes an input valid.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

namespace rettesnor::statistics {

/// `events` of `total`. Valid when 0 <= events <= total and total >= 1.
struct Counted {
  std::int64_t events = 0;
  std::int64_t total = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// Both ends belong to it; low <= high. The unit is that of the thing measured.
struct Interval {
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Two-sided coverage, as a share strictly between 0 and 1. The two that funnel plots draw.
inline constexpr double level_95 = 0.95;
inline constexpr double level_998 = 0.998;

inline bool is_valid(Counted c) { return c.total >= 1 && c.events >= 0 && c.events <= c.total; }
inline bool is_valid_level(double level) { return level > 0 && level < 1; }
inline bool is_share(double p) { return p >= 0 && p <= 1; }
/// Strictly between 0 and 1: a share that a spread can be computed for.
inline bool is_inner_share(double p) { return p > 0 && p < 1; }
inline bool is_positive(double x) { return std::isfinite(x) && x > 0; }
inline bool is_not_negative(double x) { return std::isfinite(x) && x >= 0; }
inline double share_of(Counted c) { return static_cast<double>(c.events) / static_cast<double>(c.total); }

inline bool all_finite(std::span<const double> values) {
  for (const double v : values) {
    if (!std::isfinite(v)) return false;
  }
  return true;
}

/// Of a non-empty list.
inline double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

/// Sum of squared distances from `centre`.
inline double squares_about(std::span<const double> values, double centre) {
  double sum = 0;
  for (const double v : values) sum += (v - centre) * (v - centre);
  return sum;
}

/// With n - 1; of a list of two or more.
inline double standard_deviation(std::span<const double> values) {
  return std::sqrt(squares_about(values, mean_of(values)) / static_cast<double>(values.size() - 1));
}

}  // namespace rettesnor::statistics
