// Two publications of nearly the same people, and a reader who has both.
#include "engine/disclosure/after.hpp"

#include <array>

#include "engine/disclosure/publish.hpp"
#include "tests/engine_disclosure/disclosure_support.hpp"

namespace rettesnor::disclosure {
namespace {

const Policy three = *Policy::with_threshold(3);

Earlier publish_first(const CountTable& table, const Policy& policy) { return {table, protect(table, policy).hidden}; }

Published publish_second(const CountTable& table, const Policy& policy, const std::vector<Earlier>& earlier) {
  return {table, protect_after(table, policy, earlier)};
}

TEST(After, WhoComesAloneIsNotSeen) {
  const auto first = publish_first(table_of({{40, 20}, {30, 30}, {50, 50}}), three);
  const Published second = publish_second(table_of({{41, 20}, {30, 30}, {50, 50}}), three, {first});
  // The newcomer would be seen in the count, in the row, in the column and in the total.
  for (const Cell cell : {Cell{0, 0}, Cell{0, 2}, Cell{3, 0}, Cell{3, 2}}) EXPECT_FALSE(second.at(cell)) << cell.row << "," << cell.column;
}

TEST(After, ASwapInAnUnchangedPopulationIsNotSeen) {
  const auto first = publish_first(table_of({{40, 20}, {30, 30}, {50, 50}}), three);
  const Published second = publish_second(table_of({{39, 21}, {30, 30}, {50, 50}}), three, {first});
  EXPECT_FALSE(second.at({0, 0}));
  EXPECT_FALSE(second.at({0, 1}));
}

TEST(After, TheSameAgainAndWhatGrewByAGroupAreShown) {
  const CountTable table = table_of({{40, 20}, {30, 30}});
  const auto first = publish_first(table, three);
  EXPECT_TRUE(publish_second(table, three, {first}).hidden().empty());
  EXPECT_TRUE(publish_second(table_of({{50, 30}, {40, 40}}), three, {first}).hidden().empty());
  EXPECT_FALSE(publish_second(table_of({{50, 22}, {40, 40}}), three, {first}).at({0, 1})) << "two of the newcomers";
  EXPECT_FALSE(publish_second(table_of({{50, 20}, {40, 40}}), three, {first}).at({0, 0})) << "all newcomers of a row answered the same";
}

TEST(After, WhatWasHiddenStaysHidden) {
  const CountTable worked = table_of({{12, 2, 7}, {9, 15, 4}, {20, 6, 11}});
  const auto first = publish_first(worked, three);
  EXPECT_EQ(publish_second(worked, three, {first}).hidden(), Published(worked, three).hidden());
  // All counts could be shown by themselves; the 22 would bound what the 2 was, and the rest of its row and column with it.
  const CountTable grown = table_of({{22, 22, 17}, {19, 25, 14}, {30, 16, 21}});
  EXPECT_TRUE(Published(grown, three).hidden().empty());
  EXPECT_EQ(publish_second(grown, three, {first}).hidden(), Published(worked, three).hidden());
}

TEST(After, EveryEarlierPublicationCounts) {
  const auto first = publish_first(table_of({{40, 20}, {30, 30}, {50, 50}}), three);
  const auto second = publish_first(table_of({{60, 40}, {50, 50}, {70, 70}}), three);
  const CountTable third = table_of({{41, 20}, {30, 30}, {50, 50}});
  EXPECT_TRUE(publish_second(third, three, {second}).at({0, 0})) << "19 fewer";
  EXPECT_FALSE(publish_second(third, three, {second, first}).at({0, 0}));
}

/// Lowest and highest of every place of the earlier table, of the newcomers and of the later table, margins too.
struct Joint {
  std::vector<std::pair<std::int64_t, std::int64_t>> earlier, newcomers, later;
};

/// Goes through every pair of tables that agrees with both publications when nobody went. Nothing: too many.
std::optional<Joint> both(const CountTable& first, const Mask& first_hidden, const CountTable& second, const Mask& second_hidden, std::int64_t most) {
  constexpr std::size_t enough = 2000;
  std::array<std::vector<CountTable>, 2> possible;
  const std::array tables{&first, &second};
  const std::array masks{&first_hidden, &second_hidden};
  for (std::size_t k = 0; k < 2; ++k) {
    std::size_t inner = 0;
    for (std::size_t i = 0; i < first.size(); ++i) inner += (*masks[k])[i] && !first.is_margin(first.cell(i)) ? 1U : 0U;
    if (inner > 4) return std::nullopt;
    const Visible known = visible(*tables[k], *masks[k]);
    Enumerator(known, first.rows(), first.columns(), most, [&](const std::vector<std::int64_t>& counts) {
      if (possible[k].size() <= enough) possible[k].push_back(CountTable::make(first.row_labels(), first.column_labels(), counts).value());
    });
    if (possible[k].size() > enough) return std::nullopt;
  }
  Joint out;
  for (auto* list : {&out.earlier, &out.newcomers, &out.later}) list->assign(first.size(), {INT64_MAX, INT64_MIN});
  const auto see = [](auto& bounds, std::int64_t value) { bounds = {std::min(bounds.first, value), std::max(bounds.second, value)}; };
  for (const CountTable& a : possible[0]) {
    for (const CountTable& b : possible[1]) {
      bool nobody_went = true;
      for (std::size_t i = 0; nobody_went && i < a.size(); ++i) nobody_went = a.is_margin(a.cell(i)) || b.at(a.cell(i)) >= a.at(a.cell(i));
      if (!nobody_went) continue;
      for (std::size_t i = 0; i < a.size(); ++i) {
        see(out.earlier[i], a.at(a.cell(i)));
        see(out.newcomers[i], b.at(a.cell(i)) - a.at(a.cell(i)));
        see(out.later[i], b.at(a.cell(i)));
      }
    }
  }
  return out;
}

/// Small counts of a table that the reader can tell to be small, and hidden counts that the reader knows.
int recovered(const CountTable& table, const std::vector<std::pair<std::int64_t, std::int64_t>>& seen, const Mask* hidden, std::int64_t threshold) {
  int out = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::int64_t truth = table.at(table.cell(i));
    if (truth > 0 && truth < threshold && seen[i].second < threshold) ++out;
    else if (hidden != nullptr && (*hidden)[i] && seen[i].first == seen[i].second) ++out;
  }
  return out;
}

CountTable sum(const CountTable& a, const CountTable& b) {
  std::vector<std::int64_t> counts;
  for (std::size_t row = 0; row < a.rows(); ++row) {
    for (std::size_t column = 0; column < a.columns(); ++column) counts.push_back(a.at({row, column}) + b.at({row, column}));
  }
  return CountTable::make(a.row_labels(), a.column_labels(), counts).value();
}

TEST(AttackOnTwo, NeitherTheEarlierNorTheNewcomersNorTheLaterAreRecovered) {
  std::mt19937 random(31);
  Policy policy = three;
  policy.hide_zero = false;
  int attacked = 0, broken = 0;
  for (int n = 0; attacked < 250 && n < 20'000; ++n) {
    const std::size_t rows = 2 + random() % 2, columns = 2 + random() % 2;
    const CountTable first = random_table(random, rows, columns, 12), newcomers = random_table(random, rows, columns, 9);
    const CountTable second = sum(first, newcomers);
    const auto earlier = publish_first(first, policy);
    const Protection later = protect_after(second, policy, std::vector{earlier});
    const std::int64_t most = second.total() + 3;
    const auto seen = both(first, earlier.hidden, second, later.hidden, most);
    if (!seen) continue;
    ++attacked;
    EXPECT_EQ(recovered(first, seen->earlier, &earlier.hidden, 3), 0) << "earlier, pair " << n;
    EXPECT_EQ(recovered(newcomers, seen->newcomers, nullptr, 3), 0) << "newcomers, pair " << n;
    EXPECT_EQ(recovered(second, seen->later, &later.hidden, 3), 0) << "later, pair " << n;
    const Protection careless = protect(second, policy);
    const auto torn = both(first, earlier.hidden, second, careless.hidden, most);
    if (torn && recovered(first, torn->earlier, &earlier.hidden, 3) + recovered(newcomers, torn->newcomers, nullptr, 3) + recovered(second, torn->later, &careless.hidden, 3) > 0) ++broken;
  }
  EXPECT_EQ(attacked, 250);
  EXPECT_GT(broken, 50) << "the attack has teeth: it breaks the second publication that does not look back";
}

TEST(AttackOnTwo, WhereSomeWentTheDifferenceShowsNoSmallNumber) {
  std::mt19937 random(5);
  int kept_back = 0, differences = 0;
  for (int n = 0; n < 300; ++n) {
    const std::size_t rows = 3 + random() % 12, columns = 2 + random() % 3;
    const CountTable first = random_table(random, rows, columns, 40), second = random_table(random, rows, columns, 40);
    const auto earlier = publish_first(first, {});
    const Protection later = protect_after(second, {}, std::vector{earlier});
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_FALSE(earlier.hidden[i] && !later.hidden[i]) << "hidden before, shown now";
      if (later.hidden[i]) {
        ++kept_back;
        continue;
      }
      ++differences;
      const Cell cell = first.cell(i);
      const std::int64_t moved = std::abs(second.at(cell) - first.at(cell));
      // A margin's difference is of those who came and of those who went; its parts are looked at one by one.
      if (!first.is_margin(cell)) {
        EXPECT_FALSE(moved > 0 && moved < 5) << n;
      }
    }
    for (const Hidden& h : later.proof) EXPECT_FALSE(h.range.contains_one()) << n;
  }
  EXPECT_GT(kept_back, 1000);
  EXPECT_GT(differences, 1000);
}

}  // namespace
}  // namespace rettesnor::disclosure
