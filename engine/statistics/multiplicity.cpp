#include "engine/statistics/multiplicity.hpp"

#include <algorithm>
#include <numeric>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

std::optional<std::vector<double>> benjamini_hochberg(std::span<const double> p_values) {
  if (p_values.empty() || !std::ranges::all_of(p_values, is_share)) return std::nullopt;
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return p_values[a] > p_values[b]; });
  std::vector<double> out(p_values.size());
  const double n = static_cast<double>(p_values.size());
  double least = 1;
  double rank = n;
  for (const std::size_t i : order) {  // from the largest p down, so that no adjusted value passes a larger one's
    least = std::min(least, p_values[i] * n / rank);
    out[i] = least;
    rank -= 1;
  }
  return out;
}

}  // namespace rettesnor::statistics
