// Law that changed after somebody wrote on the strength of it.
#pragma once

#include <variant>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// A recommendation or a suggestion that follows a place of the law as it was on a day, and what says that it is otherwise since.
struct LawChange {
  using By = std::variant<RuleId, ExceptionId, ParameterId>;
  RuleId rule;
  const Cite* cite;  ///< its citation of the place
  Date as_of;        ///< the day that it was written on the strength of
  By by;             ///< a rule, an exception to one, or a parameter
  const Cite* since; ///< its citation of the same place
  Date from;         ///< the first day of a version, a value or a citation that is later than `as_of`, or the day after the last
  bool ended;        ///< the day after the last, and nothing of `by` follows it at that place
};

/// What people call it.
const std::string& name_of(const Model& model, LawChange::By by);
const Text& title_of(const Model& model, LawChange::By by);

/// One for each citation whose place has changed: by the first change after the day. In order of rules.
/// The day is the `as of` of the evidence, else that of the text of a guideline that the rule cites; of a citation with
/// `text of`, that one. A version or a citation that begins later knows the law of its first day, and one that ends does not
/// hear of what comes after. The place is the source, by its name, and its paragraph: `§ 82 b` for `§ 82 b stk. 1`.
/// The model must live as long as the result. Cost: near linear in the citations of law.
std::vector<LawChange> law_changes(const Model& model);

}  // namespace rettesnor
