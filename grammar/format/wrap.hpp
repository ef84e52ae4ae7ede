// Wrap: where a line that is too long is broken.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/format/shape.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::format_detail {

/// A line of rules as it would be written, and its tokens [first, last).
struct WrappedLine {
  std::string_view text;         ///< without its indentation and the comment behind it
  std::size_t indentation = 0;   ///< blanks before it
  std::size_t continuation = 0;  ///< blanks before what goes on from it
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// Code points of a line, its indentation counted and a comment behind it left out.
constexpr std::size_t widest_line = 100;

/// Code points of a text.
std::size_t width_of(std::string_view text);

/// Appends the tokens before which the line is to be broken: at the outermost construct, as late as it fits. Nothing
/// where the line is short enough or has no place to break. Cost: O(tokens).
void find_breaks(const Syntax& syntax, const std::vector<TokenShape>& shapes, const WrappedLine& line,
                 std::vector<std::uint32_t>& breaks);

}  // namespace rettesnor::format_detail
