// Layout: shapes and gaps to lines, columns and text.
#pragma once

#include <string>
#include <vector>

#include "grammar/format/gaps.hpp"
#include "grammar/format/shape.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::format_detail {

struct Layout {
  std::string text;                   ///< the whole file
  std::vector<std::uint32_t> breaks;  ///< the tokens before which its long lines are to be broken
};

Layout lay_out(const Syntax& syntax, const Gaps& gaps, const std::vector<TokenShape>& shapes);

}  // namespace rettesnor::format_detail
