// KeywordIndex: the phrases of one keyword language, by keyword and by first word. For the parser.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "grammar/keywords.hpp"

namespace rettesnor {

inline constexpr std::size_t keyword_count = 1
#define RSN_KEYWORD(name, english, danish) +1
#include "grammar/keywords.def"
#undef RSN_KEYWORD
    ;
static_assert(keyword_count <= 256, "Keyword is one byte");

/// A set of keywords; used for "what may begin here".
class KeywordSet {
 public:
  KeywordSet() = default;
  KeywordSet(std::initializer_list<Keyword> keywords) {
    for (Keyword const keyword : keywords) bits_.set(static_cast<std::size_t>(keyword));
  }
  bool has(Keyword keyword) const { return bits_.test(static_cast<std::size_t>(keyword)); }
  friend KeywordSet operator|(const KeywordSet& a, const KeywordSet& b) {
    KeywordSet out;
    out.bits_ = a.bits_ | b.bits_;
    return out;
  }

 private:
  std::bitset<256> bits_;
};

struct KeywordIndex {
  struct Entry {
    Keyword keyword;
    Phrase phrase;
  };
  std::array<std::vector<Phrase>, keyword_count> phrases;
  /// The first words of a keyword's spellings, for a quick no. No keyword has more than two spellings in a language.
  std::array<std::array<std::uint16_t, 2>, keyword_count> first_words{};
  /// For each word number: what begins with it, longest phrase first.
  std::vector<std::vector<Entry>> by_word;
};

/// Built once, at first use. Thread-safe.
const KeywordIndex& keyword_index(KeywordLanguage language);

}  // namespace rettesnor
