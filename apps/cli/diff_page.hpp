// What `diff` prints, and the words that `plan` shares with it.
#pragma once

#include <string>

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// `pligt: kommunen skal …`, marked `- ` or `+ `, for each part that only one version has. @param indent  before each line
std::string line_text(const change::Line& line, const Rules& before, const Rules& after, Language language);

/// `regel small.letters.answered_soon`.
std::string construct_text(const change::Difference& difference, Language language);

std::string diff_text(const Console& console, const Rules& before, const Rules& after, const change::Comparison& found, bool all);
std::string diff_json(const Rules& before, const Rules& after, const change::Comparison& found, Language language);

}  // namespace rettesnor::cli
