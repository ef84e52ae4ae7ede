// Types as declared: `date`, `one of a, b`, `list of one of …`.
#pragma once

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// The type of a type node; invalid, with a message, if it cannot be one.
Type read_type(Context& ctx, const File& file, NodeId node);

/// The first child of `parent` that is a type; none if there is none.
NodeId type_child(const Tree& tree, NodeId parent);

}  // namespace rettesnor::checking
