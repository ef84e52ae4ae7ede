// JSON text into a tree.
#pragma once

#include <optional>
#include <string_view>

#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// @pre find_text_fault finds nothing in the text
/// @return none for an empty text, and when reading stopped (then it is reported)
std::optional<DataNode> read_json_tree(std::string_view text, const DataLimits& limits, Problems& problems);

/// `-?(0|[1-9]digits)(.digits)?([eE][+-]?digits)?`: simdjson checks numbers only when they are asked for as such.
bool is_json_number(std::string_view text);

}  // namespace rettesnor
