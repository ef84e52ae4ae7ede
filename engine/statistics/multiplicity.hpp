// Many tests at once.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace rettesnor::statistics {

/// Adjusted p-values in the order of the input: those at or under q hold the expected share of false alarms among the
/// flagged at q (Benjamini and Hochberg 1995). Nothing for an empty list or a p outside [0, 1]. Cost: O(n log n).
std::optional<std::vector<double>> benjamini_hochberg(std::span<const double> p_values);

}  // namespace rettesnor::statistics
