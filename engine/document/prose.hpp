// The guideline's own Markdown as HTML that can do nothing but be read.
#pragma once

#include <string>
#include <string_view>

namespace rettesnor::document {

/// CommonMark with tables and struck-out text. HTML in the prose is shown as text, a picture as its words, and a link only where it
/// is an address of the web or of mail: what an author writes never becomes markup of ours, nor a request.
/// @param level  that of the highest heading; further ones follow without a gap and never pass 6
/// @param last   the heading before, and afterwards the last one here; 0: none yet
/// Cost: O(bytes). Only here is md4c known.
std::string prose_html(std::string_view markdown, int level, int& last);

}  // namespace rettesnor::document
