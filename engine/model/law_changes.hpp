// Law that changed after somebody wrote on the strength of it.
#pragma once

#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// A recommendation or a suggestion that follows a place of the law as it was on a day, and a rule that says what holds there since.
struct LawChange {
  RuleId rule;
  const Cite* cite;  ///< its citation of the place
  Date as_of;        ///< the day that it was written on the strength of
  RuleId by;         ///< the other rule
  const Cite* since; ///< its citation of the same place
  Date from;         ///< the first day of its version, or of its citation, that is later than `as_of`
};

/// One for each citation whose place has changed: by the first change after the day. In order of rules.
/// The day is the `as of` of the evidence, else that of the text of a guideline that the rule cites; of a citation with
/// `text of`, that one. The place is the source, by its name, and its paragraph: `§ 82 b` for `§ 82 b stk. 1`.
/// The model must live as long as the result. Cost: near linear in the citations of law.
std::vector<LawChange> law_changes(const Model& model);

}  // namespace rettesnor
