// Token: what the lexer finds. Trivia (blanks, comments) is the gap between two tokens.
#pragma once

#include <cstdint>

#include "grammar/base/span.hpp"
#include "grammar/keywords.hpp"

namespace rettesnor {

enum class TokenKind : std::uint8_t {
  word,          ///< letters, digits, `_`; a name or part of a keyword phrase
  quoted_name,   ///< `name` in back-ticks: always a name
  abbreviation,  ///< a word with its full stop: `stk.`, `jf.`, `pr.`
  number,        ///< `12`, `0751`, `2.5`
  ordinal,       ///< `2.`: a number with its full stop
  version,       ///< `1.2.3`
  date,          ///< `2026-03-02`
  time,          ///< `09:00`, `09:00:30`
  string,        ///< `"…"`, quotes included; a quote inside is written twice
  section,       ///< `§` or `§§`
  bullet,        ///< `-` first on its line
  minus, plus, star, slash, percent,
  equal, not_equal, less, less_equal, greater, greater_equal,
  dot, range, comma, open, close,  // `.` `..` `,` `(` `)`
  bar, double_bar,                 // `|` `||`
  unknown,                         ///< a letter or byte that begins no token; reported by the lexer
  end_of_file,                     ///< always the last token, empty
};

/// Facts about a token besides its kind.
enum class TokenFlag : std::uint8_t {
  first_on_line = 1,
  glued = 2,         ///< nothing stands between it and the token before
  continues = 4,     ///< a later token of the keyword phrase that began before it (set by the parser)
};

/// `keyword` is set by the parser: keywords are soft, so only the construct knows. Every token of a phrase carries it;
/// the later ones are flagged `continues`. A word that stands as a name has `Keyword::none`.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::end_of_file;
  std::uint8_t flags = 0;
  Keyword keyword = Keyword::none;
  std::uint16_t word = 0;  ///< the lexer's number for a word that occurs in some keyword phrase; else 0

  constexpr Span span() const { return {begin, end}; }
  constexpr bool has(TokenFlag flag) const { return (flags & static_cast<std::uint8_t>(flag)) != 0; }
  constexpr void add(TokenFlag flag) { flags = static_cast<std::uint8_t>(flags | static_cast<std::uint8_t>(flag)); }
};

}  // namespace rettesnor
