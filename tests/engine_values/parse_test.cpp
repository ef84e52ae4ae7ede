#include "engine/values/parse.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

using Fault = ParseFault;

void expect_date_fault(std::string_view text, Fault fault, std::uint32_t at) {
  const auto range = parse_date(text);
  ASSERT_FALSE(range) << text;
  EXPECT_EQ(range.error().fault, fault) << text;
  EXPECT_EQ(range.error().at, at) << text;
}

void expect_moment_fault(std::string_view text, Fault fault, std::uint32_t at) {
  const auto range = parse_moment(text);
  ASSERT_FALSE(range) << text;
  EXPECT_EQ(range.error().fault, fault) << text;
  EXPECT_EQ(range.error().at, at) << text;
}

TEST(ParseDate, Reads_a_day_a_month_and_a_year) {
  EXPECT_EQ(parse_date("2026-03-02"), (DateRange{on("2026-03-02"), on("2026-03-02")}));
  EXPECT_EQ(parse_date("2024-02"), (DateRange{on("2024-02-01"), on("2024-02-29")}));
  EXPECT_EQ(parse_date("2026"), (DateRange{on("2026-01-01"), on("2026-12-31")}));
  EXPECT_EQ(parse_date("1800-01-01")->first, first_date);
  EXPECT_EQ(parse_date("2200")->last, last_date);
}

TEST(ParseDate, Points_at_what_is_wrong) {
  expect_date_fault("", Fault::empty, 0);
  expect_date_fault("20", Fault::malformed, 2);
  expect_date_fault("2026-", Fault::malformed, 5);
  expect_date_fault("2026-3-2", Fault::malformed, 6);
  expect_date_fault("2026-03-02 ", Fault::malformed, 10);
  expect_date_fault(" 2026-03-02", Fault::malformed, 0);
  expect_date_fault("02-03-2026", Fault::malformed, 2);
  expect_date_fault("2026-03-0x", Fault::malformed, 9);
  expect_date_fault("2026/03/02", Fault::malformed, 4);
  expect_date_fault("2026-13-01", Fault::no_such_day, 5);
  expect_date_fault("2026-00", Fault::no_such_day, 5);
  expect_date_fault("2026-02-30", Fault::no_such_day, 8);
  expect_date_fault("2026-03-00", Fault::no_such_day, 8);
  expect_date_fault("1799-12-31", Fault::out_of_range, 0);
  expect_date_fault("2201", Fault::out_of_range, 0);
}

TEST(ParseMoment, Reads_every_form) {
  const Moment nine = at("2026-03-02T08:00Z");
  for (std::string_view text : {"2026-03-02 09:00", "2026-03-02T09:00", "2026-03-02 09:00:00",
                                "2026-03-02T09:00:00.000000", "2026-03-02T09:00+01:00", "2026-03-02 09:00 +01:00",
                                "2026-03-02T08:00:00.0Z", "2026-03-02T13:30+05:30", "2026-03-01T22:00-10:00"}) {
    const auto range = parse_moment(text);
    ASSERT_TRUE(range) << text;
    EXPECT_EQ(*range, (MomentRange{nine, nine, false})) << text;
  }
  EXPECT_EQ(at("2026-03-02 09:00:00.5").micros - nine.micros, 500'000);
  EXPECT_EQ(at("2026-03-02 09:00:00.000001").micros - nine.micros, 1);
}

TEST(ParseMoment, Reads_a_day_alone_as_all_of_it) {
  const auto day = parse_moment("2026-03-29");
  ASSERT_TRUE(day);
  EXPECT_TRUE(day->day_only);
  EXPECT_EQ(day->first, start_of_day(on("2026-03-29")));
  EXPECT_EQ(day->last.micros + 1, end_of_day(on("2026-03-29")).micros);
  EXPECT_EQ(day->last.micros - day->first.micros + 1, 23 * micros_per_hour);
}

TEST(ParseMoment, Reads_a_repeated_local_time_as_two_instants) {
  const auto twice = parse_moment("2026-10-25 02:30");
  ASSERT_TRUE(twice);
  EXPECT_EQ(*twice, (MomentRange{at("2026-10-25T00:30Z"), at("2026-10-25T01:30Z"), false}));
}

TEST(ParseMoment, Points_at_what_is_wrong) {
  expect_moment_fault("", Fault::empty, 0);
  expect_moment_fault("2026-03", Fault::malformed, 7);
  expect_moment_fault("2026-03-02 ", Fault::malformed, 11);
  expect_moment_fault("2026-03-02 9:00", Fault::malformed, 12);
  expect_moment_fault("2026-03-02 09", Fault::malformed, 13);
  expect_moment_fault("2026-03-02 09:00:", Fault::malformed, 17);
  expect_moment_fault("2026-03-02 09:00:00.", Fault::malformed, 20);
  expect_moment_fault("2026-03-02 09:00 ", Fault::malformed, 17);
  expect_moment_fault("2026-03-02T09:00+0100", Fault::malformed, 19);
  expect_moment_fault("2026-03-02T09:00Zx", Fault::malformed, 17);
  expect_moment_fault("2026-03-02  09:00", Fault::malformed, 11);
  expect_moment_fault("2026-03-02 25:00", Fault::no_such_time, 11);
  expect_moment_fault("2026-03-02 09:60", Fault::no_such_time, 14);
  expect_moment_fault("2026-03-02 09:00:60", Fault::no_such_time, 17);
  expect_moment_fault("2026-03-02 09:00:00.1234567", Fault::too_many_decimals, 26);
  expect_moment_fault("2026-03-02T09:00+15:00", Fault::no_such_time, 16);
  expect_moment_fault("2026-03-29 02:30", Fault::clock_gap, 11);
  expect_moment_fault("1800-01-01T00:00+14:00", Fault::out_of_range, 0);
  expect_moment_fault("2200-12-31T23:30Z", Fault::out_of_range, 0);
}

TEST(ParseMoment, Refuses_24_00_and_says_what_to_write) {
  expect_moment_fault("2026-03-02 24:00", Fault::hour_24, 11);
  expect_moment_fault("2026-03-02T24:00:00Z", Fault::hour_24, 11);
  EXPECT_EQ(describe(parse_moment("2026-03-02 24:00").error(), Wording::english),
            "write 24:00 as 00:00 of the next day");
  EXPECT_EQ(describe(parse_moment("2026-03-02 24:00").error(), Wording::danish), "skriv 24:00 som 00:00 den næste dag");
}

TEST(ParseProblem, Has_its_own_words_for_each_fault_in_both_languages) {
  constexpr std::array faults = {Fault::empty,        Fault::malformed, Fault::no_such_day, Fault::out_of_range,
                                 Fault::no_such_time, Fault::hour_24,   Fault::clock_gap,   Fault::too_many_decimals};
  std::set<std::string> texts;
  for (Fault fault : faults) {
    for (Wording wording : {Wording::english, Wording::danish}) {
      const std::string text = describe({fault, 0}, wording);
      EXPECT_FALSE(text.ends_with('.')) << text;
      EXPECT_TRUE(texts.insert(text).second) << "said twice: " << text;
    }
  }
}

}  // namespace
}  // namespace rettesnor
