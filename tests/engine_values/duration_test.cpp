#include "engine/values/duration.hpp"

#include <gtest/gtest.h>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

constexpr std::int64_t day = 24 * 60;

Duration of(std::int32_t count, Unit unit, std::uint32_t calendar = 0) { return {count, unit, calendar}; }

TEST(Duration, Knows_elapsed_from_calendar_time) {
  EXPECT_TRUE(of(24, Unit::hours).is_elapsed());
  EXPECT_TRUE(of(24, Unit::minutes).is_elapsed());
  for (Unit unit : {Unit::days, Unit::weeks, Unit::months, Unit::years, Unit::calendar_days})
    EXPECT_FALSE(of(1, unit).is_elapsed());
  EXPECT_EQ(elapsed_micros(of(24, Unit::hours)), micros_per_day);
  EXPECT_EQ(elapsed_micros(of(90, Unit::minutes)), 90 * micros_per_minute);
}

TEST(Duration, Is_added_to_a_date) {
  EXPECT_EQ(add(on("2026-01-31"), of(1, Unit::months)), on("2026-02-28"));
  EXPECT_EQ(add(on("2026-01-31"), of(4, Unit::weeks)), on("2026-02-28"));
  EXPECT_EQ(add(on("2024-02-29"), of(1, Unit::years)), on("2025-02-28"));
  EXPECT_EQ(subtract(on("2026-03-01"), of(1, Unit::days)), on("2026-02-28"));
  EXPECT_FALSE(add(on("2026-03-01"), of(24, Unit::hours))) << "elapsed time takes moments";
  EXPECT_FALSE(add(on("2026-03-01"), of(6, Unit::calendar_days))) << "the calendar adds its own days";
  EXPECT_FALSE(add(on("2026-03-01"), of(INT32_MAX, Unit::years)));
  EXPECT_FALSE(subtract(on("2026-03-01"), of(INT32_MIN, Unit::weeks)));
}

TEST(Duration, Has_a_least_and_a_greatest_length) {
  const auto expect_days = [](Duration duration, std::int64_t least, std::int64_t most) {
    const LengthBounds bounds = length_bounds(duration);
    EXPECT_EQ(bounds.least, least * day - 60);
    EXPECT_EQ(bounds.most, most * day + 60);
  };
  expect_days(of(1, Unit::days), 1, 1);
  expect_days(of(2, Unit::weeks), 14, 14);
  expect_days(of(1, Unit::months), 28, 31);
  expect_days(of(2, Unit::months), 59, 62);  // from 30 or 31 December to 28 February: 59 at least; July and August: 62
  expect_days(of(1, Unit::years), 365, 366);
  expect_days(of(4, Unit::years), 1460, 1461);  // over 1900, or from 29 February 1896, there is no leap day
  expect_days(of(400, Unit::years), 146'097, 146'097);
  EXPECT_EQ(length_bounds(of(90, Unit::minutes)).least, 90);
  EXPECT_EQ(length_bounds(of(24, Unit::hours)).most, day);
  EXPECT_EQ(length_bounds(of(0, Unit::days)).most, 0);
  EXPECT_EQ(length_bounds(of(6, Unit::calendar_days)).least, 6 * day - 60);
  EXPECT_FALSE(length_bounds(of(6, Unit::calendar_days)).most) << "only the calendar knows";
  EXPECT_EQ(length_bounds(of(-1, Unit::months)).least, -31 * day - 60);
}

TEST(Duration, Compares_what_is_the_same_on_every_day) {
  EXPECT_EQ(compare(of(12, Unit::months), of(1, Unit::years)), std::partial_ordering::equivalent);
  EXPECT_EQ(compare(of(7, Unit::days), of(1, Unit::weeks)), std::partial_ordering::equivalent);
  EXPECT_EQ(compare(of(60, Unit::minutes), of(1, Unit::hours)), std::partial_ordering::equivalent);
  EXPECT_EQ(compare(of(8, Unit::weeks), of(26, Unit::weeks)), std::partial_ordering::less);
  EXPECT_EQ(compare(of(5, Unit::calendar_days, 1), of(6, Unit::calendar_days, 1)), std::partial_ordering::less);
  EXPECT_EQ(compare(of(0, Unit::days), of(0, Unit::hours)), std::partial_ordering::equivalent);
  EXPECT_EQ(compare(of(27, Unit::days), of(1, Unit::months)), std::partial_ordering::less);
  EXPECT_EQ(compare(of(32, Unit::days), of(1, Unit::months)), std::partial_ordering::greater);
  EXPECT_EQ(compare(of(22, Unit::hours), of(1, Unit::days)), std::partial_ordering::less);
  EXPECT_EQ(compare(of(5, Unit::calendar_days), of(4, Unit::days)), std::partial_ordering::greater);
}

TEST(Duration, Does_not_compare_what_depends_on_the_day) {
  EXPECT_EQ(compare(of(30, Unit::days), of(1, Unit::months)), std::partial_ordering::unordered);
  EXPECT_EQ(compare(of(28, Unit::days), of(1, Unit::months)), std::partial_ordering::unordered);
  EXPECT_EQ(compare(of(24, Unit::hours), of(1, Unit::days)), std::partial_ordering::unordered) << "a day has 23 to 25";
  EXPECT_EQ(compare(of(365, Unit::days), of(1, Unit::years)), std::partial_ordering::unordered);
  EXPECT_EQ(compare(of(5, Unit::calendar_days, 1), of(6, Unit::calendar_days, 2)), std::partial_ordering::unordered);
  EXPECT_EQ(compare(of(5, Unit::calendar_days), of(1, Unit::weeks)), std::partial_ordering::unordered);
}

TEST(Duration, Is_named_in_both_languages) {
  EXPECT_EQ(to_string(of(24, Unit::hours), Wording::english), "24 hours");
  EXPECT_EQ(to_string(of(1, Unit::hours), Wording::danish), "1 time");
  EXPECT_EQ(to_string(of(2, Unit::months), Wording::danish), "2 måneder");
  EXPECT_EQ(to_string(of(1, Unit::years), Wording::danish), "1 år");
  EXPECT_EQ(to_string(of(1, Unit::weeks), Wording::english), "1 week");
  EXPECT_EQ(to_string(of(6, Unit::calendar_days), Wording::english, "hverdage"), "6 hverdage");
  EXPECT_EQ(to_string(of(6, Unit::calendar_days), Wording::danish), "6 dage");
}

TEST(Duration, Writes_elapsed_time_in_hours_and_minutes) {
  EXPECT_EQ(format_elapsed(90 * micros_per_minute, Wording::english), "1 hour 30 minutes");
  EXPECT_EQ(format_elapsed(26 * micros_per_hour, Wording::danish), "26 timer");
  EXPECT_EQ(format_elapsed(micros_per_minute, Wording::danish), "1 minut");
  EXPECT_EQ(format_elapsed(0, Wording::english), "0 minutes");
  EXPECT_EQ(format_elapsed(micros_per_hour + micros_per_second, Wording::danish), "1 time 1 sekund");
  EXPECT_EQ(format_elapsed(2 * micros_per_second + 999'999, Wording::english), "2 seconds");
}

}  // namespace
}  // namespace rettesnor
