#include "engine/disclosure/publish.hpp"

#include <array>

#include "tests/engine_disclosure/disclosure_support.hpp"

namespace rettesnor::disclosure {
namespace {

const Policy three = *Policy::with_threshold(3);
const CountTable worked = table_of({{12, 2, 7}, {9, 15, 4}, {20, 6, 11}});

TEST(Publish, TableExportAndPictureHideTheSame) {
  const Published p(worked, three);
  EXPECT_EQ(p.hidden(), (std::vector<Cell>{{0, 1}, {0, 2}, {2, 1}, {2, 2}}));
  EXPECT_EQ(p.csv("unit", "all"),
            "unit,c0,c1,c2,all\n"
            "r0,12,*,*,21\n"
            "r1,9,15,4,28\n"
            "r2,20,*,*,37\n"
            "all,41,23,22,86\n");
  const auto points = p.points(1);
  ASSERT_EQ(points.size(), 1U);
  EXPECT_EQ(points[0].label, "r1");
  EXPECT_EQ(points[0].events, 15);
  EXPECT_EQ(points[0].total, 28);
  EXPECT_FALSE(p.at({0, 1}));
  EXPECT_FALSE(p.share({0, 1})) << "a share with a visible denominator would give the count";
  EXPECT_EQ(p.share({1, 1}), 15.0 / 28);
}

TEST(Publish, APopulationThatIsHiddenHasNoShares) {
  const Published p(table_of({{2, 1}, {20, 20}, {20, 20}}), three);
  EXPECT_FALSE(p.at({0, 0}));
  EXPECT_FALSE(p.share({0, 1}));
  EXPECT_FALSE(Published(table_of({{0, 0}, {20, 20}}), three).share({0, 0})) << "nobody is there";
}

TEST(Publish, AVisibleCountOfAHiddenPopulationHasNoShare) {
  const CountTable t = table_of({{12, 20, 7}, {9, 15, 40}});
  const Published p(t, three, std::vector<Cell>{{0, 3}});
  ASSERT_FALSE(p.at({0, 3}));
  int shown = 0;
  for (std::size_t column = 0; column < 3; ++column) {
    shown += p.at({0, column}) ? 1 : 0;
    EXPECT_FALSE(p.share({0, column}));
  }
  EXPECT_GT(shown, 0);
}

TEST(Publish, LabelsAreQuotedWhereNeeded) {
  const CountTable t = CountTable::make({"a, b", "say \"c\""}, {"x", "y"}, {10, 20, 30, 40}).value();
  EXPECT_EQ(Published(t, three).csv("", "all"), ",x,y,all\n\"a, b\",10,20,30\n\"say \"\"c\"\"\",30,40,70\nall,40,60,100\n");
}

TEST(Differencing, OnePersonMoreIsRefused) {
  const Published first(table_of({{40, 20}, {30, 30}}), three);
  const auto second = publish_after(first, table_of({{41, 20}, {30, 30}}), three);
  ASSERT_FALSE(second.has_value());
  // The one who came answered c0: seen in the row, the column and the total.
  ASSERT_EQ(second.error().size(), 4U);
  EXPECT_EQ(second.error()[0].kind, Hazard::Kind::small_difference);
  EXPECT_EQ(second.error()[0].row, "r0");
  EXPECT_EQ(second.error()[0].column, "c0");
  EXPECT_EQ(second.error()[3].row, "") << "the total row";
}

TEST(Differencing, ASwapInAnUnchangedPopulationIsRefused) {
  const Published first(table_of({{40, 20}, {30, 30}}), three);
  EXPECT_FALSE(publish_after(first, table_of({{39, 21}, {30, 30}}), three));
}

TEST(Differencing, TheSameAgainAndAMuchLargerPopulationPass) {
  const Published first(table_of({{40, 20}, {30, 30}}), three);
  EXPECT_TRUE(publish_after(first, table_of({{40, 20}, {30, 30}}), three));
  EXPECT_TRUE(publish_after(first, table_of({{50, 30}, {40, 40}}), three));
  EXPECT_FALSE(publish_after(first, table_of({{41, 21}, {30, 30}}), three)) << "two more";
  EXPECT_TRUE(publish_after(first, table_of({{43, 20}, {30, 30}}), three)) << "three more, who are a group that may be shown";
}

TEST(Differencing, ManyNewcomersAreComparedWhenThePolicySaysSo) {
  const Published first(table_of({{40, 20}, {30, 30}}), three);
  const CountTable later = table_of({{42, 21}, {30, 30}});
  EXPECT_TRUE(publish_after(first, later, three)) << "three newcomers";
  Policy strict = three;
  strict.compare_all_runs = true;
  EXPECT_FALSE(publish_after(first, later, strict)) << "one of whom answered c1";
  EXPECT_TRUE(publish_after(first, table_of({{43, 23}, {30, 30}}), strict));
}

TEST(Differencing, WhatWasSmallIsShownWhenItHasGrown) {
  const Published first(worked, three);
  ASSERT_FALSE(first.hidden().empty());
  const auto later = publish_after(first, table_of({{112, 102, 107}, {109, 115, 104}, {120, 106, 111}}), three);
  ASSERT_TRUE(later);
  EXPECT_TRUE(later->hidden().empty());
}

TEST(Differencing, AnotherMaskOverTheSameCountsWouldUncoverTheFirst) {
  const Published first(worked, three, std::vector<Cell>{{1, 0}});
  const Published bare(worked, three);
  const auto hazards = differencing_hazards(first, bare, three);
  ASSERT_FALSE(hazards.empty());
  EXPECT_EQ(hazards[0].kind, Hazard::Kind::hidden_in_one);
  const auto again = publish_after(first, worked, three);
  ASSERT_TRUE(again) << "the second run hides what the first hid";
  EXPECT_EQ(again->hidden(), first.hidden());
}

TEST(Differencing, ANewlySmallCountIsKnownFromBeforeAndRefused) {
  const Published first(table_of({{3, 20, 20}, {30, 30, 30}, {30, 30, 30}}), three);
  const auto second = publish_after(first, table_of({{2, 20, 20}, {30, 30, 30}, {30, 30, 30}}), three);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error()[0].kind, Hazard::Kind::hidden_in_one);
}

TEST(Differencing, RowsAreHeldAgainstEachOtherByLabel) {
  const Published first(CountTable::make({"a", "b"}, {"x", "y"}, {40, 20, 30, 30}).value(), three);
  const Published turned(CountTable::make({"b", "a", "new"}, {"y", "x"}, {30, 31, 20, 40, 50, 50}).value(), three);
  const auto hazards = differencing_hazards(first, turned, three);
  ASSERT_EQ(hazards.size(), 2U);
  EXPECT_EQ(hazards[0].row, "b");
  EXPECT_EQ(hazards[0].column, "x");
  EXPECT_EQ(hazards[1].column, "") << "the population of b";
}

TEST(Differencing, AHiddenPopulationMayBeNearlyTheSame) {
  const Published first(table_of({{1, 1}, {30, 30}, {30, 30}}), three);
  ASSERT_FALSE(first.at({0, 2}));
  const Published second(table_of({{40, 40}, {30, 30}, {30, 30}}), three);
  EXPECT_FALSE(differencing_hazards(first, second, three).empty());
}

}  // namespace
}  // namespace rettesnor::disclosure
