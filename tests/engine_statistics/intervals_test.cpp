#include "engine/statistics/intervals.hpp"

#include <array>

#include "engine/statistics/appeals.hpp"
#include "engine/statistics/distributions.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

TEST(Distributions, LevelsReachTheNamedDeviations) {
  EXPECT_NEAR(z_of(level_95).value(), 1.959963985, 1e-9);
  EXPECT_NEAR(z_of(level_998).value(), 3.090232306, 1e-9);
}

TEST(Intervals, Wilson) {
  struct Row {
    Counted counted;
    double level, low, high, tolerance;
  };
  for (const Row& r : std::to_array<Row>({
           {{65, 100}, level_95, 0.55254443297, 0.73635751757, 1e-10},
           {{65, 100}, level_998, 0.49549465741, 0.77835406141, 1e-10},
           {{1045, 5000}, level_95, 0.19795549880, 0.22049130373, 1e-10},
           {{1, 100}, level_95, 0.00176743206, 0.05448619618, 1e-10},
           {{0, 10}, level_95, 0, 0.27753280, 1e-8},
           {{10, 10}, level_95, 0.72246720, 1, 1e-8},
           {{13, 22}, level_95, 0.38734818, 0.76744182, 1e-7},
       })) {
    SCOPED_TRACE(r.counted.events);
    expect_interval(wilson(r.counted, r.level).value(), r.low, r.high, r.tolerance);
  }
}

TEST(Intervals, ByarAndExactPoisson) {
  expect_interval(byar(65).value(), 50.16318771, 82.84913855, 1e-7);
  expect_interval(byar(1045).value(), 982.59320181, 1110.33121299, 1e-6);
  expect_interval(byar(10, level_998).value(), 2.91631837, 24.19372493, 1e-7);
  expect_interval(exact_poisson(1).value(), 0.0253178, 5.5716434, 1e-7);
  expect_interval(exact_poisson(5).value(), 1.6234864, 11.6683321, 1e-7);
  expect_interval(exact_poisson(0).value(), 0, 3.68887945, 1e-8);
  expect_interval(exact_poisson(10).value(), 4.79538870, 18.39035604, 1e-8);
}

TEST(Intervals, ARateChangesItsMethodAtTen) {
  const Rate few = rate(5, 100, 100).value();
  expect_interval(few.interval, 1.6235, 11.6683, 1e-4);
  EXPECT_EQ(few.method, CountMethod::exact);
  const Rate many = rate(20, 100, 100).value();
  expect_interval(many.interval, 12.2114, 30.8899, 1e-4);
  EXPECT_EQ(many.method, CountMethod::byar);
  EXPECT_EQ(rate(9, 100, 100)->method, CountMethod::exact);
  EXPECT_EQ(rate(10, 100, 100)->method, CountMethod::byar);
  EXPECT_DOUBLE_EQ(rate(7, 1400, 1000)->value, 5);
}

TEST(Intervals, ADifferenceOfShares) {
  const Difference d = newcombe_difference({56, 70}, {48, 80}).value();
  EXPECT_NEAR(d.value, 0.2, 1e-12);
  expect_interval(d.interval, 0.05243147, 0.33387265, 1e-8);
}

TEST(Intervals, AMeanHasStudentsInterval) {
  // Two values 0 and 2: mean 1, deviation sqrt 2, half width t(0.975, 1) = tan(0.475 pi) = 12.7062047.
  const Mean m = mean_interval(std::array{0.0, 2.0}).value();
  EXPECT_DOUBLE_EQ(m.value, 1);
  EXPECT_NEAR(m.standard_deviation, std::sqrt(2.0), 1e-12);
  expect_interval(m.interval, 1 - 12.7062047, 1 + 12.7062047, 1e-6);
}

TEST(Intervals, ExactCoversAtLeastItsLevelWhateverTheShare) {
  // By adding up the binomial probabilities of the counts whose interval holds the share.
  for (const std::int64_t n : {5, 12, 30}) {
    for (const double p : {0.02, 0.1, 0.37, 0.5, 0.93}) {
      double covered = 0;
      for (std::int64_t x = 0; x <= n; ++x) {
        const Interval i = clopper_pearson({x, n}).value();
        if (i.low <= p && p <= i.high) covered += *binomial_up_to(x, n, p) - *binomial_up_to(x - 1, n, p);
      }
      EXPECT_GE(covered, 0.95) << n << " " << p;
    }
  }
}

TEST(Intervals, AMeasureWithoutAnAnswerIsNothing) {
  for (const Counted bad : std::to_array<Counted>({{0, 0}, {-1, 5}, {6, 5}, {1, -1}})) {
    EXPECT_FALSE(wilson(bad));
    EXPECT_FALSE(clopper_pearson(bad));
    EXPECT_FALSE(newcombe_difference(bad, {1, 2}));
    EXPECT_FALSE(newcombe_difference({1, 2}, bad));
  }
  for (const double level : {0.0, 1.0, -0.1, 1.5, nan_value}) {
    EXPECT_FALSE(wilson({1, 2}, level));
    EXPECT_FALSE(clopper_pearson({1, 2}, level));
    EXPECT_FALSE(byar(12, level));
    EXPECT_FALSE(exact_poisson(1, level));
    EXPECT_FALSE(mean_interval(std::array{1.0, 2.0}, level));
  }
  EXPECT_FALSE(byar(-1));
  EXPECT_FALSE(exact_poisson(-1));
  EXPECT_FALSE(rate(1, 0, 100));
  EXPECT_FALSE(rate(1, nan_value, 100));
  EXPECT_FALSE(rate(1, 100, infinite));
  EXPECT_FALSE(mean_interval(std::array{1.0}));
  EXPECT_FALSE(mean_interval(std::array{1.0, nan_value}));
}

TEST(Appeals, TheOfficialExampleIsNineteenPercent) {
  // 24 reversed (the parts are remitted and changed) and 105 upheld; what was dismissed does not count.
  const ReversalRate r = reversal_rate({.remitted = 19, .changed = 5, .upheld = 105, .dismissed = 40}).value();
  EXPECT_EQ(r.counted, (Counted{24, 129}));
  EXPECT_NEAR(r.percent, 18.6046, 1e-4);
  EXPECT_EQ(std::lround(r.percent), 19);
  expect_interval(r.wilson, 12.833, 26.192, 1e-3);
  expect_interval(r.exact, 12.299, 26.406, 1e-3);
}

TEST(Appeals, ThePartsOfTheExtendedStatisticAddUp) {
  const ExtendedReversal r = extended_reversal(35, 4, 61).value();
  EXPECT_DOUBLE_EQ(r.fully, 35);
  EXPECT_DOUBLE_EQ(r.partly, 4);
  EXPECT_DOUBLE_EQ(r.together, 39);
}

TEST(Appeals, NothingJudgedHasNoRate) {
  EXPECT_FALSE(reversal_rate({.dismissed = 12}));
  EXPECT_FALSE(reversal_rate({.remitted = -1, .upheld = 5}));
  EXPECT_FALSE(extended_reversal(0, 0, 0));
  EXPECT_FALSE(extended_reversal(1, -1, 5));
}

}  // namespace
}  // namespace rettesnor::statistics
