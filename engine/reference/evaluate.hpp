// The reference evaluator: LANGUAGE.md §3-7 as plainly as possible. Slow on purpose; the judge of the production one.
#pragma once

#include <vector>

#include "engine/model/result.hpp"
#include "engine/model/sights.hpp"

namespace rettesnor {

/// Which cells a result says were read: all, for an explanation; or those of open sets only, without the elements' paths.
enum class Trace : bool { open, all };

/// Judges one case by every rule about its concept.
/// @pre the model has no errors
/// @return the instances of every rule, in rule order, the rest last; a rule without instances has one that is N.
///         An internal error gives the full set, marked.
/// Cost: a walk over the rules' trees, times the worlds (≤ 16) and the runs of days in which an unknown anchor may lie.
/// Thread-safe: any number of threads may share the model.
std::vector<InstanceResult> evaluate(const Model& model, const Case& the_case, const Question& question, Trace trace = Trace::all);

/// The same for one rule only.
/// @param sights  gathers what is met, when it is given; costs about twice the time
/// @param only    the instances of this element alone, which costs no more for the others that there are; null: all
std::vector<InstanceResult> evaluate_rule(const Model& model, const Case& the_case, const Question& question, RuleId rule,
                                          Trace trace = Trace::all, Sights* sights = nullptr, const Element* only = nullptr);

}  // namespace rettesnor
