// Duties with an instance an occurrence: the counterpart of the reference's first_then_jobs. What is counted must be known
// exactly; where it is not, the case needs care.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using Link = Domain::Link;

namespace {

constexpr auto n = static_cast<std::size_t>(Verdict::not_applicable);
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
  Value v = field_value(View{previous_->domain, {}}, p.field, p.part, scope_of_rows(previous_->domain));
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
    careful(b_.and_(slices[0].here, slices[1].here));
  }

  const StepId one = b_.constant(1, Width::day, d);
  const DomainId series = b_.series_domain(duty.then ? b_.unary(Op::add_days, b_.number_of(counts), Width::day, 1) : one);
  const StepId index = b_.index(series);
  const StepId is_first = b_.less(index, b_.constant(1, Width::day, series));
  const Scope on = under(series, s);
  // A row sees the occurrences that come after those of the rows before it.
  Doing following = doing(duty.act, on);
  const DomainId y = following.scope.domain;
  const StepId rank = b_.lift(Link::element, b_.rank(counts, done.time.lo), y);
  following.counts = both(following.counts, sure(b_.less(b_.lift(Link::up, index, y), rank)));

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

  const StepId row = b_.nth_row(counts, done.time.lo, index);
  const StepId zero = b_.zero(series);
  const Time previous{.absent = zero, .pending = zero, .uncovered = zero, .present = b_.not_(is_first), .lo = b_.at_row(done.time.lo, row),
                      .hi = b_.at_row(done.time.hi, row), .day = by_day};
  previous_ = Previous{x, row};
  std::vector<Slice> later = duty.then->duration ? anchor_slices(previous, *duty.then, on, by_day)
                                                 : limit_slices(time(duty.then->limit, on), by_day, duty.then->rolling, on);
  if (later.size() > 1) careful(b_.and_(b_.and_(later[0].here, later[1].here), b_.not_(is_first)));
  for (Slice& slice : later) {
    slice.here = b_.and_not(slice.here, is_first);
    merge(out, judge_slice(vs, duty, slice, &following, on));
  }
  previous_.reset();
  return out;
}

void Compiler::series_parts(RuleId id, DomainId rows, std::vector<RulePart>& out) {
  const RuleDecl& rule = model_.rules[id];
  if (rule.versions.size() > 1) throw NoPlan{"a series under several versions"};
  const Version& v = rule.versions.front();
  const Scope s = scope_of_rows(rows);
  std::optional<Judged> whole;
  StepId all_covered = b_.one(rows);
  for (const World& world : worlds(id)) {
    world_ = world;
    const Versions vs{.rule = id, .all = &rule.versions, .version = 0, .exceptions = &rule.exceptions};
    StepId covered{};
    Judged one = judge_series(vs, model_.duties[v.duties[v.readings ? world_.choice(v.readings) : 0]], s, covered);
    const DomainId series = b_.domain_of(one.judged);
    // Where the first is not certainly judged, N is added to it; where it is not there at all the case needs care.
    const StepId first = b_.less(b_.index(series), b_.constant(1, Width::day, series));
    add(one.possible, n, b_.and_not(b_.and_(first, one.judged), b_.lift(Link::up, covered, series)));
    careful(b_.and_not(b_.and_not(b_.fold(Op::any, one.judged), b_.fold(Op::any, b_.and_(first, one.judged))), covered));
    if (rule.accepted_reason) throw NoPlan{"accepted reasons in a series"};
    if (whole && b_.domain_of(whole->judged) != series) throw NoPlan{"series of different lengths"};
    if (whole) careful(b_.or_(b_.and_not(whole->judged, one.judged), b_.and_not(one.judged, whole->judged)));
    if (whole) merge(*whole, one); else whole = one;
    all_covered = b_.and_(all_covered, covered);
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
