// Bytes of a declared character set into UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rettesnor::source {

enum class Encoding : std::uint8_t { utf8, latin1, windows1252 };

/// `utf-8`, `latin-1` (`iso-8859-1`), `windows-1252`; none for any other name. Letters of either case.
std::optional<Encoding> encoding_of(std::string_view name);
std::string_view name_of(Encoding encoding);

/// The text in UTF-8. UTF-8 is handed on unchecked; find_text_fault sees what is wrong with it. A byte that means
/// nothing in Windows-1252 becomes the control character of its number, which is refused in any text.
std::string to_utf8(std::string_view bytes, Encoding encoding);

}  // namespace rettesnor::source
