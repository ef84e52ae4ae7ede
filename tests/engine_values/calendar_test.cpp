#include "engine/values/calendar.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

constexpr unsigned monday_to_friday = 0b0011111;
constexpr unsigned monday_to_saturday = 0b0111111;

const Calendar& lenient() {
  static const Calendar calendar{CalendarRule{monday_to_friday, true, {{6, 5}, {12, 24}, {12, 31}}}};
  return calendar;
}

const Calendar& strict() {
  static const Calendar calendar{CalendarRule{monday_to_saturday, true, {}}};
  return calendar;
}

TEST(Calendar, Counts_the_days_of_its_rule) {
  EXPECT_TRUE(lenient().is_day(on("2026-03-02"))) << "a Monday";
  EXPECT_FALSE(lenient().is_day(on("2026-03-07"))) << "a Saturday";
  EXPECT_TRUE(strict().is_day(on("2026-03-07")));
  EXPECT_FALSE(strict().is_day(on("2026-03-08"))) << "a Sunday";
  EXPECT_FALSE(strict().is_day(on("2026-04-03"))) << "langfredag";
  EXPECT_TRUE(strict().is_day(on("2026-06-05"))) << "grundlovsdag, a Friday, is excepted by the other calendar only";
  EXPECT_FALSE(lenient().is_day(on("2026-06-05")));
  EXPECT_FALSE(lenient().is_day(on("2026-12-24")));
}

TEST(Calendar, Follows_store_bededag_out_of_the_law) {
  EXPECT_FALSE(lenient().is_day(on("2023-05-05")));
  EXPECT_TRUE(lenient().is_day(on("2024-04-26")));
}

// A notification received on Monday 2026-03-02: six hverdage later it is Tuesday 10 March with Saturdays free, and
// Monday 9 March where Saturday counts (LANGUAGE, the example's two readings).
TEST(Calendar, Adds_six_working_days_under_both_readings) {
  EXPECT_EQ(lenient().add(on("2026-03-02"), 6), on("2026-03-10"));
  EXPECT_EQ(strict().add(on("2026-03-02"), 6), on("2026-03-09"));
}

TEST(Calendar, Does_not_count_the_first_day_unless_asked) {
  EXPECT_EQ(lenient().add(on("2026-03-02"), 1), on("2026-03-03"));
  EXPECT_EQ(lenient().add_counting_first(on("2026-03-02"), 1), on("2026-03-02"));
  EXPECT_EQ(lenient().add_counting_first(on("2026-03-02"), 6), on("2026-03-09"));
  EXPECT_EQ(lenient().add(on("2026-03-07"), 1), on("2026-03-09")) << "from a Saturday";
  EXPECT_EQ(lenient().add_counting_first(on("2026-03-07"), 1), on("2026-03-09"))
      << "a Saturday is not there to be counted";
  EXPECT_FALSE(lenient().add_counting_first(on("2026-03-02"), 0));
  EXPECT_EQ(lenient().add(on("2026-03-07"), 0), on("2026-03-07"));
}

TEST(Calendar, Counts_backwards) {
  EXPECT_EQ(lenient().add(on("2026-03-09"), -1), on("2026-03-06"));
  EXPECT_EQ(lenient().add(on("2026-03-08"), -1), on("2026-03-06"));
  EXPECT_EQ(lenient().add(on("2026-01-02"), -1), on("2025-12-30")) << "over new year, 31 December excepted";
}

TEST(Calendar, Passes_christmas_and_new_year) {
  // Tuesday 2025-12-23; then 29, 30 December, 2 January (24-26 and 31 December and 1 January are free).
  EXPECT_EQ(lenient().add(on("2025-12-23"), 3), on("2026-01-02"));
  EXPECT_EQ(lenient().count(on("2025-12-23"), on("2026-01-02")), 3);
}

TEST(Calendar, Rolls_to_its_next_day) {
  EXPECT_EQ(lenient().next_on_or_after(on("2026-04-02")), on("2026-04-07"))
      << "skærtorsdag to the Tuesday after Easter";
  EXPECT_EQ(lenient().next_on_or_after(on("2026-03-02")), on("2026-03-02"));
  EXPECT_EQ(lenient().next_on_or_after(on("2022-12-31")), on("2023-01-02"));
}

TEST(Calendar, Counts_a_whole_year) {
  // 2026 has 261 Mondays to Fridays; of these are free: 1 January, 2, 3 and 6 April, 14 and 25 May, 5 June, 24, 25 and
  // 31 December.
  EXPECT_EQ(lenient().count(on("2025-12-31"), on("2026-12-31")), 251);
  EXPECT_EQ(lenient().count(on("2026-12-31"), on("2025-12-31")), -251);
  EXPECT_EQ(lenient().count(on("2026-03-02"), on("2026-03-02")), 0);
}

TEST(Calendar, Knows_only_the_days_its_versions_cover) {
  const Calendar calendar{std::vector<CalendarVersion>{
      {on("2020-01-01"), on("2023-12-31"), {monday_to_saturday, false, {}}},
      {on("2024-01-01"), on("2024-12-31"), {monday_to_friday, false, {}}},
      {on("2026-01-01"), last_date, {monday_to_friday, false, {}}},
  }};
  EXPECT_TRUE(calendar.is_day(on("2023-12-30"))) << "a Saturday under the first version";
  EXPECT_FALSE(calendar.is_day(on("2024-01-06"))) << "a Saturday under the second";
  EXPECT_EQ(calendar.add(on("2023-12-29"), 2), on("2024-01-01")) << "versions that meet are counted across";
  EXPECT_FALSE(calendar.covers(on("2025-06-02")));
  EXPECT_FALSE(calendar.is_day(on("2025-06-02")));
  EXPECT_FALSE(calendar.add(on("2024-12-30"), 2)) << "the second day would lie in the gap";
  EXPECT_EQ(calendar.add(on("2024-12-30"), 1), on("2024-12-31"));
  EXPECT_FALSE(calendar.count(on("2024-12-30"), on("2026-01-05")));
  EXPECT_FALSE(calendar.next_on_or_after(on("2025-06-02")));
  EXPECT_FALSE(calendar.add(on("2026-01-05"), -5)) << "backwards into the gap";
  EXPECT_EQ(calendar.add(on("2025-12-31"), 1), on("2026-01-01")) << "only the days counted need be known";
}

TEST(Calendar, Lets_the_later_of_two_overlapping_versions_decide) {
  const Calendar calendar{std::vector<CalendarVersion>{
      {on("2024-01-01"), last_date, {monday_to_friday, false, {}}},
      {first_date, last_date, {monday_to_saturday, false, {}}},
  }};
  EXPECT_TRUE(calendar.is_day(on("2023-12-30")));
  EXPECT_FALSE(calendar.is_day(on("2024-01-06")));
}

TEST(Calendar, Ends_where_dates_end) {
  EXPECT_FALSE(lenient().add(last_date, 1));
  EXPECT_FALSE(lenient().add(first_date, -1));
  EXPECT_FALSE(lenient().add(Date{0}, INT32_MAX));
  EXPECT_FALSE(lenient().add(Date{0}, INT32_MIN));
  EXPECT_FALSE(lenient().is_day(Date{last_date.days + 1}));
  const Calendar none{CalendarRule{}};
  EXPECT_FALSE(none.add(on("2026-03-02"), 1)) << "a calendar without days ends too";
  EXPECT_FALSE(none.next_on_or_after(on("2026-03-02")));
  EXPECT_EQ(none.count(on("2026-03-02"), on("2027-03-02")), 0);
}

TEST(Calendar, Answers_many_threads_at_once) {
  const Calendar fresh{CalendarRule{monday_to_friday, true, {}}};
  std::array<std::int32_t, 4> counts{};
  {
    std::vector<std::jthread> threads;
    for (std::int32_t& count : counts)
      threads.emplace_back([&] { count = *fresh.count(on("1990-01-01"), on("2089-12-31")); });
  }
  const Calendar copy = fresh;
  for (std::int32_t count : counts) EXPECT_EQ(count, copy.count(on("1990-01-01"), on("2089-12-31")));
}

}  // namespace
}  // namespace rettesnor
