// Rename: a new name for a thing at all its places, or the reason why not.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

/// A change of some bytes of a file.
struct TextEdit {
  FileId file{};
  Span at;
  std::string text;
};

/// Why something was not done, for the author.
struct Refusal {
  std::string danish, english;
  std::string_view in(Language language) const { return language == Language::danish ? danish : english; }
};

/// The bytes that a rename at this place would begin with: the name there, if it may be renamed.
std::expected<Span, Refusal> may_rename(const Desk& desk, FileId file, std::uint32_t offset);

/// The edits that give the thing named at `offset` the new name in every file. The changed texts are checked first, and
/// the rename is refused if any other name would come to mean something else, or if anything new would be wrong.
/// Case files and mappings are not changed: they name facts and events too. Cost: that of checking everything again.
std::expected<std::vector<TextEdit>, Refusal> rename(const Desk& desk, FileId file, std::uint32_t offset, std::string_view name);

}  // namespace rettesnor::author
