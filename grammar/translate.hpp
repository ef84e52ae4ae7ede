// translate: a rule file with the keywords of the other language, and the same tree.
#pragma once

#include "grammar/base/source.hpp"
#include "grammar/format.hpp"
#include "grammar/keywords.hpp"

namespace rettesnor {

/// Writes the file with keywords of `to`, laid out by `format`. Names, texts, comments and prose stay as they are; a
/// name that would be read as a keyword of `to` is put in back-ticks. Refused (`ok` false, the source's own text) if
/// the file has errors, or if the tree of the result is not the same. To the file's own language it is `format`. Cost:
/// O(bytes), a few parses. Thread-safe.
FormatResult translate(const Source& source, KeywordLanguage to);

}  // namespace rettesnor
