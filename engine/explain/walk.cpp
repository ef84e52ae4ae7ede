#include "engine/explain/walk.hpp"

#include <type_traits>

#include "engine/model/match.hpp"

namespace rettesnor {

void Walker::field(FieldId id) {
  if (!id || !found_.fields.insert(id).second) return;
  const FieldDecl& decl = model_->fields[id];
  expression(decl.from);
  expression(decl.until);
}

void Walker::define(DefineId id) {
  if (!id || !defines_.insert(id).second) return;
  for (const DefineVersion& version : model_->defines[id].versions) {
    for (const Branch& branch : version.branches) {
      expression(branch.condition);
      expression(branch.value);
    }
  }
}

void Walker::table(TableRuleId id) {
  if (!id || !tables_.insert(id).second) return;
  for (const TableDecl::Row& row : model_->tables[id].rows) {
    for (const ExprId condition : row.conditions) expression(condition);
    for (const ExprId output : row.outputs) expression(output);
  }
}

void Walker::parameter(ParameterId id) {
  if (!id || !parameters_.insert(id).second) return;
  for (const ParameterValue& value : model_->parameters[id].values) expression(value.value);
}

void Walker::selection(const Selection& selection) {
  field(selection.list.list);
  expression(selection.where);
}

void Walker::clock(const Clock& clock) {
  for (const ExprId id : {clock.duration, clock.anchor, clock.limit, clock.paused_while}) expression(id);
}

void Walker::expression(ExprId id) {
  if (!id || !seen_.insert(id).second) return;
  std::visit(
      match{
          [](const expr::YesNo&) {}, [](const expr::ExtractionTime&) {}, [](const expr::Municipality&) {},
          [&](const expr::Number&) { found_.literals.push_back(id); },
          [&](const expr::TextValue&) { found_.literals.push_back(id); },
          [&](const expr::Code&) { found_.literals.push_back(id); },
          [&](const expr::DateValue&) { found_.literals.push_back(id); },
          [&](const expr::MomentValue&) { found_.literals.push_back(id); },
          [&](const expr::DurationValue&) { found_.literals.push_back(id); },
          [&](const expr::Field& e) { field(e.field), field(e.part); },
          [&](const expr::PickField& e) { selection(e.selection), field(e.field), field(e.part); },
          [&](const expr::PreviousField& e) { field(e.field), field(e.part); },
          [&](const expr::Define& e) { define(e.define); },
          [&](const expr::TableOutput& e) { table(e.table); },
          [&](const expr::Parameter& e) { parameter(e.parameter); },
          [&](const expr::Not& e) { expression(e.operand); },
          [&](const expr::Negate& e) { expression(e.operand); },
          [&](const expr::Binary& e) { expression(e.left), expression(e.right); },
          [&](const expr::Among& e) { expression(e.operand); },
          [&](const expr::Group& e) {
            for (const ExprId item : e.items) expression(item);
          },
          [&](const expr::Quantifier& e) { selection(e.selection), expression(e.condition); },
          [&](const expr::Count& e) { selection(e.selection); },
          [&](const expr::Happened& e) { expression(e.what), expression(e.limit), expression(e.duration); },
          [&](const expr::Recorded& e) { expression(e.what); },
          [&](const expr::Exists& e) { expression(e.what); },
          [&](const expr::StateOn& e) { expression(e.state), expression(e.day); },
          [&](const expr::WholeUnits& e) { expression(e.from), expression(e.to); },
          [&](const expr::EarliestOf& e) {
            for (const ExprId term : e.terms) expression(term);
          },
          [&](const expr::LatestOf& e) {
            for (const ExprId term : e.terms) expression(term);
          },
          [&](const expr::EndOfYear& e) { expression(e.day); },
          [&](const expr::DueOf& e) { found_.rules.insert(e.rule); },
          [&](const expr::VerdictIs& e) { found_.rules.insert(e.rule); },
      },
      model_->exprs[id].node);
}

void Walker::duty(DutyId id) {
  if (!id || !duties_.insert(id).second) return;
  const Duty& duty = model_->duties[id];
  expression(duty.act.event);
  if (duty.act.list) selection(*duty.act.list);
  expression(duty.act.where);
  clock(duty.clock);
  if (duty.first) clock(*duty.first);
  if (duty.then) clock(*duty.then);
  for (const ExprId e : {duty.condition, duty.otherwise, duty.keep}) expression(e);
  for (const ExprId e : duty.record) expression(e);
  for (const DutyId part : duty.parts) this->duty(part);
}

void Walker::version(const Version& version) {
  for (const ExprId condition : version.when) expression(condition);
  expression(version.while_state);
  for (const DutyId id : version.duties) duty(id);
}

void Walker::rule(RuleId id) {
  const RuleDecl& decl = model_->rules[id];
  if (decl.for_each) selection(*decl.for_each);
  expression(decl.accepted_reason);
  for (const Version& v : decl.versions) version(v);
  for (const ExceptionId exception : decl.exceptions) {
    for (const Version& v : model_->exceptions[exception].versions) version(v);
  }
}

Mentions mentions_of(const Model& model, ExprId id) {
  Walker walker(model);
  walker.expression(id);
  return walker.found();
}

std::set<RuleId> with_layers_below(const Model& model, RuleId rule) {
  std::set<RuleId> done;
  std::vector<RuleId> open{rule};
  while (!open.empty()) {
    const RuleId next = open.back();
    open.pop_back();
    if (!next || !done.insert(next).second) continue;
    Walker walker(model);
    walker.rule(next);
    for (const RuleId below : walker.found().rules) open.push_back(below);
  }
  return done;
}

}  // namespace rettesnor
