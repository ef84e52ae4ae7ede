// Rules to a flat program over columns. What it gives is what engine/reference gives, wherever it does not ask for care.
#pragma once

#include <vector>

#include "engine/compile/plan.hpp"
#include "engine/model/result.hpp"

namespace rettesnor::plan {

/// The program for cases of one root concept.
/// @pre the model has no errors. The plan refers to the model's calendars: the model must outlive it
/// Cost: O(rules · worlds · expressions); done once for many cases.
Plan compile(const Model& model, const Question& question, ConceptId root);

}  // namespace rettesnor::plan
