// Sets of verdicts as bits, and what is gathered of an instance over slices, versions and worlds.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

Verdicts Compiler::none(DomainId d) {
  Verdicts out;
  out.fill(b_.zero(d));
  return out;
}

void Compiler::add(Verdicts& into, std::size_t v, StepId rows) { into[v] = b_.or_(into[v], rows); }

Verdicts Compiler::either_set(const Verdicts& one, const Verdicts& other) {
  Verdicts out;
  for (std::size_t v = 0; v < out.size(); ++v) out[v] = b_.or_(one[v], other[v]);
  return out;
}

Verdicts Compiler::masked(const Verdicts& set, StepId rows) {
  Verdicts out;
  for (std::size_t v = 0; v < out.size(); ++v) out[v] = b_.and_(set[v], rows);
  return out;
}

StepId Compiler::some(const Verdicts& set) {
  StepId any = set[0];
  for (std::size_t v = 1; v < set.size(); ++v) any = b_.or_(any, set[v]);
  return any;
}

/// The later in `order` of one from each; where one set is empty the other.
Verdicts Compiler::lifted_choice(const Verdicts& one, const Verdicts& other, const std::array<std::size_t, 6>& order) {
  const StepId lacks_one = b_.not_(some(one));
  const StepId lacks_other = b_.not_(some(other));
  Verdicts out = either_set(masked(one, lacks_other), masked(other, lacks_one));
  StepId one_up_to = b_.zero(b_.domain_of(one[0]));
  StepId other_up_to = one_up_to;
  for (const std::size_t v : order) {
    one_up_to = b_.or_(one_up_to, one[v]);
    other_up_to = b_.or_(other_up_to, other[v]);
    add(out, v, b_.or_(b_.and_(one[v], other_up_to), b_.and_(other[v], one_up_to)));
  }
  return out;
}

/// A time as it is shown, in the rows where it is.
Time Compiler::shown(const Time& t, StepId rows) {
  const StepId zero = b_.zero(b_.domain_of(t.present));
  Time out = t;
  out.present = b_.and_(t.present, rows);
  out.pending = b_.and_(t.pending, out.present);
  out.absent = out.uncovered = zero;
  return out;
}

Spans Compiler::shown(const Spans& t, StepId rows) { return {shown(t.day, rows), shown(t.moment, rows)}; }

Spans Compiler::spans(const Time& t, StepId rows) {
  const DomainId d = b_.domain_of(t.present);
  const Time nothing = shown(nothing_yet(d, !t.day), b_.zero(d));
  return t.day ? Spans{shown(t, rows), nothing} : Spans{nothing, shown(t, rows)};
}

void Compiler::widen(Time& into, const Time& more) {
  if (b_.is_zero(more.present)) return;
  into = b_.is_zero(into.present) ? more : merged(into, more);
}

void Compiler::widen(Spans& into, const Spans& more) {
  widen(into.day, more.day);
  widen(into.moment, more.moment);
}

Judged Compiler::blank(DomainId d) {
  const StepId zero = b_.zero(d);
  const Spans nowhere = spans(nothing_yet(d, true), zero);
  return {.possible = none(d), .anchor = nowhere, .due = nowhere, .early = zero, .conflict = zero, .judged = zero, .covered = zero,
          .day = b_.day(local_day(question_.as_of), d)};
}

void Compiler::merge(Judged& into, const Judged& other) {
  if (b_.is_zero(into.judged)) {
    into.day = other.day;
  } else if (!b_.is_zero(other.judged)) {
    into.day = b_.select(other.judged, b_.select(into.judged, b_.binary(Op::least, into.day, other.day, Width::day), other.day), into.day);
  }
  into.possible = either_set(into.possible, other.possible);
  widen(into.anchor, other.anchor);
  widen(into.due, other.due);
  into.early = b_.or_(into.early, other.early);
  into.conflict = b_.or_(into.conflict, other.conflict);
  into.judged = b_.or_(into.judged, other.judged);
}

}  // namespace rettesnor::plan
