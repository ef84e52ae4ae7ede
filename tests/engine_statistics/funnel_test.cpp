#include "engine/statistics/funnel.hpp"

#include <array>

#include "engine/statistics/overdispersion.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

TEST(Funnel, LimitsOfAShare) {
  constexpr double centre = 0.8064244786;
  EXPECT_NEAR(share_limits(centre, 1, level_95)->low, 0.03204264, 1e-8);
  EXPECT_EQ(share_limits(centre, 1, level_95)->high, 1);
  EXPECT_NEAR(share_limits(centre, 5, level_95)->low, 0.46011039, 1e-8);
  expect_interval(share_limits(centre, 99108, level_95).value(), 0.80396467, 0.80888428, 1e-8);
  EXPECT_NEAR(share_limits(centre, 3, level_998)->low, 0.10150815, 1e-8);
}

TEST(Funnel, ExactLimitsOfAShare) {
  constexpr std::array tails{0.001, 0.025, 0.975, 0.999};
  constexpr std::array small{0.103129985, 0.166139381, 0.420135887, 0.499069589};
  constexpr std::array large{0.541304184, 0.580684238, 0.712982709, 0.749320899};
  for (std::size_t i = 0; i < tails.size(); ++i) {
    EXPECT_NEAR(exact_share_limit(0.3, 50, tails[i]).value(), small[i], 1e-9);
    EXPECT_NEAR(exact_share_limit(0.65, 200, tails[i]).value(), large[i], 1e-9);
  }
}

TEST(Funnel, LimitsOfARatio) {
  struct Row {
    double expected, low95, high95, low998, high998;
  };
  for (const Row& r : std::to_array<Row>({
           {15, .5596924, 1.649348, .3862650, 2.082907},
           {20, .6108260, 1.544419, .4479107, 1.902094},
           {30, .6746958, 1.427562, .5289724, 1.702771},
       })) {
    expect_interval(ratio_limits(r.expected, level_95).value(), r.low95, r.high95, 1e-6);
    expect_interval(ratio_limits(r.expected, level_998).value(), r.low998, r.high998, 1e-6);
  }
  expect_interval(ratio_limits_by_observed(1, level_95).value(), 0.17948, 39.4977, 4e-4);  // worked by search, to five digits
  expect_interval(ratio_limits_by_observed(5, level_95).value(), 0.42851, 3.07979, 1e-5);
}

TEST(Funnel, AUnitIsPlacedByItsOwnInterval) {
  // Wilson of 65 of 100: 0.553-0.736 at 95 %, 0.495-0.778 at 99.8 %.
  EXPECT_EQ(place_of_share({65, 100}, 0.60), Place::within);
  EXPECT_EQ(place_of_share({65, 100}, 0.55), Place::above);
  EXPECT_EQ(place_of_share({65, 100}, 0.49), Place::far_above);
  EXPECT_EQ(place_of_share({65, 100}, 0.74), Place::below);
  EXPECT_EQ(place_of_share({65, 100}, 0.78), Place::far_below);
  // Exact Poisson of 5: 1.62-11.67 at 95 %.
  EXPECT_EQ(place_of_ratio(5, 5), Place::within);
  EXPECT_EQ(place_of_ratio(5, 1.6), Place::above);
  EXPECT_EQ(place_of_ratio(5, 11.7), Place::below);
}

TEST(Funnel, HomogeneityOfSixUnits) {
  const auto units = std::to_array<Counted>({{3, 5}, {8, 10}, {20, 30}, {55, 80}, {7, 8}, {120, 200}});
  const Homogeneity h = homogeneity(units).value();
  EXPECT_NEAR(h.chi_squared, 5.325752641, 1e-9);
  EXPECT_EQ(h.degrees, 5);
  EXPECT_NEAR(h.p, 0.37743, 1e-5);
}

constexpr auto ratios = std::to_array<FunnelUnit>({{100, 108}, {150, 112}, {180, 165}, {80, 95}, {120, 100}, {225, 220}});

TEST(Overdispersion, OfRatiosOnTheLogScale) {
  const Overdispersion o = overdispersion(ratios, FunnelScale::log_ratio, Outliers::truncate).value();
  expect_all(o.z, std::array{-.7998026, 3.0916813, 1.1176814, -1.6749891, 1.8232156, .3333263}, 1e-7);
  EXPECT_NEAR(o.phi, 2.9480331751, 1e-9);
  EXPECT_NEAR(o.tau_squared, .019477530578, 1e-11);
  expect_interval(adjusted_limits(o, 108, level_95).value(), .717306749, 1.394103709, 1e-8);
  expect_interval(adjusted_limits(o, 108, level_998).value(), .592233713, 1.688522584, 1e-7);  // worked with z = 3.090232
  expect_interval(adjusted_limits(o, 220, level_95).value(), .738021974, 1.354973207, 1e-8);
}

TEST(Overdispersion, OfRatiosOnTheRootScale) {
  const Overdispersion o = overdispersion(ratios, FunnelScale::root_ratio, Outliers::winsorise).value();
  EXPECT_NEAR(o.phi, 2.32717825759, 1e-10);
  EXPECT_NEAR(o.tau_squared, .00343978015419, 1e-12);
}

TEST(Overdispersion, OfSharesOnTheArcsineScale) {
  const auto units = std::to_array<FunnelUnit>({{35, 50}, {48, 80}, {22, 40}, {60, 75}, {41, 60}});
  Overdispersion o = overdispersion(units, FunnelScale::arcsine_share, Outliers::winsorise).value();
  EXPECT_NEAR(o.centre, .675409836066, 1e-11);
  EXPECT_NEAR(o.phi, 1.43430019729, 1e-10);
  EXPECT_NEAR(o.tau_squared, .00329913983924, 1e-12);
  const Interval adjusted = adjusted_limits(o, 50, level_95).value();
  o.tau_squared = 0;
  const Interval unadjusted = adjusted_limits(o, 50, level_95).value();
  expect_interval(unadjusted, .540588040, .796841101, 1e-8);
  EXPECT_LT(adjusted.low, unadjusted.low);
  EXPECT_GT(adjusted.high, unadjusted.high);
}

TEST(Overdispersion, TruncationLeavesOutBothEnds) {
  // Ten units with z = 0 but one far out at either end: without the ends nothing is left to explain.
  std::vector<FunnelUnit> units(8, FunnelUnit{100, 100});
  units.push_back({400, 100});
  units.push_back({10, 100});
  EXPECT_DOUBLE_EQ(overdispersion(units, FunnelScale::log_ratio, Outliers::truncate)->phi, 0);
  EXPECT_GT(overdispersion(units, FunnelScale::log_ratio, Outliers::truncate, 0)->phi, 50);
}

TEST(Overdispersion, WithLessSpreadThanChanceGivesIsNone) {
  const auto units = std::to_array<FunnelUnit>({{100, 100}, {101, 100}, {99, 100}});
  EXPECT_EQ(overdispersion(units, FunnelScale::root_ratio, Outliers::winsorise)->tau_squared, 0);
}

TEST(Funnel, WithoutAnAnswerIsNothing) {
  EXPECT_FALSE(share_limits(0, 5, level_95));
  EXPECT_FALSE(share_limits(nan_value, 5, level_95));
  EXPECT_FALSE(share_limits(0.5, 0, level_95));
  EXPECT_FALSE(exact_share_limit(0.5, 0, 0.5));
  EXPECT_FALSE(exact_share_limit(0.5, 10, 1));
  EXPECT_FALSE(ratio_limits(0, level_95));
  EXPECT_FALSE(ratio_limits(nan_value, level_95));
  EXPECT_FALSE(ratio_limits_by_observed(0, level_95));
  EXPECT_FALSE(place_of_share({1, 0}, 0.5));
  EXPECT_FALSE(place_of_share({1, 2}, nan_value));
  EXPECT_FALSE(place_of_ratio(1, 0));
  EXPECT_FALSE(homogeneity(std::array<Counted, 2>{{{0, 5}, {0, 5}}}));
  EXPECT_FALSE(homogeneity(std::array<Counted, 1>{{{1, 5}}}));
  const auto zero = std::to_array<FunnelUnit>({{0, 10}, {5, 10}});
  EXPECT_FALSE(overdispersion(zero, FunnelScale::log_ratio, Outliers::winsorise));
  EXPECT_TRUE(overdispersion(zero, FunnelScale::root_ratio, Outliers::winsorise));
  EXPECT_FALSE(overdispersion(std::array<FunnelUnit, 2>{{{11, 10}, {1, 5}}}, FunnelScale::arcsine_share, Outliers::winsorise));
  EXPECT_FALSE(overdispersion(std::array<FunnelUnit, 2>{{{nan_value, 10}, {1, 5}}}, FunnelScale::root_ratio, Outliers::winsorise));
  EXPECT_FALSE(overdispersion(ratios, FunnelScale::log_ratio, Outliers::winsorise, 0.5));
}

}  // namespace
}  // namespace rettesnor::statistics
