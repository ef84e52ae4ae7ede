// Code points of UTF-8 text, tolerant of any bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace rettesnor {

/// One decoded code point. Bytes that are not UTF-8 come as `value == 0xFFFD`, one byte each, `valid == false`.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;  ///< bytes, 1 to 4
  bool valid = true;
};

/// Decodes the code point that begins at `at`. @pre at < text.size()
CodePoint decode_utf8(std::string_view text, std::size_t at);

/// Columns that `code_point` takes when text is shown: 0 for combining marks and joiners, else 1.
/// (East Asian wide letters count 1: rule files are Danish or English.)
int display_width(char32_t code_point);

/// Columns that a whole text takes. Cost: O(bytes).
std::size_t display_width(std::string_view text);

/// Number of code points in `text`.
std::size_t count_code_points(std::string_view text);

}  // namespace rettesnor
