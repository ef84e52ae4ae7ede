// Where rules and programs lie.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace rettesnor::cli {

/// The folder `rules` in the working folder or one above it, else beside the program or above it; nothing if none.
std::optional<std::filesystem::path> find_rules_folder();

/// The case files of a path: the file itself; of a folder, all case files in it and below, sorted, hidden ones passed over.
std::vector<std::filesystem::path> list_case_files(const std::filesystem::path& path);

/// `rettesnor.toml` in a folder and those around it, the nearest first.
std::vector<std::filesystem::path> settings_files(const std::filesystem::path& folder);

/// The folder `docs` beside the rules or the program, with the pages of messages.
std::optional<std::filesystem::path> find_docs_folder();

}  // namespace rettesnor::cli
