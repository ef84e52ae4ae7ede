// KeywordIndex: the phrases of one keyword language, by keyword and by first word. For the parser.
#pragma once

#include <array>
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
  constexpr KeywordSet() = default;
  constexpr KeywordSet(std::initializer_list<Keyword> keywords) {
    for (Keyword const keyword : keywords) bits_[index(keyword) / 64] |= std::uint64_t{1} << (index(keyword) % 64);
  }
  constexpr bool has(Keyword keyword) const { return (bits_[index(keyword) / 64] >> (index(keyword) % 64) & 1) != 0; }
  friend constexpr KeywordSet operator|(const KeywordSet& a, const KeywordSet& b) {
    KeywordSet out;
    for (std::size_t i = 0; i < out.bits_.size(); ++i) out.bits_[i] = a.bits_[i] | b.bits_[i];
    return out;
  }

 private:
  static constexpr std::size_t index(Keyword keyword) { return static_cast<std::size_t>(keyword); }
  std::array<std::uint64_t, 4> bits_{};
};

/// More words than all phrases have: the size of tables by word number (checked when the phrases are cut).
inline constexpr std::size_t most_words = 512;

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
