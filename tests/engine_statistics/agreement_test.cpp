#include "engine/statistics/agreement.hpp"

#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

const RatingTable two{2, {20, 5, 10, 15}};
const RatingTable three{3, {11, 3, 1, 1, 9, 3, 0, 1, 11}};

TEST(Agreement, OfTwoRaters) {
  const Agreement kappa = cohen_kappa(two).value();
  EXPECT_NEAR(kappa.observed, .7, 1e-12);
  EXPECT_NEAR(kappa.by_chance, .5, 1e-12);
  EXPECT_NEAR(kappa.value, .4, 1e-12);
  EXPECT_NEAR(adjusted_kappa(two)->value, .4, 1e-12);
  EXPECT_NEAR(gwet_ac1(two)->value, .405940594, 1e-9);
}

TEST(Agreement, OfOrderedCategories) {
  EXPECT_NEAR(cohen_kappa(three)->value, .6638655, 1e-7);
  EXPECT_NEAR(quadratic_kappa(three)->value, .7796143, 1e-7);
  EXPECT_NEAR(quadratic_kappa(two)->value, .4, 1e-12) << "two categories have but one distance";
}

TEST(Agreement, OnACommonCategoryKappaFallsAndAc1DoesNot) {
  const RatingTable common{2, {90, 5, 5, 0}};
  EXPECT_LT(cohen_kappa(common)->value, 0);
  EXPECT_GT(gwet_ac1(common)->value, 0.85);
}

TEST(Agreement, OfManyRaters) {
  // The table of ten subjects, fourteen raters and five categories that textbooks work through.
  const std::vector<std::vector<std::int64_t>> ratings{
      {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
      {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
  const Agreement a = fleiss_kappa(ratings).value();
  EXPECT_NEAR(a.value, .209930704, 1e-9);
  EXPECT_NEAR(a.observed, .378021978, 1e-9);
  EXPECT_NEAR(a.by_chance, .212755102, 1e-9);
}

TEST(Agreement, OfItems) {
  const std::vector<std::vector<double>> items{{4, 3, 5, 2, 4}, {5, 3, 4, 2, 5}, {4, 2, 5, 1, 4}};
  EXPECT_NEAR(cronbach_alpha(items).value(), .9411764706, 1e-10);
}

TEST(Agreement, WithoutAnAnswerIsNothing) {
  EXPECT_FALSE(cohen_kappa({2, {5, 0, 0, 0}})) << "both always say the same: chance explains it";
  EXPECT_FALSE(gwet_ac1({2, {0, 0, 0, 0}}));
  EXPECT_FALSE(cohen_kappa({2, {5, 1, 1}}));
  EXPECT_FALSE(cohen_kappa({1, {5}}));
  EXPECT_FALSE(quadratic_kappa({2, {5, -1, 1, 3}}));
  EXPECT_FALSE(fleiss_kappa(std::vector<std::vector<std::int64_t>>{{2, 1}, {2, 2}})) << "not as many raters";
  EXPECT_FALSE(fleiss_kappa(std::vector<std::vector<std::int64_t>>{{1, 0}})) << "one rater";
  EXPECT_FALSE(fleiss_kappa({}));
  EXPECT_FALSE(cronbach_alpha(std::vector<std::vector<double>>{{1, 2}, {2, 1}})) << "totals do not vary";
  EXPECT_FALSE(cronbach_alpha(std::vector<std::vector<double>>{{1, 2}, {2, nan_value}}));
}

}  // namespace
}  // namespace rettesnor::statistics
