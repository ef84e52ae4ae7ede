#include "engine/explain/report.hpp"

#include <gtest/gtest.h>

#include "engine/explain/due.hpp"
#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

TEST(Report, LawAdviceRightsAndSuggestionsStandApart) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes, decision: 2026-02-20, minor: yes}", "2026-03-04 08:00");
  const Report report = make_report(*prober);
  for (const Finding& f : report.law) EXPECT_EQ(sphere_of(prober->model(), f.result.rule), Sphere::law);
  ASSERT_EQ(report.recommendations.size(), 1U);
  ASSERT_EQ(report.rights.size(), 1U);
  // Four weeks from 20 February end on 20 March: it can still be used.
  EXPECT_EQ(right_code(report.rights.front()), "unused");
  ASSERT_EQ(report.suggestions.size(), 1U);
  EXPECT_FALSE(report.suggestions.front().result.possible.has(Verdict::not_applicable));
}

TEST(Report, ADeviationFromARecommendationIsNoFinding) {
  // The meeting was recommended by 31 January; nothing in law is late.
  const auto prober = asked("{case: c, awareness: 2026-01-01, serious: no}", "2026-03-04 08:00");
  const Report report = make_report(*prober);
  ASSERT_TRUE(report.recommendations.front().result.possible.is(Verdict::breached));
  EXPECT_FALSE(report.has_findings());
}

TEST(Report, WhatIsNotKnownIsNoFinding) {
  const auto prober = asked("{case: c, awareness: 2025-10-15}", "2026-03-04 08:00");
  EXPECT_FALSE(make_report(*prober).has_findings());
}

TEST(Report, TheMunicipalityIsTheOneOfTheDay) {
  const auto prober = asked("{case: c, municipality: [{code: \"0751\", from: 2020-01-01}, {code: \"0101\", from: 2025-06-01}]}", "2026-03-04 08:00");
  EXPECT_EQ(make_report(*prober).municipality, "0101");
  EXPECT_EQ(municipality_at(prober->subject(), prober->question(), *make_date(2025, 5, 31)), "0751");
}

TEST(Due, ListsWhatFallsInTheWindowAndWhatWasPassed) {
  const auto prober = asked("{case: c, awareness: 2025-10-15, serious: yes, letters: [{id: a, received: 2026-03-02 09:00, opened: 2026-03-02 10:00, sender: person}]}", "2026-03-04 08:00");
  const Report report = make_report(*prober, {.missing = false, .decisive = false, .questions = 0});
  std::vector<DueItem> items = find_due(report, 30);
  sort_due(prober->model(), items);
  // The study (15 February) and the recommended meeting (14 November) are past; the answer is due 9-10 March.
  ASSERT_EQ(items.size(), 3U);
  EXPECT_TRUE(items[0].overdue);
  EXPECT_TRUE(items[1].overdue);
  EXPECT_EQ(prober->model().rules[items[2].finding.result.rule].name, "answered");
  EXPECT_FALSE(items[2].overdue);
  // Five days ahead end on 9 March: still inside. Four do not reach it.
  EXPECT_EQ(find_due(report, 5).size(), 3U);
  EXPECT_EQ(find_due(report, 4).size(), 2U);
}

}  // namespace
}  // namespace rettesnor::testing
