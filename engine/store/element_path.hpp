// Elements of a case by the way people write them: `n1`, `notifications[2]`, `stays[2]/visits[1]`.
#pragma once

#include <string_view>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// Every element that a path means: a step is `list[id]` in the element before it, or a bare `id` anywhere below it. An
/// element without an id of its own has its position, from 1. More than one: the path is ambiguous. The empty path is
/// the case. Cost: O(elements) for a bare id.
std::vector<const Element*> find_elements(const Model& model, const Case& input, std::string_view path);

}  // namespace rettesnor
