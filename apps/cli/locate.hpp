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

/// `rettesnor.toml` in the working folder or one above it, else in the folder of rules; nothing if none.
std::optional<std::filesystem::path> find_settings_file();

/// The folder `docs` beside the rules or the program, with the pages of messages.
std::optional<std::filesystem::path> find_docs_folder();

}  // namespace rettesnor::cli
