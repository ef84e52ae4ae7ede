// expect: what may stand next behind some tokens, by the grammar in rettesnor.ebnf. For completion.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "grammar/keywords.hpp"
#include "grammar/token.hpp"

namespace rettesnor {

/// A name that may stand there, as the grammar sees it: `path` in the rule `for-each`, behind the keyword `in`.
struct ExpectedName {
  std::string_view rule;    ///< of rettesnor.ebnf
  std::string_view symbol;  ///< `word`, `path`, `qualified-name` or `code`
  Keyword after = Keyword::none;
  friend bool operator==(const ExpectedName&, const ExpectedName&) = default;
};

struct Expected {
  /// A keyword, and how many words of its phrase are written already.
  struct Phrase {
    Keyword keyword = Keyword::none;
    std::size_t written = 0;
    friend bool operator==(const Phrase&, const Phrase&) = default;
  };
  std::vector<Phrase> keywords;     ///< each once
  std::vector<ExpectedName> names;  ///< each once
  std::size_t passed_over = 0;      ///< tokens that fit nowhere
  bool whole = false;               ///< the tokens may end here: they are a whole file's
};

/// What may stand behind `before`, which begins where a declaration begins. A token that fits nowhere is passed over, so
/// that what stands around a mistake is still known. Keyword marks of the parser are not needed.
/// @param text  the source's; tokens are its bytes
/// Cost: some hundred steps a token; of more than 3000 tokens, nothing is worked out and nothing expected
Expected expect_behind(std::span<const Token> before, std::string_view text, KeywordLanguage language);

}  // namespace rettesnor
