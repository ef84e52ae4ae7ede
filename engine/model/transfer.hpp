// A case for another version of the rules.
#pragma once

#include <optional>

#include "engine/model/model.hpp"

namespace rettesnor {

/// The case as the rules of `to` know it: concepts, fields and codes are found by their names. A value that has no place there,
/// because its type or its code is gone, is unknown: left blank, it would seem not to have happened. What only `to` has is blank.
/// @return nothing where the case's concept is gone
/// Cost: O(cells · fields of a concept).
std::optional<Case> transfer(const Model& from, const Case& subject, const Model& to);

}  // namespace rettesnor
