// When a duty is due (LANGUAGE.md §6): calendar arithmetic, counting, rolling, pauses.
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {

const Calendar& Evaluator::calendar(CalendarId id) const {
  const CalendarDecl& decl = model_.calendars[id];
  return decl.alternatives[decl.readings ? world_.choice(decl.readings) : 0];
}

/// The last day of a due that runs from `from`; nothing when it has not come (a pause open at T, or beyond all dates).
/// @param longest  an unknown day counts as paused (else as not paused)
std::optional<Date> Evaluator::walk(Date from, const Duration& d, const Clock& clock, const Frame& f, bool longest) {
  const bool by_calendar = d.unit == Unit::calendar_days;
  const Calendar* counted = by_calendar ? &calendar(CalendarId{d.calendar}) : nullptr;
  std::optional<Date> end;
  if (by_calendar) {
    end = clock.counting_first_day ? counted->add_counting_first(from, d.count) : counted->add(from, d.count);
  } else {
    end = add(from, d);
    if (end && clock.counting_first_day && d.unit == Unit::days) end = add_days(*end, -1);
  }
  if (end && clock.paused_while) {
    const Date now = local_day(at_);
    std::optional<Run> read;
    const auto paused = [&](Date day) {
      day = std::min(day, now);
      if (!read || day < read->first || day > read->last) {
        const Truth holds = state_on(clock.paused_while, day, f);
        read = Run{day, run_end(day, now), holds};
      }
      return read->holds == Truth::yes || (read->holds == Truth::unknown && longest);
    };
    std::int32_t left = by_calendar ? d.count : end->days - from.days;
    if (by_calendar && clock.counting_first_day && counted->is_day(from) && !paused(from)) --left;
    Date day = from;
    while (left > 0 && day < last_date) {
      ++day.days;
      if (day > now && paused(now)) return std::nullopt;  // the pause is open at T and the due has reached it
      if (paused(day) && day <= now) continue;
      if (!by_calendar || counted->is_day(day)) --left;
    }
    end = day;
  }
  if (end && clock.rolling) end = calendar(clock.rolling).next_on_or_after(*end);
  return end;
}

std::optional<Moment> Evaluator::walk_elapsed(Moment from, std::int64_t micros, const Clock& clock, const Frame& f, bool longest) {
  std::int64_t end = from.micros + micros;
  if (!clock.paused_while) return Moment{end};
  std::vector<Stretch> pauses = stretches(clock.paused_while, f);
  std::ranges::sort(pauses, {}, [](const Stretch& s) { return s.from.lo; });
  for (const Stretch& s : pauses) {
    if (!s.from.present || (s.from.pending && !longest)) continue;
    const std::int64_t begin = std::max(longest ? s.from.lo.micros : s.from.latest_start().micros, from.micros);
    if (begin >= end) continue;
    if (s.until.pending && longest) return std::nullopt;
    if (!s.until.present) return std::nullopt;
    const std::int64_t stop = longest ? s.until.latest_start().micros : s.until.lo.micros;
    end += std::max<std::int64_t>(0, stop - begin);
  }
  return Moment{end};
}

Due Evaluator::due_after(const When& anchor, const Clock& clock, const Frame& f, bool act_is_day) {
  const Possible d = value(clock.duration, f);
  Due due{.exists = d.present, .not_come = d.absent};
  if (!d.present) return due;
  std::optional<Moment> lo, hi;
  if (d.least.is_elapsed()) {
    lo = walk_elapsed(anchor.lo, elapsed_micros(d.least), clock, f, false);
    hi = walk_elapsed(anchor.hi, elapsed_micros(d.most), clock, f, true);
    if (act_is_day) {
      if (lo) lo = Moment{end_of_day(local_day(*lo)).micros - 1};
      if (hi) hi = Moment{end_of_day(local_day(*hi)).micros - 1};
    }
    due.day = act_is_day;
  } else {
    const auto last_instant = [](Date day) { return Moment{end_of_day(day).micros - 1}; };
    const auto first = walk(anchor.first_day(), d.least, clock, f, false);
    const auto last = walk(anchor.last_day(), d.most, clock, f, true);
    if (first) lo = last_instant(*first);
    if (last) hi = last_instant(*last);
    due.day = true;
  }
  due.not_come |= !hi;
  due.exists = lo.has_value();
  due.lo = lo.value_or(end_of_time());
  due.hi = d.endless ? end_of_time() : hi.value_or(end_of_time());
  return due;
}

Due Evaluator::due_at(const When& limit, bool act_is_day, CalendarId rolling) const {
  const When w = act_is_day ? as_day(limit) : limit;
  Due due{.exists = w.present, .not_come = w.absent || w.pending, .lo = w.lo, .hi = w.hi, .day = w.day};
  if (w.present && w.day) due.lo = Moment{end_of_day(w.first_day()).micros - 1};
  if (w.present && rolling) {
    const auto rolled = [&](Moment m) {
      const Date day = local_day(m);
      const auto to = calendar(rolling).next_on_or_after(day);
      return !to || *to == day ? m : Moment{end_of_day(*to).micros - 1};
    };
    due.lo = rolled(due.lo);
    due.hi = rolled(due.hi);
  }
  return due;
}

}  // namespace rettesnor::reference
