// Indicators: who counts, for what and when, by cases worked out by hand. T is 20 January 2026 at noon, the period 2025.
#include "engine/audit/measure.hpp"

#include <gtest/gtest.h>

#include "engine/reference/evaluate.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::audit {
namespace {

constexpr const char* rules_text = R"(language en
package small version 1
actor office "Kontoret"
source L law "Small law"
concept goal "Mål"
  event start date "Start"
  fact first number "Først"
  fact latest number "Senest"
  fact kind one of school, home "Art"
end
concept matter "Sag"
  event a date "Anker"
  event e date "Handling"
  fact c yes/no "Betingelse"
  fact excused yes/no "Undskyldt"
  list goals of goal "Mål"
end
rule in_time "I tide" cite L § 1
  when c
  office must do e within 10 days of a
end
exception excuse to in_time "Undskyldning" cite L § 1
  when excused
  instead may be omitted
end
recommendation soon "Snart" cite L § 2
  office should do e within 10 days of a
end
indicator timely "Rettidigt"
  from rule in_time for a in period by municipality cite L § 1 higher is better
end
indicator ever "Nogensinde"
  from rule in_time
end
indicator recommended "Anbefalet"
  from rule soon for a in period
end
indicator change "Ændring"
  population goals where first > 60
  average of latest - first   meaningful 5   observed for 3 months of start   by municipality   lower is better
end
indicator change_by_kind "Ændring efter art"
  population goals where first > 60
  average of latest - first   observed for 3 months of start   by kind
end
indicator better_now "Bedre nu"
  population goals where first is recorded
  share where latest < first   by kind
end
indicator with_goals "Sager med mål"
  population matter where c
  share where count of goals >= 2
end
)";

class MeasureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    loaded_ = testing::load({rules_text});
    ASSERT_EQ(loaded_->problems, "");
  }

  Measures measures(const std::string& yaml, const std::string& as_of = "2026-01-20 12:00") const {
    const Model& model = loaded_->model;
    const Case subject = testing::read_yaml_case(model, "case: C\nmunicipality: \"0751\"\n" + std::string(yaml.find("excused") == std::string::npos ? "excused: false\n" : "") + yaml);
    const Question question{.as_of = testing::at(as_of)};
    Measures out;
    std::vector<JudgedInstance> instances;
    for (const InstanceResult& r : evaluate(model, subject, question)) {
      if (!r.rest) instances.push_back({r.rule, r.at, r.possible, r.anchor});
    }
    measure(model, subject, question, *parse_period("2025-01-01..2025-12-31"), instances, out);
    return out;
  }

  const IndicatorDecl& named(const std::string& name) const {
    for (const IndicatorDecl& i : loaded_->model.indicators.rows()) {
      if (i.name == name) return i;
    }
    throw std::runtime_error(name);
  }

  /// All of an indicator, whatever the group. Excluded are those without rows too.
  Sums all(const Measures& of, const std::string& name) const {
    Sums out;
    for (const auto& [key, sums] : of) {
      if (loaded_->model.indicators[IndicatorId{key.indicator}].name == name) out += sums;
    }
    return out;
  }
  std::vector<MeasureKey> keys(const Measures& of, const std::string& name) const {
    std::vector<MeasureKey> out;
    for (const auto& [key, sums] : of) {
      if (loaded_->model.indicators[IndicatorId{key.indicator}].name == name) out.push_back(key);
    }
    return out;
  }

  std::unique_ptr<testing::Loaded> loaded_;
};

/// numerator, settled, excluded, waiting, for judgement, unknown; then the share's ends.
std::vector<std::uint64_t> counts(const Sums& s) { return {s.numerator, s.settled, s.excluded, s.waiting, s.for_judgement, s.unknown}; }
std::vector<std::uint64_t> ends(const Sums& s) { return {s.low_numerator, s.low_settled, s.high_numerator, s.high_settled}; }
using Numbers = std::vector<std::uint64_t>;

TEST_F(MeasureTest, ACertainVerdictCountsOnceInOnePlace) {
  const Sums kept = all(measures("a: 2025-03-01\ne: 2025-03-05\nc: true\n"), "timely");
  EXPECT_EQ(counts(kept), (Numbers{1, 1, 0, 0, 0, 0}));
  EXPECT_EQ(ends(kept), (Numbers{1, 1, 1, 1}));
  const Sums late = all(measures("a: 2025-03-01\ne: 2025-04-05\nc: true\n"), "timely");
  EXPECT_EQ(counts(late), (Numbers{0, 1, 0, 0, 0, 0}));
  EXPECT_EQ(ends(late), (Numbers{0, 1, 0, 1}));
  EXPECT_EQ(counts(all(measures("a: 2025-03-01\nc: true\n"), "timely")), (Numbers{0, 1, 0, 0, 0, 0}));   // breached
  EXPECT_EQ(counts(all(measures("a: 2025-03-01\nc: false\n"), "timely")), (Numbers{0, 0, 1, 0, 0, 0}));  // not applicable
  const Sums judged = all(measures("a: 2025-03-01\nc: true\nexcused: true\n"), "timely");
  EXPECT_EQ(counts(judged), (Numbers{0, 0, 0, 0, 1, 0}));
  EXPECT_EQ(ends(judged), (Numbers{0, 0, 0, 0}));
  // As of 5 March the ten days are not over.
  EXPECT_EQ(counts(all(measures("a: 2025-03-01\nc: true\n", "2025-03-05 12:00"), "timely")), (Numbers{0, 0, 0, 1, 0, 0}));
}

TEST_F(MeasureTest, TheEndsTakeWhatTheUnknownCouldBe) {
  // Breached or not applicable: a failure at the worst, left out at the best.
  const Sums breached = all(measures("a: 2025-03-01\nc: {unknown: asked}\n"), "timely");
  EXPECT_EQ(counts(breached), (Numbers{0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(ends(breached), (Numbers{0, 1, 0, 0}));
  // Fulfilled or not applicable: left out at the worst, a success at the best.
  EXPECT_EQ(ends(all(measures("a: 2025-03-01\ne: 2025-03-05\nc: {unknown: asked}\n"), "timely")), (Numbers{0, 0, 1, 1}));
  // Fulfilled, late or breached: whether and when it was done was asked, and nobody knows.
  EXPECT_EQ(ends(all(measures("a: 2025-03-01\ne: {unknown: asked}\nc: true\n"), "timely")), (Numbers{0, 1, 1, 1}));
}

TEST_F(MeasureTest, ThePeriodIsTheDayOfWhatItNames) {
  EXPECT_TRUE(keys(measures("a: 2024-12-31\ne: 2025-01-02\nc: true\n"), "timely").empty());
  EXPECT_TRUE(keys(measures("a: 2026-01-01\ne: 2026-01-02\nc: true\n"), "timely").empty());
  EXPECT_EQ(keys(measures("a: 2025-12-31\ne: 2026-01-02\nc: true\n"), "timely").at(0).month, 12 * 2025 + 11);
  EXPECT_TRUE(keys(measures("c: true\n"), "timely").empty());  // what has not happened is in no period
  // Without `for … in period` every instance counts, by the month of its anchor.
  const Measures before = measures("a: 2024-12-31\ne: 2025-01-02\nc: true\n");
  EXPECT_EQ(counts(all(before, "ever")), (Numbers{1, 1, 0, 0, 0, 0}));
  EXPECT_EQ(keys(before, "ever").at(0).month, 12 * 2024 + 11);
}

TEST_F(MeasureTest, WhatMayLieOutsideThePeriodIsLeftOutAtTheEndThatItWouldRaise) {
  // On one of the days from 20 December to 10 January, and done: in time, and in the period or not.
  const Measures m = measures("a: {between: [2024-12-20, 2025-01-10]}\ne: 2025-01-10\nc: true\n");
  const Sums s = all(m, "timely");
  EXPECT_EQ(s.unknown, 1U);
  EXPECT_EQ(s.high_numerator, 1U);
  EXPECT_EQ(keys(m, "timely").at(0).month, -1);  // not known to the month
}

TEST_F(MeasureTest, GroupsAreMunicipalityAndCodes) {
  const Measures m = measures("a: 2025-03-01\nc: true\ngoals:\n  - {start: 2025-02-01, first: 70, latest: 60, kind: school}\n  - {start: 2025-02-01, first: 70, latest: 60}\n");
  EXPECT_EQ(keys(m, "timely").at(0).municipality, "0751");
  EXPECT_EQ(keys(m, "ever").at(0).municipality, "");
  std::vector<std::string> groups;
  for (const MeasureKey& k : keys(m, "change_by_kind")) groups.push_back(k.groups);
  EXPECT_EQ(groups, (std::vector<std::string>{R"([""])", R"(["school"])"}));
}

TEST_F(MeasureTest, ChangesAreSummedExactlyAndTheMissingAreUnknown) {
  const Measures m = measures(
      "a: 2025-03-01\ngoals:\n"
      "  - {id: g1, start: 2025-02-01, first: 70, latest: 65}\n"      // -5: down by just enough
      "  - {id: g2, start: 2025-02-01, first: 70, latest: 65.1}\n"    // -4.9: unchanged
      "  - {id: g3, start: 2025-02-01, first: 70, latest: 76}\n"      // 6: up
      "  - {id: g4, start: 2025-02-01, first: 70}\n"                  // not measured again
      "  - {id: g5, start: 2025-02-01, first: 60, latest: 50}\n"      // not of the population
      "  - {id: g6, start: 2025-02-01, latest: 50}\n"                 // perhaps of it
      "  - {id: g7, start: 2025-02-01, first: 70, latest: {does_not_exist: true}}\n"
      "  - {id: g8, start: 2025-11-01, first: 70, latest: 60}\n"      // three months are over in February, outside the period
      "  - {id: g9, start: 2024-09-30, first: 70, latest: 60}\n");    // over on 30 December 2024
  const Sums s = all(m, "change");
  EXPECT_EQ(s.settled, 3U);
  EXPECT_EQ(s.down, 1U);
  EXPECT_EQ(s.up, 1U);
  EXPECT_EQ(s.unknown, 2U);  // g4 and g6
  EXPECT_EQ(s.missing, 1U);  // g4
  EXPECT_EQ(s.excluded, 1U);
  EXPECT_EQ(s.sum.text(sum_places), "-3.9");          // -5 - 4.9 + 6
  EXPECT_EQ(s.squares.text(square_places), "85.01");  // 25 + 24.01 + 36
  EXPECT_EQ(keys(m, "change").at(0).month, 12 * 2025 + 4);  // three months after 1 February
}

TEST_F(MeasureTest, AnObservationThatIsNotOverWaits) {
  const Sums s = all(measures("a: 2025-03-01\ngoals:\n  - {start: 2025-08-01, first: 70, latest: 60}\n", "2025-10-31 12:00"), "change");
  EXPECT_EQ(s.waiting, 1U);
  EXPECT_EQ(s.settled + s.unknown + s.missing, 0U);
  EXPECT_EQ(all(measures("a: 2025-03-01\ngoals:\n  - {start: 2025-08-01, first: 70, latest: 60}\n", "2025-11-01 12:00"), "change").settled, 1U);
}

TEST_F(MeasureTest, SharesOfAPopulation) {
  const Sums s = all(measures("a: 2025-03-01\ngoals:\n"
                              "  - {start: 2025-02-01, first: 70, latest: 60}\n"   // yes
                              "  - {start: 2025-02-01, first: 70, latest: 70}\n"   // no
                              "  - {start: 2025-02-01, first: 70}\n"               // unknown
                              "  - {start: 2024-02-01, first: 70, latest: 60}\n"   // before the period
                              "  - {start: 2025-02-01, latest: 60}\n"),            // not recorded: not of the population
                     "better_now");
  EXPECT_EQ(counts(s), (Numbers{1, 2, 0, 0, 0, 1}));
  EXPECT_EQ(ends(s), (Numbers{1, 3, 2, 3}));
}

TEST_F(MeasureTest, CasesThemselvesAreCountedAsTheyAre) {
  EXPECT_EQ(counts(all(measures("c: true\ngoals: [{start: 2020-02-01}, {start: 2025-02-01}]\n"), "with_goals")), (Numbers{1, 1, 0, 0, 0, 0}));
  EXPECT_TRUE(keys(measures("c: false\n"), "with_goals").empty());
  // Perhaps of the population, and certainly no: a failure at the worst, left out at the best.
  const Sums perhaps = all(measures("c: {unknown: asked}\n"), "with_goals");
  EXPECT_EQ(perhaps.unknown, 1U);
  EXPECT_EQ(ends(perhaps), (Numbers{0, 1, 0, 0}));
  // Drawn before T: a second goal may be there.
  const Sums drawn = all(measures("c: true\nextraction_time: 2026-01-01 00:00\ngoals: [{start: 2025-02-01}]\n"), "with_goals");
  EXPECT_EQ(counts(drawn), (Numbers{0, 0, 0, 0, 0, 1}));
}

TEST_F(MeasureTest, LawRecommendationsAndOutcomesAreToldApart) {
  EXPECT_EQ(matter_of(loaded_->model, named("timely")), Matter::law);
  EXPECT_EQ(matter_of(loaded_->model, named("recommended")), Matter::recommendation);
  EXPECT_EQ(matter_of(loaded_->model, named("change")), Matter::outcome);
  EXPECT_TRUE(in_the_period(loaded_->model, named("timely")));
  EXPECT_FALSE(in_the_period(loaded_->model, named("ever")));
  EXPECT_TRUE(in_the_period(loaded_->model, named("better_now")));
  EXPECT_FALSE(in_the_period(loaded_->model, named("with_goals")));
}

TEST_F(MeasureTest, ChoosingByAScoreWarnsUnlessThereIsAGroupToCompareWith) {
  EXPECT_TRUE(entry_by_score(loaded_->model, named("change")));
  EXPECT_FALSE(entry_by_score(loaded_->model, named("change_by_kind")));
  EXPECT_FALSE(entry_by_score(loaded_->model, named("better_now")));  // chosen by what is recorded, not by how high it is
  EXPECT_FALSE(entry_by_score(loaded_->model, named("timely")));
}

TEST(MeasurePeriod, IsTheTwelveWholeMonthsBefore) {
  EXPECT_EQ(to_string(year_before(testing::at("2026-02-16 12:00"))), "2025-02-01..2026-01-31");
  EXPECT_EQ(to_string(year_before(testing::at("2026-01-01 00:00"))), "2025-01-01..2025-12-31");
  // The last instant of a month ends it, as `--as-of 2025-12-31` does.
  EXPECT_EQ(to_string(year_before(Moment{testing::at("2026-01-01 00:00").micros - 1})), "2025-01-01..2025-12-31");
  EXPECT_EQ(to_string(year_before(testing::at("2024-03-01 00:00"))), "2023-03-01..2024-02-29");
}

TEST(MeasurePeriod, ReadsDaysMonthsAndYears) {
  EXPECT_EQ(to_string(*parse_period("2025-01-01..2025-12-31")), "2025-01-01..2025-12-31");
  EXPECT_EQ(to_string(*parse_period("2025..2025")), "2025-01-01..2025-12-31");
  EXPECT_EQ(to_string(*parse_period("2024-02..2024-02")), "2024-02-01..2024-02-29");
  for (const char* bad : {"", "2025", "..", "2025..", "2025-02-01..2025-01-01", "2025-02-30..2025-03-01", "2025-01-01...2025-02-01"}) EXPECT_FALSE(parse_period(bad)) << bad;
}

}  // namespace
}  // namespace rettesnor::audit
