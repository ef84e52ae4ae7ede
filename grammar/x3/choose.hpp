// choose: an ordered choice that looks at one token first and tries only what that token may begin.
#pragma once

#include <array>
#include <tuple>

#include "grammar/x3/common.hpp"

namespace rettesnor::x3_grammar {

/// What a branch may begin with: first words of keywords, kinds of tokens, or both.
struct First {
  static constexpr std::size_t kind_count = static_cast<std::size_t>(TokenKind::end_of_file) + 1;

  KeywordSet keywords{};
  std::uint32_t kinds = 0;

  constexpr First(Keyword keyword) : keywords{keyword} {}                        // NOLINT(google-explicit-constructor)
  constexpr First(const KeywordSet& set) : keywords(set) {}                      // NOLINT(google-explicit-constructor)
  constexpr First(TokenKind kind) : kinds(1U << static_cast<unsigned>(kind)) {}  // NOLINT(google-explicit-constructor)
  static constexpr First between(TokenKind from, TokenKind to) {
    First out(from);
    for (auto kind = static_cast<unsigned>(from); kind <= static_cast<unsigned>(to); ++kind) out.kinds |= 1U << kind;
    return out;
  }
};

/// A word or a name in back-ticks.
inline constexpr First first_of_names = First::between(TokenKind::word, TokenKind::quoted_name);
inline constexpr First anything = First::between(TokenKind::word, TokenKind::end_of_file);

template <class Subject>
struct Branch {
  First first;
  Subject subject;
};

/// One branch of `choose`.
template <class P>
auto on(const First& first, const P& p) {
  return Branch<parser_of<P>>{first, x3::as_parser(p)};
}

/// The first branch that matches, tried in order. Branches that cannot begin with the token at hand (or `Behind` tokens
/// further on) are left out by one look at a table: it holds for each kind of token, and for each word of keyword
/// phrases, one bit for each branch.
template <std::size_t Behind, class... Subjects>
struct choose_directive : silent<choose_directive<Behind, Subjects...>> {
  static_assert(sizeof...(Subjects) <= 16);
  std::tuple<Subjects...> subjects;
  std::array<std::uint16_t, First::kind_count> by_kind{};
  std::array<std::array<std::uint16_t, most_words>, 2> by_word{};

  explicit choose_directive(const Branch<Subjects>&... branches) : subjects(branches.subject...) {
    unsigned bit = 1;
    ((add(branches.first, bit), bit <<= 1), ...);
  }

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    Token const& token = first[Behind];
    unsigned const ways = by_kind[static_cast<std::size_t>(token.kind)] |
                          by_word[static_cast<std::size_t>(state_of(context).language)][token.word];
    if (ways == 0) return false;
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return (((ways >> I & 1U) != 0 && std::get<I>(subjects).parse(first, last, context, rcontext, x3::unused)) ||
              ...);
    }
    (std::index_sequence_for<Subjects...>());
  }

 private:
  void add(const First& first, unsigned bit) {
    for (std::size_t kind = 0; kind < by_kind.size(); ++kind) {
      if ((first.kinds >> kind & 1U) != 0) by_kind[kind] |= static_cast<std::uint16_t>(bit);
    }
    for (KeywordRow const& row : keyword_rows()) {
      if (!first.keywords.has(row.keyword)) continue;
      for (KeywordLanguage const language : {KeywordLanguage::english, KeywordLanguage::danish}) {
        for (Phrase const& phrase : phrases(row.keyword, language)) {
          by_word[static_cast<std::size_t>(language)][phrase.words[0]] |= static_cast<std::uint16_t>(bit);
        }
      }
    }
  }
};

template <class... Subjects>
auto choose(const Branch<Subjects>&... branches) {
  return choose_directive<0, Subjects...>(branches...);
}

/// The same by the token behind the one at hand, which is not the last one.
template <class... Subjects>
auto choose_by_next(const Branch<Subjects>&... branches) {
  return choose_directive<1, Subjects...>(branches...);
}

}  // namespace rettesnor::x3_grammar
