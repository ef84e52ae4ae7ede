#include "engine/statistics/change.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/distributions.hpp"
#include "engine/statistics/intervals.hpp"

namespace rettesnor::statistics {

std::optional<PairedChange> paired_change(std::span<const FollowUp> persons, double level) {
  std::vector<double> before;
  std::vector<double> changes;
  for (const FollowUp& person : persons) {
    if (!std::isfinite(person.before)) return std::nullopt;
    if (!person.after) continue;
    before.push_back(person.before);
    changes.push_back(*person.after - person.before);
  }
  const auto mean = mean_interval(changes, level);
  if (!mean || !is_positive(mean->standard_deviation)) return std::nullopt;
  const double n = static_cast<double>(changes.size());
  const double spread_before = standard_deviation(before);
  const auto p = t_beyond(mean->value / (mean->standard_deviation / std::sqrt(n)), n - 1);
  if (!p || !is_positive(spread_before)) return std::nullopt;
  return PairedChange{{static_cast<std::int64_t>(changes.size()), static_cast<std::int64_t>(persons.size())},
                      mean->value,
                      mean->interval,
                      *p,
                      mean->value / mean->standard_deviation,
                      mean->value / spread_before};
}

std::optional<MeaningfulChange> meaningful_change(std::span<const FollowUp> persons, double threshold, Wanted wanted) {
  if (!is_positive(threshold)) return std::nullopt;
  MeaningfulChange out;
  for (const FollowUp& person : persons) {
    if (!std::isfinite(person.before) || (person.after && !std::isfinite(*person.after))) return std::nullopt;
    if (!person.after) {
      ++out.missing;
      continue;
    }
    const double change = *person.after - person.before;
    const double gain = wanted == Wanted::high ? change : -change;
    ++out.better.total;
    out.better.events += gain >= threshold ? 1 : 0;
    out.worse.events += -gain >= threshold ? 1 : 0;
  }
  out.worse.total = out.better.total;
  if (out.better.total == 0) return std::nullopt;
  return out;
}

std::optional<ReliableChange> reliable_change(double deviation, double reliability, double level) {
  const auto z = z_of(level);
  if (!z || !is_positive(deviation) || !(reliability >= 0 && reliability < 1)) return std::nullopt;
  const double error = deviation * std::sqrt(1 - reliability);
  return ReliableChange{error, *z * std::sqrt(2.0) * error};
}

std::optional<RegressionToMean> regression_to_mean(double mean, double deviation, double correlation, double cut) {
  if (!std::isfinite(mean) || !std::isfinite(cut) || !is_positive(deviation)) return std::nullopt;
  if (!(correlation >= -1 && correlation <= 1)) return std::nullopt;
  const double z = (cut - mean) / deviation;
  const double entering = normal_above(z);
  if (!is_positive(entering)) return std::nullopt;
  const double excess = deviation * normal_density(z) / entering;
  const double drop = excess * (1 - correlation);
  return RegressionToMean{mean + excess, mean + excess - drop, drop};
}

std::optional<McNemar> mcnemar(std::int64_t to_yes, std::int64_t to_no) {
  if (to_yes < 0 || to_no < 0 || to_yes + to_no == 0) return std::nullopt;
  const std::int64_t changed = to_yes + to_no;
  const auto tail = binomial_up_to(std::min(to_yes, to_no), changed, 0.5);
  const double difference = static_cast<double>(to_yes - to_no);
  const double chi_squared = difference * difference / static_cast<double>(changed);
  const auto p = chi_squared_above(chi_squared, 1);
  if (!tail || !p) return std::nullopt;
  return McNemar{std::min(1.0, 2 * *tail), chi_squared, *p};
}

}  // namespace rettesnor::statistics
