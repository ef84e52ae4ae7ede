// Where a piece of a text stands after edits: at the same bytes, or nowhere.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/author/unmoved.hpp"

namespace rettesnor::author {
namespace {

TEST(Unmoved, WhatNoEditTouchedMoves) {
  Unmoved moves(11);
  moves.edit("hello world", "hello, big world");  // "hello" + ", big" + " world"
  EXPECT_EQ(moves.later({0, 5}), Span(0, 5));
  EXPECT_EQ(moves.later({6, 11}), Span(11, 16));
  EXPECT_EQ(moves.earlier({11, 16}), Span(6, 11));
  EXPECT_EQ(moves.later({4, 7}), std::nullopt) << "something was written in it";
  EXPECT_EQ(moves.earlier({5, 10}), std::nullopt) << "it is new";
  moves.edit("hello, big world", "hello, big word");
  EXPECT_EQ(moves.later({6, 11}), std::nullopt);
  EXPECT_EQ(moves.later({0, 5}), Span(0, 5));
}

TEST(Unmoved, WhatIsWrittenAndTakenAwayLeavesNoTrace) {
  Unmoved moves(6);
  moves.edit("abcdef", "abcXdef");
  EXPECT_EQ(moves.later({2, 4}), std::nullopt);
  moves.edit("abcXdef", "abcdef");
  EXPECT_EQ(moves.later({0, 6}), Span(0, 6));
}

TEST(Unmoved, NothingOfAnEmptyText) {
  Unmoved moves(0);
  moves.edit("", "abc");
  EXPECT_EQ(moves.earlier({0, 1}), std::nullopt);
  moves.edit("abc", "");
  EXPECT_EQ(moves.later({0, 1}), std::nullopt);
}

TEST(Unmoved, APieceIsAlwaysTheSameBytes) {
  std::mt19937 chance(7);  // NOLINT: the same edits each time
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : chance() % n; };
  for (int round = 0; round < 200; ++round) {
    std::string first;
    for (int i = 0; i < 60; ++i) first += static_cast<char>('a' + below(4));
    std::string text = first;
    Unmoved moves(text.size());
    for (int edit = 0; edit < 8; ++edit) {
      std::string next = text;
      const std::size_t begin = below(text.size() + 1);
      next.replace(begin, below(6), std::string(below(6), static_cast<char>('a' + below(4))));
      moves.edit(text, next);
      text = next;
    }
    std::size_t found = 0;
    for (std::uint32_t begin = 0; begin < first.size(); ++begin) {
      for (std::uint32_t end = begin + 1; end <= first.size(); ++end) {
        const auto at = moves.later({begin, end});
        if (!at) continue;
        ++found;
        ASSERT_LE(at->end, text.size());
        ASSERT_EQ(first.substr(begin, end - begin), text.substr(at->begin, at->size()));
        ASSERT_EQ(moves.earlier(*at), Span(begin, end));
      }
    }
    ASSERT_GT(found, 0U);
  }
}

}  // namespace
}  // namespace rettesnor::author
