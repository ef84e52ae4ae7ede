// Whether two people who judge the same cases agree, beyond what chance gives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rettesnor::statistics {

/// counts[i * categories + j]: cases that the first rater put in category i and the second in j. At least two categories,
/// no negative count, at least one case.
struct RatingTable {
  std::size_t categories = 0;
  std::vector<std::int64_t> counts;
};

struct Agreement {
  double observed = 0;  ///< share of cases agreed on
  double by_chance = 0; ///< share expected by the coefficient's idea of chance
  double value = 0;     ///< (observed - by_chance) / (1 - by_chance); at most 1
};

/// All give nothing for an invalid table and where chance alone gives full agreement. Cost: O(categories^2).

/// Cohen's kappa (1960): chance by each rater's own shares. Low when one category dominates, so show AC1 beside it.
std::optional<Agreement> cohen_kappa(const RatingTable& table);
/// Prevalence- and bias-adjusted kappa (Byrt, Bishop and Carlin 1993): all categories equally likely by chance.
std::optional<Agreement> adjusted_kappa(const RatingTable& table);
/// Gwet's AC1 (2008).
std::optional<Agreement> gwet_ac1(const RatingTable& table);
/// Cohen's weighted kappa (1968) with quadratic weights, for ordered categories.
std::optional<Agreement> quadratic_kappa(const RatingTable& table);

/// Several raters (Fleiss 1971): ratings[i][k] is how many put subject i in category k; every subject has the same number
/// of raters, two or more.
std::optional<Agreement> fleiss_kappa(std::span<const std::vector<std::int64_t>> ratings);

/// Consistency of an instrument's items (Cronbach 1951): items[i][p] is person p's answer to item i. Two items and two
/// persons at least, and totals that vary.
std::optional<double> cronbach_alpha(std::span<const std::vector<double>> items);

}  // namespace rettesnor::statistics
