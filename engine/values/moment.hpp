// Instants, and what the clock in Denmark showed at them.
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <string>

#include "engine/values/date.hpp"

namespace rettesnor {

/// An instant. Unit: microseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds).
/// Elapsed time (hours, minutes) is plain subtraction of `micros`.
struct Moment {
  std::int64_t micros = 0;
  friend constexpr auto operator<=>(Moment, Moment) = default;
};

inline constexpr std::int64_t micros_per_second = 1'000'000;
inline constexpr std::int64_t micros_per_minute = 60 * micros_per_second;
inline constexpr std::int64_t micros_per_hour = 60 * micros_per_minute;
inline constexpr std::int64_t micros_per_day = 24 * micros_per_hour;

/// What is added to UTC to get the local time at that instant. Unit: seconds (3600 in winter, 7200 in summer).
/// Source: the transitions of Europe/Copenhagen in tzdata, held in the program; from 1996 the rule of the EU: the last
/// Sunday of March and of October at 01:00 UTC. Cost: one binary search in a table made by the compiler.
std::int32_t utc_offset(Moment moment);

/// The local calendar day of an instant.
Date local_day(Moment moment);

/// Microseconds shown by the local clock since its midnight, 0 .. 24 h - 1.
std::int64_t local_time_of_day(Moment moment);

/// 00:00 local.
Moment start_of_day(Date date);

/// 24:00 local: the first instant that is no longer the day, which is the start of the next. Exclusive.
Moment end_of_day(Date date);

/// The instants that one local clock reading may mean. `first == last` unless ambiguous.
struct LocalTimes {
  Moment first;
  Moment last;
  bool ambiguous = false;
  friend constexpr bool operator==(LocalTimes, LocalTimes) = default;
};

/// Why a local clock reading means no instant.
enum class LocalTimeProblem : std::uint8_t {
  in_spring_gap,      ///< the clock was set forward past it
  outside_day,        ///< not within 00:00 .. 24:00 (exclusive)
  outside_supported,  ///< the day is outside the supported range
};

/// @param micros_in_day  what the clock showed since midnight, 0 .. 24 h - 1
/// @return both instants for a reading that the autumn change makes twice
std::expected<LocalTimes, LocalTimeProblem> resolve_local(Date date, std::int64_t micros_in_day);

/// Local: `2026-03-02 09:00`; seconds (and their fraction) only when not zero; ` +02:00` after it when the reading
/// occurs twice. parse_moment reads it back.
std::string to_string(Moment moment);

/// Local with offset: `2026-03-02T09:00:00+01:00`; the fraction only when not zero.
std::string to_iso(Moment moment);

}  // namespace rettesnor
