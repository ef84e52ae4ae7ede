#include "engine/report/measures.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/report/publication.hpp"
#include "engine/statistics/distributions.hpp"

namespace rettesnor::report {

namespace {

using audit::Sums;
using disclosure::Cell;
using disclosure::CountTable;
using disclosure::Policy;
using disclosure::Published;
using Part = PublishedMeasure::Part;
using Parts = std::map<std::string, Sums>;

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::int64_t count_of(Part column, const Sums& s) {
  switch (column) {
    case Part::yes: return signed_of(s.numerator);
    case Part::no: return signed_of(s.settled - s.numerator);
    case Part::up: return signed_of(s.up);
    case Part::down: return signed_of(s.down);
    case Part::unchanged: return signed_of(s.settled - s.up - s.down);
    case Part::settled: return signed_of(s.settled);
    case Part::open: break;
  }
  return signed_of(s.unknown + s.for_judgement);
}

/// The names by which tables are held against each other: those of a duty's table are the same.
std::string label_of(Part column) {
  switch (column) {
    case Part::yes: return "kept";
    case Part::no: return "missed";
    case Part::up: return "up";
    case Part::down: return "down";
    case Part::unchanged: return "unchanged";
    case Part::settled: return "settled";
    case Part::open: break;
  }
  return "open";
}

std::vector<Part> columns_of(const ledger::Measured& m) {
  if (m.form != "average") return {Part::yes, Part::no, Part::open};
  if (m.meaningful) return {Part::up, Part::down, Part::unchanged, Part::open};
  return {Part::settled, Part::open};
}

std::optional<CountTable> table_of(const Parts& parts, const std::vector<Part>& columns) {
  std::vector<std::string> labels, names;
  std::vector<std::int64_t> counts;
  for (const Part c : columns) names.push_back(label_of(c));
  for (const auto& [label, sums] : parts) {
    if (sums.settled + sums.unknown + sums.for_judgement == 0) continue;
    labels.push_back(label);
    for (const Part c : columns) counts.push_back(count_of(c, sums));
  }
  return CountTable::make(std::move(labels), std::move(names), counts);
}

/// Where each label of one list stands in the other; the margins stand for each other.
std::vector<std::optional<std::size_t>> places(const std::vector<std::string>& of, const std::vector<std::string>& in) {
  std::vector<std::optional<std::size_t>> out;
  for (const std::string& label : of) {
    const auto found = std::ranges::find(in, label);
    out.push_back(found == in.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - in.begin())));
  }
  out.emplace_back(in.size());
  return out;
}

/// The places of `later` that tell of a small group when held against `earlier`.
void add_hazards(const Published& earlier, const Published& later, const Policy& policy, std::vector<Cell>& out) {
  const auto rows = places(later.row_labels(), earlier.row_labels());
  const auto columns = places(later.column_labels(), earlier.column_labels());
  const auto near = [&](Maybe a, Maybe b) { return !a || !b || std::abs(*a - *b) < policy.threshold(); };
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto shown = later.at({r, c});
      if (!rows[r] || !columns[c] || !shown) continue;
      const auto there = earlier.at({*rows[r], *columns[c]});
      const bool small = there && *there != *shown && near(there, shown);
      const bool uncovers = !there && near(earlier.at({*rows[r], earlier.column_labels().size()}), later.at({r, columns.size() - 1}));
      if (small || uncovers) out.push_back({r, c});
    }
  }
}

bool tells_of_few(Maybe there, Maybe shown, const Policy& policy) {
  return there && shown && *there != *shown && std::abs(*there - *shown) < policy.threshold();
}

/// The same against a duty's whole, of which the municipalities may not be shown.
void add_hazards(const Row& whole, const Published& later, const Policy& policy, std::vector<Cell>& out) {
  const std::size_t row = later.row_labels().size(), columns = later.column_labels().size();
  const Maybe there[] = {whole.kept, whole.missed, whole.open};
  for (std::size_t c = 0; c < columns && c < std::size(there); ++c) {
    const bool uncovers = !there[c] && later.at({row, c}) && (!whole.relevant || !later.at({row, columns}) || std::abs(*whole.relevant - *later.at({row, columns})) < policy.threshold());
    if (uncovers || tells_of_few(there[c], later.at({row, c}), policy)) out.push_back({row, c});
  }
  if (tells_of_few(whole.relevant, later.at({row, columns}), policy)) out.push_back({row, columns});
}

/// The table as it may stand beside others of the same people; nothing where that does not settle.
std::optional<Published> protect(const CountTable& table, const Policy& policy, const std::vector<const Published*>& beside, const PublishedRule* rule) {
  std::vector<Cell> requested = telling_zeros(table, policy);
  constexpr int rounds = 8;
  for (int round = 0; round < rounds; ++round) {
    Published out(table, policy, requested);
    const std::size_t before = requested.size();
    for (const Published* earlier : beside) add_hazards(*earlier, out, policy, requested);
    if (rule != nullptr && rule->any) add_hazards(rule->national, out, policy, requested);
    if (requested.size() == before) return out;
  }
  return std::nullopt;
}

std::optional<statistics::Interval> bounds_of(const Sums& s) {
  if (s.low_settled == 0 && s.high_settled == 0) return std::nullopt;
  const auto share = [](std::uint64_t n, std::uint64_t of, double none) { return of == 0 ? none : static_cast<double>(n) / static_cast<double>(of); };
  // With nothing left, nothing can fail at the one end, and nothing succeed at the other.
  return statistics::Interval{share(s.low_numerator, s.low_settled, 1), share(s.high_numerator, s.high_settled, 0)};
}

/// Mean and Student's interval from exact sums.
std::optional<statistics::Mean> mean_of(const Sums& s, double level = statistics::level_95) {
  if (s.settled < 2) return std::nullopt;
  const auto n = static_cast<double>(s.settled);
  const double mean = s.sum.value(sum_places) / n;
  ExactSum count;
  count.add(signed_of(s.settled));
  // n times the squares minus the square of the sum: exact, so that nothing is lost where the mean is large.
  const double variance = (count * s.squares - s.sum * s.sum).value(square_places) / (n * (n - 1));
  const auto t = statistics::t_quantile(1 - (1 - level) / 2, n - 1);
  if (!t) return std::nullopt;
  const double half = *t * std::sqrt(variance / n);
  return statistics::Mean{mean, std::sqrt(variance), {mean - half, mean + half}};
}

MeasureRow row_of(const Published& from, std::size_t row, const std::string& label, const Sums& sums, bool average) {
  MeasureRow out{.label = label, .total = from.at({row, from.column_labels().size()}), .parts = {}};
  for (std::size_t c = 0; c < from.column_labels().size(); ++c) out.parts.push_back(from.at({row, c}));
  const bool all = out.total && std::ranges::all_of(out.parts, [](Maybe n) { return n.has_value(); });
  if (!all) return out;
  out.settled = signed_of(sums.settled);
  if (average) {
    out.mean = mean_of(sums);
    return out;
  }
  if (sums.settled > 0) out.chance = statistics::wilson({signed_of(sums.numerator), signed_of(sums.settled)});
  out.bounds = bounds_of(sums);
  return out;
}

bool shows_all_of(const MeasureRow& row, const MeasureRow& other) {
  if (other.total && !row.total) return false;
  for (std::size_t i = 0; i < other.parts.size(); ++i) {
    if (other.parts[i] && !row.parts[i]) return false;
  }
  return true;
}

Maybe alone(std::uint64_t n, Policy policy) {
  if (n == 0) return 0;
  return Published(*CountTable::make({"all"}, {"all"}, {signed_of(n)}), policy).at({0, 0});
}

/// A part of a shown whole, when the rest may be seen too.
Maybe part_of(Maybe whole, std::uint64_t part, Policy policy) {
  if (!whole) return std::nullopt;
  policy.hide_full = false;
  const auto table = CountTable::make({"all"}, {"part", "rest"}, {signed_of(part), *whole - signed_of(part)});
  return table ? Published(*table, policy).at({0, 0}) : std::nullopt;
}

const PublishedRule* rule_of(const Publication& beside, const std::string& rule) {
  for (const PublishedRule& r : beside.rules) {
    if (!rule.empty() && r.rule == rule) return &r;
  }
  return nullptr;
}

/// The groups' codes; empty where none is known.
std::string joined(const std::vector<std::string>& words) {
  std::string out;
  bool any = false;
  for (const std::string& w : words) {
    out += (out.empty() ? "" : " · ") + (w.empty() ? std::string("?") : w);
    any = any || !w.empty();
  }
  return any ? out : std::string();
}

std::string period_of(const Publication& beside) {
  for (const auto& [name, value] : beside.run) {
    if (name == "period") return value;
  }
  return {};
}

PublishedMeasure describe(const ledger::Measured& m, const Publication& beside) {
  PublishedMeasure out;
  out.indicator = m.indicator;
  out.title_da = m.title_da;
  out.title_en = m.title_en;
  out.cites = m.cites;
  out.matter = m.matter;
  out.rule = m.rule;
  out.observed_for = m.observed_for;
  out.better = m.better;
  out.period = period_of(beside);
  out.by = m.by;
  out.meaningful = m.meaningful;
  out.average = m.form == "average";
  out.unverified = m.unverified;
  out.entry_by_score = m.entry_by_score;
  out.in_period = m.in_period;
  out.columns = columns_of(m);
  return out;
}

}  // namespace

std::vector<Cell> telling_zeros(const CountTable& table, const Policy& policy) {
  std::vector<Cell> out;
  for (std::size_t row = 0; row <= table.rows(); ++row) {
    const std::int64_t population = table.population(row);
    if (population == 0 || population >= policy.threshold()) continue;
    for (std::size_t c = 0; c + 1 < table.columns(); ++c) {
      if (table.at({row, c}) != population) continue;
      for (std::size_t other = 0; other + 1 < table.columns(); ++other) {
        if (other != c) out.push_back({row, other});
      }
    }
  }
  return out;
}

std::vector<PublishedMeasure> publish_measures(const std::vector<ledger::Measured>& measured, const Publication& beside, const Policy& given) {
  Policy policy = given;
  policy.hide_zero = false;
  std::vector<PublishedMeasure> out;
  // By what is counted: what has been shown of it, by municipality, by each other division, and as a whole.
  std::map<std::string, std::vector<Published>> shown;
  for (const ledger::Measured& m : measured) {
    PublishedMeasure& p = out.emplace_back(describe(m, beside));
    Parts whole{{"all", {}}}, municipalities, groups;
    for (const ledger::Measured::Row& r : m.rows) {
      whole["all"] += r.sums;
      if (m.by_municipality) municipalities[r.municipality] += r.sums;
      if (!m.by.empty()) groups[joined(r.groups)] += r.sums;
    }
    const Sums& all = whole["all"];
    p.waiting = alone(all.waiting, policy);
    p.excluded = alone(all.excluded, policy);
    const auto table = table_of(whole, p.columns);
    if (!table) continue;
    std::vector<const Published*> others;
    const PublishedRule* rule = rule_of(beside, m.rule);
    if (rule != nullptr && rule->municipalities) others.push_back(&*rule->municipalities);
    if (rule != nullptr && tells_of_few(rule->pending, p.waiting, policy)) p.waiting.reset();
    const std::string counted = m.rule.empty() ? "population " + m.population : "rule " + m.rule;
    for (const Published& earlier : shown[counted]) others.push_back(&earlier);
    const auto national = protect(*table, policy, others, rule);
    if (!national) continue;
    p.all = row_of(*national, 1, "", all, p.average);
    std::vector<Published> now{*national};
    for (const auto& [parts, by_municipality] : {std::pair{&municipalities, true}, std::pair{&groups, false}}) {
      const auto divided = table_of(*parts, p.columns);
      if (parts->empty() || !divided) continue;
      const auto protected_table = protect(*divided, policy, others, rule);
      MeasureTable rows{.municipalities = by_municipality, .rows = {}};
      // Where the rows cannot be shown without hiding more of the whole, the whole is shown and they are not.
      if (!protected_table || !shows_all_of(row_of(*protected_table, divided->rows(), "", all, p.average), p.all)) {
        p.left_out = true;
        continue;
      }
      for (std::size_t r = 0; r < divided->rows(); ++r) {
        const std::string& label = divided->row_labels()[r];
        rows.rows.push_back(row_of(*protected_table, r, label, parts->at(label), p.average));
      }
      p.tables.push_back(std::move(rows));
      now.push_back(*protected_table);
    }
    p.missing = part_of(p.all.parts.back(), all.missing, policy);
    for (Published& n : now) shown[counted].push_back(std::move(n));
  }
  return out;
}

}  // namespace rettesnor::report
