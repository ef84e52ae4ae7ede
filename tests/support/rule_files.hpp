// The rule files of a folder, literate ones among them, as the program reads them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "grammar/literate.hpp"

namespace rettesnor::testing {

/// Every `.regel` and `.regel.md` below the folder, sorted.
inline std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && (name.ends_with(".regel") || name.ends_with(".regel.md"))) out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

/// The file's rules; the prose of a literate file is blanked, so that they can be loaded under any name.
inline std::string rule_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<Diagnostic> said;
  return path.extension() == ".md" ? blank_outside_fences(text, said) : text;
}

}  // namespace rettesnor::testing
