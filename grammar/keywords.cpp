#include "grammar/keywords.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "grammar/keyword_index.hpp"

namespace rettesnor {

namespace {

constexpr std::array rows = {
#define RSN_KEYWORD(name, english, danish) KeywordRow{Keyword::name, #name, english, danish},
#include "grammar/keywords.def"
#undef RSN_KEYWORD
};
static_assert(rows.size() + 1 == keyword_count);

// Numbers words as they come; open addressing, a quarter full, so that most look-ups end at the first slot.
class Words {
 public:
  std::uint16_t find(std::string_view text) const {
    for (std::size_t at = hash(text) % slots_.size();; at = (at + 1) % slots_.size()) {
      std::uint16_t const number = slots_[at];
      if (number == 0 || words_[number] == text) return number;
    }
  }

  std::uint16_t add(std::string_view text) {
    if (std::uint16_t const known = find(text); known != 0) return known;
    std::size_t at = hash(text) % slots_.size();
    while (slots_[at] != 0) at = (at + 1) % slots_.size();
    words_.push_back(text);
    slots_[at] = static_cast<std::uint16_t>(words_.size() - 1);
    return slots_[at];
  }

  std::size_t size() const { return words_.size(); }

 private:
  // Length, the first four and the last four bytes tell keyword words apart well enough.
  static std::size_t hash(std::string_view text) {
    std::uint32_t head = 0, tail = 0;
    std::size_t const some = std::min<std::size_t>(4, text.size());
    if (some == 4) {
      std::memcpy(&head, text.data(), 4);
      std::memcpy(&tail, text.data() + text.size() - 4, 4);
    } else {
      for (char const c : text) head = (head << 8) | static_cast<unsigned char>(c);
    }
    std::uint64_t const mixed = (std::uint64_t{head} << 32 | tail) * 0x9E3779B97F4A7C15U + text.size() * 0x517CC1B7U;
    return static_cast<std::size_t>(mixed >> 40);
  }

  std::array<std::uint16_t, 4096> slots_{};
  std::vector<std::string_view> words_{std::string_view()};
};

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
  Words words;
  std::array<KeywordIndex, 2> index;

  Built() {
    for (KeywordLanguage const language : {KeywordLanguage::english, KeywordLanguage::danish}) {
      for (KeywordRow const& row : rows) add(row, language);
    }
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
    one.by_word.resize(words.size());
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

std::uint16_t word_number(std::string_view text) {
  static const Words& words = built().words;
  return words.find(text);
}

const KeywordIndex& keyword_index(KeywordLanguage language) {
  return built().index[static_cast<std::size_t>(language)];
}

bool is_reserved_word(std::uint16_t word) {
  static const auto reserved = [] {
    std::vector<bool> out(built().words.size());
    for (std::string_view const text : {"end", "and", "or", "not", "yes", "no", "slut", "og", "eller", "ikke", "ja", "nej"}) {
      out[built().words.find(text)] = true;
    }
    return out;
  }();
  return word != 0 && reserved[word];
}

}  // namespace rettesnor
