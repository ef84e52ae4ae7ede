#include "engine/statistics/need.hpp"

#include <array>

#include "engine/statistics/inequality.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

constexpr auto units = std::to_array<NeedAndReach>(
    {{4.1, 1.2}, {5.2, 1.1}, {5.4, 1.6}, {11.1, 2.9}, {19.0, 3.6}, {20.5, 5.1}, {23.9, 4.4}});

TEST(Need, ReachExpectedFromNeed) {
  const Expected e = expected_reach(units).value();
  EXPECT_NEAR(e.intercept, .4924191781, 1e-10);
  EXPECT_NEAR(e.slope, .1844514098, 1e-10);
  EXPECT_NEAR(e.r_squared, .9115984855, 1e-10);
  EXPECT_NEAR(e.residual_deviation, .5214139847, 1e-10);
  expect_all(e.studentised, std::array{-.101686, -.760930, .225947, .710967, -.847174, 3.102116, -1.411345}, 1e-6);
}

TEST(Need, RankCorrelation) {
  EXPECT_NEAR(spearman(units).value(), .9285714, 1e-7);
  // Ties share their mean rank: needs 1, 2.5, 2.5, 4 against 1, 2, 3, 4 gives 4.5 / sqrt(4.5 * 5).
  const auto tied = std::to_array<NeedAndReach>({{1, 1}, {2, 2}, {2, 3}, {3, 4}});
  EXPECT_NEAR(spearman(tied).value(), 4.5 / std::sqrt(22.5), 1e-12);
  EXPECT_FALSE(spearman(std::to_array<NeedAndReach>({{1, 1}, {1, 2}})));
}

TEST(Need, Quadrants) {
  // Medians: need 11.1, reach 2.9.
  using enum Quadrant;
  EXPECT_EQ(quadrants(units).value(),
            (std::vector{low_need_low_reach, low_need_low_reach, low_need_low_reach, high_need_high_reach,
                         high_need_high_reach, high_need_high_reach, high_need_high_reach}));
  EXPECT_EQ(quadrants(std::to_array<NeedAndReach>({{1, 9}, {9, 1}})).value(),
            (std::vector{low_need_high_reach, high_need_low_reach}));
}

TEST(Need, WithoutAnAnswerIsNothing) {
  EXPECT_FALSE(expected_reach(std::span(units).first(3)));
  EXPECT_FALSE(expected_reach(std::to_array<NeedAndReach>({{1, 1}, {1, 2}, {1, 3}, {1, 5}})));
  EXPECT_FALSE(expected_reach(std::to_array<NeedAndReach>({{1, 1}, {2, 2}, {3, 3}, {4, 4}}))) << "a perfect fit";
  EXPECT_FALSE(expected_reach(std::to_array<NeedAndReach>({{1, 1}, {2, nan_value}, {3, 3}, {4, 4}})));
  EXPECT_FALSE(quadrants({}));
  EXPECT_FALSE(quadrants(std::to_array<NeedAndReach>({{1, 9}}))) << "a unit alone is neither high nor low";
  EXPECT_FALSE(quadrants(std::to_array<NeedAndReach>({{nan_value, 1}})));
}

TEST(Inequality, ConcentrationIndex) {
  const auto equal = std::to_array<RankedGroup>({{.10, 1}, {.08, 1}, {.06, 1}, {.04, 1}, {.02, 1}});
  EXPECT_NEAR(concentration(equal)->index, -.2666667, 1e-7);
  const auto weighted = std::to_array<RankedGroup>({{.30, .1}, {.25, .2}, {.22, .3}, {.18, .25}, {.10, .15}});
  const Concentration c = concentration(weighted).value();
  EXPECT_NEAR(c.index, -.1485436893, 1e-10);
  EXPECT_NEAR(c.generalised, -.0306, 1e-10);
  EXPECT_NEAR(c.erreygers, -.1224, 1e-10);
  EXPECT_NEAR(c.wagstaff, -.1870827321, 1e-10);
}

TEST(Inequality, TheCorrectionsDoNotDependOnTheUnit) {
  const auto shares = std::to_array<RankedGroup>({{.30, 1}, {.25, 2}, {.20, 3}});
  const auto percents = std::to_array<RankedGroup>({{30, 1}, {25, 2}, {20, 3}});
  EXPECT_NEAR(concentration(shares)->erreygers, concentration(percents, 0, 100)->erreygers, 1e-12);
  EXPECT_NEAR(concentration(shares)->wagstaff, concentration(percents, 0, 100)->wagstaff, 1e-12);
}

TEST(Inequality, TheSlopeOfALineIsFoundWhateverTheWeights) {
  // Ranks at group midpoints are .1, .4 and .8; values lie on 70 + 10 rank, hence 70 at the bottom and 80 at the top.
  const auto groups = std::to_array<RankedGroup>({{71, 20}, {74, 40}, {78, 40}});
  const InequalitySlope s = inequality_slope(groups).value();
  EXPECT_NEAR(s.slope, 10, 1e-10);
  EXPECT_NEAR(s.ratio, 80.0 / 70, 1e-12);
}

TEST(Inequality, WithoutAnAnswerIsNothing) {
  EXPECT_FALSE(concentration(std::to_array<RankedGroup>({{.1, 1}})));
  EXPECT_FALSE(concentration(std::to_array<RankedGroup>({{0, 1}, {0, 1}})));
  EXPECT_FALSE(concentration(std::to_array<RankedGroup>({{.1, 0}, {.2, 1}})));
  EXPECT_FALSE(concentration(std::to_array<RankedGroup>({{.1, 1}, {1.2, 1}})));
  EXPECT_FALSE(concentration(std::to_array<RankedGroup>({{nan_value, 1}, {.2, 1}})));
  EXPECT_FALSE(inequality_slope(std::to_array<RankedGroup>({{0, 1}, {9, 1}}))) << "the worst off are below 0 on the line";
}

}  // namespace
}  // namespace rettesnor::statistics
