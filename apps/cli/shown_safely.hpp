// Texts of others on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace rettesnor::cli {

/// The text without what a terminal obeys: control characters and signs that turn the writing direction are written as `U+001B`. Line
/// breaks and tabs stay.
std::string shown_safely(std::string_view text);

}  // namespace rettesnor::cli
