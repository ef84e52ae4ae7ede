// YAML text into a tree.
#pragma once

#include <optional>
#include <string_view>

#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// @pre find_text_fault finds nothing in the text: the parser takes U+0004 for its end
/// @return none for an empty text, and when reading stopped (then it is reported)
std::optional<DataNode> read_yaml_tree(std::string_view text, const DataLimits& limits, Problems& problems);

}  // namespace rettesnor
