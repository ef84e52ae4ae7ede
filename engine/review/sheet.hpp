// The sheet that reviewers fill in: written as CSV, and read back with what they answered.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "engine/store/ledger/reviews.hpp"
#include "grammar/base/codes.hpp"
#include "grammar/base/diagnostic.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::review {

/// What a reviewer may answer, besides a verdict's code.
inline constexpr std::string_view unclear = "unclear";

/// One row an instance, with empty columns for two raters. Without the machine's verdict, so that nobody leans on it.
/// Danish: semicolons and decimal commas. UTF-8 with a byte order mark.
std::string sheet(std::int64_t number, const ledger::Frame& frame, const ledger::NewSample& sample, Language language);

/// The answers in a sheet; a row without any is passed over. Separators are those of its first line.
/// @param samples  those of the database, with the answers already there
/// @return the answers, or every mistake with its line. Cost: O(bytes)
std::expected<std::vector<ledger::NewAnswer>, std::vector<Diagnostic>> read_answers(const Source& text, const std::vector<ledger::SampleInfo>& samples);

}  // namespace rettesnor::review
