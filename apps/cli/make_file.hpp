// New files, there whole or not at all.
#pragma once

#include <filesystem>
#include <string>

namespace rettesnor::cli {

/// Writes a file that is not there yet. @param secret  only its owner may read it. @return false: it is there, or cannot be made
bool make_file(const std::filesystem::path& path, const std::string& content, bool secret = false);

}  // namespace rettesnor::cli
