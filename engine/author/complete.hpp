// Completion: what may be written at a place, by the grammar and by the names in sight, in the file's keyword language.
#pragma once

#include <string>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

struct Proposal {
  enum class Kind : std::uint8_t { keyword, actor, source, calendar, concept_, field, event, list, code, value, rule, reading, variable, package };
  std::string label;   ///< what is shown and found by typing
  std::string insert;  ///< what is written in place of `Proposals::replaces`
  std::string detail;  ///< title or type; may be empty
  Kind kind = Kind::keyword;
  int rank = 0;        ///< the smaller, the nearer to the top
};

struct Proposals {
  Span replaces;  ///< the word that is begun; empty where none is
  std::vector<Proposal> items;
};

/// Nothing in texts, comments and prose. Any text will do, whole or broken. Cost: O(tokens of the declaration + names).
Proposals complete(const Desk& desk, FileId file, std::uint32_t offset, Language language);

}  // namespace rettesnor::author
