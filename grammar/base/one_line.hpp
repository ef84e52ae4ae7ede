// A stretch of text without its layout.
#pragma once

#include <string>
#include <string_view>

namespace rettesnor {

/// The words of the text with one blank between them, whatever blanks, tabs and line breaks stood there; none in front.
std::string on_one_line(std::string_view text);

}  // namespace rettesnor
