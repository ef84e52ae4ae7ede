// Outcome for the citizen: what changed from before to after, and whether it is more than noise.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/charts.hpp"
#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// One person's score; `after` is empty when the follow-up is missing. A missing one is never filled in.
struct FollowUp {
  double before = 0;
  std::optional<double> after;
};

struct PairedChange {
  Counted followed;                  ///< persons with a follow-up, of all: attrition is an indicator of its own
  double mean = 0;                   ///< after minus before
  Interval interval;                 ///< Student's, paired
  double p = 0;                      ///< of a mean change at least this large by chance
  double response_mean = 0;          ///< mean over the standard deviation of changes (SRM)
  double effect_size = 0;            ///< mean over the standard deviation of scores before
};

/// Change among those followed. Nothing for fewer than two, a score that is not finite, or no variation. Cost: O(n).
std::optional<PairedChange> paired_change(std::span<const FollowUp> persons, double level = level_95);

struct MeaningfulChange {
  Counted better;  ///< of those followed
  Counted worse;
  std::int64_t missing = 0;
};

/// Persons who changed by at least `threshold` (a minimal important change or a reliable change; positive) in the wanted
/// direction, and in the other. Nothing when nobody is followed. The threshold's source belongs beside the result.
std::optional<MeaningfulChange> meaningful_change(std::span<const FollowUp> persons, double threshold, Wanted wanted);

struct ReliableChange {
  double measurement_error = 0;  ///< standard error of one measurement
  double least_change = 0;       ///< smaller changes may be measurement error alone
};

/// Reliable change (Jacobson and Truax 1991) from the scores' deviation before and the instrument's reliability in [0, 1).
std::optional<ReliableChange> reliable_change(double deviation, double reliability, double level = level_95);

struct RegressionToMean {
  double at_entry = 0;   ///< expected score of those who enter
  double at_follow_up = 0;
  double drop = 0;       ///< the improvement that needs no programme
};

/// What those who entered by a score above `cut` will drop by when nothing works (Davis 1976): normal scores with this
/// mean, deviation and correlation between two measurements in [-1, 1].
std::optional<RegressionToMean> regression_to_mean(double mean, double deviation, double correlation, double cut);

/// A change must be shown with the warning when people entered by an extreme score and nobody is compared with.
constexpr bool warns_of_regression_to_mean(bool entry_by_extreme_score, bool has_comparison_group) {
  return entry_by_extreme_score && !has_comparison_group;
}

struct McNemar {
  double exact_p = 0;
  double chi_squared = 0;  ///< without continuity correction, 1 degree of freedom
  double p = 0;
};

/// Before and after of a yes or no, from those who changed (McNemar 1947). Nothing when nobody changed.
std::optional<McNemar> mcnemar(std::int64_t to_yes, std::int64_t to_no);

}  // namespace rettesnor::statistics
