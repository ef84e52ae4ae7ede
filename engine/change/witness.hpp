// Witness: a case that the old and the new rules answer differently.
#pragma once

#include <optional>

#include "engine/change/diff.hpp"

namespace rettesnor::change {

/// Looks among the tests of both versions, with one or two things changed; where a rule has no tests, from an empty case.
/// @pre `before` and `after` are the same rule of the two models
/// @return nothing where none was found; that proves nothing
/// Cost: some thousand evaluations of the rule by each model.
std::optional<Witness> find_witness(const Model& old_model, RuleId before, const Model& new_model, RuleId after, const std::string& name, Language language);

}  // namespace rettesnor::change
