#include "engine/values/holidays.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

struct Year {
  int year;
  std::array<const char*, 8> days;  // in the order of `names`
};

constexpr std::array names = {"skærtorsdag",           "langfredag", "påskedag",   "2. påskedag", "store bededag",
                              "Kristi himmelfartsdag", "pinsedag",   "2. pinsedag"};

// Easter and what follows it, as published; from 2024 the fourth Friday after Easter is listed but is no holiday.
constexpr std::array<Year, 6> published = {{
    {2022, {"04-14", "04-15", "04-17", "04-18", "05-13", "05-26", "06-05", "06-06"}},
    {2023, {"04-06", "04-07", "04-09", "04-10", "05-05", "05-18", "05-28", "05-29"}},
    {2024, {"03-28", "03-29", "03-31", "04-01", "04-26", "05-09", "05-19", "05-20"}},
    {2025, {"04-17", "04-18", "04-20", "04-21", "05-16", "05-29", "06-08", "06-09"}},
    {2026, {"04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "05-25"}},
    {2027, {"03-25", "03-26", "03-28", "03-29", "04-23", "05-06", "05-16", "05-17"}},
}};

TEST(Holidays, Are_those_published_and_no_others) {
  for (const Year& year : published) {
    std::map<Date, std::string> expected;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Date date = on(std::to_string(year.year) + '-' + year.days[i]);
      if (names[i] != std::string{"store bededag"} || year.year <= 2023) expected[date] = names[i];
    }
    expected[*make_date(year.year, 1, 1)] = "nytårsdag";
    expected[*make_date(year.year, 12, 25)] = "juledag";
    expected[*make_date(year.year, 12, 26)] = "2. juledag";
    std::map<Date, std::string> found;
    for (Date date = *make_date(year.year, 1, 1); date <= *make_date(year.year, 12, 31); ++date.days) {
      const auto name = holiday_name(date);
      EXPECT_EQ(name.has_value(), danish_public_holidays(date));
      if (name) found[date] = *name;
    }
    EXPECT_EQ(found, expected) << year.year;
  }
}

TEST(Holidays, Leave_out_the_days_on_which_only_shops_close) {
  EXPECT_FALSE(danish_public_holidays(on("2026-06-05"))) << "grundlovsdag";
  EXPECT_FALSE(danish_public_holidays(on("2026-12-24")));
  EXPECT_FALSE(danish_public_holidays(on("2026-12-31")));
  EXPECT_FALSE(danish_public_holidays(on("2026-05-01")));
  EXPECT_TRUE(danish_public_holidays(on("2022-06-05"))) << "pinsedag fell on it";
}

TEST(Easter, Falls_where_the_almanac_says) {
  EXPECT_EQ(easter(1818), on("1818-03-22")) << "the earliest possible day";
  EXPECT_EQ(easter(1943), on("1943-04-25")) << "the latest possible day";
  EXPECT_EQ(easter(2000), on("2000-04-23"));
  EXPECT_EQ(easter(2038), on("2038-04-25"));
  EXPECT_EQ(easter(1954), on("1954-04-18")) << "an exception of the computus: not 25 April";
  EXPECT_EQ(easter(1981), on("1981-04-19")) << "the other exception: not 26 April";
}

TEST(Easter, Is_a_Sunday_from_22_March_to_25_April_in_every_year) {
  for (int year = 1800; year <= 2200; ++year) {
    const Date date = easter(year);
    EXPECT_EQ(weekday(date), 6) << year;
    EXPECT_GE(date, *make_date(year, 3, 22));
    EXPECT_LE(date, *make_date(year, 4, 25));
  }
}

}  // namespace
}  // namespace rettesnor
