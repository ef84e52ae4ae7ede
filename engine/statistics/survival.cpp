#include "engine/statistics/survival.hpp"

#include <algorithm>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

std::optional<std::vector<SurvivalStep>> kaplan_meier(std::span<const Followed> cases) {
  if (cases.empty()) return std::nullopt;
  std::vector<Followed> sorted(cases.begin(), cases.end());
  for (const Followed& f : sorted) {
    if (!is_not_negative(f.time)) return std::nullopt;
  }
  std::ranges::sort(sorted, {}, &Followed::time);
  std::vector<SurvivalStep> out;
  double share = 1;
  for (std::size_t begin = 0; begin < sorted.size();) {
    SurvivalStep step{sorted[begin].time, static_cast<std::int64_t>(sorted.size() - begin)};
    std::size_t end = begin;
    for (; end < sorted.size() && sorted[end].time == step.time; ++end) ++(sorted[end].decided ? step.decided : step.open);
    share *= 1 - static_cast<double>(step.decided) / static_cast<double>(step.at_risk);
    step.still_open = share;
    out.push_back(step);
    begin = end;
  }
  return out;
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
