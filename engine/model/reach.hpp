// What a rule's meaning reaches: the fields, rules, literals, readings and dates of law that can matter to it. Static: no case.
#pragma once

#include <set>

#include "engine/model/model.hpp"

namespace rettesnor {

/// Adds what it is shown. An id of none adds nothing. Cost: O(expressions reached), each visited once.
class Reach {
 public:
  explicit Reach(const Model& model) : model_(&model) {}

  void expression(ExprId id);
  void selection(const Selection& selection);
  void duty(DutyId id);
  void version(const Version& version);
  /// All versions and exceptions of the rule, and its choice of instances.
  void rule(RuleId id);

  const Mentions& found() const { return found_; }
  const std::set<ExprId>& expressions() const { return seen_; }
  const std::set<DefineId>& defines() const { return defines_; }
  const std::set<TableRuleId>& tables() const { return tables_; }
  const std::set<ParameterId>& parameters() const { return parameters_; }
  const std::set<CalendarId>& calendars() const { return calendars_; }

 private:
  void clock(const Clock& clock);
  void field(FieldId id);
  void define(DefineId id);
  void table(TableRuleId id);
  void parameter(ParameterId id);
  void calendar(CalendarId id);
  void period(const std::optional<Date>& from, const std::optional<Date>& until);

  const Model* model_;
  Mentions found_;
  std::set<ExprId> seen_;
  std::set<DutyId> duties_;
  std::set<DefineId> defines_;
  std::set<TableRuleId> tables_;
  std::set<ParameterId> parameters_;
  std::set<CalendarId> calendars_;
};

/// What one expression mentions.
Mentions mentions_of(const Model& model, ExprId id);

/// The rule and every rule whose due or verdict it reads, transitively.
std::set<RuleId> with_layers_below(const Model& model, RuleId rule);

/// What the rule and the layers below it mention together: what the checker puts into Model::reach.
Mentions reach_of(const Model& model, RuleId rule);

/// What an indicator's own expressions mention, and the layers of rules that they read.
Mentions reach_of(const Model& model, const IndicatorDecl& indicator);

}  // namespace rettesnor
