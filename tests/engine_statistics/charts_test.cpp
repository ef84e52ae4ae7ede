#include "engine/statistics/charts.hpp"

#include <array>
#include <utility>

#include "engine/statistics/runs.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

constexpr std::array monthly{12.0, 15.0, 11.0, 14.0, 18.0, 13.0, 16.0, 12.0, 17.0, 15.0, 14.0, 13.0};

/// Signals about 0 with limits at +-9, so that the near limits lie at +-6.
std::vector<Signal> about_zero(const std::vector<double>& values) {
  return signals(values, 0, std::vector<Interval>(values.size(), Interval{-9, 9})).value();
}

std::vector<Signal> quiet(std::size_t n) { return std::vector<Signal>(n, Signal::none); }

TEST(Xmr, Limits) {
  const Xmr c = xmr(monthly).value();
  EXPECT_NEAR(c.centre, 14.16667, 1e-5);
  EXPECT_NEAR(c.mean_range, 3.18182, 1e-5);
  expect_interval(c.limits, 5.70303, 22.63030, 1e-5);
  EXPECT_NEAR(c.range_limit, 10.395, 1e-3);
  EXPECT_NEAR(c.near_limits.high - c.centre, (c.limits.high - c.centre) * 2 / 3, 1e-12);
  EXPECT_NEAR(c.centre - c.near_limits.low, (c.centre - c.limits.low) * 2 / 3, 1e-12);
}

TEST(Xmr, AnOutlyingDistanceMayBeLeftOut) {
  // Distances 1, 1, 1, 1, 1, 1, 100: their mean is 106 / 7, times 3.267 it is 49.5, so the last is left out.
  const std::array values{0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 100.0};
  EXPECT_NEAR(xmr(values)->mean_range, 106.0 / 7, 1e-12);
  EXPECT_DOUBLE_EQ(xmr(values, {.drop_outlying_ranges = true})->mean_range, 1);
}

TEST(Xmr, TheBaselineAloneSetsTheLimits) {
  std::vector<double> values{1, 3, 1, 3};
  const Xmr before = xmr(values).value();
  values.insert(values.end(), {50, 60, 70});
  const Xmr after = xmr(values, {.baseline = 4}).value();
  EXPECT_EQ(after.centre, before.centre);
  EXPECT_EQ(after.limits, before.limits);
  EXPECT_NE(xmr(values)->centre, before.centre);
}

TEST(Xmr, ARebaseStartsANewStretch) {
  const std::vector<double> values{1, 3, 1, 3, 11, 13, 11, 13};
  const auto stretches = xmr_by_stretch(values, std::array<std::size_t, 1>{4}).value();
  ASSERT_EQ(stretches.size(), 2U);
  EXPECT_DOUBLE_EQ(stretches[0].centre, 2);
  EXPECT_DOUBLE_EQ(stretches[1].centre, 12);
  EXPECT_FALSE(xmr_by_stretch(values, std::array<std::size_t, 1>{7})) << "one point has no distance";
  EXPECT_FALSE(xmr_by_stretch(values, std::array<std::size_t, 2>{4, 4}));
  EXPECT_FALSE(xmr_by_stretch(values, std::array<std::size_t, 1>{9}));
}

TEST(Signals, ATrendIsSevenPointsThatEachRise) {
  std::vector<Signal> expected = quiet(7);
  expected[6] = Signal::trend;
  EXPECT_EQ(about_zero({-3, -2, -1, 0, 1, 2, 3}), expected);
  EXPECT_EQ(about_zero({3, 2, 1, 0, -1, -2, -3}), expected);
  EXPECT_EQ(about_zero({-3, -2, -1, -1, 0, 1, 2}), quiet(7)) << "two are equal";
}

TEST(Signals, AShiftIsSevenPointsOnOneSide) {
  EXPECT_EQ(about_zero({1, 2, 1, 2, 1, 2}), quiet(6));
  std::vector<Signal> expected = quiet(8);
  expected[6] = expected[7] = Signal::shift;
  EXPECT_EQ(about_zero({1, 2, 1, 2, 1, 2, 1, 2}), expected);
  EXPECT_EQ(about_zero({-1, -2, -1, -2, -1, -2, -1, -2}), expected);
  EXPECT_EQ(about_zero({1, 2, 1, 0, 1, 2, 1, 2}), quiet(8)) << "a point on the centre is on no side";
}

TEST(Signals, TwoOfThreeNearTheLimitOnOneSide) {
  EXPECT_EQ(about_zero({1, -1, 7, 7, 1}), (std::vector{Signal::none, Signal::none, Signal::none, Signal::none, Signal::none}))
      << "the third of the window lies on the other side, or is itself near the centre";
  EXPECT_EQ(about_zero({1, 7, 7}).back(), Signal::two_of_three);
  EXPECT_EQ(about_zero({7, 1, 7}).back(), Signal::two_of_three);
  EXPECT_EQ(about_zero({-7, -1, -7}).back(), Signal::two_of_three);
  EXPECT_EQ(about_zero({7, -1, 7}).back(), Signal::none);
  EXPECT_EQ(about_zero({7, 1, 5}).back(), Signal::none);
  EXPECT_EQ(about_zero({1, -1, 1, -1, 5.5, -5.5}), quiet(6));
}

TEST(Signals, TheMostUrgentIsShown) {
  EXPECT_EQ(about_zero({1, 2, 3, 4, 5, 6, 10}).back(), Signal::outside);
  EXPECT_EQ(about_zero({1, 2, 3, 4, 5, 7, 8}).back(), Signal::trend);
  EXPECT_EQ(about_zero({1, 2, 1, 2, 1, 7, 7}).back(), Signal::two_of_three);
  EXPECT_EQ(about_zero({0, -9, 9, -9.5, 9.5}), (std::vector{Signal::none, Signal::none, Signal::none, Signal::outside, Signal::outside}));
}

TEST(Signals, WithoutAnAnswerAreNothing) {
  const std::vector<double> two{1, 2};
  EXPECT_FALSE(signals(two, 0, std::vector<Interval>(1, Interval{-9, 9})));
  EXPECT_FALSE(signals(two, 10, std::vector<Interval>(2, Interval{-9, 9})));
  EXPECT_FALSE(signals(std::vector{1.0, nan_value}, 0, std::vector<Interval>(2, Interval{-9, 9})));
  EXPECT_FALSE(xmr(std::array{1.0}));
  EXPECT_FALSE(xmr(two, {.baseline = 1}));
  EXPECT_FALSE(xmr(std::array{1.0, infinite}));
}

TEST(PChart, Limits) {
  const auto points = std::to_array<Counted>({{8, 100}, {11, 120}, {6, 90}, {14, 130}, {9, 95}});
  const PChart c = p_chart(points).value();
  EXPECT_NEAR(c.centre, .0897196262, 1e-10);
  EXPECT_NEAR(c.limits[0].high, .1754535246, 1e-10);
  EXPECT_EQ(c.limits[2].low, 0);
  EXPECT_FALSE(p_chart({}));
  EXPECT_FALSE(p_chart(std::array<Counted, 1>{{{1, 0}}}));
}

TEST(Assurance, ComparesTheTargetWithBothLimits) {
  EXPECT_EQ(assurance({2, 8}, 9, Wanted::high), Assurance::fails);
  EXPECT_EQ(assurance({2, 8}, 1, Wanted::high), Assurance::passes);
  EXPECT_EQ(assurance({2, 8}, 5, Wanted::high), Assurance::inconsistent);
  EXPECT_EQ(assurance({2, 8}, 9, Wanted::low), Assurance::passes);
  EXPECT_EQ(assurance({2, 8}, 1, Wanted::low), Assurance::fails);
  EXPECT_EQ(assurance({2, 8}, 8, Wanted::low), Assurance::inconsistent);
}

TEST(Runs, ExpectedByTheNumberOfPoints) {
  for (const auto& [n, longest, crossings] :
       std::to_array<std::array<std::int64_t, 3>>({{10, 6, 2}, {20, 7, 6}, {24, 8, 8}, {30, 8, 10}})) {
    std::vector<double> values;
    for (std::int64_t i = 0; i < n; ++i) values.push_back(i % 2 == 0 ? 1 : -1);
    const Runs r = runs_about(values, 0).value();
    EXPECT_EQ(r.longest_expected, longest) << n;
    EXPECT_EQ(r.crossings_expected, crossings) << n;
    EXPECT_EQ(r.crossings, n - 1);
    EXPECT_EQ(r.longest, 1);
    EXPECT_FALSE(r.signal);
  }
}

TEST(Runs, ALongRunOrFewCrossingsAreASignal) {
  const Runs shift = runs_about(std::array{-1.0, 0.0, -1.0, -1.0, -1.0, 0.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0}, 0).value();
  EXPECT_EQ(shift.useful, 10);
  EXPECT_EQ(shift.longest, 5);
  EXPECT_EQ(shift.crossings, 1);
  EXPECT_TRUE(shift.signal) << "one crossing where two are expected";
  EXPECT_TRUE(runs_about(std::array{1.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0}, 0)->signal) << "a run of seven";
  EXPECT_FALSE(runs_about(std::array{0.0, 1.0}, 0));
  EXPECT_FALSE(runs_about(std::array{nan_value, 1.0, 1.0}, 0));
}

TEST(Cusum, ClimbsOnFailures) {
  const auto sums = bernoulli_cusum({true, false, true, true, false, true, true, true}, 0.3, 1.905).value();
  expect_all(sums, std::array{.404285, .164087, .568372, .972657, .732459, 1.136744, 1.541029, 1.945314}, 1e-6);
  EXPECT_EQ(bernoulli_cusum({false, false}, 0.3, 2)->back(), 0);
  EXPECT_FALSE(bernoulli_cusum({true}, 0, 2));
  EXPECT_FALSE(bernoulli_cusum({true}, 0.3, 1));
  EXPECT_FALSE(bernoulli_cusum({true}, 0.3, nan_value));
}

}  // namespace
}  // namespace rettesnor::statistics
