// What the tests of formatter and translate share: sources from texts, and files of the project.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/format.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::format_tests {

inline Source source_of(std::string_view text, std::string_view name = "test.regel") {
  return {std::string(name), std::string(text)};
}

/// The formatted text; fails the test, with what was said, where formatting was refused.
std::string formatted(std::string_view text, std::string_view name = "test.regel");

std::string read_file(const std::filesystem::path& path);

/// Every rule file (`.regel`, `.regel.md`) under a folder, sorted; none if there is no such folder.
std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder);

/// Numbers, lines and texts of messages, one a line.
std::string numbers(const std::vector<Diagnostic>& diagnostics, const Source& source);

}  // namespace rettesnor::format_tests
