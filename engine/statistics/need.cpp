#include "engine/statistics/need.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rettesnor::statistics {
namespace {

struct Columns {
  std::vector<double> need, reach;
};

std::optional<Columns> columns(std::span<const NeedAndReach> units) {
  Columns out;
  for (const NeedAndReach& unit : units) {
    out.need.push_back(unit.need);
    out.reach.push_back(unit.reach);
  }
  if (!all_finite(out.need) || !all_finite(out.reach)) return std::nullopt;
  return out;
}

double products(std::span<const double> x, double x_mean, std::span<const double> y, double y_mean) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - x_mean) * (y[i] - y_mean);
  return sum;
}

std::vector<double> mid_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = static_cast<double>(begin + end + 1) / 2;
    begin = end;
  }
  return ranks;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

std::optional<Expected> expected_reach(std::span<const NeedAndReach> units) {
  const auto c = columns(units);
  if (!c || units.size() < 4) return std::nullopt;
  const double n = static_cast<double>(units.size());
  const double need_mean = mean_of(c->need);
  const double reach_mean = mean_of(c->reach);
  const double need_squares = squares_about(c->need, need_mean);
  const double reach_squares = squares_about(c->reach, reach_mean);
  if (!is_positive(need_squares) || !is_positive(reach_squares)) return std::nullopt;
  Expected out;
  out.slope = products(c->need, need_mean, c->reach, reach_mean) / need_squares;
  out.intercept = reach_mean - out.slope * need_mean;
  double squares = 0;
  for (const NeedAndReach& unit : units) {
    out.residuals.push_back(unit.reach - (out.intercept + out.slope * unit.need));
    squares += out.residuals.back() * out.residuals.back();
  }
  constexpr double rounding = 1e-20;  // of the whole spread: less is a perfect fit, and the rest is noise of arithmetic
  if (squares <= rounding * reach_squares) return std::nullopt;
  out.r_squared = 1 - squares / reach_squares;
  out.residual_deviation = std::sqrt(squares / (n - 2));
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double e = out.residuals[i];
    const double distance = c->need[i] - need_mean;
    const double leverage = 1 / n + distance * distance / need_squares;
    const double others = (squares - e * e / (1 - leverage)) / (n - 3);
    if (!is_positive(1 - leverage) || !is_positive(others)) return std::nullopt;
    out.studentised.push_back(e / std::sqrt(others * (1 - leverage)));
  }
  return out;
}

std::optional<double> spearman(std::span<const NeedAndReach> units) {
  const auto c = columns(units);
  if (!c || units.size() < 2) return std::nullopt;
  const std::vector<double> a = mid_ranks(c->need);
  const std::vector<double> b = mid_ranks(c->reach);
  const double middle = static_cast<double>(units.size() + 1) / 2;
  const double spread = squares_about(a, middle) * squares_about(b, middle);
  if (!is_positive(spread)) return std::nullopt;
  return products(a, middle, b, middle) / std::sqrt(spread);
}

std::optional<std::vector<Quadrant>> quadrants(std::span<const NeedAndReach> units) {
  const auto c = columns(units);
  if (!c || units.size() < 2) return std::nullopt;
  const double need = median(c->need);
  const double reach = median(c->reach);
  std::vector<Quadrant> out;
  for (const NeedAndReach& unit : units) {
    if (unit.need >= need) {
      out.push_back(unit.reach >= reach ? Quadrant::high_need_high_reach : Quadrant::high_need_low_reach);
    } else {
      out.push_back(unit.reach >= reach ? Quadrant::low_need_high_reach : Quadrant::low_need_low_reach);
    }
  }
  return out;
}

}  // namespace rettesnor::statistics
