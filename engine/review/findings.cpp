#include "engine/review/findings.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <set>

namespace rettesnor::review {

namespace {

constexpr std::size_t categories = all_verdicts.size() + 1;  // the last is unclear

std::size_t category_of(const std::string& verdict) {
  for (const Verdict v : all_verdicts) {
    if (code(v) == verdict) return static_cast<std::size_t>(v);
  }
  return categories - 1;
}

std::size_t category_of(VerdictSet machine) {
  return machine.determined() ? static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(machine.bits()))) : categories - 1;
}

std::optional<std::size_t> by(const ledger::Drawn& drawn, const std::string& rater) {
  if (rater.empty()) return category_of(drawn.machine);
  for (const ledger::Drawn::Answer& a : drawn.answers) {
    if (a.rater == rater) return category_of(a.verdict);
  }
  return std::nullopt;
}

Pair compare(const ledger::SampleInfo& sample, const std::string& first, const std::string& second) {
  Pair out{.first = first, .second = second, .kappa = {}, .ac1 = {}};
  std::vector<std::int64_t> counts(categories * categories);
  std::set<std::size_t> used;
  for (const ledger::Drawn& d : sample.drawn) {
    const auto a = by(d, first), b = by(d, second);
    if (!a || !b) continue;
    ++out.both;
    if (*a == *b) ++out.same;
    ++counts[*a * categories + *b];
    used.insert({*a, *b});
  }
  if (used.size() < 2) return out;
  // Only categories that somebody used: AC1's chance depends on how many there are.
  statistics::RatingTable table{used.size(), {}};
  for (const std::size_t a : used) {
    for (const std::size_t b : used) table.counts.push_back(counts[a * categories + b]);
  }
  out.kappa = statistics::cohen_kappa(table);
  out.ac1 = statistics::gwet_ac1(table);
  return out;
}

/// What all who answered say; nothing when they differ, find it unclear, or nobody answered.
std::optional<Verdict> settled(const ledger::Drawn& drawn) {
  if (drawn.answers.empty()) return std::nullopt;
  const std::size_t first = category_of(drawn.answers.front().verdict);
  const bool alike = std::ranges::all_of(drawn.answers, [&](const ledger::Drawn::Answer& a) { return category_of(a.verdict) == first; });
  if (!alike || first == categories - 1) return std::nullopt;
  return static_cast<Verdict>(first);
}

std::optional<statistics::StratifiedShare> share(const ledger::SampleInfo& sample, const std::function<bool(const ledger::Drawn&, Verdict)>& yes) {
  if (sample.mode != "stratified") return std::nullopt;
  std::map<std::string, statistics::SampledStratum> strata;
  for (const ledger::Drawn& d : sample.drawn) {
    statistics::SampledStratum& s = strata[d.stratum];
    s.population = static_cast<std::int64_t>(d.of_stratum);
    const auto verdict = settled(d);
    if (!verdict) continue;
    ++s.found.total;
    if (yes(d, *verdict)) ++s.found.events;
  }
  std::vector<statistics::SampledStratum> all;
  for (const auto& [name, s] : strata) {
    if (s.found.total == 0) return std::nullopt;
    all.push_back(s);
  }
  return statistics::stratified_share(all);
}

}  // namespace

Findings findings(const ledger::SampleInfo& sample) {
  Findings out{.drawn = static_cast<std::int64_t>(sample.drawn.size()), .raters = {}, .machine = {}, .kept = {}, .missed = {}, .right = {}};
  std::set<std::string> raters;
  for (const ledger::Drawn& d : sample.drawn) {
    if (!d.answers.empty()) ++out.answered;
    if (settled(d)) ++out.settled;
    for (const ledger::Drawn::Answer& a : d.answers) raters.insert(a.rater);
  }
  for (auto first = raters.begin(); first != raters.end(); ++first) {
    for (auto second = std::next(first); second != raters.end(); ++second) {
      if (Pair pair = compare(sample, *first, *second); pair.both > 0) out.raters.push_back(std::move(pair));
    }
    out.machine.push_back(compare(sample, {}, *first));
  }
  if (out.settled == 0) return out;
  out.kept = share(sample, [](const ledger::Drawn&, Verdict v) { return v == Verdict::fulfilled; });
  out.missed = share(sample, [](const ledger::Drawn&, Verdict v) { return v == Verdict::late || v == Verdict::breached; });
  out.right = share(sample, [](const ledger::Drawn& d, Verdict v) { return d.machine.is(v); });
  return out;
}

}  // namespace rettesnor::review
