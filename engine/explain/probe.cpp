#include "engine/explain/probe.hpp"

#include <algorithm>
#include <utility>

#include "engine/reference/evaluate.hpp"
#include "grammar/base/one_line.hpp"

namespace rettesnor {

namespace {

// A right's possible set is empty; it gets one that can be compared.
std::vector<InstanceResult> comparable(std::vector<InstanceResult> all) {
  for (InstanceResult& result : all) {
    if (result.possible.empty()) result.possible = as_verdicts(result.right);
  }
  return all;
}

}  // namespace

VerdictSet as_verdicts(const RightStatus& right) {
  VerdictSet out;
  if (right.used) out |= Verdict::fulfilled;
  if (right.unused) out |= Verdict::pending;
  if (right.too_late) out |= Verdict::breached;
  if (right.not_applicable || out.empty()) out |= Verdict::not_applicable;
  return out;
}

Prober::Prober(const Model& model, const Case& subject, const Question& question, const Sources* sources)
    : model_(&model), sources_(sources), question_(question), edit_(subject) {}

std::string Prober::title_behind(FieldId fact, const Value& value) const {
  const auto* code = std::get_if<std::string>(&value);
  const std::string* title = code != nullptr && codes_ != nullptr ? codes_->title(fact, *code) : nullptr;
  return title != nullptr ? " (" + *title + ")" : std::string();
}

std::vector<InstanceResult> Prober::judge_all() {
  ++evaluations_;
  return comparable(evaluate(*model_, edit_.view(), question_));
}

std::vector<InstanceResult> Prober::judge(RuleId rule, Sights* sights, const Element* only) {
  ++evaluations_;
  return comparable(evaluate_rule(*model_, edit_.view(), question_, rule, Trace::all, sights, only));
}

std::string Prober::quote(ExprId id) const {
  const Expr& e = model_->exprs[id];
  const Source* const source = sources_ == nullptr ? nullptr : sources_->find(e.file);
  if (source == nullptr) return {};
  return on_one_line(source->slice(e.span));
}

std::vector<InstanceResult> Prober::judge_with(RuleId rule, const CellRef& ref, Cell cell, const Element* only) {
  Cell old = edit_.exchange(*model_, ref, std::move(cell));
  std::vector<InstanceResult> out = judge(rule, nullptr, only);
  edit_.exchange(*model_, ref, std::move(old));
  return out;
}

std::vector<InstanceResult> Prober::judge_with(RuleId rule, std::vector<std::pair<CellRef, Cell>> changes, const Element* only) {
  for (auto& [ref, cell] : changes) cell = edit_.exchange(*model_, ref, std::move(cell));
  std::vector<InstanceResult> out = judge(rule, nullptr, only);
  for (auto& [ref, cell] : changes) edit_.exchange(*model_, ref, std::move(cell));
  return out;
}

std::vector<InstanceResult> Prober::judge_with_whole_list(RuleId rule, const CellRef& ref, const Element* only) {
  const auto [complete_to, unmapped] = edit_.exchange_complete_to(*model_, ref, question_.as_of, false);
  std::vector<InstanceResult> out = judge(rule, nullptr, only);
  edit_.exchange_complete_to(*model_, ref, complete_to, unmapped);
  return out;
}

const InstanceResult* same_instance(const InstanceResult& before, const std::vector<InstanceResult>& after) {
  const auto found = std::ranges::find_if(after, [&](const InstanceResult& r) {
    if (r.rule != before.rule || r.rest != before.rest) return false;
    // A rule has one rest, whatever element it was found at.
    return r.rest || (r.at == before.at && r.element == before.element && r.occurrence == before.occurrence);
  });
  return found == after.end() ? nullptr : &*found;
}

const Element* alone(const InstanceResult& result) { return result.rest ? nullptr : result.at; }

VerdictSet set_in(const InstanceResult& before, const std::vector<InstanceResult>& after) {
  const InstanceResult* const found = same_instance(before, after);
  return found == nullptr ? VerdictSet(Verdict::not_applicable) : found->possible;
}

}  // namespace rettesnor
