// Amounts over years: their present value, and when what is saved has paid for what was spent.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace rettesnor::statistics {

/// Running sum of discounted amounts, one a year; flows[0] is now and not discounted. The last one is the net present
/// value. `rate` a year, above -1: a parameter that must be shown. Nothing for an empty list. Cost: O(years).
std::optional<std::vector<double>> cumulative_present_value(std::span<const double> flows, double rate);

/// Kroner: what is closer to 0 is 0, so that rounding on the way decides nothing.
inline constexpr double half_an_ore = 0.005;

/// The first year from which the running sum is not negative, to half an øre; nothing if there is none.
std::optional<std::size_t> break_even_year(std::span<const double> cumulative);

}  // namespace rettesnor::statistics
