#include "bench/peers/workload/cases.hpp"

#include <algorithm>

#include "engine/values/moment.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::bench {
namespace {

constexpr std::int32_t first_awareness = 18628;  ///< 2021-01-01

/// splitmix64: a stream of its own for each case.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t number) : state_(mix(seed) ^ mix(number + 0x632BE59BD9B4E019U)) {}
  std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15U); }
  /// 0 .. n - 1
  std::int32_t below(std::int32_t n) { return static_cast<std::int32_t>((next() >> 32U) * static_cast<std::uint64_t>(n) >> 32U); }
  std::int32_t between(std::int32_t low, std::int32_t high) { return low + below(high - low + 1); }
  bool percent(std::int32_t p) { return below(100) < p; }
  /// yes in `yes` of a hundred, not known in `unknown`
  std::int8_t fact(std::int32_t yes, std::int32_t unknown) {
    const std::int32_t x = below(100);
    return static_cast<std::int8_t>(x < unknown ? not_known : x < unknown + yes ? 1 : 0);
  }
  std::int8_t code(std::int32_t codes, std::int32_t unknown) {
    return percent(unknown) ? not_known : static_cast<std::int8_t>(below(codes));
  }
  /// The place in a table of parts in a thousand.
  template <std::size_t N>
  std::size_t one_of(const std::array<std::int32_t, N>& thousandths) {
    std::int32_t x = below(1000);
    for (std::size_t i = 0; i + 1 < N; ++i) {
      if ((x -= thousandths[i]) < 0) return i;
    }
    return N - 1;
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

/// A day that has come, or none.
std::int32_t come(std::int32_t day) { return day <= as_of_day ? day : no_day; }

void add_notification(Random& r, std::int32_t day, Case& out) {
  Notification n;
  n.receipt = {day, r.between(6 * 60, 22 * 60)};
  if (r.percent(1)) {  // entered with a day before the receipt
    n.assessment = {day - r.between(1, 3), r.between(6 * 60, 22 * 60)};
  } else if (!r.percent(4)) {
    // Most within a day, some on the day after next: on both sides of 24 hours.
    const std::int32_t minutes = n.receipt.minute + (r.percent(85) ? r.below(24 * 60) : r.below(4 * 24 * 60));
    n.assessment = {day + minutes / (24 * 60), std::max(minutes % (24 * 60), 4 * 60)};
    if (n.assessment.day > as_of_day) n.assessment = {};
  }
  if (!r.percent(6)) n.confirmation = come(day + (r.percent(1) ? -1 : r.between(0, 12)));
  n.notifier = r.code(4, 3);
  out.notifications.add(n);
}

}  // namespace

std::int32_t utc_minutes(Clock c) {
  const Moment noon{static_cast<std::int64_t>(c.day) * micros_per_day + 11 * micros_per_hour};
  return c.day * (24 * 60) + c.minute - utc_offset(noon) / 60;
}

Case make_case(std::uint64_t seed, std::uint64_t number) {
  Random r(seed, number);
  Case out{.number = number};
  // Skewed: the least of two draws, so that some municipalities have many times the cases of others.
  const auto municipalities_count = static_cast<std::int32_t>(municipalities().size());
  out.municipality = static_cast<std::size_t>(std::min(r.below(municipalities_count), r.below(municipalities_count)));
  const std::int32_t base = r.between(first_awareness, as_of_day - 5);
  if (!r.percent(5)) out.awareness = base;
  if (!r.percent(18)) out.study = come(base + (r.percent(1) ? -r.between(1, 20) : r.between(20, 200)));
  const std::int32_t begun = base + r.between(5, 260);
  if (!r.percent(15)) out.start = come(begun);
  if (out.start != no_day && r.percent(45)) out.ended = come(out.start + r.between(30, 900));
  if (!r.percent(4)) out.born = base - r.between(1, 17 * 365);
  out.acute = r.fact(15, 6);
  out.consent = r.fact(78, 9);
  out.plan = r.fact(72, 8);
  out.network = r.fact(60, 12);
  out.extended = r.fact(10, 5);
  out.target_group = r.code(4, 3);
  out.measure = r.code(5, 4);
  out.siblings = static_cast<std::int8_t>(r.percent(5) ? not_known : std::min(r.below(12), r.below(12)));

  const std::size_t notifications = 1 + r.one_of<8>({220, 250, 220, 140, 80, 50, 30, 10});
  std::int32_t day = base - r.between(0, 20);
  for (std::size_t i = 0; i < notifications && day <= as_of_day; ++i) {
    add_notification(r, day, out);
    day += r.between(1, 120);
  }
  const std::size_t conversations = r.one_of<8>({150, 280, 250, 170, 90, 40, 15, 5});
  day = base + r.between(-10, 60);
  for (std::size_t i = 0; i < conversations && day <= as_of_day; ++i) {
    out.conversations.add(day);
    day += r.between(0, 160);
  }
  const std::size_t decisions = r.one_of<5>({350, 400, 180, 60, 10});
  day = (r.percent(70) ? begun : base) + r.between(-40, 10);
  for (std::size_t i = 0; i < decisions; ++i) {
    const bool to_come = day > as_of_day || (i + 1 == decisions && r.percent(4));
    out.decisions.add({to_come ? no_day : day, r.fact(85, 6), r.code(4, 7)});
    if (to_come) break;
    day += r.between(0, 250);
  }
  if (out.start != no_day) {
    day = out.start + (r.percent(2) ? -5 : r.between(20, 130));
    const std::int32_t last = std::min(as_of_day, out.ended);
    while (day <= last && out.followups.count < 12 && !r.percent(6)) {
      out.followups.add({day, r.fact(50, 10)});
      day += r.between(40, 240);
    }
  }
  return out;
}

}  // namespace rettesnor::bench
