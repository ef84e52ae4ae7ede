// The time zone held in the program against the one that the machine's tzdata holds.
#include <date/tz.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

// Later than this the library that reads tzdata no longer knows the rule by itself.
constexpr std::string_view last_checked = "2037-12-31";

TEST(Zone, Agrees_with_tzdata_on_every_hour_since_1890) {
  const date::time_zone* copenhagen = date::locate_zone("Europe/Copenhagen");
  for (Moment moment = start_of_day(on("1890-01-02")); moment < start_of_day(on(last_checked));
       moment.micros += micros_per_hour) {
    const std::chrono::sys_seconds instant{std::chrono::seconds{moment.micros / micros_per_second}};
    ASSERT_EQ(utc_offset(moment), copenhagen->get_info(instant).offset.count()) << to_iso(moment);
  }
}

TEST(Zone, Changes_at_the_second_that_tzdata_says) {
  const date::time_zone* copenhagen = date::locate_zone("Europe/Copenhagen");
  auto instant =
      std::chrono::sys_seconds{std::chrono::seconds{start_of_day(on("1890-01-02")).micros / micros_per_second}};
  int changes = 0;
  while (true) {
    const date::sys_info info = copenhagen->get_info(instant);
    const Moment change{info.end.time_since_epoch().count() * micros_per_second};
    if (change > start_of_day(on(last_checked))) break;
    EXPECT_EQ(utc_offset(Moment{change.micros - 1}), info.offset.count()) << to_iso(change);
    EXPECT_EQ(utc_offset(change), copenhagen->get_info(info.end).offset.count()) << to_iso(change);
    instant = info.end;
    ++changes;
  }
  EXPECT_GE(changes, 2 * (2037 - 1980 + 1)) << "two a year since 1980, and those before";
}

TEST(Zone, Keeps_the_rule_of_the_union_after_the_last_year_of_tzdata) {
  // The last Sundays of March and October 2150 are the 29th and the 25th: 1 January 2150 is a Thursday.
  EXPECT_EQ(weekday(on("2150-01-01")), 3);
  EXPECT_EQ(utc_offset(at("2150-03-29T00:59:59Z")), 3600);
  EXPECT_EQ(utc_offset(at("2150-03-29T01:00Z")), 7200);
  EXPECT_EQ(utc_offset(at("2150-10-25T00:59:59Z")), 7200);
  EXPECT_EQ(utc_offset(at("2150-10-25T01:00Z")), 3600);
}

}  // namespace
}  // namespace rettesnor
