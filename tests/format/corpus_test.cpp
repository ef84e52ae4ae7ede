// Laws of formatter and translate over every rule file of the project, and over damaged copies of them.
#include <gtest/gtest.h>

#include <random>

#include "grammar/format/compare.hpp"
#include "grammar/format_diff.hpp"
#include "grammar/translate.hpp"
#include "tests/format/format_support.hpp"

namespace rettesnor {
namespace {

using namespace format_tests;

std::vector<std::filesystem::path> corpus() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"rules", "samples", "tests/grammar/golden", "tests/format/golden"}) {
    for (auto& file : rule_files(folder)) files.push_back(std::move(file));
  }
  return files;
}

TEST(Corpus, Is_there) { EXPECT_GE(corpus().size(), 5U) << "the test runs in the project's root"; }

TEST(Corpus, Is_formatted_once_and_for_all) {
  for (const auto& path : corpus()) {
    const Source source{path.string(), read_file(path)};
    const FormatResult once = format(source);
    ASSERT_TRUE(once.ok) << path << '\n' << numbers(once.diagnostics, source);
    const FormatResult twice = format(Source{path.string(), once.text});
    ASSERT_TRUE(twice.ok) << path;
    EXPECT_EQ(unified_diff(once.text, twice.text, path.string()), "");
  }
}

TEST(Corpus, Goes_to_the_other_language_and_back_with_the_same_tree) {
  int translated = 0;
  for (const auto& path : corpus()) {
    const Source source{path.string(), format(Source{path.string(), read_file(path)}).text};
    const Syntax syntax = parse(source);
    if (!syntax.ok()) continue;
    const KeywordLanguage own = syntax.language;
    const KeywordLanguage other = own == KeywordLanguage::english ? KeywordLanguage::danish : KeywordLanguage::english;
    const FormatResult there = translate(source, other);
    ASSERT_TRUE(there.ok) << path << '\n' << numbers(there.diagnostics, source);
    const Source foreign{path.string(), there.text};
    EXPECT_EQ(parse(foreign).language, other) << path;
    const FormatResult back = translate(foreign, own);
    ASSERT_TRUE(back.ok) << path << '\n' << numbers(back.diagnostics, foreign);
    const Source returned{path.string(), back.text};
    EXPECT_EQ(
        unified_diff(dump(syntax.tree, syntax.root), dump(parse(returned).tree, parse(returned).root), path.string()),
        "");
    const FormatResult again = translate(Source{path.string(), back.text}, other);
    EXPECT_EQ(unified_diff(there.text, again.text, path.string()), "") << "the second journey ends where the first did";
    ++translated;
  }
  EXPECT_GE(translated, 1);
}

/// Some bytes removed, doubled or replaced.
std::string damaged(std::string text, std::mt19937& random) {
  static constexpr std::string_view bytes = " \n\n-\"`().,|<>=§abc019:";
  for (std::size_t changes = 1 + random() % 4; changes > 0 && !text.empty(); --changes) {
    const std::size_t at = random() % text.size();
    const std::size_t size = std::min<std::size_t>(1 + random() % 12, text.size() - at);
    switch (random() % 4) {
      case 0:
        text.erase(at, size);
        break;
      case 1:
        text.insert(at, text.substr(at, size));
        break;
      case 2:
        text.insert(at, 1, bytes[random() % bytes.size()]);
        break;
      default:
        text[at] = bytes[random() % bytes.size()];
        break;
    }
  }
  return text;
}

// Formatting a broken file may be refused, but never loses anything, and what was accepted stays as it is.
TEST(Corpus, Survives_damage) {
  std::mt19937 random(20260302);
  for (const auto& path : corpus()) {
    const std::string whole = read_file(path);
    for (int round = 0; round < 6; ++round) {
      const std::size_t begin = random() % (whole.size() + 1);
      const Source source{path.string(), damaged(whole.substr(whole.size() > 20000 ? begin : 0, 20000), random)};
      const FormatResult once = format(source);
      if (!once.ok) {
        EXPECT_EQ(once.text, source.text);
        continue;
      }
      const FormatResult twice = format(Source{path.string(), once.text});
      EXPECT_EQ(unified_diff(once.text, twice.text, path.string()), "") << "from\n" << source.text;
    }
  }
}

}  // namespace
}  // namespace rettesnor
