#include "engine/model/reach.hpp"

#include "engine/model/match.hpp"

namespace rettesnor {

void Reach::field(FieldId id) {
  if (!id || !found_.fields.insert(id).second) return;
  const FieldDecl& decl = model_->fields[id];
  expression(decl.from);
  expression(decl.until);
  expression(decl.complete_to);
  if (decl.element) field(model_->concepts[decl.element].first_event);  // the order and the time of its elements
}

void Reach::calendar(CalendarId id) {
  if (!id || !calendars_.insert(id).second) return;
  if (model_->calendars[id].readings) found_.readings.insert(model_->calendars[id].readings);
}

void Reach::period(const std::optional<Date>& from, const std::optional<Date>& until) {
  if (from) found_.law_days.insert(*from);
  if (until) found_.law_days.insert(Date{until->days + 1});
}

void Reach::define(DefineId id) {
  if (!id || !defines_.insert(id).second) return;
  for (const DefineVersion& version : model_->defines[id].versions) {
    period(version.from, version.until);
    for (const Branch& branch : version.branches) {
      expression(branch.condition);
      expression(branch.value);
    }
  }
}

void Reach::table(TableRuleId id) {
  if (!id || !tables_.insert(id).second) return;
  for (const TableDecl::Row& row : model_->tables[id].rows) {
    for (const ExprId condition : row.conditions) expression(condition);
    for (const ExprId output : row.outputs) expression(output);
  }
}

void Reach::parameter(ParameterId id) {
  if (!id || !parameters_.insert(id).second) return;
  const ParameterDecl& decl = model_->parameters[id];
  if (decl.readings) found_.readings.insert(decl.readings);
  expression(decl.range_low);
  expression(decl.range_high);
  for (const ParameterValue& value : decl.values) {
    period(value.from, value.until);
    expression(value.value);
  }
  for (const OverlayDecl& overlay : model_->overlays.rows()) {
    for (const OverlayDecl::Setting& setting : overlay.settings) {
      if (setting.parameter == id) expression(setting.value);
    }
  }
}

void Reach::selection(const Selection& selection) {
  field(selection.list.list);
  expression(selection.where);
}

void Reach::clock(const Clock& clock) {
  for (const ExprId id : {clock.duration, clock.anchor, clock.limit, clock.paused_while}) expression(id);
  calendar(clock.rolling);
}

void Reach::expression(ExprId id) {
  if (!id || !seen_.insert(id).second) return;
  std::visit(
      match{
          [](const expr::YesNo&) {}, [](const expr::ExtractionTime&) {}, [](const expr::Municipality&) {},
          [&](const expr::Number&) { found_.literals.push_back(id); },
          [&](const expr::TextValue&) { found_.literals.push_back(id); },
          [&](const expr::Code&) { found_.literals.push_back(id); },
          [&](const expr::DateValue&) { found_.literals.push_back(id); },
          [&](const expr::MomentValue&) { found_.literals.push_back(id); },
          [&](const expr::DurationValue& e) {
            found_.literals.push_back(id);
            if (e.value.unit == Unit::calendar_days) calendar(CalendarId{e.value.calendar});
          },
          [&](const expr::Field& e) { field(e.field), field(e.part); },
          [&](const expr::PickField& e) { selection(e.selection), field(e.field), field(e.part); },
          [&](const expr::PreviousField& e) { field(e.field), field(e.part); },
          [&](const expr::Define& e) { define(e.define); },
          [&](const expr::TableOutput& e) { table(e.table); },
          [&](const expr::Parameter& e) { parameter(e.parameter), expression(e.by); },
          [&](const expr::Not& e) { expression(e.operand); },
          [&](const expr::Negate& e) { expression(e.operand); },
          [&](const expr::Binary& e) { expression(e.left), expression(e.right); },
          [&](const expr::Among& e) { expression(e.operand); },
          [&](const expr::Group& e) {
            for (const ExprId item : e.items) expression(item);
          },
          [&](const expr::Quantifier& e) { selection(e.selection), expression(e.condition); },
          [&](const expr::Count& e) { selection(e.selection); },
          [&](const expr::Sum& e) { selection(e.selection), expression(e.term); },
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

void Reach::duty(DutyId id) {
  if (!id || !duties_.insert(id).second) return;
  const Duty& duty = model_->duties[id];
  expression(duty.act.event);
  if (duty.act.list) selection(*duty.act.list);
  expression(duty.act.where);
  clock(duty.clock);
  if (duty.first) clock(*duty.first);
  if (duty.then) clock(*duty.then);
  for (const ExprId e : {duty.condition, duty.otherwise, duty.keep, duty.times_of}) expression(e);
  for (const ExprId e : duty.record) expression(e);
  for (const DutyId part : duty.parts) this->duty(part);
}

void Reach::version(const Version& version) {
  period(version.from, version.until);
  period(version.from_last, std::nullopt);
  if (version.readings) found_.readings.insert(version.readings);
  for (const ExprId condition : version.when) expression(condition);
  expression(version.while_state);
  for (const DutyId id : version.duties) duty(id);
}

void Reach::rule(RuleId id) {
  const RuleDecl& decl = model_->rules[id];
  for (const ConceptId root : model_->roots) field(model_->concepts[root].open_state);  // a duty without `while` holds while it does
  if (decl.for_each) selection(*decl.for_each);
  expression(decl.accepted_reason);
  for (const Version& v : decl.versions) version(v);
  for (const ExceptionId exception : decl.exceptions) {
    for (const Version& v : model_->exceptions[exception].versions) version(v);
  }
}

Mentions mentions_of(const Model& model, ExprId id) {
  Reach reach(model);
  reach.expression(id);
  return reach.found();
}

std::set<RuleId> with_layers_below(const Model& model, RuleId rule) {
  std::set<RuleId> done;
  std::vector<RuleId> open{rule};
  while (!open.empty()) {
    const RuleId next = open.back();
    open.pop_back();
    if (!next || !done.insert(next).second) continue;
    Reach reach(model);
    reach.rule(next);
    for (const RuleId below : reach.found().rules) open.push_back(below);
  }
  return done;
}

Mentions reach_of(const Model& model, RuleId rule) {
  Reach reach(model);
  for (const RuleId id : with_layers_below(model, rule)) reach.rule(id);
  return reach.found();
}

Mentions reach_of(const Model& model, const IndicatorDecl& indicator) {
  Reach reach(model);
  if (indicator.population) reach.selection(*indicator.population);
  for (const ExprId id : {indicator.share_where, indicator.average_of, indicator.where, indicator.in_period, indicator.observed_from}) {
    reach.expression(id);
  }
  for (const ExprId id : indicator.by_values) reach.expression(id);
  const std::set<RuleId> read = reach.found().rules;
  for (const RuleId rule : read) {
    for (const RuleId id : with_layers_below(model, rule)) reach.rule(id);
  }
  return reach.found();
}

}  // namespace rettesnor
