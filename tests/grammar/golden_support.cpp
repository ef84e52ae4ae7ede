#include "tests/grammar/golden_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace rettesnor {

std::filesystem::path golden_folder() { return "tests/grammar/golden"; }  // tests run from the project's root

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const std::string& ending) {
  std::vector<std::filesystem::path> out;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

Source source_of(const std::filesystem::path& path) { return {path.filename().string(), read_file(path), {}}; }

void expect_golden(const std::filesystem::path& expected, const std::string& actual) {
  char const* const update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(actual, read_file(expected)) << "run with UPDATE_GOLDEN=1 and review the difference in " << expected;
}

std::string numbers_of(const Syntax& syntax) {
  std::string out;
  for (Diagnostic const& diagnostic : syntax.diagnostics) {
    if (!out.empty()) out += ' ';
    out += number_of(diagnostic.code);
  }
  return out;
}

std::string both_renderings(const Syntax& syntax) {
  std::string out;
  for (Language const language : {Language::danish, Language::english}) {
    for (Diagnostic const& diagnostic : syntax.diagnostics) {
      out += render(diagnostic, *syntax.source, {.language = language});
    }
  }
  return out;
}

}  // namespace rettesnor
