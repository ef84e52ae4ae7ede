// Text that may be read and shown: UTF-8 without control characters and without signs that turn the writing direction.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/store/problems.hpp"

namespace rettesnor {

/// The first character that may not stand in a text.
struct TextFault {
  Code code{};
  std::size_t at = 0;     ///< byte
  std::size_t size = 1;   ///< bytes
  std::string character;  ///< `U+202E`, or `0xFF` for a byte that is not UTF-8
};

/// @param from  the byte to begin at. Cost: O(bytes)
std::optional<TextFault> find_text_fault(std::string_view text, std::size_t from = 0);

/// Reports every such character of a file, a leading byte order mark excepted. @return were there none?
bool check_text(std::string_view text, Problems& problems);

/// 3 if the text begins with a byte order mark, else 0.
std::size_t byte_order_mark(std::string_view text);

}  // namespace rettesnor
