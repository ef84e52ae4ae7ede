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

}  // namespace
}  // namespace rettesnor::disclosure
