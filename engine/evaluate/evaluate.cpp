#include "engine/evaluate/evaluate.hpp"

#include <algorithm>

#include "engine/compile/compile.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor {

using columns::Result;
using columns::Rows;

namespace {

std::optional<TimeSpan> span_of(const plan::Time& t, const columns::Runner& results, std::size_t row, bool end_of_days) {
  if (!results[t.present].has(row)) return std::nullopt;
  TimeSpan out{.day = t.day, .open_end = results[t.pending].has(row)};
  if (t.day) {
    const Date lo{results[t.lo].days[row]};
    const Date hi{results[t.hi].days[row]};
    out.earliest = end_of_days ? Moment{end_of_day(lo).micros - 1} : start_of_day(lo);
    out.latest = Moment{end_of_day(hi).micros - 1};
  } else {
    out.earliest = Moment{results[t.lo].numbers[row]};
    out.latest = Moment{results[t.hi].numbers[row]};
  }
  return out;
}

/// Of a day and a moment the instants.
std::optional<TimeSpan> span_of(const plan::Spans& t, const columns::Runner& results, std::size_t row, bool end_of_days) {
  const auto day = span_of(t.day, results, row, end_of_days);
  const auto moment = span_of(t.moment, results, row, end_of_days);
  if (!day || !moment) return day ? day : moment;
  return TimeSpan{std::min(day->earliest, moment->earliest), std::max(day->latest, moment->latest), false, day->open_end || moment->open_end};
}

}  // namespace

struct Evaluator::Root {
  Root(const Model& model, const Question& question, ConceptId root)
      : plan(plan::compile(model, question, root)), runner(plan) {}
  plan::Plan plan;
  columns::Runner runner;
};

Evaluator::Evaluator(const Model& model, const Question& question, Naming naming)
    : model_(model), question_(question), naming_(naming) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;

Evaluator::Root& Evaluator::root(ConceptId concept_id) {
  auto& slot = roots_[concept_id];
  if (!slot) slot = std::make_unique<Root>(model_, question_, concept_id);
  return *slot;
}

std::vector<std::pair<RuleId, std::string>> Evaluator::without_plan(ConceptId concept_id) {
  std::vector<std::pair<RuleId, std::string>> out;
  for (const plan::RulePlan& rule : root(concept_id).plan.rules) {
    if (!rule.compiled) out.emplace_back(rule.rule, rule.why_not);
  }
  return out;
}

void Evaluator::judge(std::span<const Case* const> cases, const std::function<void(Seen&&)>& take) {
  std::map<ConceptId, std::vector<std::uint32_t>> by_root;
  for (std::uint32_t i = 0; i < cases.size(); ++i) by_root[cases[i]->root->concept_id].push_back(i);
  for (const auto& [concept_id, places] : by_root) {
    Root& here = root(concept_id);
    std::vector<const Case*> own;
    for (const std::uint32_t i : places) own.push_back(cases[i]);
    const columns::Batch batch = columns::make_batch(model_, question_, here.plan, own);
    here.runner.run(batch);
    const columns::Runner& results = here.runner;
    const auto with_care = [&](RuleId rule, std::uint32_t i) {
      for (InstanceResult& r : evaluate_rule(model_, *own[i], question_, rule, Trace::open)) {
        take({.subject = places[i], .rule = rule, .at = r.at, .occurrence = r.occurrence, .rest = r.rest, .possible = r.possible,
              .right = r.right, .anchor = r.anchor, .due = r.due, .conflict = r.conflict, .early = r.early, .transition = r.transition,
              .internal_error = r.internal_error, .touched = std::move(r.touched)});
      }
    };
    for (const plan::RulePlan& rule : here.plan.rules) {
      if (!rule.compiled) {
        effort_.no_plan += own.size();
        for (std::uint32_t i = 0; i < own.size(); ++i) with_care(rule.rule, i);
        continue;
      }
      const RuleDecl& decl = model_.rules[rule.rule];
      const bool right = decl.kind != RuleKind::suggestion && model_.duties[decl.versions.front().duties.front()].form == DutyForm::right;
      // Rows stand by case, so each part is gone through once.
      std::vector<std::uint32_t> at(rule.parts.size(), 0);
      std::vector<std::vector<std::uint32_t>> case_of;
      for (const plan::RulePart& part : rule.parts) {
        std::vector<std::uint32_t>& of = case_of.emplace_back(results.rows(part.rows).count);
        for (std::uint32_t row = 0; row < of.size(); ++row) {
          std::uint32_t up = row;
          for (plan::DomainId d = part.rows; here.plan.domains[d.value].kind != plan::Domain::Kind::cases; d = here.plan.domains[d.value].up) {
            up = results.rows(d).up[up];
          }
          of[row] = up;
        }
      }
      for (std::uint32_t i = 0; i < own.size(); ++i) {
        bool careful = results[rule.careful].has(i);
        effort_.careful += careful ? 1 : 0;
        std::vector<Seen> seen;
        for (std::size_t p = 0; p < rule.parts.size(); ++p) {
          const plan::RulePart& part = rule.parts[p];
          const Rows& rows = results.rows(part.rows);
          for (; at[p] < rows.count && case_of[p][at[p]] == i; ++at[p]) {
            const std::uint32_t row = at[p];
            if (careful || !results[part.exists].has(row)) continue;
            unsigned bits = 0;
            for (unsigned v = 0; v < 6; ++v) bits |= results[part.verdicts[v]].has(row) ? 1U << v : 0U;
            if (!right && bits == 0) {
              careful = true;  // a set is never empty: a pin of the question against one of the overlay leaves columns without a world
              continue;
            }
            if (naming_ == Naming::of_open_sets && !right && !VerdictSet::from_bits(bits).determined() && decl.kind != RuleKind::suggestion) {
              careful = true;  // what an open set rests on is named by reading it again
              ++effort_.open;
              continue;
            }
            // An occurrence is of the element its row lies under.
            const bool series = here.plan.domains[part.rows.value].kind == plan::Domain::Kind::series;
            const Rows& whole = series ? results.rows(here.plan.domains[part.rows.value].up) : rows;
            Seen one{.subject = places[i], .rule = rule.rule, .at = whole.elements[series ? rows.up[row] : row]};
            if (series) one.occurrence = row - rows.starts[rows.up[row]] + 1;
            if (right) {
              one.right = {.used = (bits & 1U) != 0, .unused = (bits & 2U) != 0, .too_late = (bits & 4U) != 0, .not_applicable = (bits & 8U) != 0};
            } else {
              one.possible = VerdictSet::from_bits(bits);
            }
            one.anchor = span_of(part.anchor, results, row, false);
            one.due = span_of(part.due, results, row, true);
            one.conflict = results[part.conflict].has(row);
            one.early = results[part.early].has(row);
            seen.push_back(std::move(one));
          }
        }
        if (careful) {
          with_care(rule.rule, i);
          continue;
        }
        ++effort_.columns;
        for (Seen& one : seen) take(std::move(one));
      }
    }
  }
}

}  // namespace rettesnor
