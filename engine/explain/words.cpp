#include "engine/explain/words.hpp"

#include <array>
#include <span>
#include <utility>
#include <vector>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

struct Row {
  std::string_view danish, english;
};

constexpr Row rows[] = {
#define RSN_MESSAGE(name, danish, english) {danish, english},
#include "engine/explain/messages.def"
#undef RSN_MESSAGE
};

constexpr bool is_upper(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }
constexpr bool is_lower(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFE && c != 0xF7); }

// ASCII and Latin-1 letters differ by 32 between large and small; both stay two bytes in UTF-8.
void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

}  // namespace

std::string_view phrase(Saying which, Language language) {
  const Row& row = rows[std::to_underlying(which)];
  return language == Language::danish ? row.danish : row.english;
}

std::string say(Saying which, Language language, std::initializer_list<std::string> arguments) {
  return fill(phrase(which, language), std::span(arguments.begin(), arguments.size()));
}

const std::string& text_in(const Text& text, Language language, const std::string& name) {
  const std::string& wanted = language == Language::danish ? text.danish : text.english;
  const std::string& other = language == Language::danish ? text.english : text.danish;
  if (!wanted.empty()) return wanted;
  return other.empty() ? name : other;
}

std::string_view word(Verdict verdict, bool should, Language language) {
  constexpr std::array law{Saying::verdict_not_applicable, Saying::verdict_fulfilled, Saying::verdict_for_judgement,
                           Saying::verdict_late,           Saying::verdict_pending,   Saying::verdict_breached};
  constexpr std::array advice{Saying::should_not_applicable, Saying::should_fulfilled, Saying::should_for_judgement,
                              Saying::should_late,           Saying::should_pending,   Saying::should_breached};
  return phrase((should ? advice : law)[std::to_underlying(verdict)], language);
}

std::string_view word(VerdictSet set, bool should, Language language) {
  for (const Verdict v : all_verdicts) {
    if (set.is(v)) return word(v, should, language);
  }
  return phrase(Saying::verdict_undetermined, language);
}

std::string lower_first(std::string_view text) {
  if (text.empty()) return {};
  const CodePoint first = decode_utf8(text, 0);
  const bool alone = first.size >= text.size();
  if (!is_upper(first.value) || alone || !is_lower(decode_utf8(text, first.size).value)) return std::string(text);
  std::string out;
  append(out, first.value + 32);
  return out.append(text.substr(first.size));
}

std::string upper_first(std::string_view text) {
  if (text.empty()) return {};
  const CodePoint first = decode_utf8(text, 0);
  if (!is_lower(first.value) || first.value == 0xDF) return std::string(text);
  std::string out;
  append(out, first.value - 32);
  return out.append(text.substr(first.size));
}

std::string quoted(std::string_view text, Language language) {
  const bool danish = language == Language::danish;
  return (danish ? "»" : "“") + std::string(text) + (danish ? "«" : "”");
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (count_code_points(text) <= limit) return std::string(text);
  std::size_t at = 0;
  for (std::size_t kept = 0; kept + 1 < limit && at < text.size(); ++kept) at += decode_utf8(text, at).size;
  while (at > 0 && text[at - 1] == ' ') --at;
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace rettesnor
