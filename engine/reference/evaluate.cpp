#include "engine/reference/evaluate.hpp"

#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor {
namespace reference {
namespace {

using enum Verdict;

/// A key that stands in one world only is not there in the others.
void close_world(std::map<InstanceKey, Judged>& all, const std::map<InstanceKey, Judged>& here) {
  for (auto& [key, judged] : all) {
    if (!here.contains(key)) judged.possible |= not_applicable;
  }
}

}  // namespace

Evaluator::Evaluator(const Model& model, const Case& the_case, const Question& question, Trace trace, Sights* sights)
    : model_(model), case_(the_case), question_(question), trace_(trace), sights_(sights), at_(question.as_of) {}

/// Judges a rule for one element in every world and reports its instances.
void Evaluator::report(RuleId id, const Element* element, bool rest, std::vector<InstanceResult>& out) {
  const RuleDecl& rule = model_.rules[id];
  touched_.clear();
  open_parameters_.clear();
  Instances all;
  std::map<InstanceKey, std::vector<InstanceResult::World>> by_world;
  bool failed = false;
  bool first = true;
  const std::vector<World> choices = worlds_of(model_, question_, reach_->readings);
  const bool several = choices.size() > 1;
  for (const World& world : choices) {
    world_ = world;
    Instances here;
    try {
      for (auto& [key, judged] : judge_versions(id, frame_at(element))) {
        gather(here, rest ? InstanceKey{0, true} : key, std::move(judged));
      }
    } catch (const OutOfSteps&) {
      failed = true;
      here[{0, rest}].possible = VerdictSet::full();
    }
    if (here.empty()) continue;  // the municipality's own pins rule this world out
    for (auto& [key, judged] : here) {
      if (!first && !all.contains(key)) all[key].possible |= not_applicable;
    }
    if (!first) close_world(all, here);
    for (auto& [key, judged] : here) {
      if (several) by_world[key].push_back({world.choices, std::nullopt, judged.possible});
      gather(all, key, std::move(judged));
    }
    first = false;
  }
  world_ = {};
  if (all.empty()) all[{0, rest}].possible = not_applicable;
  for (auto& [key, judged] : all) {
    InstanceResult r;
    r.rule = id;
    r.at = rest ? nullptr : element;
    r.element = rest ? std::string{} : path(element);
    r.occurrence = key.occurrence;
    r.rest = key.rest;
    r.possible = judged.possible;
    r.right = judged.right;
    if (key.rest) r.possible |= not_applicable;
    r.anchor = judged.anchor;
    r.due = judged.due;
    r.done = judged.done;
    r.anchor_day = judged.anchor_day;
    r.conflict = judged.conflict;
    r.early = judged.early;
    r.transition = judged.transition;
    r.internal_error = failed;
    r.exceptions.assign(judged.exceptions.begin(), judged.exceptions.end());
    r.unsure_exceptions.assign(judged.unsure.begin(), judged.unsure.end());
    r.failing.assign(judged.failing.begin(), judged.failing.end());
    r.versions.assign(judged.versions.begin(), judged.versions.end());
    if (trace_ == Trace::all) {
      for (const auto& [at, field, part] : touched_) r.touched.push_back({path(at), at, field, part});
      std::ranges::sort(r.touched);
    } else if (!r.possible.determined()) {
      for (const auto& [at, field, part] : touched_) r.touched.push_back({{}, at, field, part});
    }
    if (!r.possible.determined()) r.open_parameters.assign(open_parameters_.begin(), open_parameters_.end());
    if (by_world[key].size() > 1) r.worlds = by_world[key];
    const bool is_right = model_.duties[rule.versions.front().duties.front()].form == DutyForm::right;
    if (is_right) r.possible = {};
    if (key.rest && r.possible.is(not_applicable)) continue;
    out.push_back(std::move(r));
  }
}

InstanceResult Evaluator::suggestion(RuleId id, const Element* element) {
  touched_.clear();
  Truth shown = Truth::yes;
  try {
    shown = guard(model_.rules[id].versions.front(), frame_at(element));
  } catch (const OutOfSteps&) {
    shown = Truth::unknown;
  }
  InstanceResult r;
  r.rule = id;
  r.at = element;
  r.element = path(element);
  if (shown != Truth::no) r.possible |= pending;
  if (shown != Truth::yes) r.possible |= not_applicable;
  for (const auto& [at, field, part] : touched_) r.touched.push_back({path(at), at, field, part});
  return r;
}

std::vector<InstanceResult> Evaluator::judge_rule(RuleId id, const Element* only) {
  steps_ = 0;
  reach_ = &model_.reach[id];
  cuts_.clear();
  pins_.clear();
  const RuleDecl& rule = model_.rules[id];
  std::vector<const Element*> seen{case_.root.get()};
  std::vector<const Element*> unseen;
  std::vector<const Element*> possible;  // may be the one picked
  if (rule.for_each && rule.for_each->which != Selection::Which::all) {
    seen.clear();
    const Picked picked = pick(*rule.for_each, frame_at(case_.root.get()));
    (picked.certain ? seen : possible) = picked.candidates;
  } else if (rule.for_each || rule.about) {
    seen = elements_of(rule.for_each ? model_.fields[rule.for_each->list.list].element : rule.about, unseen);
    if (rule.for_each) {
      std::erase_if(seen, [&](const Element* e) { return e->in_list != rule.for_each->list.list; });
      std::erase_if(unseen, [&](const Element* e) { return e->in_list != rule.for_each->list.list; });
    }
    if (rule.for_each && rule.for_each->where) {
      const auto holds = [&](const Element* e) {
        Frame f = frame_at(e);
        f.slots[rule.for_each->slot] = e;
        return truth(rule.for_each->where, f);
      };
      for (const Element* e : seen) {
        if (holds(e) == Truth::unknown) possible.push_back(e);
      }
      std::erase_if(seen, [&](const Element* e) { return holds(e) != Truth::yes; });
    }
  }
  if (only != nullptr) {
    std::erase_if(seen, [only](const Element* e) { return e != only; });
    possible.clear();
    unseen.clear();
  }
  std::vector<InstanceResult> out;
  std::vector<InstanceResult> rest;
  if (rule.kind == RuleKind::suggestion) {
    for (const Element* e : seen) out.push_back(suggestion(id, e));
    return out;
  }
  for (const Element* e : seen) report(id, e, false, out);
  for (const Element* e : possible) report(id, e, true, rest);
  if (!possible.empty() && !rest.empty()) {
    // What decides whether it is one of them was read before its own judging, and is what can be asked for.
    touched_.clear();
    for (const Element* e : possible) {
      Frame f = frame_at(e);
      f.slots[rule.for_each->slot] = e;
      if (rule.for_each->where) static_cast<void>(truth(rule.for_each->where, f));
    }
    if (rule.for_each->which != Selection::Which::all) static_cast<void>(pick(*rule.for_each, frame_at(case_.root.get())));
    InstanceResult& first = rest.front();
    first.unsure = true;
    for (const auto& [at, field, part] : touched_) first.touched.push_back({path(at), at, field, part});
  }
  for (const Element* e : unseen) report(id, one_of(e), true, rest);
  // All that may exist unseen is one extra instance.
  const auto unseen_part = std::ranges::stable_partition(out, [](const InstanceResult& r) { return !r.rest; });
  rest.insert(rest.begin(), unseen_part.begin(), unseen_part.end());
  out.erase(unseen_part.begin(), unseen_part.end());
  if (!rest.empty()) {
    InstanceResult whole = rest.front();
    for (const InstanceResult& r : rest) {
      whole.possible |= r.possible;
      whole.unsure |= r.unsure;
      whole.touched.insert(whole.touched.end(), r.touched.begin(), r.touched.end());
    }
    whole.due.reset();
    whole.worlds.clear();
    out.push_back(std::move(whole));
  }
  return out;
}

std::vector<InstanceResult> Evaluator::run() {
  std::vector<InstanceResult> out;
  for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
    for (InstanceResult& r : run_rule(RuleId{i})) out.push_back(std::move(r));
  }
  return out;
}

std::vector<InstanceResult> Evaluator::run_rule(RuleId id, const Element* only) {
  const RuleDecl& rule = model_.rules[id];
  if (question_.verified_only && rule.unverified) return {};
  if (!about_this_case(rule)) return {};
  return judge_rule(id, only);
}

/// The rule's concept hangs under the case's own root.
bool Evaluator::about_this_case(const RuleDecl& rule) const {
  ConceptId at = rule.for_each ? model_.fields[rule.for_each->list.list].owner : rule.about;
  if (!at) at = rule.root;
  while (at && !model_.concepts[at].listed_in.empty()) at = model_.fields[model_.concepts[at].listed_in.front()].owner;
  return !at || at == case_.root->concept_id;
}

}  // namespace reference

std::vector<InstanceResult> evaluate(const Model& model, const Case& the_case, const Question& question, Trace trace) {
  return reference::Evaluator(model, the_case, question, trace).run();
}

std::vector<InstanceResult> evaluate_rule(const Model& model, const Case& the_case, const Question& question, RuleId rule, Trace trace,
                                          Sights* sights, const Element* only) {
  return reference::Evaluator(model, the_case, question, trace, sights).run_rule(rule, only);
}

}  // namespace rettesnor
