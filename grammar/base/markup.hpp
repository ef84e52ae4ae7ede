// Untrusted text inside HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace rettesnor {

/// The text so that it means itself between tags and in quoted attributes. Control characters but tab and line break, which XML
/// does not allow, become blanks.
std::string escape_markup(std::string_view text);

}  // namespace rettesnor
