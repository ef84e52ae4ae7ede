#include "engine/report/publication.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "engine/values/municipalities.hpp"

namespace rettesnor::report {

namespace {

using disclosure::Cell;
using disclosure::CountTable;
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

/// Only rows with a relevant instance.
std::optional<CountTable> table_of(const std::map<std::string, ledger::BySet>& parts) {
  std::vector<std::string> labels;
  std::vector<std::int64_t> counts;
  for (const auto& [key, part] : parts) {
    const auto row = answered(part);
    if (row[0] + row[1] + row[2] == 0) continue;
    labels.push_back(key);
    counts.insert(counts.end(), row.begin(), row.end());
  }
  return CountTable::make(std::move(labels), {"kept", "missed", "open"}, counts);
}

std::optional<CountTable> column_of(const std::vector<std::pair<std::string, std::int64_t>>& parts) {
  std::vector<std::string> labels;
  std::vector<std::int64_t> counts;
  for (const auto& [key, n] : parts) {
    if (n == 0) continue;
    labels.push_back(key);
    counts.push_back(n);
  }
  return CountTable::make(std::move(labels), {"lines"}, counts);
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
};

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
      plan->requested = small_rows(*plan->table, policy);
      plan->published.emplace(*plan->table, policy, plan->requested);
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
      for (Plan* plan : group) plan->published.emplace(*plan->table, policy, plan->requested);
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
std::pair<Maybe, Maybe> parts_of(Maybe whole, std::int64_t first, std::int64_t second, Policy policy) {
  if (!whole) return {};
  policy.hide_full = false;
  const auto table = CountTable::make({"all"}, {"first", "second"}, {first, second});
  const Published shown(*table, policy);
  if (!shown.at({0, 2})) return {};
  return {shown.at({0, 0}), shown.at({0, 1})};
}

Maybe alone(std::int64_t n, const Policy& policy) {
  if (n == 0) return 0;
  return Published(*CountTable::make({"all"}, {"all"}, {n}), policy).at({0, 0});
}

PublishedRule describe(const ledger::RuleCounts& counts) {
  PublishedRule out;
  out.rule = counts.rule;
  out.title_da = counts.title_da;
  out.title_en = counts.title_en;
  out.cites = counts.cites;
  out.law = counts.sphere == "law";
  out.unverified = counts.unverified;
  return out;
}

PublishedRule assemble(const ledger::RuleCounts& counts, Plan& by_municipality, Plan& by_month, const Policy& policy) {
  PublishedRule out = describe(counts);
  const auto whole = answered(counts.all);
  out.pending = alone(certain(counts.all, Verdict::pending), policy);
  out.any = whole[0] + whole[1] + whole[2] > 0;
  if (!out.any) return out;
  // Where the municipalities cannot be shown without hiding more of the whole, the whole is shown and they are not.
  const auto table = CountTable::make({"all"}, {"kept", "missed", "open"}, {whole[0], whole[1], whole[2]});
  out.national = row_of(Published(*table, policy, small_rows(*table, policy)), 1);
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
  const std::int64_t late = certain(counts.all, Verdict::late);
  const std::int64_t breached = certain(counts.all, Verdict::breached);
  const std::int64_t for_judgement = certain(counts.all, Verdict::for_judgement);
  // Those that are late or breached, nobody knows which, are in `missed` and in neither part.
  if (late + breached == whole[1]) std::tie(out.late, out.breached) = parts_of(out.national.missed, late, breached, policy);
  std::tie(out.for_judgement, out.undetermined) = parts_of(out.national.open, for_judgement, whole[2] - for_judgement, policy);
  return out;
}

std::optional<Published> published_column(const std::vector<std::pair<std::string, std::int64_t>>& parts, const Policy& policy) {
  const auto table = column_of(parts);
  return table ? std::optional(Published(*table, policy)) : std::nullopt;
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

Publication publish(const ledger::Counts& counts, Policy policy) {
  policy.hide_zero = false;
  Publication out;
  out.threshold = policy.threshold();
  out.head = counts.head;
  out.run = counts.run;

  std::vector<Plan> by_municipality(counts.rules.size() + 1), by_month(counts.rules.size());
  std::vector<Plan*> first, second;
  for (std::size_t i = 0; i < counts.rules.size(); ++i) {
    by_municipality[i].table = table_of(counts.rules[i].municipalities);
    by_month[i].table = table_of(counts.rules[i].months);
    second.push_back(&by_month[i]);
  }
  std::vector<std::pair<std::string, std::int64_t>> delivered;
  for (const auto& [code, n] : counts.delivered) {
    delivered.emplace_back(code, signed_of(n));
    if (!municipality_name(code).empty()) ++out.municipalities;
  }
  by_municipality.back().table = column_of(delivered);
  for (Plan& plan : by_municipality) first.push_back(&plan);
  publish_together(first, policy);
  publish_together(second, policy);
  for (std::size_t i = 0; i < counts.rules.size(); ++i) out.rules.push_back(assemble(counts.rules[i], by_municipality[i], by_month[i], policy));
  out.delivered = std::move(by_municipality.back().published);
  const auto total_of = [](const std::optional<Published>& table, std::uint64_t whole) -> Maybe {
    if (whole > 0 && (!table || !table->at({table->row_labels().size(), 0}))) return std::nullopt;
    return signed_of(whole);
  };
  out.cases = total_of(out.delivered, counts.cases);

  using Parts = std::vector<std::pair<std::string, std::int64_t>>;
  Parts refused;
  for (const ledger::FlawCount& f : counts.flaws) {
    if (f.refused) refused.emplace_back(f.code, signed_of(f.lines));
  }
  out.refused_by_code = published_column(refused, policy);
  out.refused = total_of(out.refused_by_code, counts.refused);
  const auto doubtful = [&](const auto& parts) {
    Parts all;
    for (const auto& [label, n] : parts) all.emplace_back(label, signed_of(n));
    return published_column(all, policy);
  };
  out.quality_codes = doubtful(counts.quality.codes);
  out.quality_municipalities = doubtful(counts.quality.municipalities);
  return out;
}

}  // namespace rettesnor::report
