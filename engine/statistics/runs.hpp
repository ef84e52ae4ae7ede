// Signals for series without limits: runs about a centre, and a running sum over single cases.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rettesnor::statistics {

struct Runs {
  std::int64_t useful = 0;             ///< points not on the centre
  std::int64_t longest = 0;            ///< points in the longest run on one side
  std::int64_t crossings = 0;          ///< times the series crosses the centre
  std::int64_t longest_expected = 0;   ///< a longer run is a signal
  std::int64_t crossings_expected = 0; ///< fewer crossings are a signal
  bool signal = false;
};

/// Longest run and number of crossings (Anhøj and Olesen 2014). Values in order of time; centre is usually the median.
/// Nothing for fewer than two useful points or a number that is not finite. Cost: O(points).
std::optional<Runs> runs_about(std::span<const double> values, double centre);

/// Running sum over single cases in order, `true` for a failure: it climbs when failures are nearer to `odds_ratio` times
/// the expected odds than to the expected ones, and never goes below 0 (Bernoulli CUSUM; Steiner 2000). One value a case.
/// Nothing unless 0 < expected < 1 and the odds ratio is positive and not 1. Cost: O(cases).
std::optional<std::vector<double>> bernoulli_cusum(const std::vector<bool>& failures, double expected,
                                                   double odds_ratio);

}  // namespace rettesnor::statistics
