#include "engine/compile/compile.hpp"

#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {
namespace {

/// The root concept that a rule's concept hangs under; none: it is about whatever case there is.
ConceptId root_of(const Model& model, const RuleDecl& rule) {
  ConceptId at = rule.for_each ? model.fields[rule.for_each->list.list].owner : rule.about;
  if (!at) at = rule.root;
  while (at && !model.concepts[at].listed_in.empty()) at = model.fields[model.concepts[at].listed_in.front()].owner;
  return at;
}

/// Steps that no result needs are dropped; the others keep their order.
void prune(Plan& plan) {
  std::vector<bool> needed(plan.steps.size());
  const auto need = [&](StepId id) {
    if (id) needed[id.value] = true;
  };
  const auto need_time = [&](const Time& t) {
    for (const StepId id : {t.pending, t.present, t.lo, t.hi}) need(id);
  };
  for (const RulePlan& rule : plan.rules) {
    need(rule.careful);
    for (const RulePart& part : rule.parts) {
      need(part.exists);
      need(part.early);
      need(part.conflict);
      for (const StepId v : part.verdicts) need(v);
      for (const Spans* t : {&part.anchor, &part.due}) {
        need_time(t->day);
        need_time(t->moment);
      }
    }
  }
  // A series' rows are counted by a step that stays.
  for (const Domain& d : plan.domains) need(d.count);
  const std::vector<bool> results = needed;
  for (std::size_t i = plan.steps.size(); i-- > 0;) {
    if (!needed[i]) continue;
    for (const StepId from : plan.steps[i].from) need(from);
  }
  std::vector<std::uint32_t> place(plan.steps.size(), StepId::none);
  std::vector<Step> kept;
  std::vector<std::uint32_t> last_use;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    if (!needed[i]) continue;
    place[i] = static_cast<std::uint32_t>(kept.size());
    Step step = plan.steps[i];
    for (StepId& from : step.from) {
      if (!from) continue;
      from = {place[from.value]};
      if (last_use[from.value] != StepId::none) last_use[from.value] = place[i];
    }
    kept.push_back(step);
    last_use.push_back(results[i] ? StepId::none : place[i]);
  }
  const auto move = [&](StepId& id) { id = id ? StepId{place[id.value]} : id; };
  const auto move_time = [&](Time& t) {
    t.absent = t.uncovered = {};  // no result
    for (StepId* id : {&t.pending, &t.present, &t.lo, &t.hi}) move(*id);
  };
  for (Domain& d : plan.domains) move(d.count);
  for (RulePlan& rule : plan.rules) {
    move(rule.careful);
    for (RulePart& part : rule.parts) {
      move(part.exists);
      move(part.early);
      move(part.conflict);
      for (StepId& v : part.verdicts) move(v);
      for (Spans* t : {&part.anchor, &part.due}) {
        move_time(t->day);
        move_time(t->moment);
      }
    }
  }
  plan.steps = std::move(kept);
  plan.last_use = std::move(last_use);
}

}  // namespace

Plan compile(const Model& model, const Question& question, ConceptId root) {
  Plan plan{.root = root};
  plan.domains.push_back({.kind = Domain::Kind::cases, .kind_of = root});
  Compiler compiler(model, question, plan);
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleDecl& rule = model.rules[RuleId{i}];
    if (question.verified_only && rule.unverified) continue;
    const ConceptId about = root_of(model, rule);
    if (about && about != root) continue;
    plan.rules.push_back(compiler.rule({i}));
  }
  prune(plan);
  return plan;
}

}  // namespace rettesnor::plan
