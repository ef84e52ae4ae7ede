#include "grammar/keywords.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "grammar/keyword_index.hpp"
#include "grammar/word_table.hpp"

namespace rettesnor {

namespace {

constexpr std::array rows = {
#define RSN_KEYWORD(name, english, danish) KeywordRow{Keyword::name, #name, english, danish},
#include "grammar/keywords.def"
#undef RSN_KEYWORD
};
static_assert(rows.size() + 1 == keyword_count);

// Cuts "fristen hviler, så længe" into words; `,` and `/` are words of their own.
std::vector<std::string_view> cut(std::string_view spelling) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  auto const flush = [&](std::size_t end) {
    if (end > begin) out.push_back(spelling.substr(begin, end - begin));
  };
  for (std::size_t at = 0; at < spelling.size(); ++at) {
    char const c = spelling[at];
    if (c != ' ' && c != ',' && c != '/') continue;
    flush(at);
    if (c != ' ') out.push_back(spelling.substr(at, 1));
    begin = at + 1;
  }
  flush(spelling.size());
  return out;
}

struct Built {
  WordTable words;
  std::array<KeywordIndex, 2> index;

  Built() {
    for (KeywordLanguage const language : {KeywordLanguage::english, KeywordLanguage::danish}) {
      for (KeywordRow const& row : rows) add(row, language);
    }
    if (words.size() > most_words) throw std::length_error("more words in keywords.def than most_words");
    for (KeywordIndex& one : index) fill_by_word(one);
  }

  void add(const KeywordRow& row, KeywordLanguage language) {
    KeywordIndex& one = index[static_cast<std::size_t>(language)];
    auto& spellings = one.phrases[static_cast<std::size_t>(row.keyword)];
    std::string_view rest = row.spellings(language);
    while (!rest.empty()) {
      std::size_t const bar = std::min(rest.find('|'), rest.size());
      Phrase phrase;
      for (std::string_view const word : cut(rest.substr(0, bar))) phrase.words[phrase.size++] = words.add(word);
      one.first_words[static_cast<std::size_t>(row.keyword)].at(spellings.size()) = phrase.words[0];
      spellings.push_back(phrase);
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }

  void fill_by_word(KeywordIndex& one) const {
    one.by_word.resize(most_words);
    for (KeywordRow const& row : rows) {
      for (Phrase const& phrase : one.phrases[static_cast<std::size_t>(row.keyword)]) {
        one.by_word[phrase.words[0]].push_back({row.keyword, phrase});
      }
    }
    for (auto& entries : one.by_word) {
      std::ranges::stable_sort(entries, std::greater<>{}, [](const auto& entry) { return entry.phrase.size; });
    }
  }
};

const Built& built() {
  static const Built once;
  return once;
}

}  // namespace

std::span<const KeywordRow> keyword_rows() { return rows; }

const KeywordRow& row_of(Keyword keyword) { return rows[static_cast<std::size_t>(keyword) - 1]; }

std::string_view spelling(Keyword keyword, KeywordLanguage language) {
  std::string_view const all = row_of(keyword).spellings(language);
  return all.substr(0, all.find('|'));
}

namespace {

template <KeywordLanguage language>
std::string_view named(std::string_view name) {
  auto const found = std::ranges::find(rows, name, &KeywordRow::name);
  return found == rows.end() ? std::string_view{} : spelling(found->keyword, language);
}

}  // namespace

KeywordSpelling spelling_by_name(KeywordLanguage language) {
  return language == KeywordLanguage::danish ? &named<KeywordLanguage::danish> : &named<KeywordLanguage::english>;
}

std::span<const Phrase> phrases(Keyword keyword, KeywordLanguage language) {
  return keyword_index(language).phrases[static_cast<std::size_t>(keyword)];
}

const WordTable& keyword_words() { return built().words; }

std::uint16_t word_number(std::string_view text) { return keyword_words().find(text); }

const KeywordIndex& keyword_index(KeywordLanguage language) {
  return built().index[static_cast<std::size_t>(language)];
}

std::span<const std::string_view> reserved_words() {
  static constexpr std::array<std::string_view, 12> words{"end",  "and", "or",    "not",  "yes", "no",
                                                          "slut", "og",  "eller", "ikke", "ja",  "nej"};
  return words;
}

bool is_reserved_word(std::uint16_t word) {
  return word != 0 && std::ranges::any_of(reserved_words(), [&](auto text) { return word_number(text) == word; });
}

}  // namespace rettesnor
