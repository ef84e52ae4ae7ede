// The parser's decisions, one by one: soft keywords, word order, units, commas, recovery.
#include <gtest/gtest.h>

#include "tests/grammar/golden_support.hpp"

namespace rettesnor {
namespace {

Syntax parse_text(const std::string& text, Source& keep) {
  keep = {"prøve.regel", text, {}};
  return parse(keep);
}

// The dump of the first node of a kind, without the indentation of its depth.
std::string first(const Syntax& syntax, NodeKind kind) {
  for (std::uint32_t i = 0; i < syntax.tree.size(); ++i) {
    if (syntax.tree.kind(NodeId{i}) == kind) return dump(syntax.tree, NodeId{i});
  }
  return "none";
}

struct Parsed {
  Source source;
  Syntax syntax;
  explicit Parsed(const std::string& text) : syntax(parse_text(text, source)) {}
};

std::string condition_of(const std::string& text) {
  Parsed const parsed("language en\nrule r\n  when " + text + "\n  municipality must decide\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "") << text << "\n" << both_renderings(parsed.syntax);
  return first(parsed.syntax, NodeKind::when);
}

std::string duty_of(const std::string& text, const std::string& language = "en") {
  std::string const danish = "language da\nregel r\n  " + text + "\nslut\n";
  Parsed const parsed(language == "da" ? danish : "language en\nrule r\n  " + text + "\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "") << text << "\n" << both_renderings(parsed.syntax);
  return first(parsed.syntax, NodeKind::duty);
}

TEST(Parser, OperatorsBindAsInSchool) {
  EXPECT_EQ(condition_of("a or b and not c = 1 + 2 * 3"),
            "when\n  or_ or_\n    name a\n    and_ and_\n      name b\n      not_ not_\n        compare =\n          name c\n"
            "          add +\n            number 1\n            multiply *\n              number 2\n              number 3\n");
}

TEST(Parser, ChainsLeanToTheLeft) {
  EXPECT_EQ(condition_of("x = a - b - c"),
            "when\n  compare =\n    name x\n    subtract -\n      subtract -\n        name a\n        name b\n      name c\n");
}

TEST(Parser, ANumberBeforeAnActorIsNoDuration) {
  Parsed const parsed("language en\nrule r\n  when x >= 6 municipality must decide within 6 hverdage of y\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "") << both_renderings(parsed.syntax);
  EXPECT_EQ(first(parsed.syntax, NodeKind::compare), "compare >=\n  name x\n  number 6\n");
  EXPECT_EQ(first(parsed.syntax, NodeKind::duration), "duration\n  duration_part 6\n    name hverdage\n");
}

TEST(Parser, AQuantifiersConditionReachesToTheEnd) {
  EXPECT_EQ(condition_of("any v in visits where a or b"),
            "when\n  any_in v\n    name visits\n    where\n      or_ or_\n        name a\n        name b\n");
  EXPECT_EQ(condition_of("(any v in visits where a) or b"),
            "when\n  or_ or_\n    any_in v\n      name visits\n      where\n        name a\n    name b\n");
}

TEST(Parser, NoIsAValueAndAQuantifier) {
  EXPECT_EQ(condition_of("a = no"), "when\n  compare =\n    name a\n    no no\n");
  EXPECT_EQ(condition_of("no a in b"), "when\n  no_in a\n    name b\n");
}

TEST(Parser, KeywordsAreSoft) {
  EXPECT_EQ(condition_of("value > table"), "when\n  compare >\n    name value\n    name table\n");
  EXPECT_EQ(condition_of("count = any"), "when\n  compare =\n    name count\n    name any\n");
  EXPECT_EQ(condition_of("x.within = `when`"),
            "when\n  compare =\n    path\n      name x\n      name within\n    name when\n");
}

TEST(Parser, TheVerbMayBeLeftOut) {
  EXPECT_EQ(duty_of("municipality must make assessment within 1 day of x"),
            "duty\n  actor_ref municipality\n  modal_must must\n  act\n    verb make\n    name assessment\n"
            "  within\n    duration\n      duration_part 1\n        unit day\n    name x\n");
  EXPECT_EQ(duty_of("municipality must assessment before x"),
            "duty\n  actor_ref municipality\n  modal_must must\n  act\n    name assessment\n  before\n    name x\n");
}

TEST(Parser, DanishVerbsStandBeforeOrBehindTheActor) {
  for (auto const& [one, other] : std::vector<std::pair<std::string, std::string>>{
           {"skal kommunen træffe afgørelse", "kommunen skal træffe afgørelse"},
           {"må kommunen ikke træffe afgørelse", "kommunen må ikke træffe afgørelse"},
           {"må kommunen kun træffe afgørelse hvis a", "kommunen må kun træffe afgørelse hvis a"},
           {"bør kommunen ikke træffe afgørelse", "kommunen bør ikke træffe afgørelse"},
           {"kan kommunen træffe afgørelse", "kommunen kan træffe afgørelse"}}) {
    EXPECT_EQ(duty_of(one, "da"), duty_of(other, "da"));
  }
  EXPECT_NE(duty_of("må kommunen ikke gå", "da").find("modal_must_not"), std::string::npos);
  EXPECT_NE(duty_of("må kommunen kun gå hvis a", "da").find("modal_may_only"), std::string::npos);
}

// In English the actor always stands first.
TEST(Parser, EnglishHasOneWordOrder) {
  Parsed const parsed("language en\nrule r\n  must municipality decide\nend\n");
  EXPECT_FALSE(parsed.syntax.ok());
}

TEST(Parser, ListsEndBeforeAKeyword) {
  EXPECT_EQ(duty_of("municipality must record a, b, no later than c"),
            "duty\n  actor_ref municipality\n  modal_must must\n  record_act\n    name a\n    name b\n"
            "  no_later_than\n    name c\n");
}

TEST(Parser, CodesInADefineStandInParentheses) {
  Parsed const parsed("language en\ndefine d as a is among (x, y), 2 when b, 3 otherwise\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "");
  EXPECT_EQ(first(parsed.syntax, NodeKind::is_among), "is_among\n  name a\n  name x\n  name y\n");
  EXPECT_EQ(parsed.syntax.tree.children(parsed.syntax.tree.children(parsed.syntax.root)[1]).size(), 3U);
}

TEST(Parser, CommasPartLocatorsAndCitations) {
  Parsed const parsed("language en\nrule r\n  cite BL § 20 stk. 3, 2. pkt., AST, NR \"side 3\"\n  m must x\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "") << both_renderings(parsed.syntax);
  EXPECT_EQ(first(parsed.syntax, NodeKind::cite),
            "cite\n  citation BL\n    locator\n      locator_part § 20\n      locator_part stk. 3\n      locator_part 2. pkt.\n"
            "  citation AST\n  citation NR\n    locator\n      string \"side 3\"\n");
}

TEST(Parser, KeywordsAreMarkedAndNamesAreNot) {
  Parsed const parsed("language en\nrule of\n  when x is recorded\n  municipality must of no later than of\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "") << both_renderings(parsed.syntax);
  std::string marks;
  for (Token const& token : parsed.syntax.tokens()) {
    if (token.keyword == Keyword::none || token.has(TokenFlag::continues)) continue;
    (marks += row_of(token.keyword).name) += ' ';
  }
  EXPECT_EQ(marks, "language rule when is_recorded must no_later_than end ");
}

TEST(Parser, ElementsAndFieldsInATestAreToldApart) {
  Parsed const parsed(
      "language en\ntest t\n  given visits v1 (n 1), v2 (n 2), kind a, codes b, c, born 2010-01-01\n  at 2026-01-01\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "") << both_renderings(parsed.syntax);
  EXPECT_EQ(first(parsed.syntax, NodeKind::given),
            "given\n  given_item visits\n    given_element v1\n      given_item n\n        number 1\n    given_element v2\n"
            "      given_item n\n        number 2\n  given_item kind\n    name a\n  given_item codes\n    name b\n    name c\n"
            "  given_item born\n    date 2010-01-01\n");
}

TEST(Parser, AMissingEndCostsOnlyItsOwnMessage) {
  Parsed const parsed("language en\nrule a\n  m must x\nrule b\n  m must y\nend\n");
  EXPECT_EQ(numbers_of(parsed.syntax), "S012");
  EXPECT_EQ(parsed.syntax.tree.children(parsed.syntax.root).size(), 3U);
}

TEST(Parser, AnEmptyFileIsAnEmptyTree) {
  for (std::string const text : {"", "\n\n", "-- kun en kommentar"}) {
    Parsed const parsed(text);
    EXPECT_TRUE(parsed.syntax.ok()) << text;
    EXPECT_EQ(dump(parsed.syntax.tree, parsed.syntax.root), "file\n");
  }
}

TEST(Parser, EditsRepairWhatTheyName) {
  for (auto const& [broken, code] : std::vector<std::pair<std::string, std::string>>{
           {"language en\nrule r\n  wehn a\n  m must x\nend\n", "S010"},
           {"language en\nrule r\n  når a\n  m must x\nend\n", "S014"},
           {"language en\nrule r\n  m msut make x\nend\n", "S023"},
           {"language en\nrule r\n  m must x within 3 days off y\nend\n", "S001"},
           {"language en\nruel r\n  m must x\nend\n", "S011"}}) {
    Parsed const parsed(broken);
    ASSERT_EQ(numbers_of(parsed.syntax), code) << broken << both_renderings(parsed.syntax);
    auto const& edit = parsed.syntax.diagnostics[0].edit;
    ASSERT_TRUE(edit) << broken;
    std::string mended = broken;
    mended.replace(edit->span.begin, edit->span.size(), edit->replacement);
    Parsed const again(mended);
    EXPECT_EQ(numbers_of(again.syntax), "") << mended;
  }
}

}  // namespace
}  // namespace rettesnor
