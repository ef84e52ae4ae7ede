// How many cases to look at, and what the ones looked at say about all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

struct SampleSize {
  double unlimited = 0;  ///< cases, before rounding, from a population without end
  double size = 0;       ///< cases, before rounding, with the finite population correction
  std::int64_t cases = 0;  ///< rounded up
};

/// Cases needed to know a share near `share` to within +- `margin` (Cochran 1977). `population` 0 is without end.
/// Nothing unless share and margin lie strictly between 0 and 1.
std::optional<SampleSize> size_for_share(double share, double margin, std::int64_t population,
                                         double level = level_95);

struct SampledStratum {
  std::int64_t population = 0;
  Counted found;  ///< in the sample; total at most the population
};

struct StratifiedShare {
  double share = 0;
  double standard_error = 0;
};

/// The share in the whole population from a sample of each stratum (Cochran 1977). Nothing for a stratum with fewer than
/// two sampled, unless it was taken whole. Cost: O(strata).
std::optional<StratifiedShare> stratified_share(std::span<const SampledStratum> strata);

struct StratumSpread {
  std::int64_t population = 0;  ///< positive
  double deviation = 0;         ///< of the thing measured, from earlier knowledge; not negative, not all 0
};

/// The allocation of `cases` that gives the least standard error (Neyman 1934), before rounding; a stratum's part may
/// exceed its population, which then is taken whole. Nothing for an invalid stratum or fewer than one case.
std::optional<std::vector<double>> neyman_allocation(std::span<const StratumSpread> strata, std::int64_t cases);

/// Probability of at most `accepted` defects among `n` drawn when the share of defects is `share` (operating
/// characteristic of an acceptance plan, binomial). Nothing for a share outside [0, 1], n < 1 or accepted < 0.
std::optional<double> acceptance(std::int64_t n, std::int64_t accepted, double share);
/// The same, drawn without replacement from `population` of which `defects` are defects (hypergeometric).
std::optional<double> acceptance_of(std::int64_t n, std::int64_t accepted, std::int64_t defects,
                                    std::int64_t population);

/// The fewest cases that show at least one defect with this confidence when `defects` of `population` are defects.
/// Nothing unless 1 <= defects <= population and 0 < confidence < 1. Cost: O(answer).
std::optional<std::int64_t> discovery_size(std::int64_t population, std::int64_t defects, double confidence);
/// The same for a population without end with this share of defects, 0 < share < 1.
std::optional<std::int64_t> discovery_size_unlimited(double share, double confidence);

}  // namespace rettesnor::statistics
