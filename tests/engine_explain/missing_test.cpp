#include "engine/explain/missing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/explain/ask.hpp"
#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> missing(Prober& prober, const std::string& rule, const std::string& element = "") {
  const std::vector<InstanceResult> all = prober.judge(rule_named(rule));
  const auto found = find_missing(prober, rule_named(rule), all);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].element != element || all[i].rest) continue;
    for (const Missing& m : found[i]) out.push_back(missing_code(prober.model(), m));
  }
  return out;
}

std::vector<std::string> decisive(Prober& prober, const std::string& rule, const std::string& element = "") {
  std::vector<std::string> out;
  for (const CellRef& ref : find_decisive(prober, instance(prober, rule, element))) out.push_back(path_of(prober.model(), ref));
  return out;
}

TEST(Missing, AnUnknownGuardIsMissing) {
  // Only `serious` is unknown: yes makes it pending, no not applicable.
  const auto prober = asked("{case: c, awareness: 2026-01-01}", "2026-03-04 08:00");
  EXPECT_THAT(missing(*prober, "study"), ElementsAre("serious"));
}

TEST(Missing, ADeterminedVerdictMissesNothing) {
  const auto prober = asked("{case: c, awareness: 2026-01-01, serious: no}", "2026-03-04 08:00");
  EXPECT_THAT(missing(*prober, "study"), IsEmpty());
}

TEST(Missing, AnUnknownThatCannotChangeAnythingIsNotMissing) {
  // Answered on the day it came: in time whoever wrote, or not applicable if anonymous; so the sender matters, but
  // what the answer's reading of Saturday is does not.
  const auto prober = asked("{case: c, letters: [{id: a, received: 2026-03-02 09:00, answered: 2026-03-02}]}", "2026-03-20 08:00");
  EXPECT_THAT(missing(*prober, "answered", "a"), ElementsAre("a.sender"));
}

TEST(Missing, ABlankEventAfterTheWatermarkIsMissing) {
  // The data end on 3 March; whether the letter was opened by T is not known.
  const auto prober = asked(
      "{case: c, extraction_time: 2026-03-02 12:00, letters: [{id: a, received: 2026-03-02 09:00, sender: person}]}", "2026-03-04 08:00");
  EXPECT_THAT(missing(*prober, "opened_24h", "a"), ElementsAre("a.opened"));
}

TEST(Missing, ACoarseDateAcrossTheDueIsMissing) {
  // Known to be in February; the due is 15 February, so the day decides.
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes, study: 2026-02}", "2026-03-04 08:00");
  EXPECT_THAT(missing(*prober, "study"), ElementsAre("study"));
}

TEST(Missing, AReadingOnWhichTheVerdictDependsIsMissing) {
  // Six working days after Monday 2 March: Monday 9 March if Saturday counts, else Tuesday 10 March.
  const auto prober = asked("{case: c, letters: [{id: a, received: 2026-03-02 09:00, sender: person}]}", "2026-03-10 12:00");
  EXPECT_TRUE(instance(*prober, "answered", "a").possible == VerdictSet({Verdict::pending, Verdict::breached}));
  EXPECT_THAT(missing(*prober, "answered", "a"), ElementsAre("saturday_counts"));
}

TEST(Missing, ConflictingSourcesAreMissingUntilSettled) {
  const auto prober = asked(
      "{case: c, letters: [{id: a, received: 2026-03-02 09:00, sender: {conflicting: [{value: person, source: A}, {value: anonymous, source: B}]}}]}",
      "2026-03-04 08:00");
  EXPECT_THAT(missing(*prober, "answered", "a"), ElementsAre("a.sender"));
}

TEST(Decisive, NamesTheFactsTheVerdictRestsOn) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes, minor: yes}", "2026-03-04 08:00");
  // Without `serious` it might not apply; without `awareness` there would be no due; had `study` happened it would be
  // another verdict. `minor` is read by no part of the rule.
  EXPECT_THAT(decisive(*prober, "study"), ::testing::IsSupersetOf({"serious", "awareness", "study"}));
  EXPECT_THAT(decisive(*prober, "study"), ::testing::Not(::testing::Contains("minor")));
}

TEST(Decisive, AFailedGuardIsEnough) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: no}", "2026-03-04 08:00");
  EXPECT_THAT(decisive(*prober, "study"), ElementsAre("serious"));
}

TEST(Ask, RanksWhatSettlesLawBeforeAdvice) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, letters: [{id: a, received: 2026-03-02 09:00}]}", "2026-03-04 08:00");
  const std::vector<Ask> asks = rank_questions(*prober, group_by_rule(prober->judge_all()));
  std::vector<std::string> names;
  for (const Ask& ask : asks) names.push_back(path_of(prober->model(), ask.cell));
  // `minor` opens only a suggestion, so it comes last.
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.back(), "minor");
  EXPECT_THAT(names, ::testing::IsSupersetOf({"serious", "a.sender"}));
  for (std::size_t i = 1; i < asks.size(); ++i) EXPECT_GE(asks[i - 1].law, asks[i].law);
}

TEST(Ask, UsesTheAuthorsQuestion) {
  const auto prober = asked("{case: c, letters: [{id: a, received: 2026-03-02 09:00}]}", "2026-03-04 08:00");
  for (const Ask& ask : rank_questions(*prober, group_by_rule(prober->judge_all()))) {
    if (path_of(prober->model(), ask.cell) != "a.sender") continue;
    EXPECT_EQ(question_text(prober->model(), ask.cell, Language::danish), "Hvem skrev? (a)");
    EXPECT_EQ(question_text(prober->model(), ask.cell, Language::english), "Who wrote? (a)");
    return;
  }
  FAIL() << "the sender is not asked about";
}

}  // namespace
}  // namespace rettesnor::testing
