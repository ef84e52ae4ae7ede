#include "engine/model/transfer.hpp"

#include <gtest/gtest.h>

#include "tests/support/load.hpp"

namespace rettesnor {
namespace {

TEST(Transfer, KeepsWhatTheOtherRulesHave) {
  const std::string head = "language en\npackage t.s version 1\nactor office \"o\"\nsource L law \"l\"\n";
  const auto before = testing::load({head + "concept matter \"m\"\n fact k one of red, green, blue\n fact n number\n event e date\nend\n"});
  const auto after = testing::load({head + "concept matter \"m\"\n event e date\n fact k one of blue, red\nend\n"});
  ASSERT_EQ(before->problems + after->problems, "");
  const Case c = testing::read_yaml_case(before->model, "case: c\nk: blue\nn: 3\ne: 2026-01-02\n");
  const auto moved = transfer(before->model, c, after->model);
  ASSERT_TRUE(moved);
  EXPECT_EQ(std::get<CodeValue>(moved->root->cells[1].value).code, 0U);
  EXPECT_EQ(to_string(std::get<DateInterval>(moved->root->cells[0].value).first), "2026-01-02");
  const auto without = testing::load({head + "concept matter \"m\"\n fact k one of red, green\nend\n"});
  // A colour was recorded, so it is unknown and not blank.
  EXPECT_EQ(transfer(before->model, c, without->model)->root->cells[0].state, CellState::asked_unknown);
  const auto other = testing::load({head + "concept person \"p\"\n event e date\nend\n"});
  EXPECT_FALSE(transfer(before->model, c, other->model));
}

}  // namespace
}  // namespace rettesnor
