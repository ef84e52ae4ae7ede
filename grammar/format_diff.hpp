// unified_diff: what a program changed in a file, as people and `patch` read it.
#pragma once

#include <string>
#include <string_view>

namespace rettesnor {

/// The unified difference between two texts, three lines of context; empty if they are equal.
/// @param name  of the file, shown in both headings
/// Cost: O((lines + changes) * changes); beyond some thousand changed lines the middle is given as one change.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view name);

}  // namespace rettesnor
