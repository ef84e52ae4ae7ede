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

std::vector<Ask> rank_questions(Prober& prober, const ByRule& results) {
  std::map<CellRef, Ask> asks;
  for (const auto& [rule, instances] : results) {
    const Sphere sphere = sphere_of(prober.model(), rule);
    if (sphere == Sphere::right) continue;
    for (const Impact& impact : find_impacts(prober, rule, instances)) {
      Ask& ask = asks[impact.cell];
      ask.cell = impact.cell;
      ask.gap = impact.gap;
      (sphere == Sphere::law ? ask.law : ask.advice) += impact.shrinks;
      ask.rules.push_back(rule);
    }
  }
  std::vector<Ask> out;
  out.reserve(asks.size());
  for (auto& [ref, ask] : asks) out.push_back(std::move(ask));
  std::ranges::stable_sort(out, [](const Ask& a, const Ask& b) {
    return a.law != b.law ? a.law > b.law : a.advice > b.advice;
  });
  return out;
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
