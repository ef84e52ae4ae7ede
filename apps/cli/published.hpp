// What may leave of an audit: the one way from a database to a page.
#pragma once

#include <filesystem>
#include <optional>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// The counts of a complete audit, protected by `--threshold` and against the reports of `--after`, with its measures where there are
/// none of those. Nothing: said why.
std::optional<report::Publication> published_of(const std::filesystem::path& file, const Arguments& arguments, const Console& console);

}  // namespace rettesnor::cli
