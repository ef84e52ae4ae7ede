// Keywords: the rows of keywords.def, and which words spell them in each keyword language.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "grammar/base/codes.hpp"

namespace rettesnor {

/// The keyword language of a rule file.
enum class KeywordLanguage : std::uint8_t { english, danish };

/// `none` marks a token that is no keyword; `none_` is the row of the word itself.
enum class Keyword : std::uint8_t {
  none,
#define RSN_KEYWORD(name, english, danish) name,
#include "grammar/keywords.def"
#undef RSN_KEYWORD
};

/// A row of keywords.def; alternatives are parted by `|`.
struct KeywordRow {
  Keyword keyword;
  std::string_view name, english, danish;

  std::string_view spellings(KeywordLanguage language) const {
    return language == KeywordLanguage::english ? english : danish;
  }
};

/// All rows, in order.
std::span<const KeywordRow> keyword_rows();
/// @pre keyword is not `none`
const KeywordRow& row_of(Keyword keyword);
/// What the formatter and `translate` write: the first spelling.
std::string_view spelling(Keyword keyword, KeywordLanguage language);
/// The same by a row's name, for messages. Cost: a walk over the rows.
KeywordSpelling spelling_by_name(KeywordLanguage language);

/// Words of one spelling as the lexer numbers them (see `word_number`): at most six.
struct Phrase {
  std::uint16_t words[6] = {};
  std::uint8_t size = 0;
};

/// All spellings in one language.
std::span<const Phrase> phrases(Keyword keyword, KeywordLanguage language);

/// The number of a word that occurs in some phrase of either language; 0 for all other words.
/// `text` may be `,` or `/` or end in a full stop (`jf.`). Cost: one hash look-up.
std::uint16_t word_number(std::string_view text);

/// `and or not yes no end` and their Danish spellings: never names, unless in back-ticks.
std::span<const std::string_view> reserved_words();
bool is_reserved_word(std::uint16_t word);

}  // namespace rettesnor
