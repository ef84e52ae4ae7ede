// Strict readers of dates and moments: what is not plainly one of the forms is refused, never guessed.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "engine/values/date.hpp"
#include "engine/values/moment.hpp"
#include "engine/values/wording.hpp"

namespace rettesnor {

/// What is wrong with a text that should be a date, a moment or a number.
enum class ParseFault : std::uint8_t {
  empty,             ///< nothing there
  malformed,         ///< not one of the forms
  no_such_day,       ///< 2026-02-30
  out_of_range,      ///< outside 1800-01-01 .. 2200-12-31, or a number too large
  no_such_time,      ///< 25:00, 12:60
  hour_24,           ///< 24:00, which is 00:00 of the next day
  clock_gap,         ///< a local time skipped by the change to summer time
  too_many_decimals  ///< more than 6 digits after the point
};

/// One fault and where: `at` is the byte offset of the first character that is wrong.
struct ParseProblem {
  ParseFault fault = ParseFault::malformed;
  std::uint32_t at = 0;
  friend constexpr bool operator==(ParseProblem, ParseProblem) = default;
};

/// What was found and what to write instead, in one sentence without a full stop.
std::string describe(ParseProblem problem, Wording wording);

/// The days a written date may mean, both ends included.
struct DateRange {
  Date first;
  Date last;
  friend constexpr bool operator==(DateRange, DateRange) = default;
};

/// The instants a written time may mean, both ends included. `day_only`: the text named a day and no time, so the
/// range is that whole local day. Otherwise the two ends differ only for a local time that occurs twice, and then
/// only the ends themselves are meant.
struct MomentRange {
  Moment first;
  Moment last;
  bool day_only = false;
  friend constexpr bool operator==(MomentRange, MomentRange) = default;
};

/// `2026-03-02`, `2026-03` (the month) or `2026` (the year). No blanks around it.
std::expected<DateRange, ParseProblem> parse_date(std::string_view text);

/// `2026-03-02`, `2026-03-02 09:00`, `2026-03-02 09:00:30.5`; `T` may stand for the blank, and `Z` or an offset
/// (`+01:00`; a blank may precede it) may follow the time. Without an offset the time is Danish local time.
std::expected<MomentRange, ParseProblem> parse_moment(std::string_view text);

}  // namespace rettesnor
