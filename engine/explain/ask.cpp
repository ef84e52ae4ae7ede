#include "engine/explain/ask.hpp"

#include <algorithm>

#include "engine/explain/finding.hpp"

namespace rettesnor {

ByRule group_by_rule(std::vector<InstanceResult> results) {
  ByRule out;
  for (InstanceResult& result : results) {
    const RuleId rule = result.rule;
    out[rule].push_back(std::move(result));
  }
  return out;
}

void Questions::add(const Model& model, RuleId rule, const std::vector<Impact>& impacts) {
  const Sphere sphere = sphere_of(model, rule);
  if (sphere == Sphere::right) return;
  for (const Impact& impact : impacts) {
    Ask& ask = asks_[impact.cell];
    ask.cell = impact.cell;
    ask.gap = impact.gap;
    (sphere == Sphere::law ? ask.law : ask.advice) += impact.shrinks;
    ask.rules.push_back(rule);
  }
}

std::vector<Ask> Questions::ranked() const {
  std::vector<Ask> out;
  out.reserve(asks_.size());
  for (const auto& [ref, ask] : asks_) out.push_back(ask);
  std::ranges::stable_sort(out, [](const Ask& a, const Ask& b) {
    return a.law != b.law ? a.law > b.law : a.advice > b.advice;
  });
  return out;
}

std::vector<Ask> rank_questions(Prober& prober, const ByRule& results) {
  Questions questions;
  for (const auto& [rule, instances] : results) {
    if (sphere_of(prober.model(), rule) == Sphere::right) continue;
    questions.add(prober.model(), rule, find_open_facts(prober, rule, instances, all_completions).impacts);
  }
  return questions.ranked();
}

std::string question_text(const Model& model, const CellRef& cell, Language language) {
  const FieldDecl& field = model.fields[cell.part ? cell.part : cell.field];
  const std::string none;
  std::string text = text_in(field.ask, language, none);
  if (text.empty()) {
    Saying which = Saying::question_default;
    if (field.kind == FieldKind::event) which = Saying::question_event;
    if (field.kind == FieldKind::list) which = Saying::question_list;
    if (field.type.kind == TypeKind::yes_no && field.kind != FieldKind::event) which = Saying::question_yes_no;
    text = say(which, language, {title_of(model, cell.field, language, cell.part)});
  }
  return cell.element.empty() ? text : text + " (" + cell.element + ")";
}

}  // namespace rettesnor
