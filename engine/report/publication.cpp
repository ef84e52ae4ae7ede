#include "engine/report/publication.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "engine/disclosure/after.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::report {

namespace {

using disclosure::Cell;
using disclosure::CountTable;
using disclosure::Earlier;
using disclosure::Mask;
using disclosure::Policy;
using disclosure::Published;

std::int64_t signed_of(std::uint64_t n) { return static_cast<std::int64_t>(n); }

std::array<std::int64_t, answers> answered(const ledger::BySet& counted) {
  std::array<std::int64_t, answers> out{};
  for (std::size_t bits = 1; bits < counted.counts.size(); ++bits) {
    const auto answer = answer_of(VerdictSet::from_bits(static_cast<unsigned>(bits)));
    if (answer) out[static_cast<std::size_t>(*answer)] += signed_of(counted.counts[bits]);
  }
  return out;
}

std::int64_t certain(const ledger::BySet& counted, Verdict verdict) { return signed_of(counted.counts[VerdictSet(verdict).bits()]); }

using Parts = std::map<std::string, ledger::BySet>;
using Column = std::map<std::string, std::int64_t>;

/// Only rows with a relevant instance, now or in one of the earlier tables.
std::optional<CountTable> table_of(const Parts& parts, const std::set<std::string>& labels) {
  std::vector<std::int64_t> counts;
  for (const std::string& label : labels) {
    const auto found = parts.find(label);
    const auto row = found == parts.end() ? std::array<std::int64_t, answers>{} : answered(found->second);
    counts.insert(counts.end(), row.begin(), row.end());
  }
  return CountTable::make({labels.begin(), labels.end()}, {"kept", "missed", "open"}, counts);
}

void add_labels(const Parts& parts, std::set<std::string>& to) {
  for (const auto& [key, part] : parts) {
    if (const auto row = answered(part); row[0] + row[1] + row[2] > 0) to.insert(key);
  }
}

std::optional<CountTable> table_of(const Column& parts, const std::set<std::string>& labels) {
  std::vector<std::int64_t> counts;
  for (const std::string& label : labels) {
    const auto found = parts.find(label);
    counts.push_back(found == parts.end() ? 0 : found->second);
  }
  return CountTable::make({labels.begin(), labels.end()}, {"lines"}, counts);
}

void add_labels(const Column& parts, std::set<std::string>& to) {
  for (const auto& [key, n] : parts) {
    if (n > 0) to.insert(key);
  }
}

/// In a population too small to show, the zeros beside an answer that all have would tell it of everybody: one is hidden.
/// That all are open tells nothing of anybody.
std::vector<Cell> small_rows(const CountTable& table, const Policy& policy) {
  std::vector<Cell> out;
  for (std::size_t row = 0; row <= table.rows(); ++row) {
    const std::int64_t population = table.population(row);
    if (table.columns() != answers || population == 0 || population >= policy.threshold()) continue;
    if (table.at({row, 0}) == population) out.push_back({row, 1});
    if (table.at({row, 1}) == population) out.push_back({row, 0});
  }
  return out;
}

/// A table and what may be shown of it.
struct Plan {
  std::optional<CountTable> table;
  std::optional<Published> published;
  std::vector<Cell> requested;
  std::vector<Earlier> earlier;
};

/// An earlier run and what was published of it.
struct Past {
  const ledger::Counts* counts;
  Publication shown;
};

Published protected_of(const Plan& plan, const Policy& policy) {
  return {*plan.table, disclosure::protect_after(*plan.table, policy, plan.earlier, plan.requested, small_rows)};
}

/// What an earlier publication hid of a table, in the rows of a later one. A row that it did not have had no instance, for all to see.
Mask hidden_of(const Published& shown, const CountTable& later) {
  Mask out(later.size());
  for (std::size_t row = 0; row <= later.rows(); ++row) {
    std::size_t own = shown.row_labels().size();
    if (row < later.rows()) {
      const auto found = std::ranges::find(shown.row_labels(), later.row_labels()[row]);
      if (found == shown.row_labels().end()) continue;
      own = static_cast<std::size_t>(found - shown.row_labels().begin());
    }
    for (std::size_t column = 0; column <= later.columns(); ++column) out[later.index({row, column})] = !shown.at({own, column});
  }
  return out;
}

/// One earlier table: its counts, and what was shown of it, if it was.
template <class Content>
struct PastTable {
  const Content* content;
  const std::optional<Published>* shown;
};

/// Without a table where there is nothing, or where an earlier publication did not show it.
template <class Content>
Plan plan_of(const Content& now, const std::vector<PastTable<Content>>& past) {
  std::set<std::string> labels;
  add_labels(now, labels);
  const bool any = !labels.empty();
  Plan out;
  for (const auto& p : past) {
    std::set<std::string> own;
    add_labels(*p.content, own);
    if (!own.empty() && !p.shown->has_value()) return out;
    labels.merge(own);
  }
  if (!any) return out;
  out.table = table_of(now, labels);
  for (const auto& p : past) {
    if (!out.table || !p.shown->has_value()) continue;
    const auto before = table_of(*p.content, labels);
    out.earlier.push_back({*before, hidden_of(**p.shown, *out.table)});
  }
  return out;
}

/// A single row, of one column or more.
struct Line {
  std::vector<std::int64_t> counts;
  std::vector<Maybe> shown;  ///< with the sum of all at the end
};

Published published_line(const std::vector<std::int64_t>& counts, const Policy& policy, const std::vector<Line>& past) {
  static const std::vector<std::string> names{"first", "second", "third"};
  const std::vector<std::string> columns(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(counts.size()));
  Plan plan;
  plan.table = CountTable::make({"all"}, columns, counts);
  for (const Line& line : past) {
    Mask hidden;
    for (int twice = 0; twice < 2; ++twice) {
      for (const Maybe& n : line.shown) hidden.push_back(!n);
    }
    plan.earlier.push_back({*CountTable::make({"all"}, columns, line.counts), hidden});
  }
  return protected_of(plan, policy);
}

/// By label, every population of the table: two tables with the same are taken to count the same persons.
std::vector<std::pair<std::string, std::int64_t>> populations(const CountTable& table) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  for (std::size_t row = 0; row < table.rows(); ++row) out.emplace_back(table.row_labels()[row], table.population(row));
  return out;
}

/// Publishes until tables of the same populations hide the same ones. What does not settle is not published at all.
void publish_together(std::span<Plan*> plans, const Policy& policy) {
  std::map<std::vector<std::pair<std::string, std::int64_t>>, std::vector<Plan*>> groups;
  for (Plan* plan : plans) {
    if (plan->table) groups[populations(*plan->table)].push_back(plan);
  }
  constexpr int rounds = 6;
  for (auto& [key, group] : groups) {
    const std::size_t rows = key.size();
    bool settled = false;
    for (Plan* plan : group) {
      plan->published = protected_of(*plan, policy);
    }
    for (int round = 0; round < rounds && !settled; ++round) {
      settled = true;
      for (std::size_t row = 0; row <= rows; ++row) {
        const auto shown = [&](const Plan* plan) { return plan->published->at({row, plan->table->columns()}).has_value(); };
        if (std::ranges::all_of(group, shown)) continue;
        for (Plan* plan : group) {
          if (!shown(plan)) continue;
          plan->requested.push_back({row, plan->table->columns()});
          settled = false;
        }
      }
      if (settled) break;
      for (Plan* plan : group) plan->published = protected_of(*plan, policy);
    }
    if (settled) continue;
    for (Plan* plan : group) plan->published.reset();
  }
}

/// What `other` shows, `row` shows.
bool shows_all_of(const Row& row, const Row& other) {
  const auto no_less = [](Maybe mine, Maybe theirs) { return mine.has_value() || !theirs.has_value(); };
  return no_less(row.relevant, other.relevant) && no_less(row.kept, other.kept) && no_less(row.missed, other.missed) && no_less(row.open, other.open);
}

bool all_shown(const Row& row) { return row.relevant && row.kept && row.missed && row.open; }

/// Two parts of a shown whole; both or none. That all are of one kind is mostly the rule's own doing (no deadline: nothing
/// is late), and is shown.
std::pair<Maybe, Maybe> parts_of(Maybe whole, std::int64_t first, std::int64_t second, Policy policy, const std::vector<Line>& past) {
  if (!whole) return {};
  policy.hide_full = false;
  const Published shown = published_line({first, second}, policy, past);
  if (!shown.at({0, 2})) return {};
  return {shown.at({0, 0}), shown.at({0, 1})};
}

Maybe alone(std::int64_t n, const Policy& policy, const std::vector<Line>& past) {
  if (n == 0 && past.empty()) return 0;
  return published_line({n}, policy, past).at({0, 0});
}

PublishedRule describe(const ledger::RuleCounts& counts) {
  PublishedRule out;
  out.rule = counts.rule;
  out.title_da = counts.title_da;
  out.title_en = counts.title_en;
  out.cites = counts.cites;
  out.quality = counts.quality;
  out.material = counts.material;
  out.law = counts.sphere == "law";
  out.unverified = counts.unverified;
  return out;
}

/// A rule in an earlier run; nothing when it was not judged then.
struct PastRule {
  const ledger::RuleCounts* counts;
  const PublishedRule* shown;
};

std::vector<PastRule> find(const std::vector<Past>& past, const std::string& rule) {
  std::vector<PastRule> out;
  for (const Past& p : past) {
    for (std::size_t i = 0; i < p.counts->rules.size(); ++i) {
      if (p.counts->rules[i].rule == rule) out.push_back({&p.counts->rules[i], &p.shown.rules[i]});
    }
  }
  return out;
}

using PartsOf = Parts ledger::RuleCounts::*;
using TableOf = std::optional<Published> PublishedRule::*;

Plan plan_of(const ledger::RuleCounts& now, const std::vector<PastRule>& past, PartsOf parts, TableOf table) {
  std::vector<PastTable<Parts>> tables;
  for (const PastRule& p : past) tables.push_back({&(p.counts->*parts), &(p.shown->*table)});
  return plan_of(now.*parts, tables);
}

/// Lines of earlier runs: counts, and whether they were shown.
template <class CountsOf, class ShownOf>
std::vector<Line> lines(const std::vector<PastRule>& past, const CountsOf& counts_of, const ShownOf& shown_of) {
  std::vector<Line> out;
  for (const PastRule& p : past) out.push_back({counts_of(p.counts->all), shown_of(*p.shown)});
  return out;
}

PublishedRule assemble(const ledger::RuleCounts& counts, Plan& by_municipality, Plan& by_month, const std::vector<PastRule>& past, const Policy& policy) {
  PublishedRule out = describe(counts);
  using Counted = ledger::BySet;
  const auto whole_of = [](const Counted& c) {
    const auto row = answered(c);
    return std::vector<std::int64_t>(row.begin(), row.end());
  };
  const std::vector<std::int64_t> whole = whole_of(counts.all);
  out.pending = alone(certain(counts.all, Verdict::pending), policy,
                      lines(past, [](const Counted& c) { return std::vector{certain(c, Verdict::pending)}; }, [](const PublishedRule& r) { return std::vector{r.pending, r.pending}; }));
  out.any = whole[0] + whole[1] + whole[2] > 0;
  if (!out.any) return out;
  // Where the municipalities cannot be shown without hiding more of the whole, the whole is shown and they are not.
  const auto shown_whole = [](const PublishedRule& r) { return r.any ? std::vector{r.national.kept, r.national.missed, r.national.open, r.national.relevant} : std::vector<Maybe>(4, 0); };
  out.national = row_of(published_line(whole, policy, lines(past, whole_of, shown_whole)), 1);
  if (by_municipality.published) {
    const Row with_municipalities = row_of(*by_municipality.published, by_municipality.table->rows());
    if (shows_all_of(with_municipalities, out.national)) {
      out.national = with_municipalities;
      out.municipalities = std::move(by_municipality.published);
    }
  }
  if (all_shown(out.national) && by_month.published && all_shown(row_of(*by_month.published, by_month.table->rows()))) {
    out.months = std::move(by_month.published);
  }
  out.fulfilled = out.national.kept;
  // Those that are late or breached, nobody knows which, are in `missed` and in neither part.
  const auto missed_of = [](const Counted& c) { return std::vector{certain(c, Verdict::late), certain(c, Verdict::breached)}; };
  const auto open_of = [](const Counted& c) {
    const std::int64_t for_judgement = certain(c, Verdict::for_judgement);
    return std::vector{for_judgement, answered(c)[2] - for_judgement};
  };
  const auto shown_parts = [](Maybe first, Maybe second) { return std::vector{first, second, first && second ? Maybe(*first + *second) : std::nullopt}; };
  const auto missed = missed_of(counts.all), open = open_of(counts.all);
  if (missed[0] + missed[1] == whole[1]) {
    std::tie(out.late, out.breached) = parts_of(out.national.missed, missed[0], missed[1], policy,
                                                lines(past, missed_of, [&](const PublishedRule& r) { return r.any ? shown_parts(r.late, r.breached) : shown_parts(0, 0); }));
  }
  std::tie(out.for_judgement, out.undetermined) = parts_of(out.national.open, open[0], open[1], policy,
                                                           lines(past, open_of, [&](const PublishedRule& r) { return r.any ? shown_parts(r.for_judgement, r.undetermined) : shown_parts(0, 0); }));
  return out;
}

Column delivered_of(const ledger::Counts& counts) {
  Column out;
  for (const auto& [code, n] : counts.delivered) out[code] = signed_of(n);
  return out;
}

Column refused_of(const ledger::Counts& counts) {
  Column out;
  for (const ledger::FlawCount& f : counts.flaws) {
    if (f.refused) out[f.code] = signed_of(f.lines);
  }
  return out;
}

Column doubtful_of(const std::vector<std::pair<std::string, std::uint64_t>>& parts) {
  Column out;
  for (const auto& [label, n] : parts) out[label] = signed_of(n);
  return out;
}

using ColumnOf = std::optional<Published> Publication::*;

template <class CountsOf>
Plan column_plan(const ledger::Counts& now, const std::vector<Past>& past, const CountsOf& counts_of, ColumnOf shown) {
  std::vector<Column> columns;
  for (const Past& p : past) columns.push_back(counts_of(*p.counts));
  std::vector<PastTable<Column>> tables;
  for (std::size_t i = 0; i < past.size(); ++i) tables.push_back({&columns[i], &(past[i].shown.*shown)});
  return plan_of(counts_of(now), tables);
}

Publication publish_held(const ledger::Counts& counts, const Policy& policy, const std::vector<Past>& past) {
  Publication out;
  out.threshold = policy.threshold();
  out.head = counts.head;
  out.run = counts.run;
  out.frameworks = counts.frameworks;
  for (const Past& p : past) out.after.push_back(p.counts->head);

  std::vector<Plan> by_municipality, by_month;
  std::vector<std::vector<PastRule>> earlier;
  for (const ledger::RuleCounts& r : counts.rules) {
    earlier.push_back(find(past, r.rule));
    by_municipality.push_back(plan_of(r, earlier.back(), &ledger::RuleCounts::municipalities, &PublishedRule::municipalities));
    by_month.push_back(plan_of(r, earlier.back(), &ledger::RuleCounts::months, &PublishedRule::months));
  }
  by_municipality.push_back(column_plan(counts, past, delivered_of, &Publication::delivered));
  for (const auto& [code, n] : counts.delivered) {
    if (!municipality_name(code).empty()) ++out.municipalities;
  }
  for (std::vector<Plan>* plans : {&by_municipality, &by_month}) {
    std::vector<Plan*> all;
    for (Plan& plan : *plans) all.push_back(&plan);
    publish_together(all, policy);
  }
  for (std::size_t i = 0; i < counts.rules.size(); ++i) out.rules.push_back(assemble(counts.rules[i], by_municipality[i], by_month[i], earlier[i], policy));
  out.delivered = std::move(by_municipality.back().published);
  const auto total_of = [](const std::optional<Published>& table, std::uint64_t whole) -> Maybe {
    if (whole > 0 && (!table || !table->at({table->row_labels().size(), 0}))) return std::nullopt;
    return signed_of(whole);
  };
  out.cases = total_of(out.delivered, counts.cases);
  std::vector<const ledger::Counts*> before;
  for (const Past& p : past) before.push_back(p.counts);
  out.coverage = coverage_of(counts, out.delivered, policy.threshold(), before);
  const auto column = [&](const auto& counts_of, ColumnOf into) {
    const Plan plan = column_plan(counts, past, counts_of, into);
    if (plan.table) out.*into = protected_of(plan, policy);
  };
  column(refused_of, &Publication::refused_by_code);
  column([](const ledger::Counts& c) { return doubtful_of(c.quality.codes); }, &Publication::quality_codes);
  column([](const ledger::Counts& c) { return doubtful_of(c.quality.municipalities); }, &Publication::quality_municipalities);
  out.refused = total_of(out.refused_by_code, counts.refused);
  return out;
}

}  // namespace

std::optional<Answer> answer_of(VerdictSet possible) {
  const bool success = possible.has(Verdict::fulfilled);
  const bool failure = possible.has(Verdict::late) || possible.has(Verdict::breached);
  const bool out = possible.has(Verdict::not_applicable) || possible.has(Verdict::pending);
  if (possible.empty()) return std::nullopt;
  if (possible.has(Verdict::for_judgement)) return Answer::open;
  if (!success && !failure) return std::nullopt;
  if (success && !failure && !out) return Answer::kept;
  if (failure && !success && !out) return Answer::missed;
  return Answer::open;
}

Row row_of(const Published& table, std::size_t row) {
  return {.relevant = table.at({row, answers}), .kept = table.at({row, 0}), .missed = table.at({row, 1}), .open = table.at({row, 2})};
}

Publication publish(const ledger::Counts& counts, Policy policy, std::span<const ledger::Counts> earlier) {
  policy.hide_zero = false;
  std::vector<Past> past;
  for (const ledger::Counts& e : earlier) {
    Publication shown = publish_held(e, policy, past);
    past.push_back({&e, std::move(shown)});
  }
  return publish_held(counts, policy, past);
}

}  // namespace rettesnor::report
