// The next most useful questions: those whose answers shrink the open verdicts most.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/explain/missing.hpp"
#include "engine/explain/words.hpp"

namespace rettesnor {

/// One question about one cell of the case.
struct Ask {
  CellRef cell;
  Gap gap = Gap::known;
  double law = 0;              ///< verdicts of law that an answer removes on average
  double advice = 0;           ///< the same for recommendations and suggestions
  std::vector<RuleId> rules;   ///< those it would help to settle
};

/// The instances of every rule, by rule.
using ByRule = std::map<RuleId, std::vector<InstanceResult>>;
ByRule group_by_rule(std::vector<InstanceResult> results);

/// Gathers what knowing each cell would settle over all rules. Rights do not ask.
class Questions {
 public:
  void add(const Model& model, RuleId rule, const std::vector<Impact>& impacts);
  /// The most useful first; law goes before recommendations.
  std::vector<Ask> ranked() const;

 private:
  std::map<CellRef, Ask> asks_;
};

/// All useful questions, ranked over every completion.
/// Cost: evaluations of each open rule for each completion of each unknown cell it read.
std::vector<Ask> rank_questions(Prober& prober, const ByRule& results);

/// The author's `ask`, else a question made from the title; the element stands in parentheses.
std::string question_text(const Model& model, const CellRef& cell, Language language);

}  // namespace rettesnor
