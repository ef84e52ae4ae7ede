#include "engine/values/moment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

namespace rettesnor {
namespace {

/// From `at` (seconds since the epoch, UTC) the local clock shows UTC + `offset` seconds.
struct Transition {
  std::int64_t at = 0;
  std::int32_t offset = 0;
};

constexpr std::int32_t copenhagen_mean_time = 3020;  // until 1894
constexpr std::int32_t winter = 3600;
constexpr std::int32_t summer = 7200;

consteval std::int64_t utc(int y, unsigned m, unsigned d, int hour, int minute = 0, int second = 0) {
  using namespace std::chrono;
  return sys_seconds{sys_days{year{y} / month{m} / day{d}}}.time_since_epoch().count() + hour * 3600 + minute * 60 +
         second;
}

consteval std::int64_t last_sunday(int y, unsigned m) {
  using namespace std::chrono;
  return sys_seconds{sys_days{year{y} / month{m} / Sunday[last]}}.time_since_epoch().count() + 3600;
}

constexpr int first_regular_year = 1981;
constexpr int last_regular_year = 2201;
// The irregular changes: standard time, the two wars and the first year of the present summer time.
constexpr std::array irregular = {
    Transition{std::numeric_limits<std::int64_t>::min(), copenhagen_mean_time},
    Transition{utc(1893, 12, 31, 23, 9, 40), winter},
    Transition{utc(1916, 5, 14, 22), summer},
    Transition{utc(1916, 9, 30, 21), winter},
    Transition{utc(1940, 5, 14, 23), summer},
    Transition{utc(1942, 11, 2, 1), winter},
    Transition{utc(1943, 3, 29, 1), summer},
    Transition{utc(1943, 10, 4, 1), winter},
    Transition{utc(1944, 4, 3, 1), summer},
    Transition{utc(1944, 10, 2, 1), winter},
    Transition{utc(1945, 4, 2, 1), summer},
    Transition{utc(1945, 8, 15, 1), winter},
    Transition{utc(1946, 5, 1, 1), summer},
    Transition{utc(1946, 9, 1, 1), winter},
    Transition{utc(1947, 5, 4, 1), summer},
    Transition{utc(1947, 8, 10, 1), winter},
    Transition{utc(1948, 5, 9, 1), summer},
    Transition{utc(1948, 8, 8, 1), winter},
    Transition{utc(1980, 4, 6, 1), summer},
    Transition{utc(1980, 9, 28, 1), winter},
};
constexpr std::size_t transition_count = irregular.size() + 2 * (last_regular_year - first_regular_year + 1);

consteval std::array<Transition, transition_count> make_transitions() {
  std::array<Transition, transition_count> table{};
  std::size_t i = 0;
  for (Transition transition : irregular) table[i++] = transition;
  for (int y = first_regular_year; y <= last_regular_year; ++y) {
    table[i++] = {last_sunday(y, 3), summer};
    table[i++] = {last_sunday(y, y < 1996 ? 9 : 10), winter};
  }
  return table;
}

constexpr std::array transitions = make_transitions();
static_assert(std::ranges::is_sorted(transitions, {}, &Transition::at));

/// The transition in force at `seconds`. Two a year since 1981: nearly always found by counting.
const Transition& transition_at(std::int64_t seconds) {
  constexpr std::int64_t seconds_a_year = 31'556'952;
  const std::int64_t years = seconds / seconds_a_year + 1970 - first_regular_year;
  if (years > 0 && years < last_regular_year - first_regular_year) {
    const Transition* found = &transitions[irregular.size() + static_cast<std::size_t>(2 * years)];
    while (found->at > seconds) --found;
    while ((found + 1)->at <= seconds) ++found;
    return *found;
  }
  return *std::prev(std::ranges::upper_bound(transitions, seconds, {}, &Transition::at));
}

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Most questions are about the same half year as the last one: each thread remembers it.
std::int32_t offset_at(std::int64_t micros) {
  struct Stretch {
    std::int64_t from = 1, to = 0;  // seconds; empty at first
    std::int32_t offset = 0;
  };
  thread_local Stretch last;
  const std::int64_t seconds = floor_divide(micros, micros_per_second);
  if (seconds < last.from || seconds >= last.to) {
    const Transition& found = transition_at(seconds);
    const bool newest = &found == &transitions.back();
    last = {found.at, newest ? INT64_MAX : (&found + 1)->at, found.offset};
  }
  return last.offset;
}

/// What the local clock shows, as microseconds since its own 1970-01-01 00:00.
std::int64_t local_micros(Moment moment) { return moment.micros + offset_at(moment.micros) * micros_per_second; }

/// The instants whose local reading is `local`, in order; at most two.
struct Readings {
  std::array<Moment, 2> moments;
  std::size_t count = 0;
};

Readings readings_of(std::int64_t local) {
  Readings found;
  for (std::int32_t offset : {summer, winter, copenhagen_mean_time}) {
    const std::int64_t micros = local - offset * micros_per_second;
    if (offset_at(micros) == offset) found.moments[found.count++] = Moment{micros};
  }
  return found;
}

std::string time_text(std::int64_t in_day, bool always_seconds) {
  const std::int64_t seconds = in_day / micros_per_second;
  std::int64_t fraction = in_day % micros_per_second;
  std::string text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  if (always_seconds || seconds % 60 != 0 || fraction != 0) text += fmt::format(":{:02}", seconds % 60);
  if (fraction != 0) {
    int digits = 6;
    for (; fraction % 10 == 0; fraction /= 10) --digits;
    text += fmt::format(".{:0{}}", fraction, digits);
  }
  return text;
}

std::string offset_text(std::int32_t offset) {
  std::string text = fmt::format("+{:02}:{:02}", offset / 3600, offset / 60 % 60);
  if (offset % 60 != 0) text += fmt::format(":{:02}", offset % 60);
  return text;
}

}  // namespace

std::int32_t utc_offset(Moment moment) { return offset_at(moment.micros); }

Date local_day(Moment moment) {
  return Date{static_cast<std::int32_t>(floor_divide(local_micros(moment), micros_per_day))};
}

std::int64_t local_time_of_day(Moment moment) {
  const std::int64_t local = local_micros(moment);
  return local - floor_divide(local, micros_per_day) * micros_per_day;
}

namespace {

Moment find_start_of_day(Date date) {
  const std::int64_t midnight = date.days * micros_per_day;
  if (const Readings found = readings_of(midnight); found.count > 0) return found.moments[0];
  // The clock was set forward past midnight (1894, 1940): the day begins at the change itself. Midnight by the clock
  // before the change is at or after the change, and within an hour of it.
  const std::int64_t seconds = std::int64_t{date.days} * 86400;
  const Transition& after = transition_at(seconds - copenhagen_mean_time);
  return Moment{after.at * micros_per_second};
}

}  // namespace

/// Each thread remembers the days it asked about last.
Moment start_of_day(Date date) {
  struct Known {
    std::int32_t day = INT32_MIN;
    Moment start;
  };
  thread_local std::array<Known, 2048> known{};
  Known& slot = known[static_cast<std::uint32_t>(date.days) % known.size()];
  if (slot.day != date.days) slot = {date.days, find_start_of_day(date)};
  return slot.start;
}

Moment end_of_day(Date date) { return start_of_day(Date{date.days + 1}); }

std::expected<LocalTimes, LocalTimeProblem> resolve_local(Date date, std::int64_t micros_in_day) {
  if (date < first_date || date > last_date) return std::unexpected(LocalTimeProblem::outside_supported);
  if (micros_in_day < 0 || micros_in_day >= micros_per_day) return std::unexpected(LocalTimeProblem::outside_day);
  const Readings found = readings_of(date.days * micros_per_day + micros_in_day);
  if (found.count == 0) return std::unexpected(LocalTimeProblem::in_spring_gap);
  return LocalTimes{found.moments[0], found.moments[found.count - 1], found.count == 2};
}

std::string to_string(Moment moment) {
  std::string text = to_string(local_day(moment)) + ' ' + time_text(local_time_of_day(moment), false);
  if (readings_of(local_micros(moment)).count == 2) text += ' ' + offset_text(utc_offset(moment));
  return text;
}

std::string to_iso(Moment moment) {
  return to_string(local_day(moment)) + 'T' + time_text(local_time_of_day(moment), true) +
         offset_text(utc_offset(moment));
}

}  // namespace rettesnor
