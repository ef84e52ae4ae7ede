#include "engine/values/holidays.hpp"

#include <array>

namespace rettesnor {
namespace {

struct MovableHoliday {
  std::int32_t days_after_easter = 0;
  std::string_view name;
  std::int32_t last_year = 2200;
};

constexpr std::array<MovableHoliday, 8> movable_holidays = {{
    {-3, "skærtorsdag"},
    {-2, "langfredag"},
    {0, "påskedag"},
    {1, "2. påskedag"},
    {26, "store bededag", 2023},
    {39, "Kristi himmelfartsdag"},
    {49, "pinsedag"},
    {50, "2. pinsedag"},
}};

}  // namespace

Date easter(std::int32_t year) {
  // The anonymous Gregorian computus: the Sunday after the ecclesiastical full moon on or after 21 March.
  const std::int32_t golden = year % 19;
  const std::int32_t century = year / 100;
  const std::int32_t in_century = year % 100;
  const std::int32_t moon_correction = (century - (century + 8) / 25 + 1) / 3;
  const std::int32_t epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
  const std::int32_t to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const std::int32_t late_moon = (golden + 11 * epact + 22 * to_sunday) / 451;
  const std::int32_t from_march = epact + to_sunday - 7 * late_moon + 114;
  return *make_date(year, static_cast<unsigned>(from_march / 31), static_cast<unsigned>(from_march % 31 + 1));
}

bool danish_public_holidays(Date date) { return holiday_name(date).has_value(); }

std::optional<std::string_view> holiday_name(Date date) {
  const YearMonthDay parts = year_month_day(date);
  if (parts.month == 1 && parts.day == 1) return "nytårsdag";
  if (parts.month == 12 && parts.day == 25) return "juledag";
  if (parts.month == 12 && parts.day == 26) return "2. juledag";
  if (parts.month < 3 || parts.month > 6) return std::nullopt;
  const std::int32_t after_easter = date.days - easter(parts.year).days;
  for (const MovableHoliday& holiday : movable_holidays) {
    if (holiday.days_after_easter == after_easter && parts.year <= holiday.last_year) return holiday.name;
  }
  return std::nullopt;
}

}  // namespace rettesnor
