// States that are to be kept, and facts that are periods: the counterpart of the reference's keep and periods_on. When the
// state holds must be known; where it is not, the case needs care.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using enum Verdict;
using Link = Domain::Link;

/// By T it has certainly happened, on a day that is known; or certainly not. Elsewhere the case needs care.
StepId Compiler::settled(const Time& t, const Instant& now) {
  const StepId happened = must_have_happened(t, now);
  careful(b_.and_not(may_have_happened(t, now), b_.and_(happened, b_.equal(first_day(t), last_day(t)))));
  return happened;
}

/// The periods of a fact, for each row.
Scope Compiler::into_periods(const View& view, FieldId fact, const Scope& s) {
  const DomainId periods = b_.list_domain(view.base, fact, {});
  Scope out;
  out.domain = b_.pair_domain(s.domain, view.links, periods);
  out.slots[0] = View{periods, out.domain == periods ? std::vector<Link>{} : std::vector<Link>{Link::element}};
  return out;
}

Kleene Compiler::periods_on(const View& view, FieldId fact, StepId day, const Scope& s) {
  const StepId known = read(view, s, Leaf::Kind::has_value, Width::bit, fact);
  const StepId absent = read(view, s, Leaf::Kind::absent, Width::bit, fact);
  const StepId seen = b_.less_equal(day, read(view, s, Leaf::Kind::periods_seen, Width::day, fact));
  const Scope each = into_periods(view, fact, s);
  const View period = each.slots.at(0);
  const StepId on = b_.lift(Link::up, day, each.domain);
  const StepId until = read(period, each, Leaf::Kind::period_until, Width::day, fact);
  const StepId inside = b_.and_(b_.less_equal(read(period, each, Leaf::Kind::period_from, Width::day, fact), on), b_.less(on, until));
  const StepId running = b_.equal(until, b_.constant(no_day, Width::day, each.domain));
  const StepId in_closed = b_.fold(Op::any, b_.and_not(inside, running));
  const StepId in_running = b_.fold(Op::any, b_.and_(inside, running));
  const StepId in = b_.or_(in_closed, b_.and_(in_running, seen));
  return {b_.and_(known, in), b_.or_(absent, b_.and_(known, b_.and_not(seen, b_.or_(in_closed, in_running))))};
}

/// A gap open now, or when u ended, B; any other gap L; u running without one P; u over F.
Verdicts Compiler::keep(const Duty& duty, const Version& v, const Scope& s) {
  const DomainId d = s.domain;
  const StepId today = b_.day(local_day(question_.as_of), d);
  const Instant now{today, b_.moment(question_.as_of, d)};
  const auto* x = std::get_if<expr::Field>(&model_.exprs[duty.keep].node);
  const auto view = x == nullptr ? std::nullopt : view_of(x->place, s);
  if (!view) throw NoPlan{"a state to be kept that is no plain one"};
  const FieldDecl& field = model_.fields[x->field];

  // The first day from one on that is not held, whether a day is held, and the first day that ever was.
  StepId first_held{};
  std::function<StepId(StepId)> first_gap;
  std::function<StepId(StepId)> held;
  StepId unknown = b_.zero(d);  // whether it held on any day
  if (field.kind == FieldKind::state) {
    // A state holds on days: one that begins later on T's own day holds on that day.
    const Stretch state = stretch_of(*view, field, s);
    const auto known = [&](const Time& t) {
      const StepId sure_day = b_.and_not(b_.and_not(b_.and_(t.present, b_.equal(first_day(t), last_day(t))), t.absent), t.pending);
      careful(b_.and_not(b_.and_(t.present, b_.less_equal(first_day(t), today)), sure_day));
      return sure_day;
    };
    const StepId begins = known(state.from);
    const StepId ends = known(state.until);
    const StepId from = first_day(state.from);
    const StepId until = b_.select(ends, first_day(state.until), b_.constant(no_day, Width::day, d));
    first_held = b_.select(b_.and_(begins, b_.less_equal(from, today)), from, today);
    held = [=, this](StepId day) { return b_.and_(begins, b_.and_(b_.less_equal(from, day), b_.less(day, until))); };
    first_gap = [=, this](StepId day) { return b_.select(held(day), until, day); };
  } else if (field.type.kind == TypeKind::periods) {
    unknown = b_.not_(b_.or_(read(*view, s, Leaf::Kind::has_value, Width::bit, x->field), read(*view, s, Leaf::Kind::absent, Width::bit, x->field)));
    careful(read(*view, s, Leaf::Kind::unseen_periods, Width::bit, x->field));
    const Scope each = into_periods(*view, x->field, s);
    const StepId from = read(each.slots.at(0), each, Leaf::Kind::period_from, Width::day, x->field);
    const StepId until = read(each.slots.at(0), each, Leaf::Kind::period_until, Width::day, x->field);
    const StepId come = b_.less_equal(from, b_.lift(Link::up, today, each.domain));
    const StepId row = b_.chosen_row(true, come, from);
    first_held = b_.select(unknown, b_.day(first_date, d), b_.select(b_.fold(Op::any, come), b_.at_row(from, row), today));
    held = [=, this](StepId day) {
      const StepId on = b_.lift(Link::up, day, each.domain);
      return b_.fold(Op::any, b_.and_(b_.less_equal(from, on), b_.less(on, until)));
    };
    first_gap = [=, this](StepId day) { return b_.first_gap(day, from, until); };
  } else {
    throw NoPlan{"a state to be kept that is no plain one"};
  }

  Stretch span = while_stretch(v, s);
  const StepId over = settled(span.until, now);
  static_cast<void>(settled(span.from, now));
  if (!v.while_state) {  // from the first day on which it held
    const StepId opened = b_.select(span.from.present, first_day(span.from), first_held);
    span.from = exact_day(b_.binary(Op::greatest, first_held, opened, Width::day));
  }
  const StepId begun = must_have_happened(span.from, now);
  const StepId first = first_day(span.from);
  const StepId last = b_.select(over, b_.unary(Op::add_days, first_day(span.until), Width::day, -1), today);
  const StepId no_day_at_all = b_.less(last, first);
  const StepId kept = b_.or_(no_day_at_all, held(last));
  const StepId gap = b_.and_not(b_.less(first_gap(first), last), no_day_at_all);
  // Not known of any day: a gap on the last, one before it, or none.
  const StepId may_gap = b_.and_(unknown, b_.less(first, last));
  Verdicts out = none(d);
  add(out, breached, b_.and_(begun, b_.or_(b_.and_not(b_.not_(kept), unknown), b_.and_not(unknown, no_day_at_all))));
  add(out, late, b_.and_(begun, b_.or_(b_.and_not(b_.and_(kept, gap), unknown), may_gap)));
  const StepId whole = b_.and_(begun, b_.or_(b_.and_not(kept, gap), unknown));
  add(out, fulfilled, b_.and_(whole, over));
  add(out, pending, b_.and_not(whole, over));
  add(out, not_applicable, b_.not_(begun));
  return out;
}

}  // namespace rettesnor::plan
