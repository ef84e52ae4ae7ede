// The hand-checked cases of time from the study of duties (numbers 1-7) and of the law on children (section 4).
#include <gtest/gtest.h>

#include "engine/values/calendar.hpp"
#include "engine/values/duration.hpp"
#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

std::int64_t minutes_between(Moment a, Moment b) { return (b.micros - a.micros) / micros_per_minute; }

TEST(TimeCase, One_24_hours_over_the_change_to_summer_time) {
  const Moment anchor = at("2024-03-30T14:00+01:00");
  const Moment done = at("2024-03-31T14:30+02:00");
  EXPECT_EQ(minutes_between(anchor, done), 23 * 60 + 30) << "24 h 30 by the clock, but in time";
  EXPECT_EQ(to_string(Moment{anchor.micros + elapsed_micros({24, Unit::hours})}), "2024-03-31 15:00");
}

TEST(TimeCase, Two_24_hours_over_the_change_to_winter_time) {
  const Moment anchor = at("2024-10-26T14:00+02:00");
  const Moment done = at("2024-10-27T13:30+01:00");
  EXPECT_EQ(minutes_between(anchor, done), 24 * 60 + 30) << "23 h 30 by the clock, but late";
  EXPECT_EQ(to_string(Moment{anchor.micros + elapsed_micros({24, Unit::hours})}), "2024-10-27 13:00");
}

TEST(TimeCase, Three_four_months_end_on_the_last_of_a_short_month) {
  EXPECT_EQ(add(on("2024-10-31"), {4, Unit::months}), on("2025-02-28"));
}

TEST(TimeCase, Four_three_months_end_on_a_leap_day) {
  EXPECT_EQ(add(on("2023-11-30"), {3, Unit::months}), on("2024-02-29"));
}

TEST(TimeCase, Five_a_monthly_plan_does_not_drift) {
  const Date start = on("2024-01-31");
  EXPECT_EQ(add(start, {1, Unit::months}), on("2024-02-29"));
  EXPECT_EQ(add(start, {2, Unit::months}), on("2024-03-31")) << "from the start, not from 29 February";
}

TEST(TimeCase, Six_and_seven_days_alone_are_intervals_of_hours) {
  const auto first = parse_moment("2024-05-01");
  const auto next = parse_moment("2024-05-02");
  const auto after = parse_moment("2024-05-03");
  ASSERT_TRUE(first && next && after);
  const std::int64_t limit = elapsed_micros({24, Unit::hours});
  EXPECT_LT(next->first.micros - first->last.micros, limit) << "may be in time";
  EXPECT_GT(next->last.micros - first->first.micros, limit) << "may be late";
  EXPECT_GT(after->first.micros - first->last.micros, limit) << "late in every completion";
}

TEST(TimeCase, Six_months_before_eighteen_is_clipped) {
  const Date eighteen = *add(on("2009-08-31"), {18, Unit::years});
  EXPECT_EQ(eighteen, on("2027-08-31"));
  EXPECT_EQ(subtract(eighteen, {6, Unit::months}), on("2027-02-28"));
}

TEST(TimeCase, Renewal_after_one_year_is_on_the_matching_date) {
  EXPECT_EQ(add(on("2013-04-17"), {1, Unit::years}), on("2014-04-17"));
}

TEST(TimeCase, A_birthday_on_a_leap_day_comes_on_28_February) {
  EXPECT_EQ(whole_years(on("2008-02-29"), on("2026-02-27")), 17);
  EXPECT_EQ(whole_years(on("2008-02-29"), on("2026-02-28")), 18);
}

// Monday to Friday without holidays against Monday to Saturday: the latest and the earliest end of six hverdage.
TEST(TimeCase, Six_hverdage_depend_on_the_calendar_over_easter) {
  const Calendar late{CalendarRule{0b0011111, true, {{6, 5}, {12, 24}, {12, 31}}}};
  const Calendar early{CalendarRule{0b0111111, true, {}}};
  // Monday 30 March 2026; Thursday 2 to Monday 6 April hold holidays, Saturday 4 April counts only in the second.
  EXPECT_EQ(late.add(on("2026-03-30"), 6), on("2026-04-10")) << "31, 1, 7, 8, 9, 10";
  EXPECT_EQ(early.add(on("2026-03-30"), 6), on("2026-04-09")) << "31, 1, 4, 7, 8, 9";
}

}  // namespace
}  // namespace rettesnor
