#include "engine/report/need.hpp"

#include <algorithm>
#include <map>

namespace rettesnor::report {

namespace {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Counts by municipality; nothing: not shown.
std::optional<std::map<std::string, Maybe>> counts_of(const Publication& from, const PublishedRule* rule) {
  const auto& table = rule != nullptr ? rule->municipalities : from.delivered;
  if (!table) return std::nullopt;
  std::map<std::string, Maybe> out;
  for (std::size_t i = 0; i < table->row_labels().size(); ++i) out[table->row_labels()[i]] = table->at({i, table->column_labels().size()});
  return out;
}

std::optional<double> concentration_of(const Need& need) {
  std::vector<const NeedPoint*> ranked;
  for (const NeedPoint& p : need.points) {
    if (p.reach) ranked.push_back(&p);
  }
  std::ranges::stable_sort(ranked, [](const NeedPoint* a, const NeedPoint* b) { return a->need > b->need; });
  std::vector<statistics::RankedGroup> groups;
  double most = 1;
  for (const NeedPoint* p : ranked) {
    groups.push_back({.value = *p->reach, .weight = p->population});
    most = std::max(most, *p->reach + 1);
  }
  // The ceiling matters to the corrected indices alone.
  const auto out = statistics::concentration(groups, 0, most);
  return out ? std::optional(out->index) : std::nullopt;
}

}  // namespace

std::optional<Need> need_of(const Publication& from, const PublishedRule* rule) {
  const auto counts = counts_of(from, rule);
  if (from.needs.empty() || !counts) return std::nullopt;
  Need out;
  std::vector<statistics::NeedAndReach> units;
  std::vector<double> needs, reaches;
  for (const NeedRow& n : from.needs) {
    const auto found = counts->find(n.municipality);
    NeedPoint p{.code = n.municipality, .population = n.population, .need = n.need, .count = found == counts->end() ? Maybe(0) : found->second, .reach = {}, .expected = {}, .studentised = {}, .quadrant = {}};
    if (p.count) {
      p.reach = static_cast<double>(*p.count) / p.population * 1000;
      units.push_back({p.need, *p.reach});
      needs.push_back(p.need);
      reaches.push_back(*p.reach);
    }
    out.points.push_back(std::move(p));
  }
  std::ranges::sort(out.points, {}, &NeedPoint::code);
  out.reached = units.size();
  out.median_need = median(needs);
  out.median_reach = median(reaches);
  // The units stand in the order of the file, the points in that of the codes.
  std::map<std::string, std::size_t> unit_of;
  for (const NeedRow& n : from.needs) {
    const auto found = counts->find(n.municipality);
    if (found == counts->end() || found->second) unit_of.emplace(n.municipality, unit_of.size());
  }
  out.expected = statistics::expected_reach(units);
  out.spearman = statistics::spearman(units);
  out.concentration = concentration_of(out);
  const auto quadrants = statistics::quadrants(units);
  for (NeedPoint& p : out.points) {
    if (!p.reach) continue;
    const std::size_t unit = unit_of.at(p.code);
    if (quadrants) p.quadrant = (*quadrants)[unit];
    if (!out.expected) continue;
    p.expected = out.expected->intercept + out.expected->slope * p.need;
    p.studentised = out.expected->studentised[unit];
  }
  return out;
}

}  // namespace rettesnor::report
