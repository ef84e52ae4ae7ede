// Standardisation, shrinkage, many tests at once, and investment.
#include <array>

#include "engine/statistics/investment.hpp"
#include "engine/statistics/multiplicity.hpp"
#include "engine/statistics/shrinkage.hpp"
#include "engine/statistics/standardise.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

TEST(Standardise, Directly) {
  const auto strata = std::to_array<Stratum>({{5, 1000, 300}, {12, 2000, 500}, {20, 1500, 200}});
  const Rate r = standardise_directly(strata, 1000).value();
  EXPECT_NEAR(r.value, 7.166667, 1e-6);
  expect_interval(r.interval, 4.921044, 10.03747, 1e-5);
}

TEST(Standardise, DirectlyNeedsTenEvents) {
  EXPECT_FALSE(standardise_directly(std::to_array<Stratum>({{4, 1000, 1}, {5, 1000, 1}}), 1000));
  EXPECT_TRUE(standardise_directly(std::to_array<Stratum>({{5, 1000, 1}, {5, 1000, 1}}), 1000));
  EXPECT_FALSE(standardise_directly(std::to_array<Stratum>({{20, 0, 1}}), 1000));
  EXPECT_FALSE(standardise_directly(std::to_array<Stratum>({{20, 10, nan_value}}), 1000));
  EXPECT_FALSE(standardise_directly({}, 1000));
}

TEST(Standardise, Indirectly) {
  // 2000 * 0.01 + 1500 * 0.02 + 1500 * 0.03 = 95.
  const auto strata = std::to_array<ReferenceStratum>({{2000, .01}, {1500, .02}, {1500, .03}});
  const StandardisedRatio r = standardise_indirectly(37, strata).value();
  EXPECT_NEAR(r.expected, 95, 1e-10);
  EXPECT_NEAR(r.ratio, 0.38947, 1e-5);
  expect_interval(r.interval, 0.27419, 0.53685, 1e-5);
  EXPECT_EQ(r.method, CountMethod::byar);
  EXPECT_EQ(standardise_indirectly(9, strata)->method, CountMethod::exact);
  EXPECT_FALSE(standardise_indirectly(-1, strata));
  EXPECT_FALSE(standardise_indirectly(1, {}));
  EXPECT_FALSE(standardise_indirectly(1, std::to_array<ReferenceStratum>({{100, nan_value}})));
}

TEST(Standardise, TheIndirectIntervalOfTheLargeTable) {
  // 895 observed, 835.88356123 expected; per 100,000 at the reference's crude rate, which the ratio's value fixes.
  const StandardisedRatio r = standardise_indirectly(895, std::to_array<ReferenceStratum>({{1, 835.88356123}})).value();
  const double crude = 10011.13762 / r.ratio;
  expect_interval(r.interval, 9365.916 / crude, 10689.098 / crude, 1e-6);
}

TEST(Shrinkage, IsCompleteWhenChanceExplainsAll) {
  const auto units = std::to_array<Counted>({{3, 5}, {8, 10}, {20, 30}, {55, 80}, {7, 8}, {120, 200}});
  const Shrinkage s = shrink(units).value();
  EXPECT_NEAR(s.centre, .6396396396, 1e-10);
  EXPECT_NEAR(s.between, -.00046671, 1e-8);
  for (const double share : s.shares) EXPECT_EQ(share, s.centre);
}

TEST(Shrinkage, MovesTheSmallUnitsMost) {
  // 10 of 100, 90 of 100, 1 of 2: centre 0.5, spread (100 * .16 + 100 * .16 + 0) / 202, chance .25 * 3 / 202.
  const Shrinkage s = shrink(std::to_array<Counted>({{10, 100}, {90, 100}, {1, 2}})).value();
  const double between = (32 - 0.75) / 202;
  EXPECT_NEAR(s.between, between, 1e-12);
  EXPECT_NEAR(s.shares[0], 0.5 - 0.4 * between / (between + 0.0025), 1e-12);
  EXPECT_NEAR(s.shares[2], 0.5, 1e-12);
  const Shrinkage t = shrink(std::to_array<Counted>({{10, 100}, {90, 100}, {1, 1}, {0, 1}})).value();
  EXPECT_LT(t.shares[2], t.shares[1]) << "one of one is moved further than ninety of a hundred";
  EXPECT_FALSE(shrink(std::array<Counted, 1>{{{1, 2}}}));
  EXPECT_FALSE(shrink(std::array<Counted, 2>{{{1, 2}, {0, 0}}}));
}

TEST(Multiplicity, BenjaminiHochberg) {
  const std::array p{.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
  const std::array expected{.01, .04, .084, .084, .084, .1, .105714, .216, .216, .216};
  expect_all(benjamini_hochberg(p).value(), expected, 1e-6);
  const std::array shuffled{.216, .001, .06, .008};
  expect_all(benjamini_hochberg(shuffled).value(), std::array{.216, .004, .08, .016}, 1e-12);
  EXPECT_FALSE(benjamini_hochberg({}));
  EXPECT_FALSE(benjamini_hochberg(std::array{0.5, nan_value}));
  EXPECT_FALSE(benjamini_hochberg(std::array{0.5, 1.1}));
}

TEST(Investment, PresentValue) {
  const std::array flows{-100000.0, 20000.0, 40000.0, 40000.0, 40000.0};
  const auto sums = cumulative_present_value(flows, 0.035).value();
  expect_all(sums, std::array{-100000.0, -80676.33, -43335.90, -7258.19, 27599.50}, 0.01);
  EXPECT_NEAR(cumulative_present_value(flows, 0.04)->back(), 25965.04, 0.01);
  EXPECT_EQ(break_even_year(sums), 4U);
  EXPECT_FALSE(break_even_year(std::array{-1.0, 1.0, -1.0}));
  EXPECT_EQ(break_even_year(std::array{-1.0, -1e-9}), 1U) << "0 but for rounding";
  EXPECT_FALSE(break_even_year(std::array{-1.0, -0.006}));
  EXPECT_FALSE(cumulative_present_value(flows, -1));
  EXPECT_FALSE(cumulative_present_value({}, 0.035));
}

}  // namespace
}  // namespace rettesnor::statistics
