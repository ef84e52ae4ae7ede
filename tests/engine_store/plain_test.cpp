// Lines read straight into a case: the same case, to the last place in the text, or the line is left to the tree.
#include <gtest/gtest.h>

#include "tests/engine_store/case_support.hpp"
#include "tests/support/both_ways.hpp"

namespace rettesnor::testing_store {
namespace {

using testing::BothWays;

const std::vector<std::string> plain_lines{
    R"({"case":"A"})",
    "{\"case\":\"A\"}\n",
    "{\"case\":\"A\"} \r\n",
    R"({ "case" : "A" , "born" : "2010-05" , "grade" : -12.50 , "fees":0,"written":true})",
    "{\"case\":\"A\", \"note\":\"æøå – 1\" ,\"notifier\":null}  ",
    R"({"case":"A","note":"to\nlinjer, \"\u00e6\u2013\ud83d\uDE00\/\\\t\r"})",
    R"({"c\u0061se":"A","b\u006frn":"2010\u002d05","study":{"does_not_e\u0078ist":"\u00e5"},"visits":[{"id":"v\u0031"}]})",
    R"({"case":"A","extraction_time":"2026-03-04 08:00","municipality":"0751","written":"nej","answer":"8 weeks"})",
    R"({"case":"A","municipality":[{"code":"0751"},{"code":"0101","from":"2025-06-01"}],"concept":"child_case"})",
    R"({"born":"2010","meeting":"2026-10-25 02:30","case":"A","awareness":"2026-01-02 10:00","decided":"2026-01"})",
    R"({"case":"A","kinds":["a","c"],"inpatient":[{"from":"2026-03-01"},{"from":"2026-01-01","until":"2026-02-01"}]})",
    R"({"case":"A","kinds":[],"inpatient":[],"notifications":[],"visits":null})",
    R"({"case":"A","study":{"at":"2026-05-09","recorded_at":"2026-05-12","source":"journal"},"born":{"between":["2010-01-01","2010-02"]}})",
    R"({"case":"A","serious":{"value":true,"by":"X","on":"2026-01-12","reasons":"Se journalen"}})",
    R"({"case":"A","study":{"does_not_exist":"x"},"decided":{"not_by":"2026-01-01"},"grade":{"unknown":"asked"}})",
    R"({"case":"A","notifier":{"conflicting":[{"value":"private","source":"A"},{"value":"anonymous"}]},"note":{"withheld":true}})",
    R"({"case":"A","unmapped":["visits.made","born"],"visits":[{"made":"2026-01-01"},{}]})",
    R"({"case":"A","visits":{"complete_to":"2026-01-01","items":[{"id":"v1","made":{"between":["2026-01-01","2026-01-03"]}},{}]}})",
    R"({"case":"A","notifications":[{"id":"n1","receipt":"2026-03-02 09:00","followups":[{"held":"2026-03"},{"id":"1x"}]},{"unmapped":"receipt"}]})",
    R"({"case":"A","visits":[{"recorded_at":"2026-01-09","made":"2026-01-07","with_child":false},{"id":null}]})",
};

const std::vector<std::string> left_lines{
    "{\"case\":\t\"A\"}",
    "{\"case\":\"A\"}\n\n",
    "\n{\"case\":\"A\"}",
    "\xEF\xBB\xBF{\"case\":\"A\"}",
    R"({"case":"A","placed":null})",  // a state
};

const std::vector<std::string> refused_lines{
    "", "{", "[]", "1", "null", R"("A")", "{}", R"({"case":""})", R"({"case":1})", R"({"case":"A",})", R"({"case":"A"} x)",
    R"({"case":"A" "born":"2010"})", R"({"case":"A","born""x":"2010"})", R"({"case":"A","born":"2010"]})",
    R"({"case":"A","grade":01})", R"({"case":"A","grade":1.})", R"({"case":"A","grade":1.5x})", R"({"case":"A","grade":+1})",
    R"({"case":"A","grade":"1"})", R"({"case":"A","grade":1e2})", R"({"case":"A","grade":1.1234567})", R"({"case":"A","grade":nul})",
    R"({"case":"A","written":tru})", R"({"case":"A","written":trueish})", R"({"case":"A","written":1})",
    R"({"case":"A","born":"2010-13"})", R"({"case":"A","born":20100101})", R"({"case":"A","meeting":"2026-03-29 02:30"})",
    R"({"case":"A","nobody":1})", R"({"case":"A","":1})", R"({"case":"A","case":"B"})", R"({"case":"A","born":"2010","born":"2011"})",
    R"({"case":"A","born":null,"born":"2011"})", R"({"case":"A","visits":null,"visits":[]})",
    R"({"case":"A","visits":{"items":[],"items":[{}]}})", R"({"case":"A","visits":{"item":[]}})", R"({"case":"A","visits":"x"})",
    R"({"case":"A","visits":[1]})", R"({"case":"A","visits":[{"id":"v"},{"id":"v"}]})", R"({"case":"A","visits":[{"id":"2"},{}]})",
    R"({"case":"A","visits":[{"id":"a b"}]})", R"({"case":"A","visits":[{"case":"x"}]})", R"({"case":"A","id":"x"})",
    R"({"case":"A","kinds":["a","a"]})", R"({"case":"A","kinds":"a"})", R"({"case":"A","notifier":"nobody"})",
    R"({"case":"A","study":{"at":"2026-01-01","at":"2026-01-02"}})", R"({"case":"A","study":{"at":"2026-01-01","withheld":true}})",
    R"({"case":"A","municipality":751})", R"({"case":"A","municipality":"75"})", R"({"case":"A","municipality":[]})",
    R"({"case":"A","concept":"visit"})", R"({"case":"A","unmapped":["nothing"]})", R"({"case":"A","placed":"2026-01-01"})",
    "{\"case\":\"A\",\"note\":\"\xFF\"}", "{\"case\":\"A\",\"note\":\"a\tb\"}", "{\"case\":\"A\",\"note\":\"\xE2\x80\xAE\"}",
    R"({"case":"A","note":"\u202e"})", R"({"case":"A","note":"\u0000"})", R"({"case":"A","note":"\b"})", R"({"case":"A","note":"\x"})",
    R"({"case":"A","note":"\u00g0"})", R"({"case":"A","note":"\u00e"})", R"({"case":"A","note":"\ud83d"})", R"({"case":"A","note":"\ud83d\u0041"})",
    R"({"case":"A","note":"\ude00"})", R"({"case":"A","note":"\)", R"({"case":"A","note":"\u00)", R"({"case":"A","note":"a)", "{\"case\":\"A\n", "{\"case\":\"A\"\n", "{\"case\":\"A\",\"grade\":1\n",
    R"({"case":"A","born":"2010","\u0062orn":"2011"})", R"({"case":"A","study":{"at":"2026-01-01","\u0061t":"2026-01-01"}})",
    std::string("{\"case\":\"A\"}\0", 13),
};

void hold_all(BothWays& both, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) EXPECT_EQ(both.held(line), "") << line;
}

TEST(PlainLines, AreReadStraight) {
  BothWays both(model());
  hold_all(both, plain_lines);
  EXPECT_EQ(both.plain, plain_lines.size());
}

TEST(PlainLines, OthersAreLeft) {
  BothWays both(model());
  hold_all(both, left_lines);
  EXPECT_EQ(both.left, left_lines.size());
  hold_all(both, refused_lines);
  EXPECT_EQ(both.refused, refused_lines.size());
}

/// What was learnt from one line, and what one line left behind, never changes another.
TEST(PlainLines, InAnyOrder) {
  std::mt19937 random(1);
  BothWays both(model());
  for (int i = 0; i < 2'000; ++i) hold_all(both, {(i % 2 == 0 ? plain_lines[random() % plain_lines.size()] : refused_lines[random() % refused_lines.size()])});
  EXPECT_EQ(both.plain, 1'000U);
}

TEST(PlainLines, ShakenAreTheSameOrLeft) {
  std::mt19937 random(20261125);
  BothWays both(model());
  for (int i = 0; i < 40'000; ++i) {
    const std::string line = testing::shake(plain_lines[random() % plain_lines.size()], random);
    ASSERT_EQ(both.held(line), "") << line;
  }
  EXPECT_GT(both.plain, 800U);  // the shaking is mild enough for some to stay cases
  EXPECT_GT(both.refused, 20'000U);
}

/// Limits are held by the reader that can say so.
TEST(PlainLines, WithinTheLimits) {
  const std::string line = R"({"case":"A","notifications":[{"followups":[{"held":{"at":"2026-01-01"}}]}]})";
  for (const DataLimits limits : {DataLimits{.max_bytes = line.size() - 1}, DataLimits{.max_depth = 5}, DataLimits{.max_values = 10}}) {
    BothWays both(model(), {}, limits);
    EXPECT_EQ(both.held(line), "");
    EXPECT_EQ(both.refused, 1U);
  }
  BothWays both(model(), {}, {.max_bytes = line.size(), .max_depth = 6});
  EXPECT_EQ(both.held(line), "");
  EXPECT_EQ(both.plain, 1U);
}

/// A case of one of several concepts: by its `concept`, or by the one that was asked for.
TEST(PlainLines, OfSeveralConcepts) {
  Model two = child_model();
  const ConceptId second = two.concepts.add({.name = "permit"});
  two.roots.push_back(second);
  BothWays either(two);
  hold_all(either, {R"({"case":"A","concept":"permit"})", R"({"case":"A","concept":"child_case","born":"2010"})", R"({"case":"A","born":"2010","concept":"child_case"})"});
  EXPECT_EQ(either.plain, 3U);
  hold_all(either, {R"({"case":"A"})", R"({"case":"A","concept":"permit","born":"2010"})", R"({"case":"\"concept\":\"permit","born":"2010"})"});
  EXPECT_EQ(either.refused, 3U);
  BothWays asked(two, second);
  hold_all(asked, {R"({"case":"A"})", R"({"case":"A","concept":"permit"})"});
  EXPECT_EQ(asked.plain, 2U);
  hold_all(asked, {R"({"case":"A","concept":"child_case"})"});
  EXPECT_EQ(asked.refused, 1U);
}

/// The comparison itself sees a place that is one byte off.
TEST(PlainLines, APlaceCounts) {
  const Case one = accepted(R"({"case":"A","visits":[{"made":"2026-01-01"}]})", CaseFormat::json);
  const Case other = accepted(R"({"case":"A","visits":[{"made": "2026-01-01"}]})", CaseFormat::json);
  EXPECT_EQ(testing::difference(model(), one, one), "");
  EXPECT_EQ(testing::difference(model(), one, other), "span");
}

}  // namespace
}  // namespace rettesnor::testing_store
