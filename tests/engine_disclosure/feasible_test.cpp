#include "engine/disclosure/feasible.hpp"

#include "tests/engine_disclosure/disclosure_support.hpp"

namespace rettesnor::disclosure {
namespace {

const CountTable worked = table_of({{12, 2, 7}, {9, 15, 4}, {20, 6, 11}});

TEST(Feasible, OneHiddenCountIsKnown) {
  const Mask hidden = mask_of(worked, {{0, 1}});
  EXPECT_EQ(feasible(worked, hidden, {0, 1}), (Range{2, 2}));
  EXPECT_FALSE(is_open(worked, hidden, {0, 1}));
}

TEST(Feasible, ThreeHiddenCountsAreKnown) {
  const Mask hidden = mask_of(worked, {{0, 1}, {0, 2}, {2, 1}});
  EXPECT_EQ(feasible(worked, hidden, {0, 1}), (Range{2, 2}));
  EXPECT_EQ(feasible(worked, hidden, {0, 2}), (Range{7, 7}));
  EXPECT_EQ(feasible(worked, hidden, {2, 1}), (Range{6, 6}));
}

TEST(Feasible, FourCornersAreNotKnown) {
  const Mask dear = mask_of(worked, {{0, 1}, {0, 2}, {1, 1}, {1, 2}});
  EXPECT_EQ(feasible(worked, dear, {0, 1}), (Range{0, 9}));
  EXPECT_EQ(feasible_rest(worked, dear, {0, 1}), (Range{12, 21}));
  const Mask cheap = mask_of(worked, {{0, 1}, {0, 2}, {2, 1}, {2, 2}});
  EXPECT_EQ(feasible(worked, cheap, {0, 1}), (Range{0, 8}));
  EXPECT_TRUE(is_open(worked, cheap, {2, 2}));
  EXPECT_EQ(feasible(worked, cheap, {0, 0}), (Range{12, 12})) << "visible";
}

TEST(Feasible, AHiddenTotalBoundsNothing) {
  const Mask all(worked.size(), true);
  EXPECT_EQ(feasible(worked, all, {0, 1}), (Range{0, std::nullopt}));
  EXPECT_EQ(feasible_rest(worked, all, {0, 1}), (Range{0, std::nullopt}));
  EXPECT_EQ(feasible(worked, all, {3, 3}), (Range{3, std::nullopt})) << "one in each of three rows";
  // A row with all but one count visible, its margin hidden, and so are the column's and the total: 12 + 7 at least.
  const Mask corner = mask_of(worked, {{0, 1}, {0, 3}, {3, 1}, {3, 3}});
  EXPECT_EQ(feasible(worked, corner, {0, 3}), (Range{19, std::nullopt}));
}

TEST(Feasible, ARowThatIsListedHasSomebodyInIt) {
  // 20 in all, 15 of them shown: the 5 others are one in each of the five rows.
  const CountTable ones = table_of({{15}, {1}, {1}, {1}, {1}, {1}});
  Mask hidden(ones.size());
  for (std::size_t row = 1; row < 6; ++row) hidden[ones.index({row, 0})] = hidden[ones.index({row, 1})] = true;
  EXPECT_EQ(feasible(ones, hidden, {1, 1}), (Range{1, 1}));
  EXPECT_FALSE(is_open(ones, hidden, {1, 1}));
  EXPECT_FALSE(is_met(ones, hidden, {{1, 1}, false}, 2));
  // A row of nobody is listed for another reason, and may be anything: 6 hidden in three rows, 1 at least in two of them.
  const CountTable none = table_of({{15, 2}, {2, 1}, {0, 0}, {1, 2}});
  const Mask all_but_total = mask_of(none, {{1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}, {3, 0}, {3, 1}, {3, 2}});
  EXPECT_EQ(feasible(none, all_but_total, {1, 2}), (Range{1, 5}));
  EXPECT_EQ(feasible(none, all_but_total, {2, 2}), (Range{0, 4}));
  EXPECT_EQ(feasible(none, all_but_total, {1, 0}), (Range{0, 3}));
}

TEST(Feasible, RangesAreThoseThatEnumerationFinds) {
  std::mt19937 random(1);
  constexpr std::int64_t most = 9;  // no visible margin of these tables allows a larger hidden count unless none bounds it
  int bounded = 0;
  int unbounded = 0;
  for (int n = 0; n < 400; ++n) {
    const std::size_t rows = 2 + random() % 2;
    const std::size_t columns = 2 + random() % 2;
    const CountTable table = random_table(random, rows, columns, 2);
    Mask hidden(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
      hidden[i] = random() % 3 == 0 || (table.is_margin(table.cell(i)) && random() % 4 == 0);
    }
    std::int64_t inner_hidden = 0;
    for (std::size_t i = 0; i < table.size(); ++i) inner_hidden += hidden[i] && !table.is_margin(table.cell(i)) ? 1 : 0;
    if (inner_hidden > 5 || table.total() > most) continue;
    const Seen seen = enumerate(table, hidden, most);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const Cell cell = table.cell(i);
      const Range range = feasible(table, hidden, cell);
      EXPECT_EQ(range.low, seen.place[i].first);
      if (range.high) {
        EXPECT_EQ(*range.high, seen.place[i].second);
        ++bounded;
      } else {
        EXPECT_GE(seen.place[i].second, most);
        ++unbounded;
      }
      for (const std::int64_t at_least : {3, 5}) {
        EXPECT_EQ(is_met(table, hidden, {cell, false}, at_least), hidden[i] && seen.place[i].second >= at_least);
      }
      EXPECT_EQ(is_open(table, hidden, cell), seen.place[i].first < seen.place[i].second);
      if (cell.column == table.columns()) continue;
      const Range rest = feasible_rest(table, hidden, cell);
      EXPECT_EQ(rest.low, seen.rest[i].first);
      if (rest.high) {
        EXPECT_EQ(*rest.high, seen.rest[i].second);
      } else {
        EXPECT_GE(seen.rest[i].second, most);
      }
    }
  }
  EXPECT_GT(bounded, 1000);
  EXPECT_GT(unbounded, 30);
}

}  // namespace
}  // namespace rettesnor::disclosure
