// Prober: judges one rule of a case again with one thing changed.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/explain/case_edit.hpp"
#include "engine/explain/gap.hpp"
#include "engine/model/code_table.hpp"
#include "engine/model/result.hpp"
#include "engine/model/sights.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor {

/// Judges rules over a private copy of the case. Results point into that copy. Not thread-safe.
/// A right's status stands in `possible` too, so that it can be compared: used F, unused P, too late B, else N.
class Prober {
 public:
  /// @param sources  the rule files' texts, from which conditions are quoted; null: they are not
  Prober(const Model& model, const Case& subject, const Question& question, const Sources* sources = nullptr);

  const Model& model() const { return *model_; }
  const Question& question() const { return question_; }
  const Case& subject() const { return edit_.view(); }
  /// What codes are called, for those who read; null: codes stand alone. @param codes  outlives the prober
  void name_codes(const CodeUse* codes) { codes_ = codes; }
  /// ` (Spise)` behind a code that has a title; empty for anything else.
  std::string title_behind(FieldId fact, const Value& value) const;
  /// Evaluations made so far.
  std::size_t evaluations() const { return evaluations_; }
  /// The text of an expression as its author wrote it, on one line; empty without sources.
  std::string quote(ExprId id) const;

  /// Every rule, in the model's order.
  std::vector<InstanceResult> judge_all();
  /// The instances of one rule. @param sights  gathers what was met  @param only  those of this element; null: all
  std::vector<InstanceResult> judge(RuleId rule, Sights* sights = nullptr, const Element* only = nullptr);
  /// The same with a cell replaced.
  std::vector<InstanceResult> judge_with(RuleId rule, const CellRef& ref, Cell cell, const Element* only = nullptr);
  /// The same with several cells replaced at once. @pre no cell twice
  std::vector<InstanceResult> judge_with(RuleId rule, std::vector<std::pair<CellRef, Cell>> changes, const Element* only = nullptr);
  /// The same with a list complete to T.
  std::vector<InstanceResult> judge_with_whole_list(RuleId rule, const CellRef& ref, const Element* only = nullptr);

  const Cell* cell(const CellRef& ref) const { return edit_.find(*model_, ref); }
  Gap gap(const CellRef& ref) const { return gap_of(*model_, edit_.view(), question_, ref); }
  /// Up to when the source claims that an event not seen had not happened; none: no claim.
  std::optional<Moment> watermark(const CellRef& ref) const {
    return watermark_of(*model_, edit_.view(), question_, ref);
  }

 private:
  const Model* model_;
  const Sources* sources_;
  Question question_;
  EditableCase edit_;
  std::size_t evaluations_ = 0;
  const CodeUse* codes_ = nullptr;
};

/// A right's status as a set that can be compared: used F, unused P, too late B, else N.
VerdictSet as_verdicts(const RightStatus& right);

/// The element to judge alone when only this instance matters; nullptr for the case itself and what may exist unseen.
const Element* alone(const InstanceResult& result);

/// The set that an instance of `before` has in `after`: {N} where it is gone.
VerdictSet set_in(const InstanceResult& before, const std::vector<InstanceResult>& after);
/// The instance itself; nullptr where it is gone.
const InstanceResult* same_instance(const InstanceResult& before, const std::vector<InstanceResult>& after);

}  // namespace rettesnor
