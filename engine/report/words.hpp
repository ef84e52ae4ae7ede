// The report's words and numbers in two languages.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "grammar/base/codes.hpp"

namespace rettesnor::report {

/// A row of words.def.
enum class Word : std::uint8_t {
#define RSN_WORD(name, danish, english) name,
#include "engine/report/words.def"
#undef RSN_WORD
};

/// The text, its places filled.
std::string word(Word which, Language language, std::initializer_list<std::string> fills = {});

/// One of two texts, its places filled.
std::string said(Language language, std::string_view danish, std::string_view english, std::initializer_list<std::string> fills = {});

/// With thousands set apart: 12.345 or 12,345.
std::string grouped(std::int64_t n, Language language);
/// With the language's decimal sign.
std::string decimal(double value, int digits, Language language);
/// As many decimals as the number has, at most six; whole thousands set apart.
std::string plain(double value, Language language);
/// In per cent, one digit: `91,4 %`. `unit` off leaves the sign out.
std::string percent(double share, Language language, bool unit = true);

}  // namespace rettesnor::report
