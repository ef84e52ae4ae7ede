// The file of `--need`: what is known of each municipality's need from elsewhere.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// Reads CSV with a header that names `municipality`, `population` and `need` (or `kommune`, `befolkning`, `behov`) in any order; other
/// columns are passed over. Separated by semicolons, tabs or commas; with semicolons or tabs a decimal comma may stand. UTF-8.
/// Codes are those of the 98, each once; population is more than 0. Nothing: said on standard error what and where.
std::optional<std::vector<report::NeedRow>> read_need(const std::filesystem::path& file, const Console& console);

}  // namespace rettesnor::cli
