// lex: bytes to tokens. Hand-written; takes any bytes and always ends with an end_of_file token.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"
#include "grammar/base/rows.hpp"
#include "grammar/token.hpp"

namespace rettesnor {

/// What `lex` gives. Tokens lie in the text's order and do not overlap.
struct Lexed {
  Rows<Token> tokens;
  std::vector<Diagnostic> diagnostics;
};

/// Cuts `text` into tokens. Spans in diagnostics are offsets into `text`; files are filled in by the caller.
/// @param longest_string  bytes; a longer one is reported and kept
/// Cost: O(bytes).
Lexed lex(std::string_view text, std::size_t longest_string = 64U << 10);

}  // namespace rettesnor
