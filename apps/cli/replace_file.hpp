// Writing over a file so that there is always a whole one.
#pragma once

#include <filesystem>
#include <string>

namespace rettesnor::cli {

/// Writes the whole text beside the file and then puts it in its place, so that a full disk never leaves half a file.
/// Through a link the file changes and the link stays. @return false: nothing changed
bool replace_file(const std::filesystem::path& named, const std::string& content);

}  // namespace rettesnor::cli
