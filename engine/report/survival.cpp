#include "engine/report/survival.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "engine/disclosure/publish.hpp"
#include "engine/report/compose.hpp"
#include "engine/statistics/survival.hpp"

namespace rettesnor::report {

namespace {

using disclosure::CountTable;
using disclosure::Policy;
using disclosure::Published;

/// Where a stretch may end: days at first, then weeks, months and years.
constexpr std::array<std::int32_t, 28> ends{0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 17, 21, 28, 35, 42, 56, 70, 90, 120, 150, 180, 240, 300, 365, 455, 545, 730, 1095};

bool none_or_enough(std::int64_t n, std::int64_t threshold) { return n == 0 || std::abs(n) >= threshold; }

struct Counted {
  std::int64_t done = 0, open = 0;
};

/// By the place of the end in `ends`; the last is all later days.
std::array<Counted, ends.size() + 1> by_end(const ledger::FollowCounts& counts) {
  std::array<Counted, ends.size() + 1> out{};
  for (const auto& [days, n] : counts.done) out[static_cast<std::size_t>(std::ranges::lower_bound(ends, days) - ends.begin())].done += static_cast<std::int64_t>(n);
  for (const auto& [days, n] : counts.open) out[static_cast<std::size_t>(std::ranges::lower_bound(ends, days) - ends.begin())].open += static_cast<std::int64_t>(n);
  return out;
}

/// Stretches as short as may be. A stretch may end where its counts, and the sums of all from the first on less what is shown of the rule, are none
/// or enough: who knows how many were done in time knows how many lie between.
std::vector<SurvivalBin> bins_of(const ledger::FollowCounts& counts, const PublishedRule& rule, std::int64_t threshold) {
  const auto all = by_end(counts);
  std::vector<SurvivalBin> out;
  SurvivalBin now{};
  Counted before;
  const auto enough = [&](std::int64_t n) { return none_or_enough(n, threshold); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    now.done += all[i].done;
    now.open += all[i].open;
    const bool last = i == ends.size();
    now.days.until = last ? std::nullopt : std::optional(ends[i]);
    const std::int64_t done = before.done + now.done, open = before.open + now.open;
    const bool apart = enough(done - *rule.fulfilled) && enough(open - *rule.pending);
    if (!last && (now.done + now.open == 0 || !enough(now.done) || !enough(now.open) || !apart)) continue;
    if (last && now.done + now.open == 0) break;
    out.push_back(now);
    before = {done, open};
    now = SurvivalBin{};
    now.days.from = last ? 0 : ends[i] + 1;
  }
  // What is left over at the end joins the stretch before it, until it is enough.
  while (out.size() > 1 && (!enough(out.back().done) || !enough(out.back().open))) {
    const SurvivalBin rest = out.back();
    out.pop_back();
    out.back().done += rest.done;
    out.back().open += rest.open;
    out.back().days.until = rest.days.until;
  }
  return out;
}

/// The curve of one completion of what is unknown. @param open_first  those open in a stretch were followed to its beginning only
std::vector<double> curve(const std::vector<SurvivalBin>& bins, std::int64_t done_at_once, std::int64_t never, bool open_first) {
  std::vector<statistics::FollowedGroup> groups;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const auto at = static_cast<double>(i) + 1;
    if (open_first) groups.push_back({at - 0.5, 0, bins[i].open});
    groups.push_back({at, bins[i].done + (i == 0 ? done_at_once : 0), open_first ? 0 : bins[i].open});
  }
  groups.push_back({static_cast<double>(bins.size()) + 1, 0, never});
  const auto steps = statistics::kaplan_meier_grouped(groups);
  std::vector<double> out;
  for (std::size_t i = 0; steps && i < bins.size(); ++i) out.push_back(statistics::still_open_after(*steps, static_cast<double>(i) + 1).value_or(steps->back().still_open));
  return out;
}

std::optional<Stretch> median_of(const std::vector<SurvivalBin>& bins, double SurvivalBin::* share) {
  for (const SurvivalBin& b : bins) {
    if (b.*share <= 0.5) return b.days;
  }
  return std::nullopt;
}

/// What is shown of the rule that sums of stretches could be held against; all of it must be.
bool whole_is_shown(const PublishedRule& r) { return r.any && r.national.relevant && r.national.kept && r.national.missed && r.national.open && r.late && r.breached && r.pending && r.for_judgement && r.undetermined; }

PublishedSurvival published(const ledger::FollowCounts& counts, const PublishedRule& rule, Policy policy) {
  PublishedSurvival out;
  out.rule = rule.rule;
  out.title_da = rule.title_da;
  out.title_en = rule.title_en;
  out.cites = rule.cites;
  out.unverified = rule.unverified;
  const std::int64_t threshold = policy.threshold();
  if (!whole_is_shown(rule) || !none_or_enough(static_cast<std::int64_t>(counts.unknown), threshold)) return out;
  std::vector<SurvivalBin> bins = bins_of(counts, rule, threshold);
  std::int64_t done = 0, open = 0;
  std::size_t with_done = 0;
  for (const SurvivalBin& b : bins) {
    done += b.done;
    open += b.open;
    with_done += b.done > 0 ? 1 : 0;
  }
  if (with_done < 2) return out;
  for (const std::int64_t apart : {done - *rule.fulfilled - *rule.late, open - *rule.pending - *rule.breached, done + open - *rule.national.relevant - *rule.pending}) {
    if (!none_or_enough(apart, threshold)) return out;
  }
  // The same control as everything: nothing of this table may have to be hidden. That all of a stretch are done is what a stretch is.
  policy.hide_zero = policy.hide_full = policy.hide_complement = false;
  std::vector<std::string> labels;
  std::vector<std::int64_t> cells;
  for (const SurvivalBin& b : bins) {
    labels.push_back(std::to_string(b.days.from));
    cells.insert(cells.end(), {b.done, b.open});
  }
  labels.emplace_back("unknown");
  cells.insert(cells.end(), {0, static_cast<std::int64_t>(counts.unknown)});
  const auto table = CountTable::make(std::move(labels), {"done", "open"}, cells);
  if (!table || !Published(*table, policy).hidden().empty()) return out;
  out.unknown = static_cast<std::int64_t>(counts.unknown);
  out.followed = done + open;
  const auto middle = curve(bins, 0, 0, false), low = curve(bins, out.unknown, 0, true), high = curve(bins, 0, out.unknown, false);
  if (middle.size() != bins.size() || low.size() != bins.size() || high.size() != bins.size()) return out;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].still_open = middle[i];
    bins[i].lowest = low[i];
    bins[i].highest = high[i];
  }
  out.bins = std::move(bins);
  out.median = median_of(out.bins, &SurvivalBin::still_open);
  out.median_lowest = median_of(out.bins, &SurvivalBin::lowest);
  out.median_highest = median_of(out.bins, &SurvivalBin::highest);
  out.shown = true;
  return out;
}

}  // namespace

std::vector<PublishedSurvival> publish_survival(const std::vector<ledger::FollowCounts>& follows, const Publication& beside, const Policy& policy) {
  std::map<std::string, const ledger::FollowCounts*> by_rule;
  for (const ledger::FollowCounts& f : follows) by_rule[f.rule] = &f;
  std::vector<PublishedSurvival> out;
  for (const PublishedRule& r : beside.rules) {
    const auto found = by_rule.find(r.rule);
    if (found != by_rule.end() && r.any) out.push_back(published(*found->second, r, policy));
  }
  return out;
}

}  // namespace rettesnor::report
