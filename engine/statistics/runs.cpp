#include "engine/statistics/runs.hpp"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.hpp"
#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

std::optional<Runs> runs_about(std::span<const double> values, double centre) {
  if (!all_finite(values) || !std::isfinite(centre)) return std::nullopt;
  Runs out;
  std::int64_t run = 0;
  bool above = false;
  for (const double v : values) {
    if (v == centre) continue;
    const bool is_above = v > centre;
    if (out.useful > 0 && is_above != above) {
      ++out.crossings;
      run = 0;
    }
    above = is_above;
    ++run;
    ++out.useful;
    out.longest = std::max(out.longest, run);
  }
  if (out.useful < 2) return std::nullopt;
  out.longest_expected = std::llround(std::log2(static_cast<double>(out.useful))) + 3;
  const auto fewest = binomial_quantile(0.05, out.useful - 1, 0.5);
  if (!fewest) return std::nullopt;
  out.crossings_expected = *fewest;
  out.signal = out.longest > out.longest_expected || out.crossings < out.crossings_expected;
  return out;
}

std::optional<std::vector<double>> bernoulli_cusum(const std::vector<bool>& failures, double expected,
                                                   double odds_ratio) {
  if (!is_inner_share(expected) || !is_positive(odds_ratio) || odds_ratio == 1) return std::nullopt;
  const double odds = odds_ratio * expected / (1 - expected);
  const double shifted = odds / (1 + odds);
  const double on_failure = std::log(shifted / expected);
  const double on_success = std::log((1 - shifted) / (1 - expected));
  std::vector<double> out;
  double sum = 0;
  for (const bool failed : failures) {
    sum = std::max(0.0, sum + (failed ? on_failure : on_success));
    out.push_back(sum);
  }
  return out;
}

}  // namespace rettesnor::statistics
