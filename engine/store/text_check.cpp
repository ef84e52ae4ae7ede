#include "engine/store/text_check.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <cstring>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

constexpr char32_t byte_order = 0xFEFF;

bool is_control(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == byte_order || (c >= 0xFFF9 && c <= 0xFFFB);
}

// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Are all eight bytes plain letters, 0x20 to 0x7E? In each byte the highest bit tells: of the byte itself, of one more,
/// which is 0x80 from 0x7F on, and of 0x20 less, which is negative below a blank.
bool are_plain(const char* eight) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  return ((word | (word + ones) | (word - 0x20 * ones)) & (0x80 * ones)) == 0;
}

}  // namespace

std::optional<TextFault> find_text_fault(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    if (text.size() - at >= 8 && are_plain(text.data() + at)) {
      at += 8;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
      continue;
    }
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) return TextFault{Code::case_bad_utf8, at, 1, fmt::format("0x{:02X}", byte)};
    const bool turns = turns_direction(point.value);
    if (turns || is_control(point.value)) {
      const Code code = turns ? Code::case_hidden_direction : Code::case_control_character;
      return TextFault{code, at, point.size, fmt::format("U+{:04X}", static_cast<std::uint32_t>(point.value))};
    }
    at += point.size;
  }
  return std::nullopt;
}

bool check_text(std::string_view text, Problems& problems) {
  bool clean = true;
  auto fault = find_text_fault(text, byte_order_mark(text));
  while (fault && !problems.full()) {
    clean = false;
    const auto begin = static_cast<std::uint32_t>(fault->at);
    const auto end = static_cast<std::uint32_t>(fault->at + fault->size);
    problems.add(fault->code, {begin, end}, {fault->character});
    fault = find_text_fault(text, end);
  }
  return clean;
}

std::size_t byte_order_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

}  // namespace rettesnor
