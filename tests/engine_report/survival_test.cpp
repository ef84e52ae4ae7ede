// Time to fulfilment as it may leave: the stretches of days, the curve and its bounds, and that nobody stands for few.
#include "engine/report/survival.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using ledger::FollowCounts;
using testing::duty;
using testing::Part;
using testing::run_of;

/// 60 kept, 20 late, 10 breached and 10 pending, within five days.
Publication small_run(std::uint64_t kept = 60, std::uint64_t late = 20, std::uint64_t breached = 10, std::uint64_t pending = 10) {
  const std::vector<Part> all{{"0101", kept, late, breached, 0, pending}};
  return publish(run_of({duty("a", all, all)}), {});
}

FollowCounts times(std::uint64_t unknown = 0) { return {.rule = "p.a", .done = {{1, 20}, {3, 40}, {20, 20}}, .open = {{5, 10}, {50, 10}}, .unknown = unknown}; }

PublishedSurvival only(const FollowCounts& follows, const Publication& beside) { return publish_survival({follows}, beside, {}).at(0); }

TEST(PublishedSurvival, StretchesAndCurveAreThoseWorkedOutByHand) {
  const PublishedSurvival s = only(times(), small_run());
  ASSERT_TRUE(s.shown);
  std::vector<std::string> days;
  std::vector<double> open;
  for (const SurvivalBin& b : s.bins) {
    days.push_back(days_text(b.days, Language::english));
    open.push_back(b.still_open);
  }
  EXPECT_EQ(days, (std::vector<std::string>{"days 0–1", "days 2–3", "days 4–5", "days 6–21", "days 22–56"}));
  // 20 of 100; 40 of 80; none of 40, ten leave; 20 of 30.
  const std::vector<double> wanted{0.8, 0.4, 0.4, 0.4 / 3, 0.4 / 3};
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(open[i], wanted[i], 1e-12) << i;
  EXPECT_EQ(s.followed, 100);
  ASSERT_TRUE(s.median);
  EXPECT_EQ(days_text(*s.median, Language::danish), "dag 2–3");
}

TEST(PublishedSurvival, WhatIsUnknownWidensTheBounds) {
  const PublishedSurvival s = only(times(10), small_run());
  ASSERT_TRUE(s.shown);
  EXPECT_EQ(s.unknown, 10);
  EXPECT_NEAR(s.bins[0].still_open, 0.8, 1e-12);
  EXPECT_NEAR(s.bins[0].lowest, 1 - 30.0 / 110, 1e-12) << "all ten done at once";
  EXPECT_NEAR(s.bins[0].highest, 1 - 20.0 / 110, 1e-12) << "none of the ten ever";
  EXPECT_NEAR(s.bins[1].highest, 50.0 / 110, 1e-12);
}

TEST(PublishedSurvival, AStretchDoesNotEndWhereItWouldTellOfFewBesideWhatIsKept) {
  // 58 by the third day and 60 in time: a stretch that ended there would tell of two.
  FollowCounts follows = times();
  follows.done = {{1, 20}, {3, 38}, {4, 2}, {20, 20}};
  const PublishedSurvival s = only(follows, small_run());
  ASSERT_TRUE(s.shown);
  EXPECT_EQ(days_text(s.bins[1].days, Language::english), "days 2–4");
  EXPECT_EQ(s.bins[1].done, 40);
}

TEST(PublishedSurvival, NothingIsShownWhereACountOfTheRuleIsHidden) {
  EXPECT_FALSE(only(times(), small_run(60, 3, 10, 10)).shown) << "three were late";
  EXPECT_FALSE(only(times(3), small_run()).shown) << "three of whom nothing is known";
  EXPECT_FALSE(only(times(), small_run(60, 18, 12, 10)).shown) << "two that were done are neither kept nor late";
  EXPECT_FALSE(only({.rule = "p.a", .done = {{1, 80}}, .open = {{5, 10}, {50, 10}}}, small_run()).shown) << "one stretch is no curve";
}

TEST(PublishedSurvival, NoStretchAndNoSumTellsOfFew) {
  std::mt19937 random(20261126);
  std::size_t shown = 0;
  for (int round = 0; round < 300; ++round) {
    FollowCounts follows{.rule = "p.a", .done = {}, .open = {}};
    std::uint64_t kept = 0, late = 0, breached = 0, pending = 0;
    const std::int32_t limit = static_cast<std::int32_t>(random() % 40);
    for (int i = 0; i < 40; ++i) {
      const auto day = static_cast<std::int32_t>(random() % 120);
      const std::uint64_t n = random() % 7;
      if (n == 0) continue;
      if (random() % 3 > 0) {
        follows.done[day] += n;
        (day <= limit ? kept : late) += n;
      } else {
        follows.open[day] += n;
        (day <= limit ? pending : breached) += n;
      }
    }
    const Publication beside = small_run(kept, late, breached, pending);
    const PublishedSurvival s = only(follows, beside);
    if (!s.shown) continue;
    ++shown;
    std::int64_t done = 0, open = 0;
    for (const SurvivalBin& b : s.bins) {
      done += b.done;
      open += b.open;
      for (const std::int64_t n : {b.done, b.open, done - static_cast<std::int64_t>(kept), open - static_cast<std::int64_t>(pending)}) EXPECT_TRUE(n == 0 || std::abs(n) >= 5) << n;
      EXPECT_LE(b.lowest, b.still_open + 1e-12);
      EXPECT_LE(b.still_open, b.highest + 1e-12);
    }
    EXPECT_EQ(done, static_cast<std::int64_t>(kept + late));
    EXPECT_EQ(open, static_cast<std::int64_t>(pending + breached));
  }
  EXPECT_GT(shown, 30U) << "the test has nothing to say";
}

TEST(PublishedSurvival, ThePictureHasAMarkForEachStretchWithAnEnd) {
  const PublishedSurvival s = only(times(), small_run());
  const std::string picture = survival_svg(s, "id", "Rule", Language::english);
  std::size_t marks = 0;
  for (std::size_t at = picture.find("class=\"point\""); at != std::string::npos; at = picture.find("class=\"point\"", at + 1)) ++marks;
  EXPECT_EQ(marks, s.bins.size());
  EXPECT_EQ(survival_steps_table(s, Language::english).rows.size(), s.bins.size());
}

}  // namespace
}  // namespace rettesnor::report
