#include "engine/statistics/standardise.hpp"

#include <cmath>

namespace rettesnor::statistics {

std::optional<Rate> standardise_directly(std::span<const Stratum> strata, double per, double level) {
  if (!is_positive(per)) return std::nullopt;
  std::int64_t events = 0;
  double weights = 0;
  double weighted = 0;
  double variance = 0;
  for (const Stratum& s : strata) {
    if (s.observed < 0 || !is_positive(s.population) || !is_not_negative(s.standard_weight)) return std::nullopt;
    const double factor = s.standard_weight / s.population;
    events += s.observed;
    weights += s.standard_weight;
    weighted += factor * static_cast<double>(s.observed);
    variance += factor * factor * static_cast<double>(s.observed);
  }
  if (events < fewest_for_byar || !is_positive(weights)) return std::nullopt;
  const auto count = byar(events, level);
  if (!count) return std::nullopt;
  const double total = static_cast<double>(events);
  const double value = weighted / weights;
  const double step = std::sqrt(variance / (weights * weights) / total);  // of the rate, for one event more in all
  return Rate{value * per,
              {(value + step * (count->low - total)) * per, (value + step * (count->high - total)) * per},
              CountMethod::byar};
}

std::optional<StandardisedRatio> standardise_indirectly(std::int64_t observed,
                                                        std::span<const ReferenceStratum> strata, double level) {
  double expected = 0;
  for (const ReferenceStratum& s : strata) {
    if (!is_not_negative(s.population) || !is_not_negative(s.reference_rate)) return std::nullopt;
    expected += s.population * s.reference_rate;
  }
  const auto count = count_interval(observed, level);
  if (!count || !is_positive(expected)) return std::nullopt;
  return StandardisedRatio{expected, static_cast<double>(observed) / expected,
                           {count->interval.low / expected, count->interval.high / expected}, count->method};
}

}  // namespace rettesnor::statistics
