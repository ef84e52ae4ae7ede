#include "engine/disclosure/policy.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/disclosure/primary.hpp"
#include "tests/engine_disclosure/disclosure_support.hpp"

namespace rettesnor::disclosure {
namespace {

TEST(Policy, TheFloorCannotBePassed) {
  EXPECT_EQ(Policy().threshold(), 5);
  EXPECT_FALSE(Policy::with_threshold(2));
  EXPECT_FALSE(Policy::with_threshold(0));
  EXPECT_FALSE(Policy::with_threshold(-7));
  EXPECT_EQ(Policy::with_threshold(3)->threshold(), 3);
  EXPECT_EQ(Policy::with_threshold(20)->threshold(), 20);
}

TEST(Table, MarginsAreSums) {
  const CountTable t = table_of({{12, 2, 7}, {9, 15, 4}, {20, 6, 11}});
  EXPECT_EQ(t.population(0), 21);
  EXPECT_EQ(t.at({3, 1}), 23);
  EXPECT_EQ(t.total(), 86);
  EXPECT_EQ(t.cell(t.index({2, 3})), (Cell{2, 3}));
}

TEST(Table, WhatIsNoTable) {
  EXPECT_FALSE(CountTable::make({}, {"a"}, {}));
  EXPECT_FALSE(CountTable::make({"a"}, {}, {}));
  EXPECT_FALSE(CountTable::make({"a"}, {"b"}, {1, 2}));
  EXPECT_FALSE(CountTable::make({"a"}, {"b"}, {-1}));
  EXPECT_FALSE(CountTable::make({"a", "a"}, {"b"}, {1, 2}));
  EXPECT_FALSE(CountTable::make({"a"}, {"b", "c"}, {std::numeric_limits<std::int64_t>::max(), 1}));
}

/// The reasons for hiding a cell.
std::vector<Reason> reasons(const CountTable& table, const Policy& policy, Cell cell) {
  std::vector<Reason> out;
  for (const Need& need : primary_needs(table, policy)) {
    if (need.cell == cell) out.push_back(need.reason);
  }
  return out;
}

TEST(Primary, SmallCounts) {
  const CountTable t = table_of({{4, 30, 20}, {5, 30, 20}, {30, 30, 20}});
  EXPECT_EQ(reasons(t, {}, {0, 0}), std::vector{Reason::small});
  EXPECT_TRUE(reasons(t, {}, {1, 0}).empty()) << "five is not below five";
  EXPECT_TRUE(reasons(t, *Policy::with_threshold(3), {0, 0}).empty());
  EXPECT_EQ(reasons(t, *Policy::with_threshold(6), {1, 0}), std::vector{Reason::small});
}

TEST(Primary, ZeroHundredPercentAndComplements) {
  const CountTable t = table_of({{0, 40}, {36, 4}, {20, 20}});
  EXPECT_EQ(reasons(t, {}, {0, 0}), std::vector{Reason::zero});
  EXPECT_EQ(reasons(t, {}, {0, 1}), std::vector{Reason::full});
  EXPECT_EQ(reasons(t, {}, {1, 0}), std::vector{Reason::small_complement});
  EXPECT_EQ(reasons(t, {}, {1, 1}), std::vector{Reason::small});
  EXPECT_TRUE(reasons(t, {}, {2, 0}).empty());
  Policy lenient;
  lenient.hide_zero = lenient.hide_full = lenient.hide_complement = false;
  EXPECT_TRUE(reasons(t, lenient, {0, 0}).empty());
  EXPECT_TRUE(reasons(t, lenient, {0, 1}).empty());
  EXPECT_TRUE(reasons(t, lenient, {1, 0}).empty());
}

TEST(Primary, ThreeAnswersTogetherCanBeASmallComplement) {
  const CountTable t = table_of({{50, 2, 1, 1}, {20, 20, 20, 20}});
  EXPECT_EQ(reasons(t, {}, {0, 0}), std::vector{Reason::small_complement});
}

TEST(Primary, SmallPopulationsAreMarginsThatHide) {
  const CountTable t = table_of({{2, 1}, {20, 20}});
  EXPECT_EQ(reasons(t, {}, {0, 2}), std::vector{Reason::small_population});
  EXPECT_EQ(reasons(t, {}, {0, 0}), std::vector{Reason::small});
}

TEST(Primary, AnEmptyPopulationHasNobodyToProtect) {
  const CountTable t = table_of({{0, 0}, {20, 20}});
  EXPECT_TRUE(reasons(t, {}, {0, 0}).empty());
  EXPECT_TRUE(reasons(t, {}, {0, 2}).empty());
}

TEST(Primary, TheTotalRowIsAPopulationToo) {
  const CountTable t = table_of({{2, 30}, {1, 30}});
  EXPECT_EQ(reasons(t, {}, {2, 0}), std::vector{Reason::small});
  EXPECT_EQ(reasons(t, {}, {2, 1}), std::vector{Reason::small_complement});
}

TEST(Primary, OneColumnHasNoAnswersToProtect) {
  const CountTable t = table_of({{40}, {3}});
  EXPECT_TRUE(reasons(t, {}, {0, 0}).empty());
  EXPECT_EQ(reasons(t, {}, {1, 0}), std::vector{Reason::small});
}

TEST(Dominance, TheLargestContributorsTogether) {
  // 280 and 11 of 366 are 79.5 %.
  const std::vector<double> amounts{280, 11, 10, 10, 10, 9, 9, 9, 9, 9};
  EXPECT_EQ(is_dominated(amounts, 2, .75), true);
  EXPECT_EQ(is_dominated(amounts, 2, .85), false);
  EXPECT_EQ(is_dominated(std::vector<double>{5, 7}, 2, .75), true) << "two contributors know each other's part";
  EXPECT_EQ(is_dominated({}, 2, .75), false);
  EXPECT_FALSE(is_dominated(amounts, 0, .75));
  EXPECT_FALSE(is_dominated(amounts, 2, 1.5));
  EXPECT_FALSE(is_dominated(std::vector<double>{-1}, 2, .75));
  EXPECT_FALSE(is_dominated(std::vector<double>{std::numeric_limits<double>::quiet_NaN()}, 2, .75));
}

}  // namespace
}  // namespace rettesnor::disclosure
