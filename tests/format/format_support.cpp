#include "tests/format/format_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace rettesnor::format_tests {

std::string numbers(const std::vector<Diagnostic>& diagnostics, const Source& source) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    out += std::string(number_of(diagnostic.code)) + " line " +
           std::to_string(source.position(diagnostic.at.begin).line) + ": " +
           fill(row_of(diagnostic.code).english, diagnostic.arguments) + '\n';
  }
  return out;
}

std::string formatted(std::string_view text, std::string_view name) {
  const Source source = source_of(text, name);
  const FormatResult result = format(source);
  EXPECT_TRUE(result.ok) << numbers(result.diagnostics, source) << text;
  return result.text;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && (name.ends_with(".regel") || name.ends_with(".regel.md")))
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace rettesnor::format_tests
