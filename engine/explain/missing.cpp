#include "engine/explain/missing.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace rettesnor {

namespace {

bool shrinks(VerdictSet before, VerdictSet after) { return after.within(before) && after != before; }

// Judges the rule under every completion of a cell until `done` says that enough is known.
template <class Done>
void try_all(Prober& prober, RuleId rule, const CellRef& ref, const Boundaries& boundaries, const Element* only, Done done) {
  if (prober.gap(ref) == Gap::open_list) {
    done(prober.judge_with_whole_list(rule, ref, only));
    return;
  }
  if (prober.cell(ref) == nullptr) return;
  for (Cell& cell : completions(prober, ref, boundaries)) {
    if (done(prober.judge_with(rule, ref, std::move(cell), only))) return;
  }
}

// The unknown cells that undetermined instances read, each with the instances that read it.
std::map<CellRef, std::vector<std::size_t>> unknown_cells(const Prober& prober,
                                                          const std::vector<InstanceResult>& results) {
  std::map<CellRef, std::vector<std::size_t>> out;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].possible.determined()) continue;
    for (const CellRef& ref : results[i].touched) {
      if (prober.gap(ref) == Gap::known) continue;
      auto& readers = out[ref];
      if (readers.empty() || readers.back() != i) readers.push_back(i);
    }
  }
  return out;
}

void add_once(std::vector<CellRef>& refs, const CellRef& ref) {
  if (std::ranges::find(refs, ref) == refs.end()) refs.push_back(ref);
}

}  // namespace

std::vector<Missing> open_choices(const InstanceResult& result) {
  std::vector<Missing> out;
  std::map<ReadingSetId, std::map<std::uint32_t, VerdictSet>> by_reading;
  std::map<bool, VerdictSet> by_law;
  for (const InstanceResult::World& world : result.worlds) {
    for (const auto& [set, choice] : world.choices) by_reading[set][choice] |= world.possible;
    if (world.new_law) by_law[*world.new_law] |= world.possible;
  }
  const auto matters = [&](const auto& sets) {
    return std::ranges::any_of(sets, [&](const auto& entry) { return shrinks(result.possible, entry.second); });
  };
  for (const auto& [set, by_choice] : by_reading) {
    if (matters(by_choice)) out.push_back({.kind = Missing::Kind::reading, .cell = {}, .reading = set});
  }
  if (matters(by_law) || (result.transition && !result.possible.determined())) out.push_back({.kind = Missing::Kind::transition, .cell = {}, .reading = {}});
  for (const ParameterId id : result.open_parameters) {
    out.push_back({.kind = Missing::Kind::parameter, .cell = {}, .parameter = id});
  }
  return out;
}

OpenFacts find_open_facts(Prober& prober, RuleId rule, const std::vector<InstanceResult>& results,
                          std::size_t at_least) {
  OpenFacts out;
  out.missing.resize(results.size());
  const auto unknown = unknown_cells(prober, results);
  // Where the evaluator itself gave up, trying is dear and tells nothing.
  const bool hopeless = std::ranges::any_of(results, &InstanceResult::internal_error);
  std::optional<Boundaries> boundaries;
  if (!unknown.empty() && !hopeless) boundaries = boundaries_of(prober, rule, results);
  for (const auto& [ref, readers] : unknown) {
    if (hopeless || at_least == 0) break;
    const Gap gap = prober.gap(ref);
    const Element* only = alone(results[readers.front()]);
    if (!std::ranges::all_of(readers, [&](std::size_t i) { return alone(results[i]) == only; })) only = nullptr;
    std::set<std::size_t> waiting(readers.begin(), readers.end());
    std::size_t tried = 0;
    int removed = 0;
    try_all(prober, rule, ref, *boundaries, only, [&](const std::vector<InstanceResult>& after) {
      ++tried;
      for (const std::size_t i : readers) {
        const VerdictSet now = set_in(results[i], after);
        if (!shrinks(results[i].possible, now)) continue;
        removed += results[i].possible.size() - now.size();
        if (waiting.erase(i) == 0) continue;
        out.missing[i].push_back({.kind = Missing::Kind::cell, .cell = ref, .gap = gap, .reading = {}});
      }
      return waiting.empty() && tried >= at_least;
    });
    if (removed > 0) out.impacts.push_back({ref, gap, static_cast<double>(removed) / static_cast<double>(tried)});
  }
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].possible.determined()) continue;
    std::vector<Missing> choices = open_choices(results[i]);
    if (out.missing[i].empty() && choices.empty()) {
      for (const auto& [ref, readers] : unknown) {
        if (std::ranges::find(readers, i) == readers.end()) continue;
        out.missing[i].push_back({.kind = Missing::Kind::cell, .cell = ref, .gap = prober.gap(ref), .reading = {}});
      }
    }
    out.missing[i].insert(out.missing[i].end(), choices.begin(), choices.end());
  }
  return out;
}

std::vector<std::vector<Missing>> find_missing(Prober& prober, RuleId rule,
                                               const std::vector<InstanceResult>& results) {
  return find_open_facts(prober, rule, results).missing;
}

std::vector<CellRef> find_decisive(Prober& prober, const InstanceResult& result) {
  std::vector<CellRef> out;
  for (const CellRef& ref : result.touched) {
    const Cell* const cell = prober.cell(ref);
    if (cell == nullptr || prober.gap(ref) != Gap::known) continue;
    if (prober.model().fields[ref.field].kind == FieldKind::state) continue;
    const VerdictSet after = set_in(result, prober.judge_with(result.rule, ref, forgotten(*cell), alone(result)));
    if (after != result.possible) add_once(out, ref);
  }
  return out;
}

}  // namespace rettesnor
