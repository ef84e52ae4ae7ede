#include "engine/statistics/bounds.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/statistics/intervals.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

TEST(Bounds, EverythingMissingFailsOrSucceeds) {
  const ShareBounds b = share_bounds({.success = 6, .failure = 2, .success_or_failure = 4}).value();
  EXPECT_EQ(b.worst, (Counted{6, 12}));
  EXPECT_EQ(b.best, (Counted{10, 12}));
  expect_interval(b.share, 0.5, 10.0 / 12, 1e-15);
  EXPECT_FALSE(b.may_be_empty);
  const Interval chance = bounds_with_chance(b).value();
  EXPECT_DOUBLE_EQ(chance.low, wilson({6, 12})->low);
  EXPECT_DOUBLE_EQ(chance.high, wilson({10, 12})->high);
}

TEST(Bounds, WhatMayBeOutsideIsOutsideWhereThatIsWorst) {
  // Worst: the three that may be a success or out stay out, the two that may fail do. Best: the other way round.
  const ShareBounds b = share_bounds({.success = 3, .failure = 1, .success_or_out = 3, .failure_or_out = 2}).value();
  EXPECT_EQ(b.worst, (Counted{3, 6}));
  EXPECT_EQ(b.best, (Counted{6, 7}));
}

TEST(Bounds, NothingIsMissing) {
  const ShareBounds b = share_bounds({.success = 3, .failure = 1}).value();
  EXPECT_EQ(b.worst, b.best);
  EXPECT_DOUBLE_EQ(b.share.low, 0.75);
}

TEST(Bounds, HoldEveryCompletionAndAreReached) {
  // By trying all completions of all small tallies.
  for (unsigned code = 0; code < 729; ++code) {
    std::array<std::int64_t, 6> n{};
    unsigned rest = code;
    for (auto& part : n) {
      part = rest % 3;
      rest /= 3;
    }
    const auto [s, f, sf, so, fo, any] = n;
    double low = 2;
    double high = -1;
    bool some_empty = false;
    for (std::int64_t a = 0; a <= sf; ++a) {
      for (std::int64_t b = 0; b <= so; ++b) {
        for (std::int64_t c = 0; c <= fo; ++c) {
          for (std::int64_t d = 0; d <= any; ++d) {
            for (std::int64_t e = 0; d + e <= any; ++e) {
              const std::int64_t successes = s + a + b + d;
              const std::int64_t total = successes + f + (sf - a) + c + e;
              some_empty = some_empty || total == 0;
              if (total == 0) continue;
              low = std::min(low, share_of({successes, total}));
              high = std::max(high, share_of({successes, total}));
            }
          }
        }
      }
    }
    const auto got = share_bounds({s, f, sf, so, fo, any});
    ASSERT_EQ(got.has_value(), low <= high) << code;
    if (!got) continue;
    EXPECT_DOUBLE_EQ(got->share.low, low) << code;
    EXPECT_DOUBLE_EQ(got->share.high, high) << code;
    EXPECT_EQ(got->may_be_empty, some_empty) << code;
  }
}

TEST(Bounds, ANegativeCountHasNone) {
  EXPECT_FALSE(share_bounds({}));
  EXPECT_FALSE(share_bounds({.success = 5, .failure = -1}));
  EXPECT_FALSE(share_bounds({.success = 5, .any = -1}));
}

}  // namespace
}  // namespace rettesnor::statistics
