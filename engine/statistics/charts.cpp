#include "engine/statistics/charts.hpp"

#include <algorithm>
#include <cmath>

namespace rettesnor::statistics {
namespace {

constexpr double per_mean_range = 2.66;         // 3 / 1.128: standard deviations from the mean distance of two
constexpr double range_per_mean_range = 3.267;  // the upper limit of a distance, in mean distances

enum class Side : std::uint8_t { on, above, below };

Side side_of(double value, double centre) {
  if (value > centre) return Side::above;
  return value < centre ? Side::below : Side::on;
}

bool beyond_near(double value, double centre, const Interval& limits) {
  const double near_high = centre + (limits.high - centre) * 2 / 3;
  const double near_low = centre - (centre - limits.low) * 2 / 3;
  return value > near_high || value < near_low;
}

}  // namespace

std::optional<Xmr> xmr(std::span<const double> values, XmrOptions options) {
  if (!all_finite(values)) return std::nullopt;
  if (options.baseline > 0 && options.baseline < values.size()) values = values.first(options.baseline);
  if (values.size() < 2) return std::nullopt;
  std::vector<double> ranges;
  for (std::size_t i = 1; i < values.size(); ++i) ranges.push_back(std::abs(values[i] - values[i - 1]));
  double mean_range = mean_of(ranges);
  if (options.drop_outlying_ranges) {
    std::erase_if(ranges, [limit = range_per_mean_range * mean_range](double r) { return r > limit; });
    mean_range = mean_of(ranges);  // never empty: not all distances can lie above three times their mean
  }
  const double centre = mean_of(values);
  const double half = per_mean_range * mean_range;
  return Xmr{centre, mean_range, {centre - half, centre + half}, {centre - half * 2 / 3, centre + half * 2 / 3},
             range_per_mean_range * mean_range};
}

std::optional<std::vector<Xmr>> xmr_by_stretch(std::span<const double> values, std::span<const std::size_t> starts,
                                               XmrOptions options) {
  std::vector<Xmr> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= starts.size(); ++i) {
    const std::size_t end = i < starts.size() ? starts[i] : values.size();
    if (end <= begin || end > values.size()) return std::nullopt;
    const auto chart = xmr(values.subspan(begin, end - begin), options);
    if (!chart) return std::nullopt;
    out.push_back(*chart);
    begin = end;
  }
  return out;
}

std::optional<PChart> p_chart(std::span<const Counted> points) {
  if (points.empty()) return std::nullopt;
  double events = 0;
  double total = 0;
  for (const Counted& point : points) {
    if (!is_valid(point)) return std::nullopt;
    events += static_cast<double>(point.events);
    total += static_cast<double>(point.total);
  }
  PChart out{events / total, {}};
  for (const Counted& point : points) {
    const double half = 3 * std::sqrt(out.centre * (1 - out.centre) / static_cast<double>(point.total));
    out.limits.push_back({std::max(0.0, out.centre - half), std::min(1.0, out.centre + half)});
  }
  return out;
}

std::optional<std::vector<Signal>> signals(std::span<const double> values, double centre,
                                           std::span<const Interval> limits) {
  if (values.size() != limits.size() || !all_finite(values) || !std::isfinite(centre)) return std::nullopt;
  for (const Interval& l : limits) {
    if (!(l.low <= centre && centre <= l.high)) return std::nullopt;
  }
  std::vector<Signal> out;
  std::size_t rising = 1;   // points up to here that each rise
  std::size_t falling = 1;  // or fall
  std::size_t same_side = 1;  // or lie on one side; 1 on the centre, which begins nothing
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Side side = side_of(values[i], centre);
    if (i > 0) {
      rising = values[i] > values[i - 1] ? rising + 1 : 1;
      falling = values[i] < values[i - 1] ? falling + 1 : 1;
    }
    const bool goes_on = i > 0 && side != Side::on && side == side_of(values[i - 1], centre);
    same_side = goes_on ? same_side + 1 : 1;
    const auto is_beyond = [&](std::size_t k) { return beyond_near(values[k], centre, limits[k]); };
    if (values[i] > limits[i].high || values[i] < limits[i].low) {
      out.push_back(Signal::outside);
    } else if (rising >= run_for_signal || falling >= run_for_signal) {
      out.push_back(Signal::trend);
    } else if (same_side >= 3 && is_beyond(i) && (is_beyond(i - 1) || is_beyond(i - 2))) {
      out.push_back(Signal::two_of_three);
    } else {
      out.push_back(same_side >= run_for_signal ? Signal::shift : Signal::none);
    }
  }
  return out;
}

std::optional<std::vector<Signal>> signals(std::span<const double> values, const Xmr& chart) {
  const std::vector<Interval> limits(values.size(), chart.limits);
  return signals(values, chart.centre, limits);
}

Assurance assurance(Interval limits, double target, Wanted wanted) {
  if (target > limits.high) return wanted == Wanted::high ? Assurance::fails : Assurance::passes;
  if (target < limits.low) return wanted == Wanted::high ? Assurance::passes : Assurance::fails;
  return Assurance::inconsistent;
}

}  // namespace rettesnor::statistics
