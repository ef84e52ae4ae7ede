#include "engine/report/figures.hpp"

#include <charconv>

#include "engine/statistics/bounds.hpp"
#include "engine/statistics/intervals.hpp"

namespace rettesnor::report {

namespace {

using statistics::Counted;

/// The coverage of three standard deviations to either side.
constexpr double three_deviations = 0.9973002039367398;

/// Months since year 0 of `2026-03`; nothing for another text.
std::optional<std::size_t> month_number(const std::string& month) {
  if (month.size() != 7 || month[4] != '-') return std::nullopt;
  std::size_t year = 0, number = 0;
  if (std::from_chars(month.data(), month.data() + 4, year).ptr != month.data() + 4) return std::nullopt;
  if (std::from_chars(month.data() + 5, month.data() + 7, number).ptr != month.data() + 7) return std::nullopt;
  if (number < 1 || number > 12) return std::nullopt;
  return year * 12 + number - 1;
}

}  // namespace

std::optional<statistics::Interval> bounds_of(const Row& row) {
  if (!row.kept || !row.missed || !row.open) return std::nullopt;
  const auto bounds = statistics::share_bounds({.success = *row.kept, .failure = *row.missed, .success_or_failure = *row.open});
  return bounds ? std::optional(bounds->share) : std::nullopt;
}

std::optional<Share> share_of(const Row& row) {
  const auto bounds = bounds_of(row);
  if (!bounds) return std::nullopt;
  const Counted settled{*row.kept, *row.kept + *row.missed};
  const auto chance = statistics::wilson(settled);
  if (!chance) return std::nullopt;
  return Share{.settled = settled, .value = statistics::share_of(settled), .chance = *chance, .bounds = *bounds};
}

std::optional<Standing> standing(const Row& row, double centre) {
  const auto share = share_of(row);
  if (!share) return std::nullopt;
  const auto place = statistics::place_of_share(share->settled, centre);
  const std::int64_t all = share->settled.total + *row.open;
  const auto worst = statistics::place_of_share({*row.kept, all}, centre);
  const auto best = statistics::place_of_share({*row.kept + *row.open, all}, centre);
  if (!place || !worst || !best) return std::nullopt;
  return Standing{.place = *place, .may_change = *worst != *place || *best != *place};
}

std::optional<Funnel> funnel_of(const PublishedRule& rule) {
  const auto whole = share_of(rule.national);
  if (!whole || !rule.municipalities || !statistics::is_inner_share(whole->value)) return std::nullopt;
  Funnel out{.centre = whole->value, .points = {}, .spread = {}, .homogeneity = {}};
  std::vector<statistics::FunnelUnit> units;
  std::vector<Counted> counted;
  const auto& codes = rule.municipalities->row_labels();
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const Row row = row_of(*rule.municipalities, i);
    const auto share = share_of(row);
    const auto stands = standing(row, out.centre);
    if (codes[i].empty() || !share || !stands) continue;
    out.points.push_back({codes[i], *share, *stands});
    units.push_back({static_cast<double>(share->settled.events), static_cast<double>(share->settled.total)});
    counted.push_back(share->settled);
  }
  // The municipalities that may be shown are those that miss more: a spread among a few of them would be another thing.
  if (out.points.size() * 10 < codes.size() * 9) return out;
  out.spread = statistics::overdispersion(units, statistics::FunnelScale::arcsine_share, statistics::Outliers::winsorise);
  out.homogeneity = statistics::homogeneity(counted);
  return out;
}

std::optional<Chart> chart_of(const PublishedRule& rule) {
  const auto whole = share_of(rule.national);
  if (!rule.months || !whole || !statistics::is_inner_share(whole->value)) return std::nullopt;
  Chart out{.centre = whole->value, .months = 0, .points = {}};
  std::vector<statistics::Interval> limits;
  std::vector<double> values;
  std::size_t first = 0;
  const auto& months = rule.months->row_labels();
  std::size_t last = 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (const auto number = month_number(months[i]); number && share_of(row_of(*rule.months, i))) last = *number;
  }
  for (std::size_t i = 0; i < months.size(); ++i) {
    const auto number = month_number(months[i]);
    const bool drawn = number && *number + chart_months > last;
    const auto share = drawn ? share_of(row_of(*rule.months, i)) : std::nullopt;
    const auto around = share ? statistics::share_limits(out.centre, share->settled.total, three_deviations) : std::nullopt;
    if (!around) continue;
    if (out.points.empty()) first = *number;
    out.months = *number - first + 1;
    out.points.push_back({months[i], *number - first, *share, *around, {}});
    limits.push_back(*around);
    values.push_back(share->value);
  }
  const auto flags = statistics::signals(values, out.centre, limits);
  for (std::size_t i = 0; flags && i < out.points.size(); ++i) out.points[i].signal = (*flags)[i];
  return out;
}

}  // namespace rettesnor::report
