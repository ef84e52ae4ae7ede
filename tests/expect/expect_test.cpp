// What may stand next, and that the grammar for people is the language: it takes every rule file there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "grammar/expect/expect.hpp"
#include "grammar/parser.hpp"
#include "grammar/translate.hpp"
#include "tests/support/rule_files.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Not;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Expected behind(std::string text, KeywordLanguage language = KeywordLanguage::english) {
  const Source source{"x.regel", std::move(text), {}};
  const Syntax syntax = parse(source);
  auto const tokens = syntax.tokens();
  return expect_behind(tokens.first(tokens.size() - 1), source.text, language);
}

bool has(const Expected& expected, Keyword keyword, std::size_t written = 0) {
  return std::ranges::find(expected.keywords, Expected::Phrase{keyword, written}) != expected.keywords.end();
}

// Each declaration by itself, so that a mistake names its place and no walk is long.
void takes_all(const Syntax& file) {
  const Tree& tree = file.tree;
  for (NodeId const node : tree.children(file.root)) {
    const Node& row = tree.node(node);
    auto const tokens = tree.tokens().subspan(row.first_token, row.token_end - row.first_token);
    Expected const out = expect_behind(tokens, file.source->text, file.language);
    EXPECT_TRUE(out.whole && out.passed_over == 0)
        << file.source->name << ":" << file.source->position(tree.span(node).begin).line << ": the grammar for people does not take\n"
        << tree.whole_text(node);
  }
}

TEST(Expect, TheGrammarForPeopleTakesEveryRuleFileInBothLanguages) {
  std::size_t files = 0;
  for (const char* root : {"rules", "samples", "tests/engine_reference", "tests/cli/fixtures"}) {
    for (const fs::path& path : testing::rule_files(root)) {
      const Source source{path.generic_string(), read_file(path), {}};
      const Syntax syntax = parse(source);
      if (!syntax.ok()) continue;
      ++files;
      takes_all(syntax);
      const FormatResult other = translate(source, syntax.language == KeywordLanguage::danish ? KeywordLanguage::english : KeywordLanguage::danish);
      ASSERT_TRUE(other.ok) << source.name;
      const Source translated{source.name, other.text, {}};
      takes_all(parse(translated));
    }
  }
  EXPECT_GT(files, 20U);
}

TEST(Expect, DeclarationsAtTheBeginning) {
  Expected const out = behind("");
  EXPECT_TRUE(has(out, Keyword::rule));
  EXPECT_TRUE(has(out, Keyword::language));
  EXPECT_FALSE(has(out, Keyword::when)) << "no clause without a rule";
}

TEST(Expect, ASourceBehindCite) {
  EXPECT_THAT(behind("rule r \"R\"\n  cite ").names, Contains(ExpectedName{"citation", "word", Keyword::none}));
  EXPECT_TRUE(has(behind("rule r \"R\"\n  cite BL § 20 stk. 3 "), Keyword::from));
}

TEST(Expect, DutiesWordByWord) {
  EXPECT_THAT(behind("rule r \"R\"\n  ").names, Contains(ExpectedName{"duty", "word", Keyword::none}));
  Expected const modal = behind("rule r \"R\"\n  municipality ");
  EXPECT_TRUE(has(modal, Keyword::must));
  EXPECT_FALSE(has(modal, Keyword::within));
  Expected const time = behind("rule r \"R\"\n  municipality must make study ");
  EXPECT_TRUE(has(time, Keyword::within));
  EXPECT_TRUE(has(time, Keyword::no_later_than));
  EXPECT_FALSE(has(time, Keyword::fact));
  EXPECT_FALSE(has(time, Keyword::given));
}

TEST(Expect, TheRestOfAPhraseThatIsBegun) {
  Expected const out = behind("rule r \"R\"\n  municipality must make study no later ");
  EXPECT_TRUE(has(out, Keyword::no_later_than, 2));
  EXPECT_FALSE(has(out, Keyword::at_once, 2));
}

TEST(Expect, DanishPutsTheActorBehindTheModal) {
  EXPECT_TRUE(has(behind("regel r \"R\"\n  ", KeywordLanguage::danish), Keyword::must));
  EXPECT_FALSE(has(behind("rule r \"R\"\n  "), Keyword::must)) << "English has no such sentence";
  Expected const out = behind("regel r \"R\"\n  skal kommunen træffe afgørelse ", KeywordLanguage::danish);
  EXPECT_TRUE(has(out, Keyword::within));
  EXPECT_EQ(out.passed_over, 0U);
}

TEST(Expect, AMistakeIsPassedOver) {
  Expected const out = behind("rule r \"R\"\n  when ) ) study has happened\n  municipality must make study ");
  EXPECT_EQ(out.passed_over, 2U);
  EXPECT_TRUE(has(out, Keyword::within));
}

TEST(Expect, EndClosesTheDeclaration) {
  EXPECT_FALSE(behind("concept c \"C\"\n  fact f yes/no\n").whole);
  EXPECT_TRUE(behind("concept c \"C\"\n  fact f yes/no\nend\n").whole);
}

}  // namespace
}  // namespace rettesnor
