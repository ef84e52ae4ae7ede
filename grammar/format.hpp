// format: one layout for rule files. Tokens, comments and a literate file's prose stay what they were.
#pragma once

#include <string>
#include <vector>

#include "grammar/base/diagnostic.hpp"
#include "grammar/base/source.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {

/// What `format` and `translate` give.
struct FormatResult {
  std::string text;  ///< always safe to write: the source's own text where nothing better could be made
  bool ok = false;   ///< the text was made and read back; false: `text` is the source's own
  std::vector<Diagnostic> diagnostics;  ///< what `parse` says of the source, and why a text was refused
};

/// Lays out a file: indentation, blanks, blank lines, columns of declarations and tables, and, in Danish, the order of
/// verb and actor. The author's line breaks stay, and lines of more than 100 code points are broken before `and`, `or`,
/// clauses and titles and behind commas; strings, comments and table rows are not. A declaration with a mistake in it
/// is copied byte for byte. The result is read back, and refused if a token, a comment, prose or the tree has changed.
/// format(format(x)) = format(x). Cost: O(bytes), two parses. Thread-safe.
FormatResult format(const Source& source);

/// As above, for a file that is parsed already.
FormatResult format(const Syntax& syntax);

}  // namespace rettesnor
