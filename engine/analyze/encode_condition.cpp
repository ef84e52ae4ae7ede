// Conditions: engine/reference/condition.cpp, over cells that the solver chooses.
#include <algorithm>

#include "engine/analyze/encoder.hpp"
#include "engine/model/match.hpp"

namespace rettesnor::analyze {

using expr::BinaryOp;

namespace {

bool is_time(TypeKind kind) { return kind == TypeKind::date || kind == TypeKind::moment; }

/// What `op` says of the order of 1 and 0 (or 0 and 1).
bool of_order(BinaryOp op, bool left_is_greater) {
  if (op == BinaryOp::less || op == BinaryOp::less_equal) return !left_is_greater;
  return left_is_greater && (op == BinaryOp::greater || op == BinaryOp::greater_equal);
}

}  // namespace

Term compare_numbers(BinaryOp op, const Term& a, const Term& b) {
  if (op == BinaryOp::less) return a < b;
  if (op == BinaryOp::less_equal) return a <= b;
  if (op == BinaryOp::greater) return a > b;
  if (op == BinaryOp::greater_equal) return a >= b;
  return op == BinaryOp::not_equal ? a != b : a == b;
}

Truth3 Encoder::both(const Truth3& a, const Truth3& b) { return {(a.yes && b.yes).simplify(), (a.no || b.no).simplify()}; }
Truth3 Encoder::either(const Truth3& a, const Truth3& b) { return {(a.yes || b.yes).simplify(), (a.no && b.no).simplify()}; }

Truth3 Encoder::unless(const Term& unknown, const Truth3& t) {
  const Term open = unknown.simplify();
  if (open.is_false()) return {t.yes.simplify(), t.no.simplify()};
  const Truth3 free = free_truth("a value left free");
  return {z3::ite(open, free.yes, t.yes).simplify(), z3::ite(open, free.no, t.no).simplify()};
}

Truth3 Encoder::truth_of(const ValueTerm& v) {
  if (v.kind != TypeKind::yes_no) return free_truth("condition of no truth");
  return v.truth;
}

Truth3 Encoder::truth(ExprId id, const Frame& f) {
  return std::visit(
      match{
          [&](const expr::Not& n) { return negated(truth(n.operand, f)); },
          [&](const expr::Binary& b) {
            if (b.op == BinaryOp::and_) return both(truth(b.left, f), truth(b.right, f));
            if (b.op == BinaryOp::or_) return either(truth(b.left, f), truth(b.right, f));
            if (const auto t = units_against_number(b, f)) return *t;
            return compare(b.op, value(b.left, f), value(b.right, f), f.at);
          },
          [&](const expr::Among& a) {
            const ValueTerm v = value(a.operand, f);
            std::vector<Term> in;
            for (const std::uint32_t c : a.codes) {
              if (!v.members.empty()) {
                if (c < v.members.size()) in.push_back(v.members[c]);
              } else {
                in.push_back(v.number == solver.whole(c));
              }
            }
            const Term is = !v.absent && solver.any(in);
            return unless(v.unknown, known(is));
          },
          [&](const expr::Group& g) { return group(g, f); },
          [&](const expr::Quantifier& q) { return quantified(q, f); },
          [&](const expr::Happened& h) { return happened(h, f); },
          [&](const expr::Recorded& r) { return known(recorded(r.what, f)); },
          [&](const expr::Exists& x) { return exists(x.what, f); },
          [&](const expr::StateOn& s) {
            const TimeTerm day = time(s.day, f);
            const Truth3 on = state_on(s.state, day.day, f);
            const Term here = !day.absent && !day.pending;
            return unless(day.unknown, {here && on.yes, !here || on.no});
          },
          [&](const expr::VerdictIs&) { return free_truth("verdict of another rule"); },
          [&](const expr::Field& field) {
            const FieldDecl& decl = model.fields[field.field];
            if (!field.part && (decl.kind == FieldKind::state || decl.type.kind == TypeKind::periods)) return state_on(id, f.day, f);
            return truth_of(value(id, f));
          },
          [&](const auto&) { return truth_of(value(id, f)); },
      },
      model.exprs[id].node);
}

Truth3 Encoder::group(const expr::Group& g, const Frame& f) {
  Truth3 all = known(true);
  Truth3 any = known(false);
  Term yes = solver.whole(0);
  Term maybe = solver.whole(0);
  for (const ExprId item : g.items) {
    const Truth3 t = truth(item, f);
    all = both(all, t);
    any = either(any, t);
    yes = yes + z3::ite(t.yes, solver.whole(1), solver.whole(0));
    maybe = maybe + z3::ite(t.no, solver.whole(0), solver.whole(1));
  }
  switch (g.kind) {
    case expr::GroupKind::all_of: return all;
    case expr::GroupKind::any_of: return any;
    case expr::GroupKind::none_of: return negated(any);
    case expr::GroupKind::at_least: return {yes >= solver.whole(g.least), maybe < solver.whole(g.least)};
  }
  return free_truth("group");
}

Truth3 Encoder::quantified(const expr::Quantifier& q, const Frame& f) {
  Thing* owner = thing_at(q.selection.list.place, f);
  if (owner == nullptr) return known(q.kind != expr::QuantifierKind::any);
  if (lists == Lists::any) return free_truth("any, every, no");
  Truth3 any = known(false);
  Truth3 every = known(true);
  for (const auto& [there, element] : listing(*owner, q.selection.list.list)) {
    Frame inner = f;
    inner.slots[q.selection.slot] = element;
    const Truth3 in = both(known(there), q.selection.where ? truth(q.selection.where, inner) : known(true));
    const Truth3 holds = q.condition ? truth(q.condition, inner) : known(true);
    any = either(any, both(in, holds));
    every = both(every, either(negated(in), holds));
  }
  switch (q.kind) {
    case expr::QuantifierKind::any: return any;
    case expr::QuantifierKind::every: return every;
    case expr::QuantifierKind::no: return negated(any);
  }
  return any;
}

ValueTerm Encoder::count_value(const expr::Count& c, const Frame& f) {
  ValueTerm v = blank_value(TypeKind::number);
  Thing* owner = thing_at(c.selection.list.place, f);
  if (owner == nullptr) return v;
  if (lists == Lists::any) {
    loose.abstracted.insert("count of");
    v.number = z3::to_real(solver.free_int("count"));
    solver.axiom(v.number >= solver.real(0));
    v.unknown = solver.free_bool("unknown");
    return v;
  }
  for (const auto& [there, element] : listing(*owner, c.selection.list.list)) {
    Frame inner = f;
    inner.slots[c.selection.slot] = element;
    Truth3 t = c.selection.where ? truth(c.selection.where, inner) : known(true);
    if (const FieldId first = model.concepts[element->concept_id].first_event) {
      t = both(t, known(happened_by(event_time(*element, first), f.at)));
    }
    v.number = v.number + z3::ite(there && t.yes, solver.real(1), solver.real(0));
    v.unknown = v.unknown || (there && !t.yes && !t.no);
  }
  return v;
}

ValueTerm Encoder::whole_units(const expr::WholeUnits& w, const Frame& f) {
  const TimeTerm a = time(w.from, f);
  const TimeTerm b = time(w.to, f);
  ValueTerm v = blank_value(TypeKind::number);
  v.absent = a.absent || b.absent || a.pending || b.pending;
  v.unknown = a.unknown || b.unknown;
  Term count = b.day - a.day;
  if (w.unit == expr::CountUnit::months) count = solver.between("months between", a.day, b.day, whole_months);
  if (w.unit == expr::CountUnit::years) count = solver.between("years between", a.day, b.day, whole_years);
  v.number = z3::to_real(count);
  return v;
}

/// `years from a to b >= 16` is `a + 16 years <= b`, which needs no counting.
std::optional<Truth3> Encoder::units_against_number(const expr::Binary& b, const Frame& f) {
  using enum BinaryOp;
  const auto* units = std::get_if<expr::WholeUnits>(&model.exprs[b.left].node);
  if (units == nullptr) {  // through a definition of one line
    const auto* define = std::get_if<expr::Define>(&model.exprs[b.left].node);
    if (define == nullptr) return std::nullopt;
    const DefineDecl& decl = model.defines[define->define];
    if (decl.versions.size() != 1 || decl.versions.front().from || decl.versions.front().until || decl.versions.front().branches.size() != 1 ||
        decl.versions.front().branches.front().condition) return std::nullopt;
    units = std::get_if<expr::WholeUnits>(&model.exprs[decl.versions.front().branches.front().value].node);
    if (units == nullptr) return std::nullopt;
    Frame inner = f;
    inner.slots = {};
    inner.slots[0] = root_.get();
    inner.slots[1] = decl.about ? thing_at(define->place, f) : nullptr;
    return units_against(*units, b.op, b.right, inner);
  }
  return units_against(*units, b.op, b.right, f);
}

std::optional<Truth3> Encoder::units_against(const expr::WholeUnits& units, BinaryOp op, ExprId right, const Frame& f) {
  using enum BinaryOp;
  std::int64_t k = 0;
  if (const auto* n = std::get_if<expr::Number>(&model.exprs[right].node)) {
    if (n->value.millionths % millionths_per_one != 0) return std::nullopt;
    k = n->value.millionths / millionths_per_one;
  } else if (const auto* d = std::get_if<expr::DurationValue>(&model.exprs[right].node)) {
    k = d->value.count;
  } else {
    return std::nullopt;
  }
  if (k < 1 || k > 1500 || units.unit == expr::CountUnit::days) return std::nullopt;
  const TimeTerm a = time(units.from, f);
  const TimeTerm b = time(units.to, f);
  const Unit unit = units.unit == expr::CountUnit::years ? Unit::years : Unit::months;
  const auto at_least = [&](std::int64_t n) { return moved(a, Duration{.count = static_cast<std::int32_t>(n), .unit = unit}, false).day <= b.day; };
  Term holds = solver.yes();
  if (op == greater_equal) holds = at_least(k);
  else if (op == less) holds = !at_least(k);
  else if (op == greater) holds = at_least(k + 1);
  else if (op == less_equal) holds = !at_least(k + 1);
  else holds = at_least(k) && !at_least(k + 1);
  const Term here = !a.absent && !a.pending && !b.absent && !b.pending;
  const Term unknown = a.unknown || b.unknown;
  const Truth3 t = unless(unknown, {here && holds, !here || !holds});
  return op == not_equal ? negated(t) : t;
}

Truth3 Encoder::compare_times(BinaryOp op, const TimeTerm& a, const TimeTerm& b, const Instant& at) {
  if (op == BinaryOp::not_equal) return negated(compare_times(BinaryOp::equal, a, b, at));
  const bool day = a.is_day || b.is_day;
  const Term a_here = !a.absent && !a.pending;
  const Term b_here = !b.absent && !b.pending;
  const auto come = [&](const TimeTerm& t) { return day || at.end_of_day ? t.day <= at.day : t.minute <= at.minute; };
  const Term holds = day ? compare_numbers(op, a.day, b.day) : compare_numbers(op, a.minute, b.minute);
  const Term left_later = a.pending && b_here && come(b);   // what is pending lies after T
  const Term right_later = b.pending && a_here && come(a);
  const auto is = [&](bool b_) { return b_ ? solver.yes() : solver.no(); };
  const Term yes = (a_here && b_here && holds) || (left_later && is(of_order(op, true))) || (right_later && is(of_order(op, false)));
  const Term no = a.absent || b.absent || (a.pending && b.pending) || (a_here && b_here && !holds) ||
                  (left_later && is(!of_order(op, true))) || (right_later && is(!of_order(op, false)));
  const Term unknown = a.unknown || b.unknown;
  return unless(unknown, {yes, no});
}

Truth3 Encoder::compare(BinaryOp op, const ValueTerm& a, const ValueTerm& b, const Instant& at) {
  if (op == BinaryOp::not_equal) return negated(compare(BinaryOp::equal, a, b, at));
  if (is_time(a.kind) && is_time(b.kind)) return compare_times(op, a.when, b.when, at);
  if (a.kind == TypeKind::yes_no && b.kind == TypeKind::yes_no) {
    const Term yes = (a.truth.yes && b.truth.yes) || (a.truth.no && b.truth.no && !a.absent && !b.absent);
    const Term no = (a.truth.yes && b.truth.no) || (a.truth.no && b.truth.yes) || a.absent || b.absent;
    return {yes.simplify(), no.simplify()};
  }
  const auto as_number = [&](const ValueTerm& v) -> std::optional<Term> {
    if (v.kind != TypeKind::duration) return v.number;
    Term n = solver.real(0);
    for (std::size_t i = v.duration.alternatives.size(); i-- > 0;) {
      n = z3::ite(v.duration.alternatives[i].first, solver.real(v.duration.alternatives[i].second.count), n);
    }
    return v.duration.alternatives.empty() || !v.duration.alternatives.back().first.is_true() ? std::nullopt : std::optional(n);
  };
  if (a.kind == TypeKind::duration && b.kind == TypeKind::duration) {
    const auto certain = [](const ValueTerm& v) { return v.duration.alternatives.size() == 1 && v.duration.alternatives.front().first.is_true(); };
    if (!certain(a) || !certain(b)) return free_truth("durations compared");
    const auto order = rettesnor::compare(a.duration.alternatives.front().second, b.duration.alternatives.front().second);
    if (order == std::partial_ordering::unordered) return free_truth("durations compared");
    const int way = order < 0 ? -1 : order > 0 ? 1 : 0;
    return known(compare_numbers(op, solver.whole(way), solver.whole(0)).simplify().is_true());
  }
  const auto x = as_number(a);
  const auto y = as_number(b);
  if (!x || !y || !z3::eq(x->get_sort(), y->get_sort())) return free_truth("values compared");
  const Term missing = a.absent || b.absent;
  const Term holds = compare_numbers(op, *x, *y);
  const Term yes = !missing && holds;
  const Term no = missing || !holds;
  return unless(a.unknown || b.unknown, {yes, no});
}

Term Encoder::happened_by(const TimeTerm& t, const Instant& at) {
  const Term come = t.is_day || at.end_of_day ? t.day <= at.day : t.minute <= at.minute;
  return (!t.absent && !t.pending && come).simplify();
}

Truth3 Encoder::happened(const expr::Happened& h, const Frame& f) {
  const TimeTerm w = time(h.what, f);
  const Truth3 done = unless(w.unknown, known(happened_by(w, f.at)));
  using enum BinaryOp;
  switch (h.bound) {
    case expr::Happened::Bound::none: return done;
    case expr::Happened::Bound::no_later_than: return both(done, compare_times(less_equal, w, time(h.limit, f), f.at));
    case expr::Happened::Bound::before: return both(done, compare_times(less, w, time(h.limit, f), f.at));
    case expr::Happened::Bound::after: return both(done, compare_times(greater, w, time(h.limit, f), f.at));
    case expr::Happened::Bound::within: {
      TimeTerm limit = time(h.limit, f);
      const TimeTerm last = shifted(limit, value(h.duration, f).duration, false);
      TimeTerm day = w;
      day.is_day = true;
      limit.is_day = true;
      return both(done, both(compare_times(greater_equal, day, limit, f.at), compare_times(less_equal, w, last, f.at)));
    }
  }
  return done;
}

Term Encoder::recorded(ExprId what, const Frame& f) {
  const auto* x = std::get_if<expr::Field>(&model.exprs[what].node);
  Thing* thing = x == nullptr ? nullptr : thing_at(x->place, f);
  if (x == nullptr || thing == nullptr) return free_truth("recorded").yes;
  const FieldDecl& decl = model.fields[x->field];
  if (decl.kind == FieldKind::list) {
    if (lists == Lists::any) return free_truth("list").yes;
    std::vector<Term> some;
    for (const auto& [there, element] : listing(*thing, x->field)) some.push_back(there);
    return solver.any(some);
  }
  return (!cell(*thing, x->field, x->part).blank).simplify();
}

Truth3 Encoder::exists(ExprId what, const Frame& f) {
  if (const auto* field = std::get_if<expr::Field>(&model.exprs[what].node); field != nullptr && !field->part) {
    Thing* thing = thing_at(field->place, f);
    const FieldKind kind = model.fields[field->field].kind;
    if (thing == nullptr) return known(false);
    if (kind == FieldKind::fact || kind == FieldKind::judgement) {
      const CellTerm& c = cell(*thing, field->field);
      return {(!c.absent && !c.blank).simplify(), c.absent};
    }
  }
  const ValueTerm v = value(what, f);
  if (is_time(v.kind)) {
    const Term here = !v.when.absent && !v.when.pending;
    return unless(v.when.unknown, {here, !here});
  }
  return unless(v.unknown, {!v.absent, v.absent});
}

Truth3 Encoder::periods_on(CellTerm& c, const Term& day) {
  c.days_asked.push_back(day);
  const Term holds = (*c.holds_on)(day);
  // After T nobody knows, unless a period that has begun is known to last.
  const Term ahead = day > now_day;
  const Truth3 free = free_truth("periods after T");
  const Term yes = !c.absent && z3::ite(ahead, free.yes, holds);
  const Term no = c.absent || z3::ite(ahead, free.no, !holds);
  return {yes.simplify(), no.simplify()};
}

/// From e1 up to, not including, e2. What has not happened at T lies ahead: it changes no day up to T's own.
Truth3 Encoder::state_of(Thing& thing, const FieldDecl& state, const Term& day) {
  const Frame f = frame_at(&thing);
  const auto by = [&](const TimeTerm& t) {
    const Term here = !t.absent && !t.pending;
    const Term open = t.pending && day > now_day;
    const Term yes = here && t.day <= day;
    return unless(t.unknown, {yes, !yes && !open});
  };
  const Truth3 begun = by(time(state.from, f));
  if (!state.until) return both(begun, negated(Truth3{solver.no(), !(day > now_day)}));
  return both(begun, negated(by(time(state.until, f))));
}

Truth3 Encoder::state_on(ExprId state, const Term& day, const Frame& f) {
  Frame on = f;
  on.day = day;
  return std::visit(match{
                        [&](const expr::Not& n) { return negated(state_on(n.operand, day, f)); },
                        [&](const expr::Binary& b) {
                          if (b.op == BinaryOp::and_) return both(state_on(b.left, day, f), state_on(b.right, day, f));
                          if (b.op == BinaryOp::or_) return either(state_on(b.left, day, f), state_on(b.right, day, f));
                          return truth(state, on);
                        },
                        [&](const expr::Field& x) {
                          Thing* thing = thing_at(x.place, f);
                          if (thing == nullptr) return known(false);
                          const FieldDecl& decl = model.fields[x.field];
                          if (decl.kind == FieldKind::state) return state_of(*thing, decl, day);
                          if (decl.type.kind == TypeKind::periods) return periods_on(cell(*thing, x.field), day);
                          return truth_of(value(state, f));
                        },
                        [&](const auto&) { return truth(state, on); },
                    },
                    model.exprs[state].node);
}

}  // namespace rettesnor::analyze
