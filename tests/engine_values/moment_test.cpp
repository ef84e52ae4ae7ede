#include "engine/values/moment.hpp"

#include <gtest/gtest.h>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

TEST(Moment, Is_counted_in_utc) {
  EXPECT_EQ(at("1970-01-01T00:00Z").micros, 0);
  EXPECT_EQ(at("1970-01-01 01:00").micros, 0) << "winter time is one hour ahead";
  EXPECT_EQ(at("2026-03-02T09:00+01:00"), at("2026-03-02 09:00"));
  EXPECT_EQ(at("2026-07-01T09:00+02:00"), at("2026-07-01 09:00")) << "summer time is two";
  EXPECT_EQ(at("2026-07-01T07:00Z"), at("2026-07-01 09:00"));
  EXPECT_EQ(at("2026-07-01T03:00-04:00"), at("2026-07-01 09:00"));
}

TEST(Moment, Belongs_to_the_local_day) {
  EXPECT_EQ(local_day(at("2026-03-01T22:59Z")), on("2026-03-01"));
  EXPECT_EQ(local_day(at("2026-03-01T23:00Z")), on("2026-03-02"));
  EXPECT_EQ(local_day(at("2026-06-30T22:00Z")), on("2026-07-01"));
  EXPECT_EQ(local_day(at("1969-12-31T22:59Z")), on("1969-12-31")) << "before the epoch too";
  EXPECT_EQ(local_time_of_day(at("2026-07-01 09:00")), 9 * micros_per_hour);
  EXPECT_EQ(local_time_of_day(at("1969-07-01 09:00")), 9 * micros_per_hour);
}

TEST(Moment, Has_days_of_23_24_and_25_hours) {
  const auto hours = [](std::string_view day) {
    return (end_of_day(on(day)).micros - start_of_day(on(day)).micros) / micros_per_hour;
  };
  EXPECT_EQ(hours("2026-03-02"), 24);
  EXPECT_EQ(hours("2026-03-29"), 23);
  EXPECT_EQ(hours("2026-10-25"), 25);
  EXPECT_EQ(start_of_day(on("2026-03-02")), at("2026-03-01T23:00Z"));
  EXPECT_EQ(end_of_day(on("2026-03-02")), start_of_day(on("2026-03-03")));
}

TEST(Moment, Finds_no_instant_in_the_spring_gap) {
  const auto in_gap = resolve_local(on("2026-03-29"), 2 * micros_per_hour + 30 * micros_per_minute);
  ASSERT_FALSE(in_gap);
  EXPECT_EQ(in_gap.error(), LocalTimeProblem::in_spring_gap);
  EXPECT_FALSE(resolve_local(on("2026-03-29"), 2 * micros_per_hour)) << "the gap begins at 02:00";
  const auto before = resolve_local(on("2026-03-29"), 2 * micros_per_hour - 1);
  const auto after = resolve_local(on("2026-03-29"), 3 * micros_per_hour);
  ASSERT_TRUE(before && after);
  EXPECT_EQ(after->first.micros - before->first.micros, 1) << "01:59:59.999999 is followed by 03:00";
}

TEST(Moment, Finds_two_instants_in_the_autumn) {
  const auto twice = resolve_local(on("2026-10-25"), 2 * micros_per_hour + 30 * micros_per_minute);
  ASSERT_TRUE(twice);
  EXPECT_TRUE(twice->ambiguous);
  EXPECT_EQ(twice->first, at("2026-10-25T02:30+02:00"));
  EXPECT_EQ(twice->last, at("2026-10-25T02:30+01:00"));
  EXPECT_EQ(twice->last.micros - twice->first.micros, micros_per_hour);
  const auto once = resolve_local(on("2026-10-25"), 3 * micros_per_hour);
  ASSERT_TRUE(once);
  EXPECT_FALSE(once->ambiguous) << "03:00 is after the repeated hour";
  EXPECT_EQ(once->first, once->last);
}

TEST(Moment, Refuses_readings_outside_the_day_and_the_range) {
  EXPECT_EQ(resolve_local(on("2026-03-02"), micros_per_day).error(), LocalTimeProblem::outside_day);
  EXPECT_EQ(resolve_local(on("2026-03-02"), -1).error(), LocalTimeProblem::outside_day);
  EXPECT_EQ(resolve_local(Date{last_date.days + 1}, 0).error(), LocalTimeProblem::outside_supported);
  EXPECT_EQ(resolve_local(Date{first_date.days - 1}, 0).error(), LocalTimeProblem::outside_supported);
  EXPECT_TRUE(resolve_local(first_date, 0));
  EXPECT_TRUE(resolve_local(last_date, micros_per_day - 1));
}

TEST(Moment, Begins_the_day_at_the_change_where_midnight_was_skipped) {
  // On 15 May 1940 the clock went from 24:00 to 01:00 (tzdata).
  EXPECT_EQ(start_of_day(on("1940-05-15")), at("1940-05-14T23:00Z"));
  EXPECT_EQ(local_time_of_day(start_of_day(on("1940-05-15"))), micros_per_hour);
  // On 1 January 1894 standard time took over from Copenhagen's own, 9 minutes 40 seconds behind it.
  EXPECT_EQ(start_of_day(on("1894-01-01")), at("1893-12-31T23:09:40Z"));
  EXPECT_EQ(local_day(Moment{start_of_day(on("1894-01-01")).micros - 1}), on("1893-12-31"));
}

TEST(Moment, Is_written_with_no_more_than_is_needed) {
  EXPECT_EQ(to_string(at("2026-03-02 09:00")), "2026-03-02 09:00");
  EXPECT_EQ(to_string(at("2026-03-02 09:00:05")), "2026-03-02 09:00:05");
  EXPECT_EQ(to_string(at("2026-03-02 09:00:00.25")), "2026-03-02 09:00:00.25");
  EXPECT_EQ(to_string(at("2026-03-02 09:00:05.000001")), "2026-03-02 09:00:05.000001");
  EXPECT_EQ(to_string(at("2026-10-25T02:30+02:00")), "2026-10-25 02:30 +02:00");
  EXPECT_EQ(to_string(at("2026-10-25T02:30+01:00")), "2026-10-25 02:30 +01:00");
  EXPECT_EQ(to_string(at("2026-10-25 03:00")), "2026-10-25 03:00") << "no longer ambiguous";
}

TEST(Moment, Is_written_in_iso_with_offset) {
  EXPECT_EQ(to_iso(at("2026-03-02 09:00")), "2026-03-02T09:00:00+01:00");
  EXPECT_EQ(to_iso(at("2026-07-01 09:00:05.5")), "2026-07-01T09:00:05.5+02:00");
}

}  // namespace
}  // namespace rettesnor
