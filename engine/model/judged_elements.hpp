// The elements of a case that a rule judges, and what people call them.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// An element as people write it: its id, or where it stands when that is only a number: `n1`, `stays[2]/visits[1]`. Empty for
/// the case, for null and for an element that nobody has seen.
std::string element_path(const Model& model, const Element* element);

/// The elements of a case for which the rule can have an instance, whatever its conditions say; in order, none for a rule about the
/// case as a whole. Cost: O(elements).
std::vector<const Element*> judged_elements(const Model& model, RuleId rule, const Element& root);

/// Those of them that a name means: `n1`, `visits[1]` for `stays[2]/visits[1]`.
std::vector<const Element*> judged_elements(const Model& model, RuleId rule, const Element& root, std::string_view name);

}  // namespace rettesnor
