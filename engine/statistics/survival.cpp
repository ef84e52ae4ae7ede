#include "engine/statistics/survival.hpp"

#include <algorithm>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

std::optional<std::vector<SurvivalStep>> kaplan_meier_grouped(std::span<const FollowedGroup> groups) {
  std::vector<FollowedGroup> sorted(groups.begin(), groups.end());
  std::int64_t at_risk = 0;
  for (const FollowedGroup& g : sorted) {
    if (!is_not_negative(g.time) || g.decided < 0 || g.open < 0) return std::nullopt;
    at_risk += g.decided + g.open;
  }
  if (at_risk == 0) return std::nullopt;
  std::ranges::sort(sorted, {}, &FollowedGroup::time);
  std::vector<SurvivalStep> out;
  double share = 1;
  for (std::size_t begin = 0; begin < sorted.size();) {
    SurvivalStep step{sorted[begin].time, at_risk};
    std::size_t end = begin;
    for (; end < sorted.size() && sorted[end].time == step.time; ++end) {
      step.decided += sorted[end].decided;
      step.open += sorted[end].open;
    }
    begin = end;
    if (step.decided + step.open == 0) continue;
    share *= 1 - static_cast<double>(step.decided) / static_cast<double>(step.at_risk);
    step.still_open = share;
    at_risk -= step.decided + step.open;
    out.push_back(step);
  }
  return out;
}

std::optional<std::vector<SurvivalStep>> kaplan_meier(std::span<const Followed> cases) {
  std::vector<FollowedGroup> groups;
  for (const Followed& f : cases) groups.push_back({f.time, f.decided ? 1 : 0, f.decided ? 0 : 1});
  return kaplan_meier_grouped(groups);
}

std::optional<double> still_open_after(std::span<const SurvivalStep> steps, double time) {
  if (steps.empty() || !is_not_negative(time)) return std::nullopt;
  if (time > steps.back().time && steps.back().still_open > 0) return std::nullopt;
  double share = 1;
  for (const SurvivalStep& step : steps) {
    if (step.time <= time) share = step.still_open;
  }
  return share;
}

std::optional<double> median_time(std::span<const SurvivalStep> steps) {
  const auto found = std::ranges::find_if(steps, [](const SurvivalStep& s) { return s.still_open <= 0.5; });
  if (found == steps.end()) return std::nullopt;
  return found->time;
}

}  // namespace rettesnor::statistics
