// Duties with an instance an occurrence: the counterpart of the reference's first_then_jobs. What is counted must be known
// exactly; where it is not, the case needs care.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using Link = Domain::Link;

namespace {

constexpr std::size_t n = place(Verdict::not_applicable);
const std::vector<Link> up{Link::up};

}  // namespace

/// The same names, for each row of a series.
Scope Compiler::under(DomainId series, const Scope& s) {
  Scope out = s;
  out.domain = series;
  for (auto& [number, view] : out.slots) view.links.insert(view.links.begin(), Link::up);
  out.at.day = lifted(s.at.day, series, up);
  if (s.at.moment) out.at.moment = lifted(s.at.moment, series, up);
  out.day = lifted(s.day, series, up);
  return out;
}

/// A field of the occurrence before.
Value Compiler::previous_value(const expr::PreviousField& p, const Scope& s) {
  if (!previous_ || b_.domain_of(previous_->row) != s.domain) throw NoPlan{"the previous occurrence"};
  const FieldId field = p.field ? p.field : model_.concepts[b_.domain(previous_->domain).kind_of].first_event;
  Value v = field_value(View{previous_->domain, {}}, field, p.part, scope_of_rows(previous_->domain));
  if (!v.lengths.empty()) throw NoPlan{"a duration of the previous occurrence"};
  for (StepId* step : {&v.absent, &v.present, &v.can_yes, &v.can_no, &v.lo, &v.hi, &v.codes, &v.list_unknown, &v.text, &v.time.absent,
                       &v.time.pending, &v.time.uncovered, &v.time.present, &v.time.lo, &v.time.hi}) {
    if (*step) *step = b_.at_row(*step, previous_->row);
  }
  return v;
}

/// Instance 1 by the first clock; instance k+1 once occurrence k is done.
/// @param covered  set to the rows above whose first instance the version certainly judged
Judged Compiler::judge_series(const Versions& vs, const Duty& duty, const Scope& s, StepId& covered) {
  const DomainId d = s.domain;
  const Doing done = doing(duty.act, s);
  const DomainId x = done.scope.domain;
  if (done.single || b_.domain(x).kind != Domain::Kind::list) throw NoPlan{"a series of elements elsewhere"};
  const bool by_day = done.time.day;
  const Instant now_x{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const Instant now{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  const StepId may = b_.and_not(may_have_happened(done.time, now_x), done.counts.no);
  StepId counts = b_.and_(done.counts.yes, must_have_happened(done.time, now_x));
  careful(b_.and_not(may, b_.and_(counts, b_.equal(done.time.lo, done.time.hi))));

  const Clock& first = duty.first ? *duty.first : duty.clock;
  StepId may_lack = b_.zero(d);
  std::vector<Slice> slices;
  if (first.anchor) {
    const Time anchor = time(first.anchor, s);
    may_lack = b_.not_(must_have_happened(anchor, now));
    slices = anchor_slices(anchor, first, s, by_day);
    // What lies before the anchor's day is no occurrence of the series; without the anchor there is none.
    counts = b_.and_(counts, b_.lift(Link::up, slices.front().here, x));
    counts = b_.and_(counts, b_.less_equal(b_.lift(Link::up, slices.front().day, x), first_day(done.time)));
  } else {
    slices = limit_slices(time(first.limit, s), by_day, first.rolling, s);
  }

  const StepId one = b_.constant(1, Width::day, d);
  const DomainId series = duty.then ? b_.series_domain(b_.number_of(counts), 1) : b_.series_domain(one);
  const StepId index = b_.index(series);
  const StepId is_first = b_.less(index, b_.constant(1, Width::day, series));
  const Scope on = under(series, s);
  // What comes after the occurrences of the rows before says no more than the first of it: none lies before the anchor's day,
  // and where one is in time, or done before a state's end, the first is.
  const StepId nothing = b_.constant(-1, Width::day, series);
  const auto occurrence = [&](StepId row) {
    const StepId zero = b_.zero(series);
    const StepId when = b_.at_row(done.time.lo, row);  // known exactly, or there is care
    return Time{.absent = zero, .pending = zero, .uncovered = zero, .present = b_.less(nothing, row), .lo = when, .hi = when, .day = by_day};
  };
  const Time next = occurrence(b_.nth_row(counts, done.time.lo, series, true));
  const Doing following{.scope = on, .single = true, .counts = sure(next.present), .time = next};

  Judged out = blank(series);
  StepId uncovered = b_.zero(d);
  StepId some_slice = b_.zero(d);
  for (const Slice& slice : slices) {
    const Slice here{.here = b_.and_(lifted(slice.here, series, up), is_first), .day = lifted(slice.day, series, up), .from = slice.from,
                     .due = lifted(slice.due, series, up), .anchor = lifted(slice.anchor, series, up)};
    const Judged judged = judge_slice(vs, duty, here, &following, on);
    uncovered = b_.or_(uncovered, b_.fold(Op::any, b_.and_not(here.here, judged.covered)));
    some_slice = b_.or_(some_slice, slice.here);
    merge(out, judged);
  }
  covered = b_.and_not(b_.and_not(some_slice, uncovered), may_lack);
  add(out.possible, n, b_.and_(b_.and_(out.judged, is_first), b_.lift(Link::up, may_lack, series)));
  if (!duty.then) return out;

  const StepId row = b_.nth_row(counts, done.time.lo, series, false);
  const Time previous = occurrence(row);
  previous_ = Previous{x, row};
  std::vector<Slice> later = duty.then->duration ? anchor_slices(previous, *duty.then, on, by_day)
                                                 : limit_slices(time(duty.then->limit, on), by_day, duty.then->rolling, on);
  for (Slice& slice : later) {
    slice.here = b_.and_not(slice.here, is_first);
    merge(out, judge_slice(vs, duty, slice, &following, on));
  }
  previous_.reset();
  return out;
}

/// The state that the periods lie in.
Compiler::Stretch Compiler::counted_in(const Duty& duty, const Version& v, const Scope& s) {
  if (!v.while_state && duty.clock.anchor) return {time(duty.clock.anchor, s), nothing_yet(s.domain, true)};
  if (!v.while_state && !model_.concepts[plan_.root].open_state) throw NoPlan{"periods without a state"};
  return while_stretch(v, s);
}

/// One instance a period of the state, from its first day on.
Judged Compiler::judge_periods(const Versions& vs, const Duty& duty, const Scope& s, StepId& covered) {
  if (duty.window == Window::any_12_months) throw NoPlan{"a period from each occurrence"};
  const DomainId d = s.domain;
  const Instant now{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  const Stretch state = counted_in(duty, vs.now(), s);
  const StepId begun = settled(state.from, now);
  const StepId from = first_day(state.from);
  // An end that lies ahead cuts a period too, so it must be known whether there is one.
  careful(b_.and_(state.until.present, b_.or_(b_.or_(state.until.absent, state.until.pending), b_.not_(b_.equal(first_day(state.until), last_day(state.until))))));
  const StepId until = b_.select(state.until.present, first_day(state.until), b_.constant(no_day, Width::day, d));
  const std::uint32_t kind = duty.window == Window::calendar_year ? every_calendar_year : every_12_months;
  const DomainId series = b_.series_domain(b_.period_count(begun, from, until, local_day(question_.as_of), kind));
  const StepId index = b_.index(series);
  const Scope on = under(series, s);
  const StepId from_here = lifted(from, series, up);
  Slice slice{.here = b_.one(series), .day = b_.binary(Op::period_begin, from_here, index, Width::day, 0, kind), .from = true};
  slice.due = exact_day(b_.binary(Op::period_end, from_here, index, Width::day, 0, kind));
  slice.anchor = exact_day(slice.day);
  const Doing done = doing(duty.act, s);
  if (done.single) throw NoPlan{"a count of one event"};
  const Judged out = judge_slice(vs, duty, slice, &done, on);
  covered = b_.fold(Op::any, b_.and_(out.covered, b_.less(index, b_.constant(1, Width::day, series))));
  return out;
}

/// F once reached; P while the period runs; then B. A period not wholly inside the state is F if reached, else N.
Verdicts Compiler::at_least(const Duty& duty, const Slice& slice, const Doing& done, const Version& v, const Scope& s) {
  using enum Verdict;
  const DomainId d = s.domain;
  const DomainId x = done.scope.domain;
  const Instant now_x{b_.day(local_day(question_.as_of), x), b_.moment(question_.as_of, x)};
  const StepId today = b_.day(local_day(question_.as_of), d);
  const StepId act_first = first_day(done.time);
  const StepId act_last = last_day(done.time);
  const StepId may = b_.touching(b_.and_not(may_have_happened(done.time, now_x), done.counts.no), act_first, act_last, slice.day, slice.due.hi);
  // Wholly inside: the last day not after its end, the first not before its begin.
  const StepId must = b_.touching(b_.and_(must_have_happened(done.time, now_x), done.counts.yes), act_last, act_first, slice.day, slice.due.hi);
  StepId least = b_.constant(std::int64_t{duty.times} * millionths_per_one, Width::number, d);
  if (duty.times_of) {
    const Value times = value(duty.times_of, s);
    careful(b_.not_(b_.equal(times.lo, times.hi)));
    least = times.lo;
  }
  Verdicts out = none(d);
  add(out, fulfilled, b_.less_equal(least, may));
  const StepId open = b_.less(must, least);
  const Stretch state = counted_in(duty, v, s);
  const StepId inside = b_.less_equal(first_day(state.from), slice.day);
  const StepId ends = b_.and_(state.until.present, b_.less_equal(first_day(state.until), slice.due.hi));
  const StepId whole = b_.and_(open, b_.and_not(inside, ends));
  const StepId running = b_.less_equal(today, slice.due.hi);
  add(out, not_applicable, b_.and_not(open, whole));
  add(out, pending, b_.and_(whole, running));
  add(out, breached, b_.and_not(whole, running));
  return out;
}

void Compiler::series_parts(RuleId id, DomainId rows, std::vector<RulePart>& out) {
  const RuleDecl& rule = model_.rules[id];
  if (rule.versions.size() > 1) throw NoPlan{"a series under several versions"};
  const Version& v = rule.versions.front();
  const Scope s = scope_of_rows(rows);
  std::optional<Judged> whole;
  for (const World& world : worlds_of(model_, question_, model_.reach[id].readings)) {
    world_ = world;
    const Versions vs{.rule = id, .all = &rule.versions, .version = 0, .exceptions = &rule.exceptions};
    StepId covered{};
    const Duty& duty = model_.duties[v.duties[v.readings ? world_.choice(v.readings) : 0]];
    Judged one = duty.form == DutyForm::at_least ? judge_periods(vs, duty, s, covered) : judge_series(vs, duty, s, covered);
    const DomainId series = b_.domain_of(one.judged);
    // Where the first is not certainly judged, N is added to it; where it is not there at all the case needs care.
    const StepId first = b_.less(b_.index(series), b_.constant(1, Width::day, series));
    add(one.possible, n, b_.and_not(b_.and_(first, one.judged), b_.lift(Link::up, covered, series)));
    careful(b_.and_not(b_.and_not(b_.fold(Op::any, one.judged), b_.fold(Op::any, b_.and_(first, one.judged))), covered));
    if (rule.accepted_reason) throw NoPlan{"accepted reasons in a series"};
    if (whole && b_.domain_of(whole->judged) != series) throw NoPlan{"series of different lengths"};
    if (whole) careful(b_.or_(b_.and_not(whole->judged, one.judged), b_.and_not(one.judged, whole->judged)));
    if (whole) merge(*whole, one); else whole = one;
  }
  world_ = {};
  const DomainId series = b_.domain_of(whole->judged);
  const StepId instance = instances(id, rows);
  out.push_back({.rows = series, .exists = b_.and_(whole->judged, b_.lift(Link::up, instance, series)), .verdicts = whole->possible,
                 .anchor = whole->anchor, .due = whole->due, .early = whole->early, .conflict = whole->conflict});
  // Without any occurrence there is one instance that is N.
  Judged nothing = blank(rows);
  add(nothing.possible, n, b_.one(rows));
  out.push_back({.rows = rows, .exists = b_.and_not(instance, b_.fold(Op::any, whole->judged)), .verdicts = nothing.possible,
                 .anchor = nothing.anchor, .due = nothing.due, .early = nothing.early, .conflict = nothing.conflict});
}

}  // namespace rettesnor::plan
