#include "engine/leader/beside.hpp"

#include <algorithm>
#include <map>

#include "engine/report/compose.hpp"
#include "engine/report/measure_tables.hpp"

namespace rettesnor::leader {

namespace {

using report::Maybe;
using report::MeasureRow;
using report::PublishedMeasure;
using report::PublishedRule;
using report::Row;

bool all_shown(const Row& row) { return row.relevant && row.kept && row.missed && row.open; }

void add(Row& to, const Row& row) {
  const auto plus = [](Maybe& sum, Maybe n) { sum = sum.value_or(0) + *n; };
  plus(to.relevant, row.relevant);
  plus(to.kept, row.kept);
  plus(to.missed, row.missed);
  plus(to.open, row.open);
}

Figure figure_of(const Row& row) {
  Figure out{.value = {}, .chance = {}, .bounds = report::bounds_of(row), .hidden = !row.kept || !row.missed || !row.open};
  if (const auto share = report::share_of(row)) {
    out.value = share->value;
    out.chance = share->chance;
  }
  return out;
}

Figure figure_of(const MeasureRow& row, bool average) {
  Figure out{.value = {}, .chance = row.chance, .bounds = row.bounds, .hidden = !row.settled};
  if (average && row.mean) {
    out.value = row.mean->value;
    out.chance = row.mean->interval;
  } else if (!average && row.settled && *row.settled > 0) {
    out.value = static_cast<double>(*row.parts[0]) / static_cast<double>(*row.settled);
  }
  return out;
}

bool has_something(const Figure& f) { return f.value || f.bounds || f.hidden; }

std::vector<Beside> outcomes(const report::Publication& from, const std::string& municipality, bool average, Language l) {
  std::vector<Beside> out;
  for (const PublishedMeasure& m : from.measures) {
    if (m.matter != "outcome" || m.average != average || m.all.parts.empty()) continue;
    const OwnMeasure own = row_in(m, municipality);
    if (own.row == nullptr) continue;
    out.push_back({Group::outcome, title_of(m, l) + (m.entry_by_score ? " †" : ""), figure_of(*own.row, average), figure_of(m.all, average)});
  }
  return out;
}

}  // namespace

std::optional<Row> row_in(const PublishedRule& rule, const std::string& municipality) {
  if (!rule.municipalities) return std::nullopt;
  const auto& codes = rule.municipalities->row_labels();
  const auto found = std::ranges::find(codes, municipality);
  if (found == codes.end()) return std::nullopt;
  return report::row_of(*rule.municipalities, static_cast<std::size_t>(found - codes.begin()));
}

OwnMeasure row_in(const PublishedMeasure& m, const std::string& municipality) {
  OwnMeasure out;
  for (const report::MeasureTable& table : m.tables) {
    if (!table.municipalities) continue;
    out.divided = true;
    const auto found = std::ranges::find(table.rows, municipality, &MeasureRow::label);
    if (found != table.rows.end()) out.row = &*found;
  }
  return out;
}

CategorySums category_sums(const report::Publication& from, const std::string& municipality) {
  CategorySums out;
  std::map<std::string, std::pair<CategorySum, CategorySum>> sums;
  for (const PublishedRule& r : from.rules) {
    if (!r.law || !r.any) continue;
    const auto own = row_in(r, municipality);
    const bool counted = !r.quality.empty() && r.quality != "none";
    if (!own) {
      // Without a table nobody can say whether it has an instance here.
      if (!r.municipalities && counted) ++out.hidden;
      continue;
    }
    if (!counted) {
      ++out.outside;
    } else if (!all_shown(*own) || !all_shown(r.national)) {
      ++out.hidden;
    } else {
      auto& [all, material] = sums[r.quality];
      for (CategorySum* sum : {&all, &material}) {
        if (sum == &material && !r.material) continue;
        ++sum->rules;
        add(sum->own, *own);
        add(sum->country, r.national);
      }
    }
  }
  for (const report::Category& c : report::categories()) {
    const auto found = sums.find(c.code);
    if (found == sums.end()) continue;
    auto& [all, material] = found->second;
    all.category = material.category = c.code;
    material.material = true;
    out.sums.push_back(all);
    if (material.rules > 0) out.sums.push_back(material);
  }
  return out;
}

std::vector<Beside> shares_beside(const report::Publication& from, const std::string& municipality, Language l) {
  std::vector<Beside> out = outcomes(from, municipality, false, l);
  for (const CategorySum& s : category_sums(from, municipality).sums) {
    out.push_back({s.material ? Group::material : Group::law, report::category_name(s.category, s.material, l), figure_of(s.own), figure_of(s.country)});
  }
  for (const PublishedRule& r : from.rules) {
    if (r.law || !r.any) continue;
    if (const auto own = row_in(r, municipality)) out.push_back({Group::recommendation, title_of(r, l) + (r.unverified ? " *" : ""), figure_of(*own), figure_of(r.national)});
  }
  std::erase_if(out, [](const Beside& b) { return !has_something(b.own); });
  return out;
}

std::vector<Beside> averages_beside(const report::Publication& from, const std::string& municipality, Language l) { return outcomes(from, municipality, true, l); }

}  // namespace rettesnor::leader
