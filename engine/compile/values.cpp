// What may be, carried through operations: the counterpart of engine/reference/possible.cpp for columns.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using expr::BinaryOp;

Kleene Compiler::sure(StepId yes) { return {yes, b_.not_(yes)}; }

/// The truth of which yes, no, or both are possible.
Kleene Compiler::outcomes(StepId may_yes, StepId may_no) { return {b_.and_not(may_yes, may_no), b_.not_(may_yes)}; }

Kleene Compiler::both(Kleene a, Kleene b) { return {b_.and_(a.yes, b.yes), b_.or_(a.no, b.no)}; }
Kleene Compiler::either(Kleene a, Kleene b) { return {b_.or_(a.yes, b.yes), b_.and_(a.no, b.no)}; }

Kleene Compiler::truth_of(const Value& v, DomainId) { return outcomes(v.can_yes, b_.or_(v.can_no, v.absent)); }

Value Compiler::of_truth(Kleene k, DomainId d) {
  return {.kind = TypeKind::yes_no, .absent = b_.zero(d), .present = b_.one(d), .can_yes = b_.not_(k.no), .can_no = b_.not_(k.yes)};
}

Kleene Compiler::compare_ranges(BinaryOp op, StepId a0, StepId a1, StepId b0, StepId b1) {
  switch (op) {
    case BinaryOp::less: return {b_.less(a1, b0), b_.less_equal(b1, a0)};
    case BinaryOp::less_equal: return {b_.less_equal(a1, b0), b_.less(b1, a0)};
    case BinaryOp::greater: return {b_.less(b1, a0), b_.less_equal(a1, b0)};
    case BinaryOp::greater_equal: return {b_.less_equal(b1, a0), b_.less(a1, b0)};
    case BinaryOp::equal:
      return {b_.and_(b_.and_(b_.equal(a0, a1), b_.equal(b0, b1)), b_.equal(a0, b0)), b_.or_(b_.less(a1, b0), b_.less(b1, a0))};
    case BinaryOp::not_equal: return flipped(compare_ranges(BinaryOp::equal, a0, a1, b0, b1));
    case BinaryOp::and_: case BinaryOp::or_: case BinaryOp::add: case BinaryOp::subtract: case BinaryOp::multiply: case BinaryOp::divide: break;
  }
  throw NoPlan{"a comparison"};
}

StepId Compiler::first_day(const Time& t) { return t.day ? t.lo : b_.day_of(t.lo); }
StepId Compiler::last_day(const Time& t) { return t.day ? t.hi : b_.day_of(t.hi); }

Time Compiler::as_day(const Time& t) {
  Time out = t;
  out.lo = first_day(t);
  out.hi = last_day(t);
  out.day = true;
  return out;
}

Time Compiler::nothing_yet(DomainId d, bool day) {
  const StepId zero = b_.zero(d);
  const StepId none = b_.constant(0, day ? Width::day : Width::number, d);
  return {.absent = zero, .pending = b_.one(d), .uncovered = zero, .present = zero, .lo = none, .hi = none, .day = day};
}

Time Compiler::exact_day(StepId day) {
  const StepId zero = b_.zero(b_.domain_of(day));
  return {.absent = zero, .pending = zero, .uncovered = zero, .present = b_.one(b_.domain_of(day)), .lo = day, .hi = day, .day = true};
}

/// value <= at; a day is there from its beginning.
StepId Compiler::no_later(StepId value, bool day, const Instant& at) {
  if (day) return b_.less_equal(value, at.day);
  if (at.moment) return b_.less_equal(value, at.moment);
  return b_.less_equal(b_.day_of(value), at.day);
}

StepId Compiler::may_have_happened(const Time& t, const Instant& at) { return b_.and_(t.present, no_later(t.lo, t.day, at)); }
StepId Compiler::must_have_happened(const Time& t, const Instant& at) {
  return b_.and_not(b_.and_not(b_.and_(t.present, no_later(t.hi, t.day, at)), t.absent), t.pending);
}

Kleene Compiler::compare_times(BinaryOp op, const Time& left, const Time& right, const Instant& at) {
  if (op == BinaryOp::not_equal) return flipped(compare_times(BinaryOp::equal, left, right, at));
  const bool day = left.day || right.day;
  const Time a = day ? as_day(left) : left;
  const Time b = day ? as_day(right) : right;
  StepId may_no = b_.or_(b_.or_(a.absent, b.absent), b_.and_(a.pending, b.pending));
  StepId may_yes = b_.zero(b_.domain_of(a.present));
  // What is pending lies after T: certain against what has come, open against what has not.
  const auto pending = [&](const Time& one, const Time& other, bool holds) {
    const StepId here = b_.and_(one.pending, other.present);
    const StepId come = no_later(other.hi, other.day, at);
    may_yes = b_.or_(may_yes, holds ? here : b_.and_not(here, come));
    may_no = b_.or_(may_no, holds ? b_.and_not(here, come) : here);
  };
  pending(a, b, op == BinaryOp::greater || op == BinaryOp::greater_equal);
  pending(b, a, op == BinaryOp::less || op == BinaryOp::less_equal);
  const StepId here = b_.and_(a.present, b.present);
  const Kleene t = compare_ranges(op, a.lo, a.hi, b.lo, b.hi);
  may_yes = b_.or_(may_yes, b_.and_not(here, t.no));
  may_no = b_.or_(may_no, b_.and_not(here, t.yes));
  return outcomes(may_yes, may_no);
}

Kleene Compiler::compare(BinaryOp op, const Value& a, const Value& b, const Instant& at, DomainId d) {
  if (op == BinaryOp::not_equal) return flipped(compare(BinaryOp::equal, a, b, at, d));
  const auto is_time = [](const Value& v) { return v.kind == TypeKind::date || v.kind == TypeKind::moment; };
  if (is_time(a) && is_time(b)) return compare_times(op, a.time, b.time, at);
  const auto with_absent = [&](Kleene t) {
    const StepId here = b_.and_(a.present, b.present);
    return outcomes(b_.and_not(here, t.no), b_.or_(b_.or_(a.absent, b.absent), b_.and_not(here, t.yes)));
  };
  const auto is_number = [](const Value& v) { return v.kind == TypeKind::number || v.kind == TypeKind::amount; };
  if (is_number(a) && is_number(b)) return with_absent(compare_ranges(op, a.lo, a.hi, b.lo, b.hi));
  if (is_number(a) && b.kind == TypeKind::duration && b.lengths.size() == 1 && !b.lengths[0].endless) {
    const auto count = [&](Duration x) { return b_.constant(x.count * millionths_per_one, Width::number, d); };
    return with_absent(compare_ranges(op, a.lo, a.hi, count(b.lengths[0].least), count(b.lengths[0].most)));
  }
  if (a.kind == TypeKind::duration && is_number(b)) {
    using enum BinaryOp;
    const BinaryOp turned = op == less ? greater : op == less_equal ? greater_equal : op == greater ? less : op == greater_equal ? less_equal : op;
    return compare(turned, b, a, at, d);
  }
  if (a.kind == TypeKind::code && b.kind == TypeKind::code && !a.list && !b.list) {
    const Value* literal = b_.step(b.codes).op == Op::constant ? &b : &a;
    const Value& other = literal == &b ? a : b;
    const auto bits = static_cast<std::uint64_t>(b_.step(literal->codes).immediate);
    if (b_.step(literal->codes).op != Op::constant || std::popcount(bits) != 1) throw NoPlan{"two codes compared"};
    // What of the other side makes it so: for an ordered set the codes below and above.
    std::uint64_t holds = 0;
    const int n = std::countr_zero(bits);
    for (int c = 0; c < 63; ++c) {
      const int x = literal == &b ? c : n;
      const int y = literal == &b ? n : c;
      const bool so = op == BinaryOp::equal ? x == y : op == BinaryOp::less ? x < y : op == BinaryOp::less_equal ? x <= y
                      : op == BinaryOp::greater ? x > y : x >= y;
      if (so) holds |= std::uint64_t{1} << static_cast<unsigned>(c);
    }
    const StepId yes = b_.any_bits(other.codes, holds);
    const StepId no = b_.any_bits(other.codes, ~holds & (~std::uint64_t{0} >> 1U));
    return with_absent(outcomes(yes, no));
  }
  if (a.kind == TypeKind::text && b.kind == TypeKind::text && op == BinaryOp::equal) {
    const bool b_literal = b_.step(b.text).op == Op::constant;
    const Value& literal = b_literal ? b : a;
    const Value& other = b_literal ? a : b;
    if (b_.step(literal.text).op != Op::constant) throw NoPlan{"two texts compared"};
    const StepId unknown = b_.equal(other.text, b_.constant(-2, Width::number, d));
    const StepId same = b_.equal(other.text, literal.text);
    return with_absent({same, b_.not_(b_.or_(same, unknown))});
  }
  if (a.kind == TypeKind::yes_no && b.kind == TypeKind::yes_no && op == BinaryOp::equal) {
    const StepId open = b_.or_(b_.and_(a.can_yes, a.can_no), b_.and_(b.can_yes, b.can_no));
    const StepId same = b_.or_(b_.and_(a.can_yes, b.can_yes), b_.and_not(b_.not_(a.can_yes), b.can_yes));
    return with_absent({b_.and_not(same, open), b_.not_(b_.or_(same, open))});
  }
  throw NoPlan{"a comparison of these types"};
}

Time Compiler::merged(const Time& left, const Time& right) {
  const StepId open = b_.zero(b_.domain_of(left.present));
  return choose({open, open}, left, right);
}

/// `first` yes: a; no: b; unknown: both may be.
Time Compiler::choose(const Kleene& first, const Time& left, const Time& right) {
  if (b_.is_one(first.yes)) return left;
  if (b_.is_one(first.no)) return right;
  const bool day = left.day || right.day;
  const Time a = day ? as_day(left) : left;
  const Time b = day ? as_day(right) : right;
  const auto flag = [&](StepId x, StepId y) { return b_.or_(b_.and_not(x, first.no), b_.and_not(y, first.yes)); };
  Time out{.absent = flag(a.absent, b.absent), .pending = flag(a.pending, b.pending), .uncovered = flag(a.uncovered, b.uncovered),
           .present = flag(a.present, b.present), .day = day};
  const StepId use_a = b_.and_not(a.present, first.no);
  const StepId use_b = b_.and_not(b.present, first.yes);
  const Width width = day ? Width::day : Width::number;
  out.lo = b_.select(use_a, b_.select(use_b, b_.binary(Op::least, a.lo, b.lo, width), a.lo), b.lo);
  out.hi = b_.select(use_a, b_.select(use_b, b_.binary(Op::greatest, a.hi, b.hi, width), a.hi), b.hi);
  return out;
}

Value Compiler::choose(const Kleene& first, const Value& a, const Value& b, DomainId d) {
  if (b_.is_one(first.yes)) return a;
  if (b_.is_one(first.no)) return b;
  const TypeKind kind = a.kind == TypeKind::invalid ? b.kind : a.kind;
  const bool time = kind == TypeKind::date || kind == TypeKind::moment;
  const auto flag = [&](StepId x, StepId y) { return b_.or_(b_.and_not(x, first.no), b_.and_not(y, first.yes)); };
  Value out{.kind = kind, .absent = flag(a.absent, b.absent), .present = flag(a.present, b.present)};
  if (time) {
    out.time = choose(first, a.kind == TypeKind::invalid ? Time{a.absent, b_.zero(d), b_.zero(d), b_.zero(d), b.time.lo, b.time.hi, b.time.day} : a.time,
                      b.kind == TypeKind::invalid ? Time{b.absent, b_.zero(d), b_.zero(d), b_.zero(d), a.time.lo, a.time.hi, a.time.day} : b.time);
    return out;
  }
  const StepId use_a = b_.and_not(a.present, first.no);
  const StepId use_b = b_.and_not(b.present, first.yes);
  // A side of no kind is not present: what it holds is never used.
  const Value& x = a.kind == TypeKind::invalid ? b : a;
  const Value& y = b.kind == TypeKind::invalid ? a : b;
  switch (kind) {
    case TypeKind::yes_no:
      out.can_yes = b_.or_(b_.and_(x.can_yes, use_a), b_.and_(y.can_yes, use_b));
      out.can_no = b_.or_(b_.and_(x.can_no, use_a), b_.and_(y.can_no, use_b));
      return out;
    case TypeKind::number: case TypeKind::amount:
      out.lo = b_.select(use_a, b_.select(use_b, b_.binary(Op::least, x.lo, y.lo, Width::number), x.lo), y.lo);
      out.hi = b_.select(use_a, b_.select(use_b, b_.binary(Op::greatest, x.hi, y.hi, Width::number), x.hi), y.hi);
      return out;
    case TypeKind::code: {
      if (x.list || y.list) throw NoPlan{"a choice between lists of codes"};
      const StepId none = b_.constant(0, Width::number, d);
      out.codes = b_.binary(Op::bit_or, b_.select(use_a, x.codes, none), b_.select(use_b, y.codes, none), Width::number);
      out.list_unknown = b_.zero(d);
      return out;
    }
    case TypeKind::duration: {
      careful(b_.and_(use_a, use_b));  // either may be: lengths of different units have no least
      for (const Length& l : a.lengths) out.lengths.push_back({b_.and_(l.holds, use_a), l.least, l.most, l.endless});
      for (const Length& l : b.lengths) out.lengths.push_back({b_.and_(l.holds, use_b), l.least, l.most, l.endless});
      return out;
    }
    case TypeKind::text: case TypeKind::date: case TypeKind::moment: case TypeKind::periods: case TypeKind::invalid: break;
  }
  throw NoPlan{"a choice between values of this type"};
}

/// A time moved by what a duration may be.
Time Compiler::shifted(const Time& from, const Value& duration, bool back, DomainId d) {
  if (duration.lengths.empty()) throw NoPlan{"a time moved by this duration"};
  const bool elapsed = duration.lengths.front().least.is_elapsed();
  if (elapsed && from.day) throw NoPlan{"hours added to a day"};
  Time out{.absent = b_.or_(from.absent, duration.absent), .pending = from.pending, .uncovered = from.uncovered,
           .present = b_.and_(from.present, duration.present), .day = !elapsed};
  const StepId first = elapsed ? from.lo : first_day(from);
  const StepId last = elapsed ? from.hi : last_day(from);
  const auto move = [&](StepId at, Duration by) {
    if (by.is_elapsed() != elapsed) throw NoPlan{"hours or days by circumstance"};
    const std::int32_t count = back ? -by.count : by.count;
    if (elapsed) return b_.unary(Op::add_micros, at, Width::number, (back ? -1 : 1) * elapsed_micros(by));
    const StepId beyond = b_.day(back != (by.count < 0) ? first_date : last_date, d);
    StepId moved{};
    if (by.unit == Unit::calendar_days) {
      const CalendarDecl& decl = model_.calendars[CalendarId{by.calendar}];
      moved = b_.unary(Op::add_calendar, at, Width::day, count, b_.calendar(decl.alternatives[decl.readings ? world_.choice(decl.readings) : 0]));
    } else if (by.unit == Unit::days || by.unit == Unit::weeks) {
      moved = b_.unary(Op::add_days, at, Width::day, by.unit == Unit::weeks ? 7 * std::int64_t{count} : count);
    } else {
      moved = b_.unary(Op::add_months, at, Width::day, by.unit == Unit::years ? 12 * std::int64_t{count} : count);
    }
    return b_.select(b_.equal(moved, b_.constant(no_day, Width::day, d)), beyond, moved);
  };
  for (const Length& l : duration.lengths) {
    const Duration least = back ? l.most : l.least;
    const Duration most = back ? l.least : l.most;
    const StepId lo = move(first, least);
    const StepId hi = l.endless ? (elapsed ? b_.moment(Moment{end_of_day(last_date).micros - 1}, d) : b_.day(last_date, d)) : move(last, most);
    out.lo = out.lo ? b_.select(l.holds, lo, out.lo) : lo;
    out.hi = out.hi ? b_.select(l.holds, hi, out.hi) : hi;
  }
  return out;
}

}  // namespace rettesnor::plan
