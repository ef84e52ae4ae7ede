// WordTable: numbers the words that keyword phrases are made of. For the lexer, which asks for every word of a file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/base/byte_runs.hpp"

namespace rettesnor {

/// A hash table with open addressing, at most an eighth full: most look-ups of other words end at an empty slot.
class WordTable {
 public:
  /// The word's number, 0 if it has none. `head` is the text's `first_eight`. Cost: one look-up.
  std::uint16_t find(std::string_view text, std::uint64_t head) const {
    std::size_t const slot = slot_of(head, text.size());
    std::uint16_t const number = slots_[slot];
    if (number == 0 || is(number, text, head)) return number;
    return find_from(slot + 1, text, head);
  }
  std::uint16_t find(std::string_view text) const { return find(text, head_of(text)); }

  /// The word's number, a new one if it had none.
  std::uint16_t add(std::string_view text) {
    std::uint64_t const head = head_of(text);
    if (std::uint16_t const known = find(text, head); known != 0) return known;
    std::size_t at = slot_of(head, text.size());
    while (slots_[at] != 0) at = (at + 1) % slots_.size();
    words_.push_back({head, text});
    slots_[at] = static_cast<std::uint16_t>(words_.size() - 1);
    return slots_[at];
  }

  /// One more than the highest number.
  std::size_t size() const { return words_.size(); }

 private:
  struct Word {
    std::uint64_t head;
    std::string_view text;
  };

  static std::uint64_t head_of(std::string_view text) {
    return first_eight(text.data(), text.data() + text.size());
  }
  static std::size_t slot_of(std::uint64_t head, std::size_t size) {
    return static_cast<std::size_t>(((head ^ (std::uint64_t{size} << 56)) * 0x9E3779B97F4A7C15U) >> 52);
  }
  bool is(std::uint16_t number, std::string_view text, std::uint64_t head) const {
    Word const& word = words_[number];
    if (word.head != head || word.text.size() != text.size()) return false;
    return text.size() <= 8 || word.text.substr(8) == text.substr(8);
  }
  [[gnu::noinline]] std::uint16_t find_from(std::size_t at, std::string_view text, std::uint64_t head) const {
    for (;; ++at) {
      std::uint16_t const number = slots_[at % slots_.size()];
      if (number == 0 || is(number, text, head)) return number;
    }
  }

  std::array<std::uint16_t, 4096> slots_{};
  std::vector<Word> words_{{}};
};

/// The words of all phrases in both keyword languages. Built once, at first use. Thread-safe.
const WordTable& keyword_words();

}  // namespace rettesnor
