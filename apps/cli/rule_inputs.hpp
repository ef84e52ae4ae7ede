// Which rule files a command is about, and where things stand in them.
#pragma once

#include <filesystem>
#include <vector>

#include "apps/cli/arguments.hpp"

namespace rettesnor::cli {

/// `acute.regel:57:8`; empty for what stands nowhere.
std::string place_of(const Rules& rules, const Origin& origin);

/// The files a command is about: those named, or all that were loaded.
bool is_about(const Arguments& arguments, const Rules& rules, FileId file);

/// The rules beside the files named: a single file needs those that it uses. A folder stands by itself.
std::vector<std::filesystem::path> with_neighbours(const Arguments& arguments);

}  // namespace rettesnor::cli
