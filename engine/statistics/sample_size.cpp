#include "engine/statistics/sample_size.hpp"

#include <cmath>

#include "engine/statistics/distributions.hpp"

namespace rettesnor::statistics {

std::optional<SampleSize> size_for_share(double share, double margin, std::int64_t population, double level) {
  const auto z = z_of(level);
  if (!z || !is_inner_share(share) || !is_inner_share(margin) || population < 0) return std::nullopt;
  SampleSize out;
  out.unlimited = *z * *z * share * (1 - share) / (margin * margin);
  out.size = population == 0 ? out.unlimited
                             : out.unlimited / (1 + (out.unlimited - 1) / static_cast<double>(population));
  out.cases = static_cast<std::int64_t>(std::ceil(out.size));
  return out;
}

std::optional<StratifiedShare> stratified_share(std::span<const SampledStratum> strata) {
  double total = 0;
  for (const SampledStratum& s : strata) {
    const bool whole = s.found.total == s.population;
    if (!is_valid(s.found) || s.found.total > s.population || (s.found.total < 2 && !whole)) return std::nullopt;
    total += static_cast<double>(s.population);
  }
  if (total == 0) return std::nullopt;
  StratifiedShare out;
  double variance = 0;
  for (const SampledStratum& s : strata) {
    const double weight = static_cast<double>(s.population) / total;
    const double share = share_of(s.found);
    out.share += weight * share;
    if (s.found.total == s.population) continue;  // known without error
    const double n = static_cast<double>(s.found.total);
    variance += weight * weight * (1 - n / static_cast<double>(s.population)) * share * (1 - share) / (n - 1);
  }
  out.standard_error = std::sqrt(variance);
  return out;
}

std::optional<std::vector<double>> neyman_allocation(std::span<const StratumSpread> strata, std::int64_t cases) {
  double total = 0;
  for (const StratumSpread& s : strata) {
    if (s.population < 1 || !is_not_negative(s.deviation)) return std::nullopt;
    total += static_cast<double>(s.population) * s.deviation;
  }
  if (cases < 1 || !is_positive(total)) return std::nullopt;
  std::vector<double> out;
  for (const StratumSpread& s : strata) {
    out.push_back(static_cast<double>(cases) * static_cast<double>(s.population) * s.deviation / total);
  }
  return out;
}

std::optional<double> acceptance(std::int64_t n, std::int64_t accepted, double share) {
  if (n < 1 || accepted < 0 || !is_share(share)) return std::nullopt;
  return binomial_up_to(accepted, n, share);
}

std::optional<double> acceptance_of(std::int64_t n, std::int64_t accepted, std::int64_t defects,
                                    std::int64_t population) {
  if (n < 1 || accepted < 0) return std::nullopt;
  return hypergeometric_up_to(accepted, n, defects, population);
}

std::optional<std::int64_t> discovery_size(std::int64_t population, std::int64_t defects, double confidence) {
  if (defects < 1 || defects > population || !is_inner_share(confidence)) return std::nullopt;
  double none = 1;  // that no defect is found among the first n
  std::int64_t n = 0;
  while (1 - none < confidence) {
    none *= static_cast<double>(population - defects - n) / static_cast<double>(population - n);
    ++n;
  }
  return n;
}

std::optional<std::int64_t> discovery_size_unlimited(double share, double confidence) {
  if (!is_inner_share(share) || !is_inner_share(confidence)) return std::nullopt;
  return static_cast<std::int64_t>(std::ceil(std::log1p(-confidence) / std::log1p(-share)));
}

}  // namespace rettesnor::statistics
