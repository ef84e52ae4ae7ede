#include "engine/statistics/investment.hpp"

#include <algorithm>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {
namespace {

bool is_valid_rate(double rate) { return std::isfinite(rate) && rate > -1; }

bool is_valid(const Programme& p) {
  return is_not_negative(p.participants) && is_not_negative(p.cost_per_participant) && is_share(p.success_share);
}

/// Present value of 1 a year in years 1 .. years.
double annuity(std::size_t years, double rate) {
  double sum = 0;
  double factor = 1;
  for (std::size_t i = 0; i < years; ++i) sum += factor /= 1 + rate;
  return sum;
}

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
  if (cumulative.empty() || cumulative.back() < 0) return std::nullopt;
  std::size_t year = cumulative.size() - 1;
  while (year > 0 && cumulative[year - 1] >= 0) --year;
  return year;
}

std::optional<double> present_savings(const Programme& programme, double per_success_and_year, double rate) {
  if (!is_valid(programme) || !std::isfinite(per_success_and_year) || !is_valid_rate(rate)) return std::nullopt;
  return programme.participants * programme.success_share * per_success_and_year * annuity(programme.years, rate);
}

std::optional<double> break_even_success(const Programme& programme, double per_success_and_year, double rate) {
  if (!is_valid(programme) || !is_positive(per_success_and_year) || !is_valid_rate(rate)) return std::nullopt;
  const double per_success = per_success_and_year * annuity(programme.years, rate);
  if (!is_positive(per_success)) return std::nullopt;
  return programme.cost_per_participant / per_success;
}

}  // namespace rettesnor::statistics
