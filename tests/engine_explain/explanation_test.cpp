#include "engine/explain/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

Explanation explained(Prober& prober, const std::string& rule, const std::string& element = "", Language language = Language::danish) {
  return explain_instance(prober, make_finding(prober.model(), instance(prober, rule, element), prober.question()), language);
}

TEST(Change, ABreachedDeadlineNamesItsBoundary) {
  // Four months from 15 October 2025 end on 15 February 2026: the last day that would have been in time.
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes}", "2026-03-04 08:00");
  const Explanation e = explained(*prober, "study");
  ASSERT_FALSE(e.changes.empty());
  EXPECT_EQ(path_of(prober->model(), e.changes.front().cell), "study");
  EXPECT_TRUE(e.changes.front().then.is(Verdict::fulfilled));
  EXPECT_THAT(e.changes.front().sentence, HasSubstr("senest 15. februar 2026"));
  EXPECT_THAT(e.changes.front().sentence, HasSubstr("overholdt"));
}

TEST(Change, AnOpenDeadlineSaysUntilWhen) {
  const auto prober = asked("{case: c, awareness: 2026-01-15, serious: yes}", "2026-03-04 08:00");
  const Explanation e = explained(*prober, "study");
  ASSERT_FALSE(e.changes.empty());
  EXPECT_EQ(e.changes.front().sentence, "sker »Undersøgelse afsluttet« senest 15. maj 2026, er reglen overholdt");
}

TEST(Change, NothingIsChangedInTheCase) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes}", "2026-03-04 08:00");
  const VerdictSet before = instance(*prober, "study").possible;
  explained(*prober, "study");
  EXPECT_TRUE(instance(*prober, "study").possible == before);
}

TEST(WhyNot, AFailedGuardIsQuotedWithItsFacts) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: no}", "2026-03-04 08:00");
  const Explanation e = explained(*prober, "study");
  EXPECT_THAT(e.why_not, Contains(HasSubstr("`serious`")));
  EXPECT_THAT(e.why_not, Contains(HasSubstr("Alvorlig sag: nej")));
}

TEST(WhyNot, AnExceptionThatDoesNotApplyIsNamed) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes}", "2026-03-04 08:00");
  EXPECT_THAT(explained(*prober, "study").why_not, Contains(HasSubstr("»Foreløbig vurdering foreligger« gælder ikke")));
}

TEST(WhyNot, AnExceptionThatAppliesIsNamedAmongTheReasons) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes, interim: {at: 2026-02-10, reasons: \"Afventer\"}}", "2026-03-04 08:00");
  EXPECT_THAT(explained(*prober, "study").because, Contains(HasSubstr("»Foreløbig vurdering foreligger« gælder")));
}

TEST(Because, SaysWhoJudged) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: {value: yes, by: \"Mette\", on: 2025-10-20}}", "2026-03-04 08:00");
  EXPECT_THAT(explained(*prober, "study").because, Contains("Alvorlig sag: ja (Mette)"));
}

TEST(Because, SaysHowLongOverdue) {
  // From 15 February to 4 March 2026 there are 17 days.
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes}", "2026-03-04 08:00");
  EXPECT_THAT(explained(*prober, "study").because, Contains("17 dage over fristen"));
  EXPECT_THAT(explained(*prober, "study", "", Language::english).because, Contains("17 days overdue"));
}

TEST(Worlds, EachReadingHasItsVerdict) {
  const auto prober = asked("{case: c, letters: [{id: a, received: 2026-03-02 09:00, sender: person}]}", "2026-03-10 12:00");
  const Explanation e = explained(*prober, "answered", "a");
  EXPECT_THAT(e.worlds, ::testing::UnorderedElementsAre("hverdage: hovedteksten: afventer", "hverdage: Lørdag regnes som hverdag: ikke overholdt"));
}

}  // namespace
}  // namespace rettesnor::testing
