#include "engine/statistics/change.hpp"

#include <array>

#include "engine/statistics/survival.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

const std::vector<FollowUp> ten{{22, 18}, {25, 20}, {19, 19}, {30, 24}, {27, 22},
                                {24, 25}, {28, 21}, {21, 17}, {26, 22}, {23, 20}};

TEST(Change, Paired) {
  const PairedChange c = paired_change(ten).value();
  EXPECT_NEAR(c.mean, -3.7, 1e-12);
  expect_interval(c.interval, -5.486006, -1.913994, 1e-6);
  EXPECT_NEAR(c.p, .001141811, 1e-9);
  EXPECT_NEAR(c.response_mean, -1.481977, 1e-6);
  EXPECT_NEAR(c.effect_size, -1.096380, 1e-6);
  EXPECT_EQ(c.followed, (Counted{10, 10}));
}

TEST(Change, AMissingFollowUpIsCountedAndNotFilledIn) {
  std::vector<FollowUp> persons = ten;
  persons.push_back({40, std::nullopt});
  const PairedChange c = paired_change(persons).value();
  EXPECT_EQ(c.followed, (Counted{10, 11}));
  EXPECT_NEAR(c.mean, -3.7, 1e-12);
  const MeaningfulChange m = meaningful_change(persons, 4, Wanted::low).value();
  EXPECT_EQ(m.missing, 1);
  EXPECT_EQ(m.better, (Counted{7, 10}));
}

TEST(Change, MeaningfulAndReliable) {
  EXPECT_DOUBLE_EQ(share_of(meaningful_change(ten, 4, Wanted::low)->better), .7);
  EXPECT_EQ(meaningful_change(ten, 1, Wanted::low)->worse, (Counted{1, 10})) << "24 to 25";
  EXPECT_EQ(meaningful_change(ten, 4, Wanted::high)->worse, (Counted{7, 10}));
  std::vector<double> before;
  for (const FollowUp& f : ten) before.push_back(f.before);
  const ReliableChange r = reliable_change(standard_deviation(before), .85).value();
  EXPECT_NEAR(r.measurement_error, 1.307032, 1e-6);
  EXPECT_NEAR(r.least_change, 3.622909, 1e-4);  // worked with 1.96 for z
  EXPECT_DOUBLE_EQ(share_of(meaningful_change(ten, r.least_change, Wanted::low)->better), .7);
  const ReliableChange s = reliable_change(10, .84).value();
  EXPECT_NEAR(s.measurement_error, 4, 1e-12);
  EXPECT_NEAR(s.least_change, 11.087434, 3e-4);
}

TEST(Change, RegressionToTheMean) {
  const RegressionToMean r = regression_to_mean(50, 10, .7, 60).value();
  EXPECT_NEAR(r.drop, 4.575406, 1e-6);
  EXPECT_NEAR(r.at_entry, 65.251353, 1e-6);
  EXPECT_NEAR(r.at_follow_up, 60.675947, 1e-6);
  EXPECT_NEAR(regression_to_mean(50, 10, 1, 60)->drop, 0, 1e-12) << "a perfect measurement does not drop";
  EXPECT_TRUE(warns_of_regression_to_mean(true, false));
  EXPECT_FALSE(warns_of_regression_to_mean(true, true));
  EXPECT_FALSE(warns_of_regression_to_mean(false, false));
}

TEST(Change, McNemar) {
  const McNemar m = mcnemar(18, 6).value();
  EXPECT_NEAR(m.exact_p, .0226558, 1e-7);
  EXPECT_DOUBLE_EQ(m.chi_squared, 6);
  EXPECT_NEAR(m.p, .0143059, 1e-7);
  EXPECT_DOUBLE_EQ(mcnemar(6, 18)->exact_p, m.exact_p);
  EXPECT_DOUBLE_EQ(mcnemar(5, 5)->exact_p, 1);
}

TEST(Change, WithoutAnAnswerIsNothing) {
  EXPECT_FALSE(paired_change(std::vector<FollowUp>{{1, 2.0}}));
  EXPECT_FALSE(paired_change(std::vector<FollowUp>{{1, 2.0}, {2, 3.0}})) << "no variation";
  EXPECT_FALSE(paired_change(std::vector<FollowUp>{{1, 2.0}, {2, nan_value}, {3, 1.0}}));
  EXPECT_FALSE(meaningful_change(std::vector<FollowUp>{{1, std::nullopt}}, 4, Wanted::low));
  EXPECT_FALSE(meaningful_change(ten, 0, Wanted::low));
  EXPECT_FALSE(reliable_change(10, 1));
  EXPECT_FALSE(reliable_change(0, .5));
  EXPECT_FALSE(regression_to_mean(50, 0, .7, 60));
  EXPECT_FALSE(regression_to_mean(50, 10, 1.1, 60));
  EXPECT_FALSE(regression_to_mean(50, 10, .7, nan_value));
  EXPECT_FALSE(mcnemar(0, 0));
  EXPECT_FALSE(mcnemar(-1, 5));
}

TEST(Survival, OpenCasesAreNeitherLateNorInTime) {
  const auto cases = std::to_array<Followed>(
      {{80, false}, {10, true}, {20, true}, {30, false}, {40, true}, {50, true}, {60, false}, {70, true}});
  const auto steps = kaplan_meier(cases).value();
  std::vector<double> shares;
  for (const SurvivalStep& s : steps) shares.push_back(s.still_open);
  expect_all(shares, std::array{.875, .75, .75, .6, .45, .45, .225, .225}, 1e-12);
  EXPECT_DOUBLE_EQ(still_open_after(steps, 45).value(), .6);
  EXPECT_DOUBLE_EQ(still_open_after(steps, 0).value(), 1);
  EXPECT_FALSE(still_open_after(steps, 81)) << "nobody was followed so long";
  EXPECT_EQ(median_time(steps), 50);
}

TEST(Survival, AtOneTimeDecisionsComeFirst) {
  // Four at risk at 5, two decided, one lost: a half is left. The last is decided at 9.
  const auto steps = kaplan_meier(std::to_array<Followed>({{5, true}, {5, false}, {5, true}, {9, true}})).value();
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].at_risk, 4);
  EXPECT_EQ(steps[0].decided, 2);
  EXPECT_EQ(steps[0].open, 1);
  EXPECT_DOUBLE_EQ(steps[0].still_open, .5);
  EXPECT_DOUBLE_EQ(steps[1].still_open, 0);
  EXPECT_DOUBLE_EQ(still_open_after(steps, 100).value(), 0);
}

TEST(Survival, WithoutAnAnswerIsNothing) {
  EXPECT_FALSE(kaplan_meier({}));
  EXPECT_FALSE(kaplan_meier(std::to_array<Followed>({{-1, true}})));
  EXPECT_FALSE(kaplan_meier(std::to_array<Followed>({{nan_value, true}})));
  EXPECT_FALSE(median_time(kaplan_meier(std::to_array<Followed>({{5, false}})).value()));
}

}  // namespace
}  // namespace rettesnor::statistics
