// parse: text to syntax tree. Never fails; what is wrong with the text is in the diagnostics.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "grammar/base/diagnostic.hpp"
#include "grammar/base/source.hpp"
#include "grammar/tree.hpp"

namespace rettesnor {

/// Limits on what a file may ask of the parser; each has its message.
struct ParseOptions {
  std::size_t largest_file = 4U << 20;       ///< bytes; a larger file gives an empty tree and one error
  std::size_t longest_string = 64U << 10;    ///< bytes
  std::size_t most_diagnostics = 200;        ///< further ones are counted in a last note
  std::uint32_t deepest = 200;               ///< nested parentheses, `not`, bullets
};

/// What `parse` gives: always a tree whose root is a file node. The source must outlive it. Movable.
struct Syntax {
  const Source* source = nullptr;
  Tree tree;
  NodeId root;
  KeywordLanguage language = KeywordLanguage::english;
  std::vector<Diagnostic> diagnostics;  ///< sorted by place

  /// No errors (there may be warnings).
  bool ok() const { return !has_errors(diagnostics); }
  /// All tokens; the last one is end_of_file. Keywords are marked.
  std::span<const Token> tokens() const { return tree.tokens(); }
};

/// Parses one file. A name ending in `.md` is literate: only fences marked `regel` are read, positions stay true.
/// Cost: O(bytes). Thread-safe.
Syntax parse(const Source& source, const ParseOptions& options = {});

/// Lets messages quote keywords in the language of the files that they are about; `parse` has done so for its own.
void quote_keywords(std::vector<Diagnostic>& diagnostics, std::span<const Syntax> files);

}  // namespace rettesnor
