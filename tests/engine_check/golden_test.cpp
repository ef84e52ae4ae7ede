// Golden files: each is named after the one message that it gives, and its exact picture stands beside it.
// A line `-- === next file` begins another package of the same load.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "engine/check/writing.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor {
namespace {

constexpr std::string_view next_file = "-- === next file\n";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Load {
  Sources sources;
  std::vector<Diagnostic> diagnostics;  ///< of parser, checker and lint

  explicit Load(const std::string& name, std::string_view text) {
    std::vector<FileId> ids;
    for (int number = 1; !text.empty(); ++number) {
      std::size_t const end = text.find(next_file);
      ids.push_back(sources.add(number == 1 ? name : "file " + std::to_string(number), std::string(text.substr(0, end))));
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + next_file.size());
    }
    std::vector<Syntax> files;
    for (FileId const id : ids) {
      files.push_back(parse(sources[id]));
      diagnostics.insert(diagnostics.end(), files.back().diagnostics.begin(), files.back().diagnostics.end());
    }
    Checked const checked = check(files);
    diagnostics.insert(diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
    if (!checked.ok()) return;
    auto const found = lint(checked.model, files);
    bool const lints = name.front() == 'W';
    for (const Diagnostic& d : found) {
      if (lints) diagnostics.push_back(d);
    }
    // Few of these files are well written; each shows one way not to be.
    for (const Diagnostic& d : lint_writing(checked.model, files, {.as_of = make_date(2026, 11, 26), .abbreviations = {}, .quality = true})) {
      if (name.starts_with(number_of(d.code))) diagnostics.push_back(d);
    }
  }

  std::string pictures() const {
    std::string out;
    for (Language const language : {Language::danish, Language::english}) {
      for (const Diagnostic& d : diagnostics) out += render(d, sources, {.language = language});
    }
    return out;
  }
  std::string numbers() const {
    std::string out;
    for (const Diagnostic& d : diagnostics) out += (out.empty() ? "" : " ") + std::string(number_of(d.code));
    return out;
  }
};

TEST(CheckGolden, EveryMessageLooksAsReviewed) {
  std::set<std::string> seen;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator("tests/engine_check/golden")) {
    if (entry.path().extension() == ".regel") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    std::string const name = path.filename().string();
    std::string const number = name.substr(0, 4);
    Load const load(name, read_file(path));
    EXPECT_EQ(load.numbers(), number) << name << '\n' << load.pictures();
    ASSERT_TRUE(find_code(number)) << name;
    std::string const code_name(row_of(*find_code(number)).name);
    // A second file of one code ends in what it adds: N032_previous_outside_da.regel.
    EXPECT_TRUE(name.starts_with(number + "_" + code_name)) << name;
    std::filesystem::path const expected = path.string() + ".txt";
    const char* const update = std::getenv("UPDATE_GOLDEN");
    if (update != nullptr && std::string(update) == "1") {
      std::ofstream(expected, std::ios::binary) << load.pictures();
    } else {
      EXPECT_EQ(load.pictures(), read_file(expected)) << "run with UPDATE_GOLDEN=1 and review " << expected;
    }
    seen.insert(number);
  }
  for (const CodeRow& row : code_rows()) {
    if (std::string_view("NTVCW").find(row.number.front()) == std::string_view::npos) continue;
    if (row.code == Code::vacuous_rule) continue;  // needs cases: tests/cli/run_bundle.py
    EXPECT_TRUE(seen.contains(std::string(row.number))) << row.number << ' ' << row.name << " has no golden file";
  }
}

}  // namespace
}  // namespace rettesnor
