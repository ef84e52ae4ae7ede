// Literate files: a guideline's own Markdown with rules in fences marked `regel`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"

namespace rettesnor {

/// Is this the name of a literate file (`.md`)?
bool is_literate(std::string_view name);

/// The text with everything outside fences marked `regel` replaced by blanks, byte for byte; line breaks stay, so
/// every offset, line and column is that of the file. A fence without an end is reported and reaches to the end.
std::string blank_outside_fences(std::string_view markdown, std::vector<Diagnostic>& diagnostics);

/// A stretch of whole lines: the guideline's own words, or what stands in one fence marked `regel`.
struct Passage {
  bool rules = false;
  Span span;
};

/// The file in order, without the lines that open and close fences of rules. Other fences are part of the words.
std::vector<Passage> passages(std::string_view markdown);

}  // namespace rettesnor
