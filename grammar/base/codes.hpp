// The catalogue of messages: one row in codes.def for each, stable numbers, Danish and English.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rettesnor {

enum class Level : std::uint8_t { error, warning, note };

/// The language of messages to people (not of a rule file's keywords).
enum class Language : std::uint8_t { danish, english };

/// Every message of grammar, checker and case reader.
enum class Code : std::uint16_t {
#define RSN_CODE(name, number, level, danish, english, help_danish, help_english) name,
#include "grammar/base/codes.def"
#undef RSN_CODE
};

/// A row of the catalogue. Texts have places {0}, {1} … and keywords {within}, {of_for} …; help may be empty.
struct CodeRow {
  Code code;
  std::string_view name;    ///< the enumerator
  std::string_view number;  ///< "N012": letter and three digits, unique
  Level level;
  std::string_view danish, english, help_danish, help_english;

  std::string_view text(Language language) const { return language == Language::danish ? danish : english; }
  std::string_view help(Language language) const { return language == Language::danish ? help_danish : help_english; }
};

/// All rows, in the order of `Code`.
std::span<const CodeRow> code_rows();
const CodeRow& row_of(Code code);
inline std::string_view number_of(Code code) { return row_of(code).number; }
inline Level level_of(Code code) { return row_of(code).level; }
/// The code with this number, if there is one.
std::optional<Code> find_code(std::string_view number);

/// How a file writes the keyword that keywords.def calls `name`; empty if there is none of that name.
using KeywordSpelling = std::string_view (*)(std::string_view name);

/// Replaces {within}, {of_for} … by the keywords; a name that is no keyword's stays as it is.
std::string fill_keywords(std::string_view text, KeywordSpelling keywords);

/// Replaces {0}…{9} by `arguments`; a place without an argument becomes empty.
std::string fill(std::string_view text, std::span<const std::string> arguments);

}  // namespace rettesnor
