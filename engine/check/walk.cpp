#include "engine/check/walk.hpp"

#include <unordered_set>

#include "engine/model/match.hpp"

namespace rettesnor::checking {

namespace {

// What a name stands for, one step on.
std::vector<ExprId> meant(const Model& model, const Expr& expression) {
  std::vector<ExprId> out;
  auto const field = [&](FieldId id) {
    if (!id) return;
    const FieldDecl& row = model.fields[id];
    out.push_back(row.from);
    out.push_back(row.until);
    out.push_back(row.complete_to);
  };
  std::visit(match{
                 [&](const expr::Field& f) { field(f.field); },
                 [&](const expr::PickField& f) { field(f.field); },
                 [&](const expr::Define& d) {
                   for (const DefineVersion& version : model.defines[d.define].versions) {
                     for (const Branch& branch : version.branches) {
                       out.push_back(branch.value);
                       out.push_back(branch.condition);
                     }
                   }
                 },
                 [&](const expr::TableOutput& t) {
                   for (const TableDecl::Row& row : model.tables[t.table].rows) {
                     out.insert(out.end(), row.conditions.begin(), row.conditions.end());
                     out.insert(out.end(), row.outputs.begin(), row.outputs.end());
                   }
                 },
                 [&](const expr::Parameter& p) {
                   for (const ParameterValue& value : model.parameters[p.parameter].values) out.push_back(value.value);
                 },
                 [](const auto&) {},
             },
             expression.node);
  return out;
}

}  // namespace

std::vector<ExprId> operands(const Expr& expression) {
  using Ids = std::vector<ExprId>;
  return std::visit(
      match{
          [](const expr::Not& e) { return Ids{e.operand}; },
          [](const expr::Negate& e) { return Ids{e.operand}; },
          [](const expr::Binary& e) { return Ids{e.left, e.right}; },
          [](const expr::Among& e) { return Ids{e.operand}; },
          [](const expr::Group& e) { return e.items; },
          [](const expr::Quantifier& e) { return Ids{e.selection.where, e.condition}; },
          [](const expr::Count& e) { return Ids{e.selection.where}; },
          [](const expr::Sum& e) { return Ids{e.selection.where, e.term}; },
          [](const expr::PickField& e) { return Ids{e.selection.where}; },
          [](const expr::Happened& e) { return Ids{e.what, e.limit, e.duration}; },
          [](const expr::Recorded& e) { return Ids{e.what}; },
          [](const expr::Exists& e) { return Ids{e.what}; },
          [](const expr::StateOn& e) { return Ids{e.state, e.day}; },
          [](const expr::WholeUnits& e) { return Ids{e.from, e.to}; },
          [](const expr::EarliestOf& e) { return e.terms; },
          [](const expr::LatestOf& e) { return e.terms; },
          [](const expr::EndOfYear& e) { return Ids{e.day}; },
          [](const expr::Parameter& e) { return Ids{e.by}; },
          [](const expr::YesNo&) { return Ids{}; },
          [](const expr::Number&) { return Ids{}; },
          [](const expr::TextValue&) { return Ids{}; },
          [](const expr::Code&) { return Ids{}; },
          [](const expr::DateValue&) { return Ids{}; },
          [](const expr::MomentValue&) { return Ids{}; },
          [](const expr::DurationValue&) { return Ids{}; },
          [](const expr::Field&) { return Ids{}; },
          [](const expr::PreviousField&) { return Ids{}; },
          [](const expr::Define&) { return Ids{}; },
          [](const expr::TableOutput&) { return Ids{}; },
          [](const expr::ExtractionTime&) { return Ids{}; },
          [](const expr::Municipality&) { return Ids{}; },
          [](const expr::DueOf&) { return Ids{}; },
          [](const expr::VerdictIs&) { return Ids{}; },
      },
      expression.node);
}

void walk(const Model& model, ExprId root, const std::function<void(ExprId)>& visit) {
  std::vector<ExprId> todo{root};
  std::unordered_set<std::uint32_t> seen;
  while (!todo.empty()) {
    ExprId const at = todo.back();
    todo.pop_back();
    if (!at || !seen.insert(at.value).second) continue;
    visit(at);
    for (ExprId const next : operands(model.exprs[at])) todo.push_back(next);
    for (ExprId const next : meant(model, model.exprs[at])) todo.push_back(next);
  }
}

std::vector<ExprId> expressions_of(const Model& model, DutyId id) {
  std::vector<ExprId> out;
  if (!id) return out;
  const Duty& duty = model.duties[id];
  auto const clock = [&](const Clock& c) {
    for (ExprId const e : {c.duration, c.anchor, c.limit, c.paused_while}) out.push_back(e);
  };
  clock(duty.clock);
  if (duty.first) clock(*duty.first);
  if (duty.then) clock(*duty.then);
  for (ExprId const e : {duty.act.event, duty.act.where, duty.condition, duty.otherwise, duty.keep, duty.times_of}) out.push_back(e);
  if (duty.act.list) out.push_back(duty.act.list->where);
  out.insert(out.end(), duty.record.begin(), duty.record.end());
  for (DutyId const part : duty.parts) {
    auto const inner = expressions_of(model, part);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  std::erase_if(out, [](ExprId e) { return !e; });
  return out;
}

std::vector<ExprId> expressions_of(const Model& model, const Version& version) {
  std::vector<ExprId> out = version.when;
  if (version.while_state) out.push_back(version.while_state);
  for (DutyId const duty : version.duties) {
    auto const inner = expressions_of(model, duty);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  return out;
}

}  // namespace rettesnor::checking
