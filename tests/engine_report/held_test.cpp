// Two reports of nearly the same cases, held against each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "engine/report/compose.hpp"
#include "engine/report/publication.hpp"
#include "engine/report/report.hpp"
#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using disclosure::Published;
using testing::duty;
using testing::Part;
using testing::run_of;

/// What both show of a table, counted: differences of fewer than five, and places that only the later one shows.
struct Told {
  int small = 0, uncovered = 0, compared = 0;
  void hold(Maybe before, Maybe now) {
    if (!before && now) ++uncovered;
    if (!before || !now) return;
    ++compared;
    if (const auto moved = std::abs(*now - *before); moved > 0 && moved < 5) ++small;
  }
  void hold(const std::optional<Published>& before, const std::optional<Published>& now) {
    if (!now) return;
    for (std::size_t row = 0; row <= now->row_labels().size(); ++row) {
      const bool total = row == now->row_labels().size();
      const auto found = total ? before->row_labels().end() : std::ranges::find(before->row_labels(), now->row_labels()[row]);
      if (!total && found == before->row_labels().end()) continue;
      for (std::size_t column = 0; column <= now->column_labels().size(); ++column) hold(before->at({static_cast<std::size_t>(found - before->row_labels().begin()), column}), now->at({row, column}));
    }
  }
  void hold(const Publication& before, const Publication& now) {
    for (std::size_t i = 0; i < now.rules.size(); ++i) {
      const PublishedRule &a = before.rules[i], &b = now.rules[i];
      EXPECT_FALSE(b.municipalities && !a.municipalities) << "a table that was not shown";
      EXPECT_FALSE(b.months && !a.months);
      if (a.municipalities) hold(a.municipalities, b.municipalities);
      if (a.months) hold(a.months, b.months);
      for (const auto member : {&Row::relevant, &Row::kept, &Row::missed, &Row::open}) hold(a.national.*member, b.national.*member);
      for (const auto member : {&PublishedRule::late, &PublishedRule::breached, &PublishedRule::for_judgement, &PublishedRule::undetermined, &PublishedRule::pending}) hold(a.*member, b.*member);
    }
    if (before.delivered) hold(before.delivered, now.delivered);
    hold(before.cases, now.cases);
  }
};

std::vector<Part> start() {
  return {{"0101", 160, 22, 18, 26, 12}, {"0151", 145, 16, 5, 25, 8}, {"0217", 134, 3, 0, 0, 9}, {"0461", 157, 4, 0, 0, 7}, {"0561", 152, 17, 15, 10}, {"0621", 138, 19, 6, 17, 11}, {"0751", 271, 20, 26, 19, 20}, {"0851", 83, 16, 15, 18, 6}};
}

/// Two months whose sums are those of the municipalities.
std::vector<Part> months_of(const std::vector<Part>& parts) {
  Part all{"2025-11"};
  for (const Part& p : parts) all.kept += p.kept, all.late += p.late, all.breached += p.breached, all.open += p.open, all.pending += p.pending;
  const Part december{"2025-12", all.kept / 2, all.late / 2, all.breached / 2, all.open / 2, all.pending / 2};
  return {{"2025-11", all.kept - december.kept, all.late - december.late, all.breached - december.breached, all.open - december.open, all.pending - december.pending}, december};
}

ledger::Counts run(const std::vector<Part>& parts) { return run_of({duty("a", parts, months_of(parts)), duty("b", parts, {})}); }

TEST(Held, OneMoreCaseIsNotSeenInTheDifference) {
  auto later = start();
  later[0].breached += 1;
  later[3].kept += 60;
  const ledger::Counts first = run(start()), second = run(later);
  const Publication before = publish(first, {}), careless = publish(second, {}), careful = publish(second, {}, std::vector{first});
  Told told, none;
  told.hold(before, careless);
  EXPECT_GT(told.small, 0) << "else this shows nothing";
  none.hold(before, careful);
  EXPECT_EQ(none.small, 0);
  EXPECT_EQ(none.uncovered, 0);
  EXPECT_GT(none.compared, 20) << "the rest is still shown";
}

TEST(Held, RandomRunsTellNoSmallNumberAndUncoverNothing) {
  std::mt19937 random(12);
  int careless = 0, shown = 0, tables = 0;
  for (int n = 0; n < 60; ++n) {
    auto parts = start();
    for (Part& p : parts) p.kept += random() % 30, p.late += random() % 4, p.open += random() % 3;
    const ledger::Counts first = run(parts);
    for (Part& p : parts) {
      if (random() % 3 == 0) p.kept += random() % 3, p.breached += random() % 2;
      else p.kept += random() % 80, p.late += random() % 12, p.open += random() % 9, p.pending += random() % 3;
    }
    const ledger::Counts second = run(parts);
    const Publication before = publish(first, {}), after = publish(second, {}, std::vector{first});
    Told told, plain;
    told.hold(before, after);
    EXPECT_EQ(told.small, 0) << n;
    EXPECT_EQ(told.uncovered, 0) << n;
    shown += told.compared;
    tables += after.rules[0].municipalities ? 1 : 0;
    for (std::size_t i = 0; i < 2; ++i) {
      const Publication alone = publish(second, {});
      if (before.rules[i].municipalities && alone.rules[i].municipalities) plain.hold(before.rules[i].municipalities, alone.rules[i].municipalities);
    }
    careless += plain.small > 0 ? 1 : 0;
  }
  EXPECT_EQ(careless, 60) << "each pair has small differences when nobody looks back";
  EXPECT_GT(shown, 1000);
  EXPECT_GT(tables, 20);
}

TEST(Held, TheSameRunAgainIsTheSameReport) {
  const ledger::Counts first = run(start());
  const Publication plain = publish(first, {}), held = publish(first, {}, std::vector{first});
  EXPECT_EQ(as_csv(plain, "p.a", Language::english).substr(0, 40), as_csv(held, "p.a", Language::english).substr(0, 40));
  for (std::size_t i = 0; i < plain.rules.size(); ++i) {
    ASSERT_EQ(plain.rules[i].municipalities.has_value(), held.rules[i].municipalities.has_value());
    if (plain.rules[i].municipalities) {
      EXPECT_EQ(plain.rules[i].municipalities->hidden(), held.rules[i].municipalities->hidden());
    }
  }
}

TEST(Held, AllFormsSayThatTheyWereHeld) {
  auto later = start();
  later[0].kept += 1;
  const ledger::Counts first = run(start());
  const Publication p = publish(run(later), {}, std::vector{first});
  for (const std::string& out : {as_text(p, "", Language::english), as_csv(p, "", Language::english), as_html(p, "", Language::english)}) EXPECT_TRUE(out.contains("Held against 1 earlier report"));
  EXPECT_TRUE(as_csv(p, "", Language::english).contains("Earlier report, head of the chain"));
}

TEST(Held, ATableThatWasNotShownIsNotShown) {
  // Four missed in the country, so that months were not shown; later there are many.
  const std::vector<Part> few{{"0101", 50, 4, 0, 10}, {"0751", 60, 0, 0, 9}};
  std::vector<Part> many = few;
  for (Part& p : many) p.kept += 200, p.late += 40, p.open += 30;
  const ledger::Counts first = run(few), second = run(many);
  ASSERT_FALSE(publish(first, {}).rules[0].months);
  ASSERT_TRUE(publish(second, {}).rules[0].months);
  const Publication held = publish(second, {}, std::vector{first});
  EXPECT_FALSE(held.rules[0].months);
  EXPECT_FALSE(held.rules[0].national.missed) << "hidden before, hidden now";
}

}  // namespace
}  // namespace rettesnor::report
