#include "engine/values/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace rettesnor {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

static_assert(sys_days{year{1800} / 1 / 1}.time_since_epoch().count() == first_date.days);
static_assert(sys_days{year{2200} / 12 / 31}.time_since_epoch().count() == last_date.days);

constexpr std::int32_t first_year = 1800;
constexpr std::int32_t last_year = 2200;

constexpr std::array<std::string_view, 12> danish_months = {"januar",    "februar", "marts",    "april",
                                                            "maj",       "juni",    "juli",     "august",
                                                            "september", "oktober", "november", "december"};

std::optional<Date> within_range(std::int64_t days) {
  if (days < first_date.days || days > last_date.days) return std::nullopt;
  return Date{static_cast<std::int32_t>(days)};
}

}  // namespace

std::optional<Date> make_date(std::int32_t y, unsigned m, unsigned d) {
  if (y < first_year || y > last_year || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m)) return std::nullopt;
  return Date{static_cast<std::int32_t>(sys_days{year{y} / month{m} / day{d}}.time_since_epoch().count())};
}

YearMonthDay year_month_day(Date date) {
  const std::chrono::year_month_day parts{sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day())};
}

int weekday(Date date) {
  // 1970-01-01 was a Thursday (3); the second remainder keeps days before it positive.
  return static_cast<int>(((date.days + 3) % 7 + 7) % 7);
}

unsigned days_in_month(std::int32_t y, unsigned m) {
  constexpr std::array<unsigned, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (m == 2 && year{y}.is_leap()) return 29;
  return lengths[m - 1];
}

std::optional<Date> add_days(Date from, std::int64_t days) {
  constexpr std::int64_t widest = std::int64_t{last_date.days} - first_date.days;
  if (days < -widest || days > widest) return std::nullopt;
  return within_range(from.days + days);
}

std::optional<Date> add_months(Date from, std::int32_t months) {
  const YearMonthDay parts = year_month_day(from);
  const std::int64_t total = std::int64_t{parts.year} * 12 + (parts.month - 1) + months;
  if (total < std::int64_t{first_year} * 12 || total >= (std::int64_t{last_year} + 1) * 12) return std::nullopt;
  const auto y = static_cast<std::int32_t>(total / 12);
  const auto m = static_cast<unsigned>(total % 12) + 1;
  return make_date(y, m, std::min(parts.day, days_in_month(y, m)));
}

std::optional<Date> add_years(Date from, std::int32_t years) {
  constexpr std::int32_t widest = last_year - first_year;
  if (years < -widest || years > widest) return std::nullopt;
  return add_months(from, years * 12);
}

std::int32_t whole_months(Date a, Date b) {
  if (b < a) return -whole_months(b, a);
  const YearMonthDay from = year_month_day(a);
  const YearMonthDay to = year_month_day(b);
  const std::int32_t months =
      (to.year - from.year) * 12 + static_cast<std::int32_t>(to.month) - static_cast<std::int32_t>(from.month);
  // add_months(a, months) lies in b's month, so one step back is always enough.
  return *add_months(a, months) <= b ? months : months - 1;
}

std::int32_t whole_years(Date a, Date b) {
  if (b < a) return -whole_years(b, a);
  const std::int32_t years = year_month_day(b).year - year_month_day(a).year;
  return *add_years(a, years) <= b ? years : years - 1;
}

Date end_of_year(Date date) { return *make_date(year_month_day(date).year, 12, 31); }

std::string to_string(Date date) {
  const YearMonthDay parts = year_month_day(date);
  return fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day);
}

std::string format_danish(Date date) {
  const YearMonthDay parts = year_month_day(date);
  return fmt::format("{}. {} {}", parts.day, danish_months[parts.month - 1], parts.year);
}

}  // namespace rettesnor
