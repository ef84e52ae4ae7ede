#include "engine/values/date.hpp"

#include <gtest/gtest.h>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

TEST(Date, Counts_days_from_the_first_of_January_1970) {
  EXPECT_EQ(make_date(1970, 1, 1), Date{0});
  EXPECT_EQ(make_date(1970, 2, 1), Date{31});
  EXPECT_EQ(make_date(1969, 12, 31), Date{-1});
  EXPECT_EQ(make_date(1971, 1, 1), Date{365});
}

TEST(Date, Refuses_days_that_do_not_exist) {
  EXPECT_FALSE(make_date(2026, 2, 29));
  EXPECT_TRUE(make_date(2024, 2, 29));
  EXPECT_FALSE(make_date(1900, 2, 29)) << "a hundredth year is no leap year";
  EXPECT_TRUE(make_date(2000, 2, 29)) << "a four-hundredth year is";
  EXPECT_FALSE(make_date(2026, 4, 31));
  EXPECT_FALSE(make_date(2026, 0, 1));
  EXPECT_FALSE(make_date(2026, 13, 1));
  EXPECT_FALSE(make_date(2026, 1, 0));
  EXPECT_FALSE(make_date(2026, 1, 32));
}

TEST(Date, Ends_at_the_supported_range) {
  EXPECT_EQ(make_date(1800, 1, 1), first_date);
  EXPECT_EQ(make_date(2200, 12, 31), last_date);
  EXPECT_FALSE(make_date(1799, 12, 31));
  EXPECT_FALSE(make_date(2201, 1, 1));
  EXPECT_FALSE(add_days(last_date, 1));
  EXPECT_FALSE(add_days(first_date, -1));
  EXPECT_FALSE(add_days(Date{0}, INT64_MAX));
  EXPECT_FALSE(add_days(Date{0}, INT64_MIN));
  EXPECT_FALSE(add_months(last_date, 1));
  EXPECT_FALSE(add_months(first_date, -1));
  EXPECT_FALSE(add_months(Date{0}, INT32_MAX));
  EXPECT_FALSE(add_months(Date{0}, INT32_MIN));
  EXPECT_FALSE(add_years(last_date, 1));
  EXPECT_FALSE(add_years(Date{0}, INT32_MAX));
  EXPECT_FALSE(add_years(Date{0}, INT32_MIN));
  EXPECT_EQ(add_days(first_date, last_date.days - first_date.days), last_date);
}

TEST(Date, Knows_the_weekday) {
  EXPECT_EQ(weekday(on("1970-01-01")), 3) << "a Thursday";
  EXPECT_EQ(weekday(on("2026-03-02")), 0) << "a Monday";
  EXPECT_EQ(weekday(on("2024-03-31")), 6) << "Easter Sunday";
  EXPECT_EQ(weekday(on("1940-04-09")), 1) << "the ninth of April was a Tuesday";
}

TEST(Date, Adds_months_to_the_matching_day_or_the_last) {
  EXPECT_EQ(add_months(on("2026-01-15"), 1), on("2026-02-15"));
  EXPECT_EQ(add_months(on("2026-01-31"), 1), on("2026-02-28"));
  EXPECT_EQ(add_months(on("2024-01-31"), 1), on("2024-02-29"));
  EXPECT_EQ(add_months(on("2026-02-28"), 1), on("2026-03-28")) << "the last day does not stay last";
  EXPECT_EQ(add_months(on("2026-11-30"), 3), on("2027-02-28"));
  EXPECT_EQ(add_months(on("2026-01-31"), -1), on("2025-12-31"));
  EXPECT_EQ(add_months(on("2026-03-31"), -1), on("2026-02-28"));
  EXPECT_EQ(add_months(on("2026-05-05"), 0), on("2026-05-05"));
}

TEST(Date, Adds_years_with_leap_days_clipped) {
  EXPECT_EQ(add_years(on("2024-02-29"), 1), on("2025-02-28"));
  EXPECT_EQ(add_years(on("2024-02-29"), 4), on("2028-02-29"));
  EXPECT_EQ(add_years(on("2013-04-17"), 1), on("2014-04-17")) << "children.md 4.1, the one-year renewal";
}

TEST(Date, Counts_whole_units_between) {
  EXPECT_EQ(whole_years(on("2010-03-02"), on("2026-03-01")), 15) << "the day before a 16th birthday";
  EXPECT_EQ(whole_years(on("2010-03-02"), on("2026-03-02")), 16);
  EXPECT_EQ(whole_months(on("2026-01-31"), on("2026-02-27")), 0);
  EXPECT_EQ(whole_months(on("2026-01-31"), on("2026-02-28")), 1) << "31 January + 1 month is 28 February";
  EXPECT_EQ(whole_months(on("2026-01-31"), on("2026-03-30")), 1);
  EXPECT_EQ(whole_years(on("2008-02-29"), on("2026-02-28")), 18) << "29 February + 18 years is 28 February";
  EXPECT_EQ(whole_months(on("2026-05-05"), on("2026-05-05")), 0);
}

TEST(Date, Counts_backwards_as_minus_forwards) {
  EXPECT_EQ(whole_months(on("2026-03-01"), on("2026-02-01")), -1);
  EXPECT_EQ(whole_months(on("2026-03-01"), on("2026-02-02")), 0);
  EXPECT_EQ(whole_years(on("2026-03-02"), on("2010-03-02")), -16);
  EXPECT_EQ(whole_years(on("2026-03-02"), on("2010-03-03")), -15);
}

TEST(Date, Is_written_in_iso_and_in_danish) {
  EXPECT_EQ(to_string(on("2026-03-02")), "2026-03-02");
  EXPECT_EQ(format_danish(on("2026-03-02")), "2. marts 2026");
  EXPECT_EQ(format_danish(on("2026-10-12")), "12. oktober 2026");
  EXPECT_EQ(end_of_year(on("2026-03-02")), on("2026-12-31"));
  EXPECT_EQ(end_of_year(on("2026-12-31")), on("2026-12-31"));
}

}  // namespace
}  // namespace rettesnor
