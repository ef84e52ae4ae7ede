// What each form of duty gives, as steps: the counterpart of engine/reference/duty.cpp, job.cpp and due.cpp.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using enum Verdict;
using Link = Domain::Link;

namespace {

/// Predicates of the occurrences of an act, over the rows of the duty: `some` has one that can, `must` one that certainly does.
struct Acts {
  Builder& b;
  const Doing& done;
  DomainId rows;        ///< of the duty
  StepId can{}, must{}; ///< of an occurrence: counts and may have happened by T; certainly

  StepId over(StepId one) const { return done.single ? one : b.fold(Op::any, one); }
  StepId lift(StepId value) const { return done.single ? value : b.lift(Link::up, value, done.scope.domain); }
  StepId some(StepId where) const { return over(b.and_(can, where)); }
  StepId none_must(StepId where) const { return b.not_(over(b.and_(must, where))); }
  /// Some completion has one where `late`, and none where `earlier`; for certain none is both.
  StepId can_only(StepId late, StepId earlier) const {
    const StepId may = over(b.and_(can, late));
    return done.single ? may : b.and_not(may, over(b.and_(must, earlier)));
  }
};

}  // namespace

Doing Compiler::doing(const Act& act, const Scope& s) {
  if (!act.list) {
    if (!act.event) throw NoPlan{"an act of no event"};
    return {.scope = s, .single = true, .counts = act.where ? truth(act.where, s) : sure(b_.one(s.domain)), .time = time(act.event, s)};
  }
  if (act.list->which != Selection::Which::all) throw NoPlan{"an act on a chosen element"};
  Scope inner = into(act.list->list, act.list->slot, s);
  const FieldId first = model_.concepts[model_.fields[act.list->list.list].element].first_event;
  if (!first) throw NoPlan{"an act that is no event"};
  const Kleene counts = act.list->where ? truth(act.list->where, inner) : sure(b_.one(inner.domain));
  const Time when = event_time(inner.slots.at(act.list->slot), first, inner);
  return {.scope = std::move(inner), .single = false, .counts = counts, .time = when};
}

/// Where two dues of different lengths meet, each holds for its own rows.
Due Compiler::due_after(const Time& anchor, const Clock& clock, const Scope& s, bool act_is_day) {
  if (clock.paused_while) throw NoPlan{"a deadline that can be paused"};
  const Value length = value(clock.duration, s);
  if (length.kind != TypeKind::duration || length.lengths.empty()) throw NoPlan{"a deadline of this length"};
  const DomainId d = s.domain;
  const bool elapsed = length.lengths.front().least.is_elapsed();
  const StepId first = first_day(anchor);  // and the last: the anchor lies on one day, or there is care
  Due due{.absent = b_.zero(d), .pending = length.absent, .uncovered = b_.zero(d), .present = length.present, .day = !elapsed || act_is_day};
  const StepId no_lo = b_.constant(no_day, Width::day, d);
  StepId lo{}, hi{};
  const auto end_of = [&](StepId day, Duration by) {
    StepId end{};
    if (by.unit == Unit::calendar_days) {
      const CalendarDecl& decl = model_.calendars[CalendarId{by.calendar}];
      const std::uint32_t calendar = b_.calendar(decl.alternatives[decl.readings ? world_.choice(decl.readings) : 0]);
      end = b_.unary(clock.counting_first_day ? Op::add_calendar_first : Op::add_calendar, day, Width::day, by.count, calendar);
    } else if (by.unit == Unit::days || by.unit == Unit::weeks) {
      const std::int64_t days = by.unit == Unit::weeks ? 7 * std::int64_t{by.count} : by.count;
      end = b_.unary(Op::add_days, day, Width::day, days);
      if (clock.counting_first_day && by.unit == Unit::days) end = b_.unary(Op::add_days, end, Width::day, -1);
    } else {
      end = b_.unary(Op::add_months, day, Width::day, by.unit == Unit::years ? 12 * std::int64_t{by.count} : by.count);
    }
    if (clock.rolling) {
      const CalendarDecl& decl = model_.calendars[clock.rolling];
      end = b_.unary(Op::roll, end, Width::day, 0, b_.calendar(decl.alternatives[decl.readings ? world_.choice(decl.readings) : 0]));
    }
    return end;
  };
  for (const Length& l : length.lengths) {
    if (l.least.is_elapsed() != elapsed) throw NoPlan{"hours or days by circumstance"};
    StepId from{}, to{};
    if (elapsed) {
      from = b_.unary(Op::add_micros, anchor.lo, Width::number, elapsed_micros(l.least));
      to = l.endless ? b_.moment(Moment{end_of_day(last_date).micros - 1}, d) : b_.unary(Op::add_micros, anchor.hi, Width::number, elapsed_micros(l.most));
      if (act_is_day) {
        from = b_.day_of(from);
        to = b_.day_of(to);
      }
    } else {
      from = end_of(first, l.least);
      to = l.endless ? b_.day(last_date, d) : end_of(first, l.most);
    }
    lo = lo ? b_.select(l.holds, from, lo) : from;
    hi = hi ? b_.select(l.holds, to, hi) : to;
  }
  if (!elapsed) {  // beyond all dates, or beyond the calendar
    const StepId hi_none = b_.equal(hi, no_lo);
    due.pending = b_.or_(due.pending, hi_none);
    due.present = b_.and_not(due.present, b_.equal(lo, no_lo));
    hi = b_.select(hi_none, b_.day(last_date, d), hi);
  }
  due.lo = lo;
  due.hi = hi;
  return due;
}

Due Compiler::due_at(const Time& limit, bool act_is_day, CalendarId rolling) {
  Due due = act_is_day ? as_day(limit) : limit;
  due.pending = b_.or_(limit.absent, limit.pending);
  due.absent = b_.zero(b_.domain_of(limit.present));
  if (!rolling) return due;
  if (!due.day) throw NoPlan{"a moment that rolls"};
  const CalendarDecl& decl = model_.calendars[rolling];
  const std::uint32_t calendar = b_.calendar(decl.alternatives[decl.readings ? world_.choice(decl.readings) : 0]);
  const auto rolled = [&](StepId day) {
    const StepId to = b_.unary(Op::roll, day, Width::day, 0, calendar);
    return b_.select(b_.equal(to, b_.constant(no_day, Width::day, b_.domain_of(day))), day, to);
  };
  due.lo = rolled(due.lo);
  due.hi = rolled(due.hi);
  return due;
}

/// The day the anchor lies on, up to T; where it may lie on several the case needs care.
std::vector<Slice> Compiler::anchor_slices(const Time& anchor, const Clock& clock, const Scope& s, bool act_is_day) {
  const DomainId d = s.domain;
  const Instant now{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  Slice slice{.here = b_.and_(anchor.present, no_later(anchor.lo, anchor.day, now)), .day = first_day(anchor), .from = true};
  // On one day, and come for certain: what reads the event elsewhere reads just what the slice does.
  careful(b_.and_not(slice.here, b_.and_(must_have_happened(anchor, now), b_.equal(slice.day, last_day(anchor)))));
  const StepId zero = b_.zero(d);
  slice.anchor = {.absent = zero, .pending = zero, .uncovered = zero, .present = b_.one(d), .lo = anchor.lo, .hi = anchor.hi, .day = anchor.day};
  if (anchor.day) slice.anchor.hi = anchor.lo;  // where it is not, there is care
  Scope on = s;
  on.day = slice.day;
  if (clock.duration) {
    slice.due = due_after(slice.anchor, clock, on, act_is_day);
  } else if (clock.limit) {
    slice.due = due_at(time(clock.limit, on), act_is_day, clock.rolling);
  } else {
    slice.due = nothing_yet(d, true);
  }
  return {slice};
}

std::vector<Slice> Compiler::limit_slices(const Time& limit, bool act_is_day, CalendarId rolling, const Scope& s) {
  const DomainId d = s.domain;
  const StepId zero = b_.zero(d);
  Slice come{.here = limit.present, .day = first_day(limit)};
  careful(b_.and_(limit.present, b_.or_(b_.or_(limit.pending, limit.absent), b_.less(come.day, last_day(limit)))));
  come.anchor = {.absent = zero, .pending = zero, .uncovered = zero, .present = b_.one(d), .lo = limit.lo, .hi = limit.hi, .day = limit.day};
  if (limit.day) come.anchor.hi = limit.lo;  // where it is not, there is care
  come.due = due_at(come.anchor, act_is_day, rolling);
  Slice ahead{.here = b_.or_(limit.pending, limit.absent), .day = b_.day(local_day(question_.as_of), d)};
  careful(b_.and_(ahead.here, limit.uncovered));
  ahead.due = nothing_yet(d, come.due.day);
  ahead.anchor = nothing_yet(d, limit.day);
  return {come, ahead};
}

namespace {

/// The acts seen from the rows of a duty. @param at  T in the domain of the occurrences
Acts acts_of(Builder& b, const Doing& done, DomainId rows, StepId may, StepId must) {
  return {b, done, rows, b.and_not(may, done.counts.no), b.and_(must, done.counts.yes)};
}

}  // namespace

/// For the due still possible: done by it F, later L, not done P or B. A due that has not come is never past.
Verdicts Compiler::deadline(const Slice& slice, const Doing& done, bool may_be_early, const Scope& s, Judged& note) {
  const DomainId x = done.scope.domain;
  const Instant now{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Acts acts = acts_of(b_, done, s.domain, may_have_happened(done.time, now), must_have_happened(done.time, now));
  const StepId today = b_.day(local_day(question_.as_of), s.domain);
  const Due& due = slice.due;
  const StepId all = b_.one(x);
  const StepId first = first_day(done.time);
  const StepId last = last_day(done.time);
  const StepId anchor = slice.from ? acts.lift(slice.day) : StepId{};
  const StepId from_anchor = slice.from ? b_.less_equal(anchor, last) : all;          // may lie on its day or after it
  const StepId certainly_from = slice.from && !may_be_early ? b_.less_equal(anchor, first) : all;
  const StepId open = acts.none_must(certainly_from);
  Verdicts out = none(s.domain);
  const StepId past = due.day ? b_.less(due.lo, today) : b_.less(due.lo, b_.moment(question_.as_of, s.domain));
  const StepId not_past = due.day ? b_.less_equal(today, due.hi) : b_.less_equal(b_.moment(question_.as_of, s.domain), due.hi);
  if (may_be_early && slice.from) {
    // Before the anchor's day, whatever has happened of it by T.
    const StepId early = acts.over(b_.and_(b_.and_not(done.time.present, done.counts.no), b_.less(first, anchor)));
    add(out, fulfilled, early);
    add(out, late, b_.and_(early, b_.and_(due.present, past)));
    note.early = early;
  }
  add(out, fulfilled, b_.and_(due.pending, acts.some(from_anchor)));
  add(out, pending, b_.and_(due.pending, open));
  // By the due: compared in days unless both are moments.
  const StepId due_lo = acts.lift(due.lo);
  const StepId due_hi = acts.lift(due.hi);
  const StepId can_be_by = due.day ? b_.less_equal(first, due_hi) : b_.less_equal(done.time.lo, due_hi);
  const StepId can_be_after = due.day ? b_.less(due_lo, last) : b_.less(due_lo, done.time.hi);
  const StepId must_be_by = due.day ? b_.less_equal(last, due_lo) : b_.less_equal(done.time.hi, due_lo);
  StepId in_time = acts.some(b_.and_(from_anchor, can_be_by));
  if (slice.from) {  // a due before the anchor's day leaves no time
    const StepId due_day = due.day ? due.hi : b_.day_of(due.hi);
    in_time = b_.and_(in_time, b_.less_equal(slice.day, due_day));
  }
  add(out, fulfilled, b_.and_(due.present, in_time));
  add(out, late, b_.and_(b_.and_(due.present, past), acts.can_only(b_.and_(from_anchor, can_be_after), b_.and_(certainly_from, must_be_by))));
  add(out, pending, b_.and_(b_.and_(due.present, open), not_past));
  add(out, breached, b_.and_(b_.and_(due.present, open), past));
  return out;
}

Verdicts Compiler::lapsing(const Slice& slice, const Doing& done, const Version& v, bool may_be_early, const Scope& s, Judged& note) {
  const Verdicts plain = deadline(slice, done, may_be_early, s, note);
  if (!v.while_state) return plain;
  const DomainId d = s.domain;
  const DomainId x = done.scope.domain;
  const Instant now{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Acts acts = acts_of(b_, done, d, may_have_happened(done.time, now), must_have_happened(done.time, now));
  const StepId today = b_.day(local_day(question_.as_of), d);
  Stretch state = while_stretch(v, s);
  const Time end = state.until;
  if (!slice.from) state.until = nothing_yet(d, true);
  const Kleene held = within(state, slice.from ? slice.day : b_.binary(Op::least, slice.day, today, Width::day));
  const Due due = as_day(slice.due);
  const StepId beyond = b_.day(last_date, d);
  const StepId due_lo = b_.select(due.present, due.lo, beyond);
  const StepId due_hi = b_.select(b_.and_not(due.present, due.pending), due.hi, beyond);
  const StepId end_first = first_day(end);
  const StepId end_last = last_day(end);
  const StepId open_end = b_.or_(b_.not_(end.present), b_.or_(end.pending, end.absent));
  const StepId outlasts = b_.and_not(b_.or_(open_end, b_.less(due_lo, end_last)), held.no);
  Verdicts out = masked(plain, outlasts);
  note.early = b_.and_(note.early, outlasts);
  const StepId ends = b_.and_not(b_.and_(end.present, b_.less_equal(end_first, due_hi)), held.no);
  const StepId first = slice.from ? b_.binary(Op::greatest, end_first, slice.day, Width::day) : end_first;
  const StepId last = b_.binary(Op::least, end_last, due_hi, Width::day);
  const StepId act_first = first_day(done.time);
  const StepId act_last = last_day(done.time);
  const StepId all = b_.one(x);
  const bool bound = slice.from && !may_be_early;
  const StepId from_anchor = bound ? b_.less_equal(acts.lift(slice.day), act_last) : all;
  const StepId certainly_from = bound ? b_.less_equal(acts.lift(slice.day), act_first) : all;
  StepId in_time = acts.some(b_.and_(from_anchor, b_.less(act_first, acts.lift(last))));
  if (bound) in_time = b_.and_(in_time, b_.less(slice.day, last));
  add(out, fulfilled, b_.and_(ends, in_time));
  const StepId undone = b_.and_(ends, acts.none_must(b_.and_(certainly_from, b_.less(act_last, acts.lift(first)))));
  add(out, not_applicable, b_.and_(undone, b_.less_equal(first, today)));
  add(out, pending, b_.and_(undone, b_.less(today, last)));
  add(out, not_applicable, b_.not_(held.yes));
  return out;
}

/// Done while the state held F, done later L; not done P, and B when the state is over.
Verdicts Compiler::untimed(const Slice& slice, const Doing& done, const Version& v, const Scope& s, Judged& note) {
  const DomainId d = s.domain;
  const DomainId x = done.scope.domain;
  const Instant now{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Instant here{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  const Acts acts = acts_of(b_, done, d, may_have_happened(done.time, now), must_have_happened(done.time, now));
  const bool may_be_early = done.single && slice.from;
  const StepId all = b_.one(x);
  const StepId act_first = first_day(done.time);
  const StepId act_last = last_day(done.time);
  const StepId anchor = slice.from ? acts.lift(slice.day) : StepId{};
  const StepId from_anchor = slice.from ? b_.less_equal(anchor, act_last) : all;
  const StepId certainly_from = slice.from && !may_be_early ? b_.less_equal(anchor, act_first) : all;
  Verdicts out = none(d);
  if (may_be_early) {
    const StepId early = acts.over(b_.and_(b_.and_not(done.time.present, done.counts.no), b_.less(act_first, anchor)));
    add(out, fulfilled, early);
    note.early = early;
  }
  const Stretch state = while_stretch(v, s);
  const Kleene begun = slice.from ? within(state, slice.day)
                                  : Kleene{must_have_happened(state.from, here), b_.not_(may_have_happened(state.from, here))};
  const StepId may_be_over = may_have_happened(state.until, here);
  const StepId is_over = must_have_happened(state.until, here);
  const StepId end_lo = acts.lift(first_day(state.until));
  const StepId end_hi = acts.lift(last_day(state.until));
  const StepId over_here = acts.lift(is_over);
  const StepId may_be_over_here = acts.lift(may_be_over);
  Verdicts at_state = none(d);
  StepId in_time = acts.some(b_.and_(from_anchor, b_.or_(b_.not_(over_here), b_.less(act_first, end_hi))));
  if (slice.from) in_time = b_.and_(in_time, b_.or_(b_.not_(is_over), b_.less(slice.day, last_day(state.until))));
  add(at_state, fulfilled, in_time);
  const StepId later = acts.can_only(b_.and_(from_anchor, b_.less_equal(end_lo, act_last)),
                                     b_.and_(certainly_from, b_.and_(may_be_over_here, b_.less(act_last, end_lo))));
  add(at_state, late, b_.and_(may_be_over, later));
  const StepId open = acts.none_must(certainly_from);
  add(at_state, breached, b_.and_(open, may_be_over));
  add(at_state, pending, b_.and_not(open, is_over));
  out = either_set(out, masked(at_state, b_.not_(begun.no)));
  add(out, not_applicable, b_.not_(begun.yes));
  return out;
}

Verdicts Compiler::as_far_as_possible(const Duty& duty, const Slice& slice, const Doing& done, const Version& v, const Scope& s) {
  const DomainId d = s.domain;
  const DomainId x = done.scope.domain;
  const Instant now{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Instant here{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  const Acts acts = acts_of(b_, done, d, may_have_happened(done.time, now), must_have_happened(done.time, now));
  const StepId all = b_.one(x);
  const Stretch state = while_stretch(v, s);
  const StepId may_begin = may_have_happened(state.from, here);
  Verdicts out = none(d);
  add(out, fulfilled, acts.some(all));
  const StepId undone = acts.none_must(all);
  StepId open = undone;
  if (duty.otherwise) {
    const StepId reason = recorded(duty.otherwise, s);
    add(out, for_judgement, b_.and_(undone, reason));
    open = b_.and_not(undone, reason);
  }
  StepId may_be_over{}, may_be_open{};
  if (duty.clock.limit) {
    const Due& due = slice.due;
    may_be_over = b_.and_(due.present, due.day ? b_.less(due.lo, here.day) : b_.less(due.lo, here.moment));
    may_be_open = b_.or_(due.pending, due.day ? b_.less_equal(here.day, due.hi) : b_.less_equal(here.moment, due.hi));
  } else {
    may_be_over = b_.and_(may_begin, may_have_happened(state.until, here));
    // What has not begun is not over.
    may_be_open = b_.or_(b_.not_(must_have_happened(state.from, here)), b_.and_not(may_begin, must_have_happened(state.until, here)));
    if (done.single) {  // its event has happened without satisfying `where`
      const StepId failed = b_.not_(done.counts.yes);
      may_be_over = b_.or_(may_be_over, b_.and_(failed, may_have_happened(done.time, here)));
      may_be_open = b_.and_not(may_be_open, b_.and_(failed, must_have_happened(done.time, here)));
    }
  }
  add(out, duty.otherwise_record ? breached : for_judgement, b_.and_(open, may_be_over));
  add(out, pending, b_.and_(open, may_be_open));
  if (v.while_state) {  // it never began: out of scope
    out = masked(out, may_begin);
    add(out, not_applicable, b_.not_(must_have_happened(state.from, here)));
  }
  return out;
}

/// e before m: F; a tie both; neither yet P; m without e, or e after it: B. The slice's due is m.
Verdicts Compiler::before(const Slice& slice, const Doing& done, const Scope& s) {
  const DomainId d = s.domain;
  const DomainId x = done.scope.domain;
  const Instant now{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Instant here{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  const Acts acts = acts_of(b_, done, d, may_have_happened(done.time, now), must_have_happened(done.time, now));
  const StepId certain_in_all = b_.and_not(b_.and_not(b_.and_(done.time.present, done.counts.yes), done.time.absent), done.time.pending);
  const Due& m = slice.due;
  const StepId come = b_.and_(m.present, no_later(m.lo, m.day, here));
  const StepId certainly_come = b_.and_not(b_.and_(m.present, no_later(m.hi, m.day, here)), m.pending);
  Verdicts out = none(d);
  const StepId all = b_.one(x);
  add(out, fulfilled, b_.and_not(acts.some(all), certainly_come));
  add(out, pending, b_.and_not(acts.none_must(all), certainly_come));
  const bool days = m.day || done.time.day;
  const StepId m_lo = acts.lift(days ? first_day(m) : m.lo);
  const StepId m_hi = acts.lift(days ? last_day(m) : m.hi);
  const StepId by = b_.less_equal(days ? first_day(done.time) : done.time.lo, m_hi);
  const StepId strictly = b_.less(days ? last_day(done.time) : done.time.hi, m_lo);
  add(out, fulfilled, b_.and_(come, acts.some(by)));
  add(out, breached, b_.and_not(come, acts.over(b_.and_(certain_in_all, strictly))));
  return out;
}

/// `may only e if C`: C is read at the moment of e.
Verdicts Compiler::licence(const Duty& duty, const Slice& slice, const Doing& done, const Scope& s) {
  Verdicts out = none(s.domain);
  if (!slice.acted) {
    add(out, not_applicable, b_.one(s.domain));
    return out;
  }
  const auto read_at = [&](const Instant& at) {
    Scope then = s;
    then.at = at;
    if (!done.single) {
      const auto bound = done.scope.slots.find(duty.act.list->slot);
      then.slots[duty.act.list->slot] = bound->second;
    }
    const Kleene holds = truth(duty.condition, then);
    add(out, fulfilled, b_.not_(holds.no));
    add(out, breached, b_.not_(holds.yes));
  };
  if (slice.anchor.day) {
    read_at({slice.day, {}});
  } else {
    read_at({slice.day, slice.anchor.lo});
    read_at({slice.day, slice.anchor.hi});
  }
  return out;
}

/// All recorded F; else P until m has happened, then B; without m at once.
Verdicts Compiler::record(const Duty& duty, const Slice& slice, const Scope& s) {
  StepId all = b_.one(s.domain);
  for (const ExprId item : duty.record) all = b_.and_(all, recorded(item, s));
  Verdicts out = none(s.domain);
  add(out, fulfilled, all);
  if (!duty.clock.limit) {
    add(out, breached, b_.not_(all));
    return out;
  }
  const Instant here{b_.day(local_day(question_.as_of), s.domain), b_.moment(question_.as_of, s.domain)};
  const Due& due = slice.due;
  add(out, pending, b_.and_not(due.pending, all));
  add(out, breached, b_.and_not(b_.and_(due.present, no_later(due.lo, due.day, here)), all));
  add(out, pending, b_.and_not(b_.and_not(due.present, no_later(due.hi, due.day, here)), all));
  return out;
}

/// e happened (in s) B; s over without it F; else P without due.
Verdicts Compiler::prohibition(const Slice& slice, const Version& v, const Scope& s) {
  Verdicts out = none(s.domain);
  if (!v.while_state) {
    add(out, slice.acted ? breached : pending, b_.one(s.domain));
    return out;
  }
  const Instant here{b_.day(local_day(question_.as_of), s.domain), b_.moment(question_.as_of, s.domain)};
  const Stretch state = while_stretch(v, s);
  StepId open = b_.one(s.domain);
  if (slice.acted) {
    const Kleene inside = within(state, slice.day);
    add(out, breached, b_.not_(inside.no));
    open = b_.not_(inside.yes);
  }
  const StepId may_begin = b_.and_(open, may_have_happened(state.from, here));
  add(out, fulfilled, b_.and_(may_begin, may_have_happened(state.until, here)));
  add(out, pending, b_.and_not(may_begin, must_have_happened(state.until, here)));
  add(out, not_applicable, b_.and_not(open, must_have_happened(state.from, here)));
  return out;
}

/// Used in time; too late when the time ran out before it was used; else unused. In the places of N, F, X.
Verdicts Compiler::right(const Slice& slice, const Doing& done, const Scope& s) {
  const DomainId x = done.scope.domain;
  const Instant now{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Acts acts = acts_of(b_, done, s.domain, may_have_happened(done.time, now), must_have_happened(done.time, now));
  const Due& due = slice.due;
  const StepId today = b_.day(local_day(question_.as_of), s.domain);
  const StepId at = b_.moment(question_.as_of, s.domain);
  const StepId all = b_.one(x);
  const StepId open_ended = b_.or_(due.pending, b_.not_(due.present));
  const StepId by = due.day ? b_.less_equal(first_day(done.time), acts.lift(due.hi)) : b_.less_equal(done.time.lo, acts.lift(due.hi));
  const StepId after = due.day ? b_.less(acts.lift(due.lo), last_day(done.time)) : b_.less(acts.lift(due.lo), done.time.hi);
  const StepId past = b_.and_(due.present, due.day ? b_.less(due.lo, today) : b_.less(due.lo, at));
  const StepId not_past = due.day ? b_.less_equal(today, due.hi) : b_.less_equal(at, due.hi);
  const StepId undone = acts.none_must(all);
  Verdicts out = none(s.domain);
  add(out, 0, acts.some(b_.or_(acts.lift(open_ended), by)));
  add(out, 1, b_.and_(undone, b_.or_(open_ended, not_past)));
  add(out, 2, b_.and_(past, b_.or_(acts.some(after), undone)));
  return out;
}

Verdicts Compiler::outcome(const Duty& duty, const Slice& slice, const Doing* done, const Version& v, const Scope& s, Judged& note) {
  switch (duty.form) {
    case DutyForm::within: return lapsing(slice, *done, v, done->single, s, note);
    case DutyForm::no_later_than: return lapsing(slice, *done, v, false, s, note);
    case DutyForm::untimed: return untimed(slice, *done, v, s, note);
    case DutyForm::open_standard: {
      Judged unused = blank(s.domain);
      Verdicts out = lapsing(slice, *done, v, done->single && slice.from, s, unused);
      constexpr std::size_t f = place(fulfilled);
      add(out, for_judgement, out[f]);
      out[f] = b_.zero(s.domain);
      return out;
    }
    case DutyForm::as_far_as_possible: return as_far_as_possible(duty, slice, *done, v, s);
    case DutyForm::before: return before(slice, *done, s);
    case DutyForm::licence: return licence(duty, slice, *done, s);
    case DutyForm::record: return record(duty, slice, s);
    case DutyForm::prohibition: return prohibition(slice, v, s);
    case DutyForm::right: return right(slice, *done, s);
    case DutyForm::keep: return keep(duty, v, s);
    case DutyForm::first_then: return lapsing(slice, *done, v, false, s, note);
    case DutyForm::at_least: return at_least(duty, slice, *done, v, s);
    case DutyForm::grid: throw NoPlan{"a grid of dues"};
    case DutyForm::all_of: case DutyForm::any_of: break;  // judged part by part
  }
  throw NoPlan{"a duty of duties inside a duty"};
}

}  // namespace rettesnor::plan
