// Named calendars: which days count, and counting in them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/values/date.hpp"

namespace rettesnor {

/// Which days belong to a calendar. `except_days` come every year, as (month, day).
struct CalendarRule {
  unsigned weekdays = 0;  ///< bit 0 = Monday .. bit 6 = Sunday
  bool except_public_holidays = false;
  std::vector<std::pair<unsigned, unsigned>> except_days;
  friend bool operator==(const CalendarRule&, const CalendarRule&) = default;
};

/// A rule and the days it is in force, both ends included.
struct CalendarVersion {
  Date from = first_date;
  Date until = last_date;
  CalendarRule rule;
  friend bool operator==(const CalendarVersion&, const CalendarVersion&) = default;
};

/// A set of days and the arithmetic of counting in it. Answers are nothing where they would rest on a day outside every
/// version, or outside the supported dates: the calendar does not know such days, which is not the same as "no".
/// Cost: a year's table is made when first asked for (some 15 microseconds); then O(1) within a year. Thread-safe: any
/// number of threads may ask at once.
class Calendar {
 public:
  explicit Calendar(CalendarRule rule);
  /// @param versions  in any order; where two overlap, the one that begins last decides
  explicit Calendar(std::vector<CalendarVersion> versions);
  Calendar(const Calendar& other);
  Calendar(Calendar&& other) noexcept;
  Calendar& operator=(Calendar other) noexcept;
  ~Calendar();

  const std::vector<CalendarVersion>& versions() const;

  /// Some version is in force on the day.
  bool covers(Date date) const;
  /// The day belongs to the calendar; no when no version covers it.
  bool is_day(Date date) const;

  /// The n-th calendar day after `from`, which is itself not counted (before it when n is negative). n = 0 is `from`.
  std::optional<Date> add(Date from, std::int32_t n) const;
  /// As add, but `from` is counted as the first if it is a calendar day. Nothing for n < 1.
  std::optional<Date> add_counting_first(Date from, std::int32_t n) const;
  /// `date` itself if it is a calendar day, else the next one: what a due rolls to.
  std::optional<Date> next_on_or_after(Date date) const;
  /// Calendar days after a up to and including b; minus count(b, a) when b < a. count(d, add(d, n)) = n for n >= 0.
  std::optional<std::int32_t> count(Date a, Date b) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace rettesnor
