// Marks: what each token of a file is, for colouring by meaning.
#pragma once

#include <optional>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

enum class MarkKind : std::uint8_t { keyword, string, number, comment, operator_, package, actor, source, concept_, field, code, value, rule, variable, unit };

/// One stretch of a line. Marks lie in the text's order and never overlap; none reaches over a line break.
struct Mark {
  Span span;
  MarkKind kind{};
  bool declares = false;
};

/// Those that lie in `range`, or all. Cost: O(bytes + tokens + log names).
std::vector<Mark> marks(const Desk& desk, FileId file, std::optional<Span> range = std::nullopt);

}  // namespace rettesnor::author
