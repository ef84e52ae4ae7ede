// Exact sums: any order, any size, and text that reads back.
#include "engine/values/exact_sum.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rettesnor {
namespace {

TEST(ExactSum, AddsWithoutRounding) {
  ExactSum sum;
  for (int i = 0; i < 10; ++i) sum.add(100'000);  // a tenth
  EXPECT_EQ(sum.text(sum_places), "1");
  sum.add(-1'000'001);
  EXPECT_EQ(sum.text(sum_places), "-0.000001");
  sum.add(1);
  EXPECT_EQ(sum, ExactSum{});
  EXPECT_EQ(sum.text(sum_places), "0");
}

TEST(ExactSum, HoldsSquaresOfTheLargestNumbers) {
  ExactSum squares;
  // (2^63)^2 is 2^126 = 85070591730234615865843651857942052864; a thousand of them is far beyond 128 bits.
  for (int i = 0; i < 1000; ++i) squares.add_square(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(squares.text(0), "85070591730234615865843651857942052864000");
  EXPECT_EQ(squares.text(square_places), "85070591730234615865843651857.942052864");
  EXPECT_DOUBLE_EQ(squares.value(square_places), 8.5070591730234615865843651857942e28);
}

TEST(ExactSum, IsTheSameInAnyOrder) {
  ExactSum forwards, backwards, parts[2];
  for (std::int64_t i = -50; i < 50; ++i) {
    forwards.add(i * 1'234'567'890'123);
    backwards.add(-(i + 1) * 1'234'567'890'123);
    parts[i % 2 == 0 ? 0 : 1].add(i * 1'234'567'890'123);
  }
  EXPECT_EQ(forwards, backwards);
  parts[1] += parts[0];
  EXPECT_EQ(parts[1], forwards);
}

TEST(ExactSum, ReadsItsTextBackAndNothingElse) {
  ExactSum sum;
  sum.add(-12'500'000);
  EXPECT_EQ(sum.text(sum_places), "-12.5");
  EXPECT_EQ(ExactSum::parse("-12.5", sum_places), sum);
  for (const char* bad : {"", "-", "1.", ".5", "1e3", "+1", "1.0000001", " 1", "1,5", "--1"}) EXPECT_EQ(ExactSum::parse(bad, sum_places), std::nullopt) << bad;
  EXPECT_EQ(ExactSum::parse(std::string(80, '9'), 0), std::nullopt);
}

TEST(ExactSum, MultipliesWithSigns) {
  ExactSum three, minus_two;
  three.add(3);
  minus_two.add(-2);
  EXPECT_EQ((three * minus_two).text(0), "-6");
  EXPECT_EQ((minus_two * minus_two - three).text(0), "1");
}

}  // namespace
}  // namespace rettesnor
