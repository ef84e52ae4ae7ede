// Each kind of finding in a small package that has it, and not in one that has not; what is shown passes as a test.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/analyze/analyze.hpp"
#include "engine/explain/test_run.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::analyze {
namespace {

const std::string opening = R"(language en
package small  version 1
title "Small"
owner "Nobody"   status draft   review by 2030-01-01

actor office "Office"
source L law "Law"

concept matter "Matter"
  event received date "Received"
  event answered date "Answered"  verb give
  event heard    date "Heard"     verb hold
  event closed   date "Closed"
  fact  born     date "Born"
  fact  amount   number "Amount"
  fact  urgent   yes/no "Urgent"
  fact  kind     one of a, b, c "Kind"
  state open     from received until closed
end
)";

struct Result {
  std::unique_ptr<testing::Loaded> loaded;
  Analysis analysis;
  std::string text;

  std::vector<const Finding*> of(Kind kind) const {
    std::vector<const Finding*> out;
    for (const Finding& f : analysis.findings) {
      if (f.kind == kind) out.push_back(&f);
    }
    return out;
  }
};

/// The finding's test block, put behind the package, holds.
void passes(const Result& r, const Finding& f) {
  ASSERT_TRUE(f.shown) << code(f.kind);
  const auto with = testing::load({r.text + "\n" + f.shown->test});
  ASSERT_EQ(with->problems, "") << f.shown->test;
  ASSERT_EQ(with->model.tests.size(), 1U);
  EXPECT_TRUE(run_test(with->model, with->model.tests.front(), Language::english).passed()) << f.shown->test;
}

Result analysed(const std::string& rules) {
  Result out;
  out.text = opening + rules;
  out.loaded = testing::load({out.text});
  EXPECT_EQ(out.loaded->problems, "");
  if (out.loaded->problems.empty()) out.analysis = analyze(out.loaded->model, out.loaded->sources);
  return out;
}

/// One finding of the kind and none of another, shown by a test that passes.
Result only(Kind kind, const std::string& rules) {
  Result r = analysed(rules);
  EXPECT_EQ(r.analysis.findings.size(), 1U);
  for (const Finding& f : r.analysis.findings) {
    EXPECT_EQ(code(f.kind), code(kind)) << f.rule << " " << f.other;
    passes(r, f);
  }
  EXPECT_TRUE(r.analysis.open.empty());
  return r;
}

TEST(Findings, NothingIsFoundInOrder) {
  const Result r = analysed(R"(
rule answer "Answer" cite L § 1
  when kind = a and amount >= 5
  office must give answered within 3 months of received
end
exception urgent_one to answer "Urgent" cite L § 2
  when urgent
  instead office must give answered within 2 days of received
end
rule hearing "Hearing" cite L § 3
  office may only give answered if heard has happened
end
)");
  for (const Finding& f : r.analysis.findings) ADD_FAILURE() << code(f.kind) << " " << f.rule;
  EXPECT_TRUE(r.analysis.open.empty());
  EXPECT_GT(r.analysis.tallies.at(Kind::condition_always).in_order, 2U);
}

TEST(Findings, RuleThatNeverApplies) {
  const Result r = only(Kind::rule_never_applies, R"(
rule answer "Answer" cite L § 1
  when amount >= 5 and urgent and amount < 3
  office must give answered within 3 months of received
end
)");
  // What contradicts, and nothing else.
  EXPECT_EQ(r.analysis.findings.front().conditions, (std::vector<std::string>{"amount >= 5", "amount < 3"}));
  EXPECT_TRUE(r.analysis.findings.front().proved);
}

TEST(Findings, AgesThatContradictThroughDates) {
  // 16 years old when received, and born less than 15 years before it.
  only(Kind::rule_never_applies, R"(
rule answer "Answer" cite L § 1
  when years from born to received >= 16 and received < born + 15 years
  office must give answered within 3 months of received
end
)");
}

TEST(Findings, AgesOneDayApartDoNot) {
  const Result r = analysed(R"(
rule answer "Answer" cite L § 1
  when years from born to received >= 16 and received < born + 16 years + 1 day
  office must give answered within 3 months of received
end
)");
  EXPECT_TRUE(r.of(Kind::rule_never_applies).empty());
}

TEST(Findings, ConditionThatAlwaysHolds) {
  const Result r = only(Kind::condition_always, R"(
rule answer "Answer" cite L § 1
  when amount >= 5 and amount >= 3
  office must give answered within 3 months of received
end
)");
  EXPECT_EQ(r.analysis.findings.front().conditions, std::vector<std::string>{"amount >= 3"});
}

TEST(Findings, SideOfOrThatNeverHolds) {
  const Result r = only(Kind::condition_never, R"(
rule answer "Answer" cite L § 1
  when kind = a and (urgent or kind = b)
  office must give answered within 3 months of received
end
)");
  EXPECT_EQ(r.analysis.findings.front().conditions, std::vector<std::string>{"kind = b"});
}

TEST(Findings, ExceptionThatNeverApplies) {
  only(Kind::exception_never, R"(
rule answer "Answer" cite L § 1
  when kind = a
  office must give answered within 3 months of received
end
exception other to answer "Other" cite L § 2
  when kind = b and urgent
  instead may be omitted
end
)");
}

TEST(Findings, ExceptionsThatMeet) {
  const Result r = only(Kind::exceptions_together, R"(
rule answer "Answer" cite L § 1
  office must give answered within 3 months of received
end
exception one to answer "One" cite L § 2
  when urgent
  instead may be omitted
end
exception two to answer "Two" cite L § 3
  when amount > 5
  instead not applicable
end
exception three to answer "Three" cite L § 4
  when amount < 2 and not urgent
  instead not applicable
end
)");
  EXPECT_EQ(r.analysis.findings.front().other, "one, two");
  EXPECT_EQ(r.analysis.tallies.at(Kind::exceptions_together).in_order, 2U);
}

TEST(Findings, RuleThatIsNeverBreached) {
  only(Kind::rule_never_breached, R"(
rule answer "Answer" cite L § 1
  when answered has happened after received and answered has happened no later than received + 1 month
  office must give answered within 3 months of received
end
)");
}

TEST(Findings, TableWithADeadRow) {
  const Result r = analysed(R"(
table level "Level" of matter exhaustive
  | amount    | urgent || level |
  | < 5       | -      || low   |
  | >= 5      | yes    || high  |
  | >= 5      | no     || none  |
end
table dead "Dead" of matter
  | amount | urgent || outcome |
  | < 5    | -      || low     |
  | < 3    | yes    || none    |
end
)");
  EXPECT_EQ(r.analysis.tallies.at(Kind::table_gap).in_order, 1U);
  EXPECT_EQ(r.of(Kind::table_row_never).size(), 1U);
}

TEST(Findings, DutiesThatCollide) {
  only(Kind::duties_collide, R"(
rule answer "Answer" cite L § 1
  when urgent
  office must give answered within 3 months of received
end
rule silence "Silence" cite L § 2
  when amount > 5
  office must not give answered
end
)");
}

TEST(Findings, DutiesThatDoNot) {
  const Result r = analysed(R"(
rule answer "Answer" cite L § 1
  when urgent
  office must give answered within 3 months of received
end
rule silence "Silence" cite L § 2
  when not urgent
  office must not give answered
end
)");
  EXPECT_TRUE(r.of(Kind::duties_collide).empty());
}

TEST(Findings, GapsBetweenVersionsAndValues) {
  const Result r = analysed(R"(
parameter limit "Limit"
  value 5 days from 2000-01-01 until 2019-12-31 cite L § 1
  value 4 days from 2020-02-01 cite L § 1
end
rule answer "Answer"
  in force until 2019-12-31 cite L § 1
    office must give answered within 3 months of received
  in force from 2020-02-01 cite L § 1
    office must give answered within limit of received
end
)");
  ASSERT_EQ(r.of(Kind::version_gap).size(), 1U);
  EXPECT_EQ(r.of(Kind::version_gap).front()->other, "2020-01-01 .. 2020-01-31");
  passes(r, *r.of(Kind::version_gap).front());
}

TEST(Findings, ParameterThatPointsTheWrongWay) {
  const Result r = analysed(R"(
parameter limit "Limit"
  national range 5 .. 10   value 5 from 2000-01-01
  municipality may set   lower is stricter   cite L § 1
end
rule answer "Answer" cite L § 1
  when amount < limit
  office must give answered within 3 months of received
end
)");
  // A lower limit reaches fewer cases.
  ASSERT_EQ(r.of(Kind::parameter_direction).size(), 1U);
  passes(r, *r.of(Kind::parameter_direction).front());
}

TEST(Findings, ParameterThatPointsTheRightWay) {
  const Result r = analysed(R"(
parameter limit "Limit"
  national range 5 days .. 10 days   value 5 days from 2000-01-01
  municipality may set   lower is stricter   cite L § 1
end
rule answer "Answer" cite L § 1
  office must give answered within limit of received
end
)");
  EXPECT_TRUE(r.of(Kind::parameter_direction).empty());
  EXPECT_GT(r.analysis.tallies.at(Kind::parameter_direction).in_order, 0U);
}

std::optional<Finding> compared(const std::string& rules) {
  const auto loaded = testing::load({opening + rules});
  EXPECT_EQ(loaded->problems, "");
  auto out = compare(loaded->model, loaded->sources, RuleId{0}, RuleId{1});
  if (!out || out->findings.empty()) return std::nullopt;
  return out->findings.front();
}

TEST(Same, TwoWordingsOfOneRule) {
  const auto f = compared(R"(
rule one "One" cite L § 1
  when kind is among a, b and not urgent
  office must give answered within 2 weeks of received
end
rule two "Two" cite L § 1
  when none of
    - urgent
    - kind = c
    - not kind exists
  end
  office must give answered within 14 days of received
end
)");
  ASSERT_TRUE(f);
  EXPECT_EQ(code(f->kind), "equivalent");
}

TEST(Same, AMonthIsNotThirtyDays) {
  const auto f = compared(R"(
rule one "One" cite L § 1
  office must give answered within 1 month of received
end
rule two "Two" cite L § 1
  office must give answered within 30 days of received
end
)");
  ASSERT_TRUE(f);
  EXPECT_EQ(code(f->kind), "different");
  ASSERT_TRUE(f->shown);
}

}  // namespace
}  // namespace rettesnor::analyze
