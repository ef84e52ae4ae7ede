// Time to a decision when some cases are still open.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rettesnor::statistics {

/// How long a case has been followed, in any unit, 0 or more; `decided` is false for one still open, which is neither late
/// nor in time: it is only known to have lasted this long.
struct Followed {
  double time = 0;
  bool decided = false;
};

struct SurvivalStep {
  double time = 0;
  std::int64_t at_risk = 0;  ///< cases not decided before this time and followed to it
  std::int64_t decided = 0;
  std::int64_t open = 0;     ///< followed no longer than this
  double still_open = 1;     ///< share not decided after this time, [0, 1]
};

/// One step for each distinct time, in order (Kaplan and Meier 1958). At one time, decisions come before open cases are
/// lost. Nothing for an empty list or an invalid time. Cost: O(n log n).
std::optional<std::vector<SurvivalStep>> kaplan_meier(std::span<const Followed> cases);

/// Cases with the same time.
struct FollowedGroup {
  double time = 0;
  std::int64_t decided = 0;
  std::int64_t open = 0;
};
/// The same of counted cases. Nothing without a case, or for an invalid time or count. Cost: O(groups log groups).
std::optional<std::vector<SurvivalStep>> kaplan_meier_grouped(std::span<const FollowedGroup> groups);

/// Share not decided after `time`; nothing beyond the last time followed, unless all are decided there.
std::optional<double> still_open_after(std::span<const SurvivalStep> steps, double time);

/// The first time at which half or more are decided; nothing if the follow-up does not reach it.
std::optional<double> median_time(std::span<const SurvivalStep> steps);

}  // namespace rettesnor::statistics
