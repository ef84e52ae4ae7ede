// The atoms of a condition: what stands between `and`, `or`, `not` and the groups.
#pragma once

#include <span>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/model/truth.hpp"

namespace rettesnor {

/// A group's truth, of so many items that are yes, and so many that may be.
Truth counted(const expr::Group& group, std::size_t yes, std::size_t maybe);

/// The atoms of conditions that must all hold, in the order in which they are written.
std::vector<ExprId> atoms_of(const Model& model, std::span<const ExprId> conditions);

/// What the conditions are together when their atoms are these. @pre one truth an atom, in the order of `atoms_of`
Truth decide(const Model& model, std::span<const ExprId> conditions, std::span<const Truth> atoms);

}  // namespace rettesnor
