// Golden files: trees of whole files, the exact picture of every message, and twenty mistakes in one file.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/grammar/golden_support.hpp"

namespace rettesnor {
namespace {

TEST(Golden, TreesOfWholeFiles) {
  for (auto const& path : files_below(golden_folder() / "trees", "_en.regel")) {
    Source const source = source_of(path);
    Syntax const syntax = parse(source);
    EXPECT_TRUE(syntax.diagnostics.empty()) << both_renderings(syntax);
    std::filesystem::path expected = path;
    expect_golden(expected.replace_extension(".tree"), dump(syntax.tree, syntax.root));
  }
}

// The same file in Danish words and Danish word order is the same tree.
TEST(Golden, BothKeywordLanguagesGiveOneTree) {
  std::size_t pairs = 0;
  for (auto const& path : files_below(golden_folder() / "trees", "_en.regel")) {
    std::string name = path.string();
    name.replace(name.size() - 8, 2, "da");
    Source const english = source_of(path), danish = source_of(name);
    Syntax const one = parse(english), other = parse(danish);
    EXPECT_TRUE(other.diagnostics.empty()) << both_renderings(other);
    EXPECT_EQ(one.language, KeywordLanguage::english);
    EXPECT_EQ(other.language, KeywordLanguage::danish);
    EXPECT_EQ(dump(one.tree, one.root), dump(other.tree, other.root)) << name;
    ++pairs;
  }
  EXPECT_GE(pairs, 2U);
}

// Each file is named after the one message that it gives: S001_missing_keyword.regel.
TEST(Golden, EveryMessageLooksAsReviewed) {
  std::set<std::string> seen;
  for (std::string const ending : {".regel", ".regel.md"}) {
    for (auto const& path : files_below(golden_folder() / "messages", ending)) {
      std::string const name = path.filename().string();
      Source const source = source_of(path);
      Syntax const syntax = parse(source);
      EXPECT_EQ(numbers_of(syntax), name.substr(0, 4)) << name << "\n" << both_renderings(syntax);
      ASSERT_TRUE(find_code(name.substr(0, 4))) << name;
      std::string const code_name(row_of(*find_code(name.substr(0, 4))).name);
      EXPECT_EQ(name.substr(5, code_name.size()), code_name) << name;
      expect_golden(path.string() + ".txt", both_renderings(syntax));
      seen.insert(name.substr(0, 4));
    }
  }
  // Those that need a huge file have tests in limits_test.cpp.
  std::set<std::string> const elsewhere{"L005", "L006", "S021"};
  for (CodeRow const& row : code_rows()) {
    std::string const number(row.number);
    if (number[0] != 'L' && number[0] != 'S') continue;
    EXPECT_TRUE(seen.contains(number) || elsewhere.contains(number)) << number << " " << row.name << " has no golden file";
  }
}

// `--! S001` at the end of a line names the message that the line gives; no other line gives any.
TEST(Golden, TwentyMistakesGiveOneMessageEach) {
  auto const path = golden_folder() / "twenty_mistakes.regel";
  Source const source = source_of(path);
  Syntax const syntax = parse(source);
  std::map<std::uint32_t, std::string> planted, found;
  std::istringstream lines(source.text);
  std::string line;
  for (std::uint32_t number = 1; std::getline(lines, line); ++number) {
    std::size_t const mark = line.find("--! ");
    if (mark != std::string::npos && number > 2) planted[number] = line.substr(mark + 4, 4);
  }
  for (Diagnostic const& diagnostic : syntax.diagnostics) {
    std::string& here = found[source.position(diagnostic.at.begin).line];
    if (!here.empty()) here += ' ';
    here += number_of(diagnostic.code);
  }
  EXPECT_GE(planted.size(), 20U);
  EXPECT_EQ(found, planted) << both_renderings(syntax);
  expect_golden(path.string() + ".txt", both_renderings(syntax));
}

// What stands around a mistake is still read.
TEST(Golden, MistakesLeaveTheRestOfTheTree) {
  Source const source = source_of(golden_folder() / "twenty_mistakes.regel");
  Syntax const syntax = parse(source);
  std::vector<std::string> declared;
  for (NodeId const child : syntax.tree.children(syntax.root)) {
    NodeKind const kind = syntax.tree.kind(child);
    if (kind == NodeKind::rule || kind == NodeKind::table || kind == NodeKind::test || kind == NodeKind::concept_) {
      declared.emplace_back(syntax.tree.text(child));
    }
  }
  EXPECT_EQ(declared, (std::vector<std::string>{"child_case", "study", "visits", "bullets", "need", "t"}));
  for (NodeId const rule : syntax.tree.children(syntax.root, NodeKind::rule)) {
    EXPECT_TRUE(syntax.tree.has(rule, NodeKind::duty)) << syntax.tree.text(rule);
    EXPECT_TRUE(syntax.tree.broken(rule)) << syntax.tree.text(rule);
  }
}

}  // namespace
}  // namespace rettesnor
