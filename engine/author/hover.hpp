// Hover: what the thing named at a place is, for people: title, type, sources, validity, who uses it.
#pragma once

#include <optional>
#include <string>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

struct Hover {
  Span at;
  std::string markdown;
};

/// Nothing where nothing known is named. What the present texts do not tell any more is told as the good version had it, and
/// said to be so. Cost: O(names).
std::optional<Hover> hover(const Desk& desk, FileId file, std::uint32_t offset, Language language);

/// `from 2024-01-01`, `2020-01-01 – 2023-12-31`; empty if it holds always.
std::string days_text(std::optional<Date> from, std::optional<Date> until, Language language);
/// What a parameter, definition, field or table column is: `duration`, `one of a, b`; empty for things without a type.
std::string type_text(const Model& model, Meant meant, KeywordLanguage language);

}  // namespace rettesnor::author
