// The words of explanations: one table of phrases, two languages.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/model/types.hpp"
#include "engine/model/verdict.hpp"
#include "engine/values/wording.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor {

/// A row of messages.def.
enum class Saying : std::uint8_t {
#define RSN_MESSAGE(name, danish, english) name,
#include "engine/explain/messages.def"
#undef RSN_MESSAGE
};

/// The phrase as written, with its places.
std::string_view phrase(Saying which, Language language);
/// The phrase with its places filled.
std::string say(Saying which, Language language, std::initializer_list<std::string> arguments = {});

/// The language in which values are written.
constexpr Wording wording_of(Language language) {
  return language == Language::danish ? Wording::danish : Wording::english;
}

/// What people read of a text in this language; the other language where it is missing; else `name`.
const std::string& text_in(const Text& text, Language language, const std::string& name);

/// The word for a verdict. Law and recommendation never share words (`should`).
std::string_view word(Verdict verdict, bool should, Language language);
/// The word of a set: its verdict's, or *undetermined*.
std::string_view word(VerdictSet set, bool should, Language language);

/// First letter small, unless the word looks like an abbreviation or begins with a digit.
std::string lower_first(std::string_view text);
/// First letter large.
std::string upper_first(std::string_view text);
/// At most `limit` code points; a cut text ends in `…`.
std::string shorten(std::string_view text, std::size_t limit);
/// In the language's quotation marks: »…« or “…”.
std::string quoted(std::string_view text, Language language);

}  // namespace rettesnor
