#include "engine/values/duration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

namespace rettesnor {
namespace {

constexpr std::int64_t minutes_per_day = 24 * 60;
constexpr std::int64_t clock_change = 60;  // how far apart two local midnights may drift, in minutes
constexpr int months_per_cycle = 400 * 12;
constexpr std::int64_t days_per_cycle = 146'097;

constexpr int month_length(int month_of_cycle) {
  using namespace std::chrono;
  const year_month_day_last last{year{2000 + month_of_cycle / 12} /
                                 month{static_cast<unsigned>(month_of_cycle % 12 + 1)} / std::chrono::last};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

/// Days before each month of the 400 years after which the calendar repeats itself; made on first use.
const std::array<std::int32_t, months_per_cycle + 1>& days_before_month() {
  static const auto table = [] {
    std::array<std::int32_t, months_per_cycle + 1> days{};
    for (std::size_t i = 0; i < months_per_cycle; ++i) days[i + 1] = days[i] + month_length(static_cast<int>(i));
    return days;
  }();
  return table;
}

struct Days {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// The fewest and most days in `count` months. From day d of a month the sum is that of whole months, less what a
/// shorter last month cuts off, so only the first and the last day of each month can be extreme.
Days days_in_months(std::int64_t count) {
  const auto& before = days_before_month();
  const std::int64_t cycles = count / months_per_cycle;
  const auto rest = static_cast<std::size_t>(count % months_per_cycle);
  Days days{std::numeric_limits<std::int64_t>::max(), 0};
  for (std::size_t i = 0; i < months_per_cycle; ++i) {
    const std::size_t end = i + rest;
    const std::int64_t start_of_end = before[end % months_per_cycle] + (end >= months_per_cycle ? days_per_cycle : 0);
    const std::int64_t whole = start_of_end - before[i];
    const int cut =
        std::max(0, month_length(static_cast<int>(i)) - month_length(static_cast<int>(end % months_per_cycle)));
    days.least = std::min(days.least, whole - cut);
    days.most = std::max(days.most, whole);
  }
  return {days.least + cycles * days_per_cycle, days.most + cycles * days_per_cycle};
}

LengthBounds minutes_of_days(Days days) {
  if (days.most == 0) return {0, 0};
  return {days.least * minutes_per_day - clock_change, days.most * minutes_per_day + clock_change};
}

/// The same length in the smallest unit of its own kind: minutes, days, months or days of a calendar.
struct Normal {
  std::int64_t count = 0;
  Unit unit = Unit::days;
};

Normal normalise(Duration duration) {
  const std::int64_t count = duration.count;
  switch (duration.unit) {
    case Unit::hours:
      return {count * 60, Unit::minutes};
    case Unit::weeks:
      return {count * 7, Unit::days};
    case Unit::years:
      return {count * 12, Unit::months};
    case Unit::minutes:
    case Unit::days:
    case Unit::months:
    case Unit::calendar_days:
      break;
  }
  return {count, duration.unit};
}

LengthBounds bounds_of_magnitude(Normal normal) {
  switch (normal.unit) {
    case Unit::minutes:
      return {normal.count, normal.count};
    case Unit::months:
      return minutes_of_days(days_in_months(normal.count));
    case Unit::calendar_days: {
      LengthBounds bounds = minutes_of_days({normal.count, normal.count});
      if (normal.count != 0) bounds.most.reset();
      return bounds;
    }
    case Unit::hours:
    case Unit::days:
    case Unit::weeks:
    case Unit::years:
      break;
  }
  return minutes_of_days({normal.count, normal.count});
}

std::optional<Date> add_counted(Date from, Duration duration, std::int64_t sign) {
  const Normal normal = normalise(duration);
  const std::int64_t count = sign * normal.count;
  if (normal.unit == Unit::days) return add_days(from, count);
  if (normal.unit != Unit::months) return std::nullopt;
  constexpr std::int64_t widest = 401 * 12;
  if (count < -widest || count > widest) return std::nullopt;
  return add_months(from, static_cast<std::int32_t>(count));
}

struct UnitNames {
  std::string_view english_one, english_many, danish_one, danish_many;
};

constexpr std::array<UnitNames, 7> unit_names = {{
    {"minute", "minutes", "minut", "minutter"},
    {"hour", "hours", "time", "timer"},
    {"day", "days", "dag", "dage"},
    {"week", "weeks", "uge", "uger"},
    {"month", "months", "måned", "måneder"},
    {"year", "years", "år", "år"},
    {"day", "days", "dag", "dage"},
}};

}  // namespace

std::optional<Date> add(Date from, Duration duration) { return add_counted(from, duration, 1); }

std::optional<Date> subtract(Date from, Duration duration) { return add_counted(from, duration, -1); }

LengthBounds length_bounds(Duration duration) {
  Normal normal = normalise(duration);
  const bool negative = normal.count < 0;
  if (negative) normal.count = -normal.count;
  const LengthBounds bounds = bounds_of_magnitude(normal);
  if (!negative) return bounds;
  // Without an upper bound forwards there is no lower bound backwards.
  return {bounds.most ? -*bounds.most : std::numeric_limits<std::int64_t>::min(), -bounds.least};
}

std::partial_ordering compare(Duration a, Duration b) {
  const Normal left = normalise(a);
  const Normal right = normalise(b);
  const bool same_days = left.unit != Unit::calendar_days || a.calendar == b.calendar;
  if (left.unit == right.unit && same_days) return left.count <=> right.count;
  const LengthBounds of_a = length_bounds(a);
  const LengthBounds of_b = length_bounds(b);
  if (of_a.most && *of_a.most < of_b.least) return std::partial_ordering::less;
  if (of_b.most && *of_b.most < of_a.least) return std::partial_ordering::greater;
  if (left.count == 0 && right.count == 0) return std::partial_ordering::equivalent;
  return std::partial_ordering::unordered;
}

std::string_view unit_name(Unit unit, std::int64_t count, Wording wording) {
  const UnitNames& names = unit_names[static_cast<std::size_t>(unit)];
  const bool one = count == 1 || count == -1;
  if (wording == Wording::danish) return one ? names.danish_one : names.danish_many;
  return one ? names.english_one : names.english_many;
}

std::string to_string(Duration duration, Wording wording, std::string_view calendar_name) {
  const bool named = duration.unit == Unit::calendar_days && !calendar_name.empty();
  return fmt::format("{} {}", duration.count,
                     named ? calendar_name : unit_name(duration.unit, duration.count, wording));
}

std::string format_elapsed(std::int64_t micros, Wording wording) {
  const std::int64_t hours = micros / micros_per_hour;
  const std::int64_t minutes = micros / micros_per_minute % 60;
  const std::int64_t seconds = micros / micros_per_second % 60;
  std::string text;
  const auto append = [&](std::int64_t count, std::string_view name) {
    text += fmt::format("{}{} {}", text.empty() ? "" : " ", count, name);
  };
  if (hours != 0) append(hours, unit_name(Unit::hours, hours, wording));
  if (minutes != 0 || (hours == 0 && seconds == 0)) append(minutes, unit_name(Unit::minutes, minutes, wording));
  if (seconds != 0) {
    const bool one = seconds == 1;
    append(seconds, wording == Wording::danish ? (one ? "sekund" : "sekunder") : (one ? "second" : "seconds"));
  }
  return text;
}

}  // namespace rettesnor
