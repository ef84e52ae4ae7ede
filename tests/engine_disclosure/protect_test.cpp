#include "engine/disclosure/protect.hpp"

#include <chrono>

#include "tests/engine_disclosure/disclosure_support.hpp"

namespace rettesnor::disclosure {
namespace {

std::vector<Cell> hidden_cells(const Protection& protection) {
  std::vector<Cell> out;
  for (const Hidden& h : protection.proof) out.push_back(h.cell);
  return out;
}

TEST(Protect, TheWorkedTableAtItsLeastCost) {
  const Protection p = protect(table_of({{12, 2, 7}, {9, 15, 4}, {20, 6, 11}}), *Policy::with_threshold(3));
  EXPECT_EQ(hidden_cells(p), (std::vector<Cell>{{0, 1}, {0, 2}, {2, 1}, {2, 2}}));
  EXPECT_EQ(p.partner_cost, 24);
  EXPECT_EQ(p.proof[0].range, (Range{0, 8}));
  EXPECT_EQ(p.proof[0].reasons, std::vector{Reason::small});
  EXPECT_EQ(p.proof[1].reasons, std::vector{Reason::partner});
}

TEST(Protect, TheTableOfRegionsBySex) {
  const Protection p = protect(table_of({{2, 18}, {19, 14}, {10, 12}, {14, 11}}), *Policy::with_threshold(3));
  // With two columns the partner in the row is given; its complement is small as well.
  EXPECT_EQ(hidden_cells(p), (std::vector<Cell>{{0, 0}, {0, 1}, {2, 0}, {2, 1}}));
}

TEST(Protect, NothingToHideHidesNothing) {
  const Protection p = protect(table_of({{12, 20, 7}, {9, 15, 40}}), {});
  EXPECT_TRUE(p.proof.empty());
  EXPECT_FALSE(p.everything_hidden);
}

TEST(Protect, TwoSmallCountsDoNotProtectEachOther) {
  // 1 and 2 in one row: hidden alone, their sum 3 would show that both are small.
  const CountTable t = table_of({{30, 1, 2}, {30, 30, 30}, {30, 30, 30}});
  const Protection p = protect(t, {});
  for (const Hidden& h : p.proof) {
    if (h.reasons.front() == Reason::small) {
      EXPECT_GE(h.range.high.value_or(5), 5);
    }
  }
  EXPECT_TRUE(p.hidden[t.index({0, 0})]) << "or their sum is known";
}

TEST(Protect, ATableOfSmallCountsIsHiddenAltogether) {
  const Protection p = protect(table_of({{1, 0}, {0, 1}}), {});
  EXPECT_TRUE(p.everything_hidden);
}

TEST(Protect, AMarginIsHiddenOnlyWhereInnerCountsDoNotSuffice) {
  // One row: the only way to hide a count is with its own margin.
  const CountTable one_row = table_of({{2, 30, 40}});
  const Protection p = protect(one_row, {});
  EXPECT_TRUE(p.hidden[one_row.index({0, 0})]);
  EXPECT_TRUE(p.hidden[one_row.index({1, 0})]);
  const CountTable many = table_of({{2, 30, 40}, {20, 30, 40}, {20, 30, 40}});
  for (const Hidden& h : protect(many, {}).proof) EXPECT_FALSE(many.is_margin(h.cell));
}

TEST(Protect, WhatIsRequestedIsHiddenAndProtected) {
  const CountTable t = table_of({{12, 20, 7}, {9, 15, 40}});
  const Protection p = protect(t, {}, std::vector<Cell>{{0, 0}});
  EXPECT_EQ(p.proof.front().reasons, std::vector{Reason::requested});
  EXPECT_EQ(p.proof.size(), 4U);
  EXPECT_FALSE(p.proof.front().range.contains_one());
}

TEST(Protect, EverybodyHasOneAnswerIsHidden) {
  const CountTable t = table_of({{40, 0, 0}, {20, 10, 10}, {15, 9, 10}});
  const Protection p = protect(t, {});
  EXPECT_TRUE(p.hidden[t.index({0, 0})]);
  EXPECT_GE(feasible_rest(t, p.hidden, {0, 0}).high.value(), 5);
}

TEST(Protect, NoPartnerCouldBeShown) {
  std::mt19937 random(5);
  for (int n = 0; n < 60; ++n) {
    const CountTable table = random_table(random, 4, 4, 40);
    const Policy policy;
    const Protection p = protect(table, policy);
    for (const Hidden& h : p.proof) {
      if (h.reasons.front() != Reason::partner) continue;
      Mask less = p.hidden;
      less[table.index(h.cell)] = false;
      bool unsafe = false;
      for (const Need& need : primary_needs(table, policy)) {
        unsafe = unsafe || !is_met(table, less, need, policy.threshold());
      }
      for (std::size_t i = 0; i < table.size(); ++i) unsafe = unsafe || (less[i] && !is_open(table, less, table.cell(i)));
      EXPECT_TRUE(unsafe);
    }
  }
}

TEST(Protect, TheSearchIsSeldomDearerThanTheCheapestMask) {
  // All masks of small tables with visible margins are tried where such a mask exists.
  std::mt19937 random(11);
  std::int64_t found = 0;
  std::int64_t cheapest = 0;
  int tables = 0;
  while (tables < 60) {
    const CountTable table = random_table(random, 3, 3, 40);
    const Policy policy = *Policy::with_threshold(3);
    const std::vector<Need> needs = primary_needs(table, policy);
    const bool margins = std::ranges::any_of(needs, [&](const Need& n) { return table.is_margin(n.cell); });
    if (margins || needs.empty()) continue;
    std::int64_t best = INT64_MAX;
    for (unsigned bits = 0; bits < 512; ++bits) {
      Mask mask(table.size());
      std::int64_t cost = 0;
      for (std::size_t k = 0; k < 9; ++k) {
        const Cell cell{k / 3, k % 3};
        mask[table.index(cell)] = (bits >> k & 1U) != 0;
        const bool primary = std::ranges::any_of(needs, [&](const Need& n) { return n.cell == cell; });
        if (mask[table.index(cell)] && !primary) cost += table.at(cell);
      }
      if (cost >= best) continue;
      bool safe = std::ranges::all_of(needs, [&](const Need& n) { return is_met(table, mask, n, policy.threshold()); });
      for (std::size_t i = 0; i < table.size() && safe; ++i) safe = !mask[i] || is_open(table, mask, table.cell(i));
      if (safe) best = cost;
    }
    if (best == INT64_MAX) continue;
    ++tables;
    const Protection p = protect(table, policy);
    EXPECT_GE(p.partner_cost, best);
    found += p.partner_cost;
    cheapest += best;
  }
  EXPECT_LE(static_cast<double>(found), 1.1 * static_cast<double>(cheapest)) << found << " against " << cheapest;
  RecordProperty("found", std::to_string(found));
  RecordProperty("cheapest", std::to_string(cheapest));
}

TEST(Protect, ACountrysTableTakesLittleTime) {
  std::mt19937 random(3);
  std::vector<std::int64_t> counts;
  for (int i = 0; i < 98 * 6; ++i) counts.push_back(static_cast<std::int64_t>(random() % 60));
  const CountTable table = CountTable::make(labels('r', 98), labels('c', 6), counts).value();
  const auto start = std::chrono::steady_clock::now();
  const Protection p = protect(table, {});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_FALSE(p.everything_hidden);
  EXPECT_LT(took.count(), 20) << "far above what it takes";
  RecordProperty("seconds", std::to_string(took.count()));
  RecordProperty("hidden", std::to_string(p.proof.size()));
}

}  // namespace
}  // namespace rettesnor::disclosure
