// Outline: a file's declarations as a tree of names, and the stretches that can be folded.
#pragma once

#include <string>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

/// One declared name with all that belongs to it. `name_at` lies in `whole`; parts lie in their whole.
struct Entry {
  std::string name;
  std::string detail;  ///< the title in the language asked for; may be empty
  NodeKind kind{};
  Span whole, name_at;
  std::vector<Entry> parts;  ///< fields of a concept, readings of a rule …
};

/// Every declaration of the file in order; needs no meaning, so it is there for half-written files too. Cost: O(nodes).
std::vector<Entry> outline(const Syntax& file, Language language);

/// Bytes from the first to the last of something longer than a line: declarations, runs of comments, fences' contents.
struct Fold {
  Span span;
  bool comment = false;
};
std::vector<Fold> folds(const Syntax& file);

}  // namespace rettesnor::author
