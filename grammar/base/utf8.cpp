#include "grammar/base/utf8.hpp"

#include <array>

namespace rettesnor {

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  constexpr CodePoint bad{0xFFFD, 1, false};
  unsigned char const lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t const size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return bad;
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return bad;
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  bool const overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  bool const surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return bad;
  return {value, size, true};
}

int display_width(char32_t code_point) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array<Range, 8> zero_width{{{0x300, 0x36F},
                                                    {0x483, 0x489},
                                                    {0x1AB0, 0x1AFF},
                                                    {0x1DC0, 0x1DFF},
                                                    {0x200B, 0x200F},
                                                    {0x20D0, 0x20FF},
                                                    {0xFE00, 0xFE0F},
                                                    {0xFE20, 0xFE2F}}};
  for (Range const range : zero_width) {
    if (range.first <= code_point && code_point <= range.last) return 0;
  }
  return code_point == 0xFEFF ? 0 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    width += static_cast<std::size_t>(display_width(point.value));
    at += point.size;
  }
  return width;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += decode_utf8(text, at).size;
  return count;
}

}  // namespace rettesnor
