// Shape: where each token belongs in the layout, read from the tree.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/format/gaps.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::format_detail {

/// The layout of one token, by its place in the file.
struct TokenShape {
  std::uint32_t shown = 0;     ///< the token that is written here; differs from the place's own where two change places
  std::int32_t level = 0;      ///< indentation in steps, if it is the first of its line
  std::uint8_t gap = 1;        ///< blanks before it inside a line
  std::uint8_t column = 0;     ///< of the row that it is part of
  std::uint32_t group = 0;     ///< rows of one group are aligned; 0: no row begins here
  std::uint32_t row_end = 0;   ///< one past the last token of the row that begins here
  std::uint32_t copy_end = 0;  ///< one past the last token of a broken declaration that begins here; 0: none
  std::uint16_t depth = 0;     ///< of the node that holds both this token and the one before it
  bool breakable = false;      ///< a line that is too long may be broken before it
  bool in_table_row = false;   ///< after the row's first token
  bool first_on_line = false;
  bool blank_line_before = false;  ///< a declaration of several lines begins or has ended
};

/// One shape for each token. Verb and actor change places where the file's language has them otherwise.
/// @param broken  for each token, whether its line begins with it although the author's did not; may be empty
std::vector<TokenShape> shape_of(const Syntax& syntax, const Gaps& gaps, const std::vector<bool>& broken = {});

}  // namespace rettesnor::format_detail
