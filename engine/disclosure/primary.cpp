#include "engine/disclosure/primary.hpp"

namespace rettesnor::disclosure {

std::vector<Need> primary_needs(const CountTable& table, const Policy& policy) {
  const std::int64_t threshold = policy.threshold();
  std::vector<Need> out;
  for (std::size_t row = 0; row <= table.rows(); ++row) {
    const std::int64_t population = table.population(row);
    if (population == 0) continue;
    if (population < threshold) out.push_back({{row, table.columns()}, false, Reason::small_population});
    for (std::size_t column = 0; column < table.columns(); ++column) {
      const Cell cell{row, column};
      const std::int64_t count = table.at(cell);
      if (count > 0 && count < threshold) out.push_back({cell, false, Reason::small});
      if (table.columns() == 1) continue;
      const std::int64_t rest = population - count;
      if (count == 0 && policy.hide_zero) out.push_back({cell, false, Reason::zero});
      // Where the population is small, its own need and those of its counts say it already.
      if (population < threshold) continue;
      if (rest == 0 && policy.hide_full) out.push_back({cell, true, Reason::full});
      if (rest > 0 && rest < threshold && policy.hide_complement) out.push_back({cell, true, Reason::small_complement});
    }
  }
  return out;
}

}  // namespace rettesnor::disclosure
