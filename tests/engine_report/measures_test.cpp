// Measures as they may leave: what is hidden, also beside other tables, and that the figures are those of the statistics.
#include "engine/report/measures.hpp"

#include <gtest/gtest.h>

#include "engine/report/measure_tables.hpp"
#include "engine/report/report.hpp"
#include "engine/statistics/intervals.hpp"
#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using ledger::Measured;

Measured::Row share(const std::string& municipality, std::uint64_t yes, std::uint64_t no, std::uint64_t open = 0, std::vector<std::string> groups = {}) {
  audit::Sums s{.numerator = yes, .settled = yes + no, .unknown = open, .low_numerator = yes, .low_settled = yes + no + open,
                .high_numerator = yes + open, .high_settled = yes + no + open};
  return {.municipality = municipality, .groups = std::move(groups), .month = "2025-03", .sums = s};
}

Measured::Row changes(const std::string& municipality, const std::vector<int>& values, std::uint64_t missing = 0) {
  audit::Sums s{.settled = values.size(), .unknown = missing, .missing = missing};
  for (const int v : values) {
    s.sum.add(v * millionths_per_one);
    s.squares.add_square(v * millionths_per_one);
    s.up += v >= 4 ? 1 : 0;
    s.down += v <= -4 ? 1 : 0;
  }
  return {.municipality = municipality, .groups = {}, .month = "2025-03", .sums = s};
}

Measured indicator(const std::string& name, std::vector<Measured::Row> rows) {
  Measured out{.indicator = "p." + name, .title_da = "Mål " + name, .title_en = "Measure " + name, .matter = "outcome", .form = "share"};
  out.population = name;
  out.by_municipality = true;
  out.in_period = true;
  out.better = "higher";
  out.rows = std::move(rows);
  return out;
}

Measured average(const std::string& name, std::vector<Measured::Row> rows) {
  Measured out = indicator(name, std::move(rows));
  out.form = "average";
  out.meaningful = "4";
  out.observed_for = "3 months";
  out.better = "lower";
  out.entry_by_score = true;
  return out;
}

Publication empty_run() {
  Publication out;
  out.threshold = 5;
  out.run = {{"as_of", "2026-01-20T12:00:00+01:00"}, {"period", "2025-01-01..2025-12-31"}};
  out.head = "abc";
  return out;
}

const MeasureRow& row(const MeasureTable& table, const std::string& label) {
  for (const MeasureRow& r : table.rows) {
    if (r.label == label) return r;
  }
  throw std::runtime_error(label);
}

TEST(Measures, AShareHasItsIntervalAndTheEndsOfWhatIsOpen) {
  const auto found = publish_measures({indicator("a", {share("0101", 60, 30, 10), share("0751", 40, 20, 0)})}, empty_run(), {});
  ASSERT_EQ(found.size(), 1U);
  const MeasureRow& all = found[0].all;
  EXPECT_EQ(all.total, 160);
  EXPECT_EQ(all.settled, 150);
  EXPECT_EQ(all.parts, (std::vector<Maybe>{100, 50, 10}));
  EXPECT_EQ(all.chance, statistics::wilson({100, 150}));
  EXPECT_DOUBLE_EQ(all.bounds->low, 100.0 / 160);   // the ten all no
  EXPECT_DOUBLE_EQ(all.bounds->high, 110.0 / 160);  // and all yes
  ASSERT_EQ(found[0].tables.size(), 1U);
  EXPECT_EQ(row(found[0].tables[0], "0751").parts, (std::vector<Maybe>{40, 20, 0}));
}

TEST(Measures, WithNothingLeftTheWorstIsOneAndTheBestNought) {
  Measured::Row only = share("0101", 0, 0, 10);
  only.sums.low_numerator = only.sums.low_settled = only.sums.high_numerator = 0;
  only.sums.high_settled = 7;
  disclosure::Policy policy;
  policy.hide_full = false;  // all are open
  const auto found = publish_measures({indicator("a", {only})}, empty_run(), policy);
  EXPECT_EQ(found[0].all.bounds, (statistics::Interval{1, 0}));
}

TEST(Measures, SmallCountsAreHiddenAndNoFigureRestsOnThem) {
  const auto found = publish_measures({indicator("a", {share("0101", 60, 30), share("0461", 50, 3), share("0751", 40, 20), share("0851", 30, 25)})}, empty_run(), {});
  ASSERT_EQ(found[0].tables.size(), 1U);
  const MeasureRow& odense = row(found[0].tables[0], "0461");
  EXPECT_EQ(odense.parts[1], std::nullopt);
  EXPECT_EQ(odense.parts[0], std::nullopt);
  EXPECT_EQ(odense.chance, std::nullopt);
  EXPECT_EQ(odense.bounds, std::nullopt);
  // A partner is hidden too: else the total and the others would give the 3.
  int hidden = 0;
  for (const MeasureRow& r : found[0].tables[0].rows) hidden += r.parts[1] ? 0 : 1;
  EXPECT_GE(hidden, 2);
}

TEST(Measures, AnAverageIsThatOfTheValues) {
  const std::vector<int> values{-9, -4, -5, -3, -8, 6, 5, 4, 7, 9, 0, 1, -2, 2, 3, -6, 4};
  const auto found = publish_measures({average("a", {changes("0101", values, 6)})}, empty_run(), {});
  const MeasureRow& all = found[0].all;
  EXPECT_EQ(all.parts, (std::vector<Maybe>{6, 5, 6, 6}));  // 6 5 4 7 9 4 up; -9 -4 -5 -8 -6 down
  EXPECT_EQ(found[0].missing, 6);
  const std::vector<double> same(values.begin(), values.end());
  const auto expected = statistics::mean_interval(same);
  ASSERT_TRUE(all.mean && expected);
  EXPECT_NEAR(all.mean->value, expected->value, 1e-12);
  EXPECT_NEAR(all.mean->standard_deviation, expected->standard_deviation, 1e-12);
  EXPECT_NEAR(all.mean->interval.low, expected->interval.low, 1e-12);
  EXPECT_NEAR(all.mean->interval.high, expected->interval.high, 1e-12);
}

TEST(Measures, AnAverageOfFewIsNotShown) {
  const auto found = publish_measures({average("a", {changes("0101", {-9, -4, -5})})}, empty_run(), {});
  EXPECT_EQ(found[0].all.mean, std::nullopt);
  EXPECT_EQ(found[0].all.total, std::nullopt);
}

// All of a duty's instances but three are of the period: the difference would tell of the three.
TEST(Measures, WhatDiffersBySmallGroupFromTheRulesOwnTableIsHidden) {
  Publication beside = publish(testing::run_of({testing::duty("a", {{"0101", 60, 30, 0, 0}, {"0751", 43, 20, 0, 0}, {"0851", 70, 40, 0, 0}}, {})}), {});
  ASSERT_TRUE(beside.rules.at(0).municipalities);
  Measured of_rule = indicator("a", {share("0101", 40, 20), share("0751", 40, 20), share("0851", 50, 20)});
  of_rule.rule = "p.a";
  of_rule.matter = "law";
  of_rule.population.clear();
  const auto found = publish_measures({of_rule}, beside, {});
  for (const MeasureTable& t : found[0].tables) {
    EXPECT_EQ(row(t, "0751").parts[0], std::nullopt);  // 43 less 40
    EXPECT_EQ(row(t, "0101").parts[0].value_or(40), 40);
  }
  // The same without the rule's table beside it.
  of_rule.rule = "p.other";
  EXPECT_EQ(row(publish_measures({of_rule}, beside, {})[0].tables.at(0), "0751").parts[0], 40);
}

TEST(Measures, TwoMeasuresOfOnePopulationDoNotTellOfTheirDifference) {
  Measured one = indicator("a", {share("0101", 60, 30), share("0751", 43, 20), share("0851", 70, 40)});
  Measured two = indicator("b", {share("0101", 60, 30), share("0751", 40, 20), share("0851", 70, 40)});
  two.population = one.population;
  const auto found = publish_measures({one, two}, empty_run(), {});
  EXPECT_EQ(found[1].all.total, std::nullopt);  // 263 beside 260
  two.population = "others";
  EXPECT_EQ(publish_measures({one, two}, empty_run(), {})[1].all.total, 260);
}

TEST(Measures, TheReportWarnsOfRegressionToTheMeanAndNamesThePeriod) {
  Publication p = empty_run();
  const std::vector<int> values{-9, -4, -5, -3, -8, 6, 5, 4, 7, 9, 0, 1, -2, 2, 3, -6, 4};
  p.measures = publish_measures({average("a", {changes("0101", values, 6)}), indicator("b", {share("0101", 60, 30, 10)})}, p, {});
  const std::string text = as_text(p, "", Language::english);
  EXPECT_NE(text.find("Measure a †"), std::string::npos);
  EXPECT_NE(text.find("regression to the mean"), std::string::npos);
  EXPECT_NE(text.find("2025-01-01..2025-12-31"), std::string::npos);
  EXPECT_NE(text.find("not re-measured"), std::string::npos);
  const std::string csv = as_csv(p, "", Language::english);
  EXPECT_NE(csv.find("\r\n0101,København,6,5,6,6,0.24,"), std::string::npos) << csv;  // 4 in all, of 17
  p.measures[0].entry_by_score = false;
  EXPECT_EQ(as_text(p, "", Language::english).find("regression to the mean"), std::string::npos);
}

TEST(Measures, AHiddenNumberStandsInNoForm) {
  Publication p = empty_run();
  p.measures = publish_measures({indicator("a", {share("0101", 613, 301), share("0461", 511, 3), share("0751", 404, 203), share("0851", 307, 252)})}, p, {});
  const std::string everything = testing::all_outputs(p);
  EXPECT_TRUE(testing::has_number(everything, "613") || testing::has_number(everything, "404"));
  EXPECT_FALSE(testing::has_number(everything, "511"));
  EXPECT_EQ(everything.find("99.4"), std::string::npos);  // 511 of 514
}

}  // namespace
}  // namespace rettesnor::report
