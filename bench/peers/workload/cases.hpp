// The workload's cases: made from a seed and a number, so that any number of them shares its beginning with any other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace rettesnor::bench {

/// A day that is not there: the event has not happened, the fact is not known. Greater than every day, and far enough
/// from the end of the type for a little arithmetic.
inline constexpr std::int32_t no_day = 0x3FFFFFFF;
/// A yes/no or a code that is not known.
inline constexpr std::int8_t not_known = -1;

/// The day on which the cases are judged, whole: 2025-12-31. Unit: days since 1970-01-01, as everywhere here.
inline constexpr std::int32_t as_of_day = 20453;
inline constexpr const char* as_of_text = "2025-12-31";
/// When every case was taken from its source: nothing is missing on the as-of day.
inline constexpr const char* extraction_text = "2026-01-01 00:00";

/// A fixed number of places and how many are taken.
template <class T, std::size_t N>
struct Few {
  std::array<T, N> items{};
  std::size_t count = 0;
  const T* begin() const { return items.data(); }
  const T* end() const { return items.data() + count; }
  void add(const T& item) {
    if (count < N) items[count++] = item;
  }
};

/// Minutes of the local day; always late enough for the clock not to have been set that morning.
struct Clock {
  std::int32_t day = no_day;
  std::int32_t minute = 0;
};

struct Notification {
  Clock receipt;
  Clock assessment;
  std::int32_t confirmation = no_day;
  std::int8_t notifier = not_known;  ///< professional, private, anonymous, child
};
struct Decision {
  std::int32_t decided = no_day;
  std::int8_t documented = not_known;
  std::int8_t basis = not_known;  ///< support, placement, relief, refusal
};
struct Followup {
  std::int32_t held = no_day;
  std::int8_t goal_met = not_known;
};

/// One case. Lists are in the order of their days; decisions still to come are last.
struct Case {
  std::uint64_t number = 0;
  std::size_t municipality = 0;  ///< place in municipalities()
  std::int32_t awareness = no_day, study = no_day, start = no_day, ended = no_day, born = no_day;
  std::int8_t acute = not_known, consent = not_known, plan = not_known, network = not_known, extended = not_known;
  std::int8_t target_group = not_known;  ///< disability, wellbeing, crime, family
  std::int8_t measure = not_known;       ///< counselling, practical, relief, placement, contact_person
  std::int8_t siblings = not_known;      ///< 0 .. 11, mostly few
  Few<Notification, 8> notifications;
  Few<std::int32_t, 8> conversations;
  Few<Decision, 4> decisions;
  Few<Followup, 12> followups;
};

/// The longest list of each kind.
inline constexpr std::size_t most_conversations = 8;

/// Case `number` of the workload. The same for the same seed and number, whatever else was made. Cost: about 0.3 µs.
Case make_case(std::uint64_t seed, std::uint64_t number);

/// Minutes since 1970-01-01T00:00Z. @pre c.day is a day
std::int32_t utc_minutes(Clock c);

}  // namespace rettesnor::bench
