// Layout: shapes and gaps to lines, columns and text.
#pragma once

#include <string>
#include <vector>

#include "grammar/format/gaps.hpp"
#include "grammar/format/shape.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::format_detail {

/// The whole file, laid out.
std::string lay_out(const Syntax& syntax, const Gaps& gaps, const std::vector<TokenShape>& shapes);

}  // namespace rettesnor::format_detail
