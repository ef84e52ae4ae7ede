// Durations as the law writes them: a count of one unit.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/values/date.hpp"
#include "engine/values/moment.hpp"
#include "engine/values/wording.hpp"

namespace rettesnor {

/// minutes and hours are elapsed time; the rest is calendar arithmetic. `calendar_days` are days of a named calendar.
enum class Unit : std::uint8_t { minutes, hours, days, weeks, months, years, calendar_days };

/// A count of one unit. `calendar` is the caller's index of the calendar and means something for calendar_days only.
struct Duration {
  std::int32_t count = 0;
  Unit unit = Unit::days;
  std::uint32_t calendar = 0;

  /// Measured on the UTC line, from a moment to a moment.
  constexpr bool is_elapsed() const { return unit == Unit::minutes || unit == Unit::hours; }
  /// The same count of the same unit: 1 week and 7 days are equal to compare, but not the same.
  friend constexpr bool operator==(Duration a, Duration b) {
    return a.count == b.count && a.unit == b.unit && (a.unit != Unit::calendar_days || a.calendar == b.calendar);
  }
};

/// Elapsed length. Unit: microseconds. @pre duration.is_elapsed()
constexpr std::int64_t elapsed_micros(Duration duration) {
  return duration.count * (duration.unit == Unit::hours ? micros_per_hour : micros_per_minute);
}

/// from + duration for days, weeks, months and years; nothing outside the supported dates, and nothing for elapsed
/// time and calendar days (see Moment and Calendar).
std::optional<Date> add(Date from, Duration duration);

/// from - duration, as add with the count negated.
std::optional<Date> subtract(Date from, Duration duration);

/// How long a duration can be, over all days it may start on. Unit: minutes, both ends included.
/// 1 day is 23..25 hours; 1 month 28..31 days; days of a calendar have no upper bound here.
struct LengthBounds {
  std::int64_t least = 0;
  std::optional<std::int64_t> most;
};
LengthBounds length_bounds(Duration duration);

/// Which is longer whatever day they start on; unordered when that depends on the day (1 month and 30 days).
/// 12 months and 1 year, 7 days and 1 week, 60 minutes and 1 hour are equivalent.
std::partial_ordering compare(Duration a, Duration b);

/// `hour` or `hours`, `time` or `timer`. Singular for a count of 1 and -1. For calendar_days the word is the
/// calendar's own name, so this gives `days`/`dage`.
std::string_view unit_name(Unit unit, std::int64_t count, Wording wording);

/// `24 hours`, `1 måned`, `6 hverdage`. @param calendar_name  the word for calendar_days
std::string to_string(Duration duration, Wording wording, std::string_view calendar_name = {});

/// A length of elapsed time in hours and minutes, seconds only when not zero: `1 hour 30 minutes`, `26 timer`;
/// zero is `0 minutes`. Parts of a second are cut. @param micros  not negative
std::string format_elapsed(std::int64_t micros, Wording wording);

}  // namespace rettesnor
