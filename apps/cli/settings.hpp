// `rettesnor.toml`, found and read.
#pragma once

#include <optional>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"

namespace rettesnor::cli {

inline constexpr std::size_t largest_settings = std::size_t{1} << 20U;

/// The settings of `--config`, or of the file that is found, or none. Nothing: said why.
std::optional<Settings> find_settings(const Arguments& arguments, const Console& console);

/// Does the file begin as a bundle does?
bool is_bundle(const std::filesystem::path& file);

}  // namespace rettesnor::cli
