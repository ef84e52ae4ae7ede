// The grammar of rettesnor.ebnf as productions: alternatives without brackets, for a machine to walk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/keywords.hpp"

namespace rettesnor::expecting {

/// The text of grammar/rettesnor.ebnf, built in.
std::string_view ebnf_text();

struct Symbol {
  enum class Kind : std::uint8_t { keyword, mark, token, rule };
  Kind kind{};
  Keyword keyword = Keyword::none;  ///< keyword
  std::uint16_t rule = 0;           ///< rule: index in `Grammar::rules`
  std::string_view text;            ///< mark: as written; token: what the grammar calls it (`word`, `date`)
};

struct Production {
  std::uint16_t rule = 0;
  std::uint16_t owner = 0;  ///< the rule of the grammar that it was written in; differs from `rule` in brackets
  std::vector<Symbol> symbols;
};

struct Rule {
  std::string_view name;  ///< empty for what brackets hold
  std::vector<std::uint16_t> productions;
  bool nullable = false;
};

/// Views point into `ebnf_text`, which lives as long as the program.
struct Grammar {
  std::vector<Rule> rules;
  std::vector<Production> productions;
  std::uint16_t file = 0;  ///< the rule of a whole file
};

/// The grammar in one keyword language; built once, at first use. Thread-safe.
/// @throws std::logic_error if the text is no grammar (a test reads it)
const Grammar& grammar_of(KeywordLanguage language);

}  // namespace rettesnor::expecting
