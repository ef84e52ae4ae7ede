// Walking checked expressions: what a condition mentions, without evaluating it.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// What a construct reads, transitively through definitions, tables, states and parameters.
struct Mentions {
  std::set<FieldId> fields;          ///< facts, events, judgements, lists, states and their parts
  std::set<RuleId> rules;            ///< whose due or verdict is read
  std::vector<ExprId> literals;      ///< numbers, amounts, texts, dates, moments, durations, codes
};

/// Adds what `root` mentions. An id of none adds nothing. Cost: O(expressions reached), each visited once.
class Walker {
 public:
  explicit Walker(const Model& model) : model_(&model) {}

  void expression(ExprId id);
  void selection(const Selection& selection);
  void duty(DutyId id);
  void version(const Version& version);
  /// All versions and exceptions of the rule, and its choice of instances.
  void rule(RuleId id);

  const Mentions& found() const { return found_; }

 private:
  void clock(const Clock& clock);
  void field(FieldId id);
  void define(DefineId id);
  void table(TableRuleId id);
  void parameter(ParameterId id);

  const Model* model_;
  Mentions found_;
  std::set<ExprId> seen_;
  std::set<DutyId> duties_;
  std::set<DefineId> defines_;
  std::set<TableRuleId> tables_;
  std::set<ParameterId> parameters_;
};

/// What one expression mentions.
Mentions mentions_of(const Model& model, ExprId id);

/// The rule and every rule whose due or verdict it reads, transitively.
std::set<RuleId> with_layers_below(const Model& model, RuleId rule);

}  // namespace rettesnor
