// Conditions as steps: the counterpart of engine/reference/condition.cpp.
#include <algorithm>

#include "engine/compile/compiler.hpp"
#include "engine/model/match.hpp"

namespace rettesnor::plan {

Kleene Compiler::truth(ExprId id, const Scope& s) {
  const Expr& e = model_.exprs[id];
  return std::visit(
      match{
          [&](const expr::Not& n) { return flipped(truth(n.operand, s)); },
          [&](const expr::Binary& x) {
            using enum expr::BinaryOp;
            if (x.op == and_) return both(truth(x.left, s), truth(x.right, s));
            if (x.op == or_) return either(truth(x.left, s), truth(x.right, s));
            return compare(x.op, value(x.left, s), value(x.right, s), s.at, s.domain);
          },
          [&](const expr::Among& a) {
            const Value v = value(a.operand, s);
            std::uint64_t bits = 0;
            for (const std::uint32_t code : a.codes) bits |= std::uint64_t{1} << code;
            const StepId in = b_.any_bits(v.codes, bits);
            const StepId out = b_.or_(v.absent, b_.any_bits(v.codes, ~bits & (~std::uint64_t{0} >> 2U)));
            if (!v.list) return Kleene{b_.and_not(in, out), b_.not_(in)};
            const StepId open = b_.or_(v.list_unknown, b_.and_(in, v.absent));  // yes if it holds any of them
            return Kleene{b_.and_not(in, open), b_.not_(b_.or_(in, open))};
          },
          [&](const expr::Group& g) { return group(g, s); },
          [&](const expr::Quantifier& q) { return quantified(q, s); },
          [&](const expr::Happened& h) { return happened(h, s); },
          [&](const expr::Recorded& r) { return sure(recorded(r.what, s)); },
          [&](const expr::Exists& x) { return exists(x.what, s); },
          [&](const expr::StateOn& x) {
            const Time day = time(x.day, s);
            const StepId first = first_day(day);
            careful(b_.and_(day.present, b_.or_(b_.or_(day.absent, day.pending), b_.not_(b_.equal(first, last_day(day))))));
            const Kleene on = state_on(x.state, first, s);
            return Kleene{b_.and_(day.present, on.yes), b_.or_(on.no, b_.not_(day.present))};
          },
          [&](const expr::VerdictIs& v) { return verdict_is(v, s); },
          [&](const expr::Field& x) {
            const FieldDecl& decl = model_.fields[x.field];
            const auto view = view_of(x.place, s);
            if (!view) throw NoPlan{"a field of nothing"};
            const bool plain = decl.kind == FieldKind::fact || decl.kind == FieldKind::judgement || x.part;
            if (plain && model_.fields[x.part ? x.part : x.field].type.kind == TypeKind::yes_no) {
              return Kleene{read(*view, s, Leaf::Kind::yes, Width::bit, x.field, x.part), read(*view, s, Leaf::Kind::no, Width::bit, x.field, x.part)};
            }
            return truth_of(field_value(*view, x.field, x.part, s), s.domain);
          },
          [&](const auto&) { return truth_of(value(id, s), s.domain); },
      },
      e.node);
}

Kleene Compiler::group(const expr::Group& g, const Scope& s) {
  // at_least[n]: n of the items so far hold, certainly and possibly.
  const std::size_t most = g.kind == expr::GroupKind::at_least ? g.least : g.kind == expr::GroupKind::all_of ? g.items.size() : 1;
  std::vector<StepId> yes(most + 1, b_.zero(s.domain)), maybe(most + 1, b_.zero(s.domain));
  yes[0] = maybe[0] = b_.one(s.domain);
  for (const ExprId item : g.items) {
    const Kleene t = truth(item, s);
    for (std::size_t n = most; n > 0; --n) {
      yes[n] = b_.or_(yes[n], b_.and_(yes[n - 1], t.yes));
      maybe[n] = b_.or_(maybe[n], b_.and_not(maybe[n - 1], t.no));
    }
  }
  const Kleene enough{yes[most], b_.not_(maybe[most])};
  return g.kind == expr::GroupKind::none_of ? flipped(enough) : enough;
}

Kleene Compiler::quantified(const expr::Quantifier& q, const Scope& s) {
  const Scope inner = into(q.selection.list, q.selection.slot, s);
  const Kleene all = sure(b_.one(inner.domain));
  const Kleene in = q.selection.where ? truth(q.selection.where, inner) : all;
  const Kleene holds = q.condition ? truth(q.condition, inner) : all;
  if (q.kind == expr::QuantifierKind::every) {
    const Kleene each = either(flipped(in), holds);
    return {b_.not_(b_.fold(Op::any, b_.not_(each.yes))), b_.fold(Op::any, each.no)};
  }
  const Kleene each = both(in, holds);
  const Kleene any{b_.fold(Op::any, each.yes), b_.not_(b_.fold(Op::any, b_.not_(each.no)))};
  return q.kind == expr::QuantifierKind::any ? any : flipped(any);
}

Kleene Compiler::happened(const expr::Happened& h, const Scope& s) {
  const Time w = time(h.what, s);
  const Kleene done{must_have_happened(w, s.at), b_.not_(may_have_happened(w, s.at))};
  if (h.bound == expr::Happened::Bound::none) return done;
  using enum expr::BinaryOp;
  const Time limit = time(h.limit, s);
  switch (h.bound) {
    case expr::Happened::Bound::no_later_than: return both(done, compare_times(less_equal, w, limit, s.at));
    case expr::Happened::Bound::before: return both(done, compare_times(less, w, limit, s.at));
    case expr::Happened::Bound::after: return both(done, compare_times(greater, w, limit, s.at));
    case expr::Happened::Bound::within: {
      const Time last = shifted(limit, value(h.duration, s), false, s.domain);
      return both(both(done, compare_times(greater_equal, as_day(w), as_day(limit), s.at)), compare_times(less_equal, w, last, s.at));
    }
    case expr::Happened::Bound::none: break;
  }
  return done;
}

StepId Compiler::recorded(ExprId what, const Scope& s) {
  const auto at = [&](const View& view, FieldId field, FieldId part, const Scope& in) {
    if (model_.fields[field].kind == FieldKind::list) return read(view, in, Leaf::Kind::some_elements, Width::bit, field);
    return read(view, in, Leaf::Kind::recorded, Width::bit, field, part);
  };
  if (const auto* x = std::get_if<expr::Field>(&model_.exprs[what].node)) {
    const auto view = view_of(x->place, s);
    return view ? at(*view, x->field, x->part, s) : b_.zero(s.domain);
  }
  throw NoPlan{"`recorded` of this"};
}

Kleene Compiler::exists(ExprId what, const Scope& s) {
  if (const auto* x = std::get_if<expr::Field>(&model_.exprs[what].node); x != nullptr && !x->part) {
    const FieldDecl& decl = model_.fields[x->field];
    const auto view = view_of(x->place, s);
    if (!view) return sure(b_.zero(s.domain));
    if (decl.kind == FieldKind::fact || decl.kind == FieldKind::judgement) {
      return {read(*view, s, Leaf::Kind::has_value, Width::bit, x->field), read(*view, s, Leaf::Kind::absent, Width::bit, x->field)};
    }
  }
  const Value v = value(what, s);
  if (v.kind == TypeKind::date || v.kind == TypeKind::moment) {
    return {b_.and_not(b_.and_not(v.time.present, v.time.absent), v.time.pending), b_.not_(v.time.present)};
  }
  return {b_.and_not(v.present, v.absent), b_.not_(v.present)};
}

/// A state is read in the scope of the rows that have it, and brought from there.
Compiler::Stretch Compiler::stretch_of(const View& view, const FieldDecl& state, const Scope& s) {
  const Scope own = scope_of_rows(view.base);
  return {lifted(time(state.from, own), s.domain, view.links),
          state.until ? lifted(time(state.until, own), s.domain, view.links) : nothing_yet(s.domain, true)};
}

/// The day lies in the stretch. What has not happened at T lies ahead: it changes no day up to T's own.
Kleene Compiler::within(const Stretch& stretch, StepId day) {
  const DomainId d = b_.domain_of(day);
  const StepId future = b_.less(b_.day(local_day(question_.as_of), d), day);
  const auto by = [&](const Time& w) {
    const StepId certain = b_.and_not(b_.and_not(b_.and_(w.present, b_.less_equal(last_day(w), day)), w.absent), w.pending);
    const StepId maybe = b_.or_(b_.and_(w.present, b_.less_equal(first_day(w), day)), b_.and_(w.pending, future));
    return Kleene{certain, b_.not_(maybe)};
  };
  return both(by(stretch.from), flipped(by(stretch.until)));
}

Kleene Compiler::state_on(ExprId state, StepId day, const Scope& s) {
  Scope on = s;
  on.day = day;
  const auto& node = model_.exprs[state].node;
  if (const auto* n = std::get_if<expr::Not>(&node)) return flipped(state_on(n->operand, day, s));
  if (const auto* x = std::get_if<expr::Binary>(&node)) {
    if (x->op == expr::BinaryOp::and_) return both(state_on(x->left, day, s), state_on(x->right, day, s));
    if (x->op == expr::BinaryOp::or_) return either(state_on(x->left, day, s), state_on(x->right, day, s));
  }
  return truth(state, on);
}

Compiler::Stretch Compiler::while_stretch(const Version& v, const Scope& s) {
  if (v.while_state) {
    const auto* x = std::get_if<expr::Field>(&model_.exprs[v.while_state].node);
    if (x == nullptr || model_.fields[x->field].kind != FieldKind::state) throw NoPlan{"while what is no plain state"};
    const auto view = view_of(x->place, s);
    if (!view) throw NoPlan{"the state of nothing"};
    return stretch_of(*view, model_.fields[x->field], s);
  }
  const View root = root_view(s.domain);
  const FieldId open = model_.concepts[b_.domain(root.base).kind_of].open_state;
  if (open) return stretch_of(root, model_.fields[open], s);
  return {exact_day(b_.day(first_date, s.domain)), nothing_yet(s.domain, true)};
}

}  // namespace rettesnor::plan
