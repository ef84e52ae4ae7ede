// Compare: has a text that was made from another one kept its tokens, comments, prose and tree?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/format/gaps.hpp"
#include "grammar/format/shape.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::format_detail {

/// The comments and the prose of a file, in order.
std::vector<std::string_view> asides(const Syntax& syntax, const Gaps& gaps);

/// The byte in `before` of the first token that `after` has otherwise; nothing if all are the same, in the order shown.
std::optional<std::uint32_t> first_token_changed(const Syntax& before, const std::vector<TokenShape>& shapes,
                                                 const Syntax& after);

/// The tree as text without what may change: blanks inside a citation, and the word of the `language` line.
std::string comparable_tree(const Syntax& syntax);

}  // namespace rettesnor::format_detail
