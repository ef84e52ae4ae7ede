#include "engine/statistics/investment.hpp"

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {
namespace {

bool is_valid_rate(double rate) { return std::isfinite(rate) && rate > -1; }

}  // namespace

std::optional<std::vector<double>> cumulative_present_value(std::span<const double> flows, double rate) {
  if (flows.empty() || !all_finite(flows) || !is_valid_rate(rate)) return std::nullopt;
  std::vector<double> out;
  double sum = 0;
  double factor = 1;
  for (const double flow : flows) {
    sum += flow * factor;
    factor /= 1 + rate;
    out.push_back(sum);
  }
  return out;
}

std::optional<std::size_t> break_even_year(std::span<const double> cumulative) {
  if (cumulative.empty() || cumulative.back() < -half_an_ore) return std::nullopt;
  std::size_t year = cumulative.size() - 1;
  while (year > 0 && cumulative[year - 1] >= -half_an_ore) --year;
  return year;
}

}  // namespace rettesnor::statistics
