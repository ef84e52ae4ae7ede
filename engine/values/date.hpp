// Calendar dates and the arithmetic of days, months and years.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace rettesnor {

/// A local calendar day. Unit: days since 1970-01-01. Supported: 1800-01-01 .. 2200-12-31; every function here that
/// makes a date gives nothing instead of a date outside that range.
struct Date {
  std::int32_t days = 0;
  friend constexpr auto operator<=>(Date, Date) = default;
};

inline constexpr Date first_date{-62091};  ///< 1800-01-01
inline constexpr Date last_date{84370};    ///< 2200-12-31

/// The parts of a date as people write them. month 1..12, day 1..31.
struct YearMonthDay {
  std::int32_t year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  friend constexpr auto operator<=>(YearMonthDay, YearMonthDay) = default;
};

/// The date of a year, month and day; nothing when there is no such day or it is outside the supported range.
std::optional<Date> make_date(std::int32_t year, unsigned month, unsigned day);

/// @pre first_date <= date <= last_date, as for all functions below.
YearMonthDay year_month_day(Date date);

/// 0 = Monday .. 6 = Sunday.
int weekday(Date date);

/// 28..31. @pre month in 1..12
unsigned days_in_month(std::int32_t year, unsigned month);

std::optional<Date> add_days(Date from, std::int64_t days);

/// The same day of the month, `months` later (earlier when negative); the month's last day where there is no such day.
/// 31 January + 1 month = 28 (29) February. Source: LANGUAGE §6; by analogy forældelsesloven § 27 stk. 1.
std::optional<Date> add_months(Date from, std::int32_t months);

/// As 12 months for each year: 29 February + 1 year = 28 February.
std::optional<Date> add_years(Date from, std::int32_t years);

/// The greatest k with a + k months <= b; when b < a, minus the greatest k with b + k months <= a.
std::int32_t whole_months(Date a, Date b);

/// As whole_months, in years. The age on day b of a person born on day a.
std::int32_t whole_years(Date a, Date b);

/// 31 December of the date's year.
Date end_of_year(Date date);

/// ISO: `2026-03-02`.
std::string to_string(Date date);

/// Danish long form: `2. marts 2026`.
std::string format_danish(Date date);

}  // namespace rettesnor
