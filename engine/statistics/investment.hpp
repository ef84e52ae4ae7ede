// What a programme costs and what its effect saves, and when the one has paid for the other.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace rettesnor::statistics {

/// Running sum of discounted amounts, one a year; flows[0] is now and not discounted. The last one is the net present
/// value. `rate` a year, above -1: a parameter that must be shown. Nothing for an empty list. Cost: O(years).
std::optional<std::vector<double>> cumulative_present_value(std::span<const double> flows, double rate);

/// The first year from which the running sum is not negative; nothing if there is none.
std::optional<std::size_t> break_even_year(std::span<const double> cumulative);

struct Programme {
  double participants = 0;          ///< not negative
  double cost_per_participant = 0;  ///< in year 0; not negative
  double success_share = 0;         ///< [0, 1]
  std::size_t years = 0;            ///< that the consequences last, from year 1
};

/// Present value of one party's savings per success and year. It cannot stand alone: progression and quality of life are
/// weighed beside it.
std::optional<double> present_savings(const Programme& programme, double per_success_and_year, double rate);

/// The share of successes at which all parties' savings together pay for the programme; above 1 when none does.
/// Nothing when a success saves nothing.
std::optional<double> break_even_success(const Programme& programme, double per_success_and_year, double rate);

}  // namespace rettesnor::statistics
