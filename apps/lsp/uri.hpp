// Addresses of files, as editors write them, and paths.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace rettesnor::lsp {

/// The path of a `file:` address; nothing for any other.
std::optional<std::filesystem::path> path_of(std::string_view uri);
/// The address of an absolute path.
std::string uri_of(const std::filesystem::path& path);

}  // namespace rettesnor::lsp
