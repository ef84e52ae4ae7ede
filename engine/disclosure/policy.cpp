#include "engine/disclosure/policy.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace rettesnor::disclosure {

std::optional<Policy> Policy::with_threshold(std::int64_t threshold) {
  constexpr std::int64_t most = 1'000'000;
  if (threshold < floor || threshold > most) return std::nullopt;
  Policy out;
  out.threshold_ = threshold;
  return out;
}

std::optional<bool> is_dominated(std::span<const double> contributions, std::size_t largest, double share) {
  if (largest == 0 || !(share > 0 && share <= 1)) return std::nullopt;
  std::vector<double> sorted(contributions.begin(), contributions.end());
  double sum = 0;
  for (const double c : sorted) {
    if (!std::isfinite(c) || c < 0) return std::nullopt;
    sum += c;
  }
  std::ranges::sort(sorted, std::greater{});
  double top = 0;
  for (std::size_t i = 0; i < std::min(largest, sorted.size()); ++i) top += sorted[i];
  return top > share * sum;
}

}  // namespace rettesnor::disclosure
