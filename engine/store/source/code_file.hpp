// A file of codes that a user supplies: a FHIR code system, or lines of code and title.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "engine/model/code_table.hpp"
#include "grammar/base/diagnostic.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::source {

inline constexpr std::size_t largest_code_file = std::size_t{8} << 20U;

/// Reads a list strictly. A text that begins with `{` is a FHIR code system in JSON: `url`, and `concept` with `code`,
/// `display` and the `concept` below it; one whose `content` is not `complete` is no list to hold codes against. Any other is CSV in UTF-8 without a heading: the code, the title; between them
/// `;`, a tab or `,`, whichever the first line has. A code may stand once.
/// @return the list, never empty; or why it cannot be read. Cost: O(bytes · log codes)
std::expected<CodeTable, std::vector<Diagnostic>> read_codes(const Source& text);

}  // namespace rettesnor::source
