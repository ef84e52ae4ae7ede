// Conditions: Kleene truth over what the case leaves open (LANGUAGE.md §3).
#include <algorithm>

#include "engine/model/atoms.hpp"
#include "engine/model/match.hpp"
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

Truth from_bool(bool value) { return value ? Truth::yes : Truth::no; }
bool is_time(const Type& type) { return type.kind == TypeKind::date || type.kind == TypeKind::moment; }

}  // namespace

Truth Evaluator::truth(ExprId id, const Frame& f) {
  const Expr& e = model_.exprs[id];
  return std::visit(
      match{
          [&](const expr::Not& n) { return !truth(n.operand, f); },
          [&](const expr::Binary& b) {
            using enum expr::BinaryOp;
            if (b.op == and_) return truth(b.left, f) & truth(b.right, f);
            if (b.op == or_) return truth(b.left, f) | truth(b.right, f);
            return compare(b.op, value(b.left, f), value(b.right, f), f.at);
          },
          [&](const expr::Among& a) {
            const Possible p = value(a.operand, f);
            bool in = false;
            bool out = p.absent;
            for (std::size_t c = 0; c < p.codes.size(); ++c) {
              if (p.codes[c]) (std::ranges::find(a.codes, c) != a.codes.end() ? in : out) = true;
            }
            if (p.list) {  // yes if it holds any of them
              if (p.list_unknown) return Truth::unknown;
              return in && p.absent ? Truth::unknown : from_bool(in);
            }
            return in && out ? Truth::unknown : from_bool(in);
          },
          [&](const expr::Group& g) { return group(g, f); },
          [&](const expr::Quantifier& q) { return quantified(q, f); },
          [&](const expr::Happened& h) { return happened(h, f); },
          [&](const expr::Recorded& r) { return from_bool(recorded(r.what, f)); },
          [&](const expr::Exists& x) { return exists(x.what, f); },
          [&](const expr::StateOn& s) {
            const When day = time(s.day, f);
            if (day.exact()) return state_on(s.state, day.first_day(), f);
            if (!day.present) return Truth::no;
            const std::vector<Run> read = runs(s.state, day.first_day(), day.last_day(), f);
            if (read.size() > 1) return Truth::unknown;
            const Truth all = read.front().holds;
            return all == Truth::yes && (day.absent || day.pending) ? Truth::unknown : all;
          },
          [&](const expr::VerdictIs& v) { return verdict_is(v, f); },
          [&](const expr::Field& field) {
            const FieldDecl& decl = model_.fields[field.field];
            if (!field.part && (decl.kind == FieldKind::state || decl.type.kind == TypeKind::periods)) {
              return state_on(id, f.day, f);
            }
            return value(id, f).truth();
          },
          [&](const auto&) { return value(id, f).truth(); },
      },
      e.node);
}

/// Conditions that must all hold.
Truth Evaluator::decided(std::span<const ExprId> conditions, const Frame& f) {
  Truth all = Truth::yes;
  for (const ExprId c : conditions) all = all & truth(c, f);
  if (sights_ != nullptr && !conditions.empty()) {
    std::vector<Truth> atoms;
    for (const ExprId atom : atoms_of(model_, conditions)) atoms.push_back(truth(atom, f));
    sights_->decisions[conditions.front()].insert(std::move(atoms));
  }
  return all;
}

Truth Evaluator::group(const expr::Group& g, const Frame& f) {
  std::size_t yes = 0;
  std::size_t maybe = 0;
  for (const ExprId item : g.items) {
    const Truth t = truth(item, f);
    yes += t == Truth::yes ? 1 : 0;
    maybe += t != Truth::no ? 1 : 0;
  }
  return counted(g, yes, maybe);
}

Truth Evaluator::quantified(const expr::Quantifier& q, const Frame& f) {
  const Listing list = listing(q.selection.list, f);
  Truth any = Truth::no;
  Truth every = Truth::yes;
  const auto read = [&](const Element* element, bool unseen) {
    Frame inner = f;
    inner.slots[q.selection.slot] = element;
    const Truth in = (q.selection.where ? truth(q.selection.where, inner) : Truth::yes) & (unseen ? Truth::unknown : Truth::yes);
    const Truth holds = q.condition ? decided({&q.condition, 1}, inner) : Truth::yes;
    any = any | (in & holds);
    every = every & ((!in) | holds);
  };
  for (const Element* element : list.seen) read(element, false);
  if (list.unseen != nullptr) read(list.unseen, true);
  switch (q.kind) {
    case expr::QuantifierKind::any: return any;
    case expr::QuantifierKind::every: return every;
    case expr::QuantifierKind::no: return !any;
  }
  return Truth::unknown;
}

Truth Evaluator::happened(const expr::Happened& h, const Frame& f) {
  const When w = time(h.what, f);
  Truth done = w.must_have_happened(f.at) ? Truth::yes : w.may_have_happened(f.at) ? Truth::unknown : Truth::no;
  if (h.bound == expr::Happened::Bound::none) return done;
  using enum expr::BinaryOp;
  const When limit = time(h.limit, f);
  switch (h.bound) {
    case expr::Happened::Bound::no_later_than: return done & compare_times(less_equal, w, limit, f.at);
    case expr::Happened::Bound::before: return done & compare_times(less, w, limit, f.at);
    case expr::Happened::Bound::after: return done & compare_times(greater, w, limit, f.at);
    case expr::Happened::Bound::within: {
      const When last = shifted(limit, value(h.duration, f), false);
      return done & compare_times(greater_equal, as_day(w), as_day(limit), f.at) & compare_times(less_equal, w, last, f.at);
    }
    case expr::Happened::Bound::none: break;
  }
  return done;
}

bool Evaluator::recorded(ExprId what, const Frame& f) {
  const auto& node = model_.exprs[what].node;
  const auto is_recorded = [&](const Element* element, FieldId field, FieldId part) {
    if (element == nullptr) return false;
    touch(element, field, part);
    const FieldDecl& decl = model_.fields[field];
    if (decl.kind == FieldKind::list) return !listing_of(element, field).seen.empty();
    const Cell* cell = &cell_of(*element, decl);
    if (part) {
      const std::uint32_t index = model_.fields[part].index;
      if (index >= cell->parts.size()) return false;
      cell = &cell->parts[index];
    }
    return cell->state != CellState::not_recorded && cell->state != CellState::asked_unknown;
  };
  return std::visit(match{
                        [&](const expr::Field& x) { return is_recorded(element_at(x.place, f), x.field, x.part); },
                        [&](const expr::PreviousField& x) { return is_recorded(f.previous, x.field, x.part); },
                        [&](const expr::PickField& x) {
                          const Picked p = pick(x.selection, f);
                          return p.certain && is_recorded(p.candidates.front(), x.field, x.part);
                        },
                        [&](const auto&) { return false; },
                    },
                    node);
}

Truth Evaluator::exists(ExprId what, const Frame& f) {
  if (const auto* field = std::get_if<expr::Field>(&model_.exprs[what].node); field != nullptr && !field->part) {
    const Element* element = element_at(field->place, f);
    const FieldDecl& decl = model_.fields[field->field];
    if (element == nullptr) return Truth::no;
    if (decl.kind == FieldKind::fact || decl.kind == FieldKind::judgement) {
      touch(element, field->field, {});
      const CellState state = cell_of(*element, decl).state;
      return state == CellState::value ? Truth::yes : state == CellState::does_not_exist ? Truth::no : Truth::unknown;
    }
  }
  const Possible p = value(what, f);
  if (is_time(model_.exprs[what].type)) {
    const When& w = p.when;
    return !w.present ? Truth::no : w.absent || w.pending ? Truth::unknown : Truth::yes;
  }
  return !p.present ? Truth::no : p.absent ? Truth::unknown : Truth::yes;
}

Truth Evaluator::periods_on(const Cell& cell, Date day) {
  if (cell.state == CellState::does_not_exist) return Truth::no;
  if (cell.state != CellState::value) return Truth::unknown;
  const auto mark = watermark(cell.not_by, cell.unmapped);
  const bool seen = mark && day <= std::max(local_day(*mark), *mark >= at_ ? local_day(at_) : first_date);
  for (const Period& p : std::get<std::vector<Period>>(cell.value)) {
    if (p.from > day) continue;
    if (p.until ? day < *p.until : seen) return Truth::yes;
    if (!p.until) return Truth::unknown;
  }
  return seen ? Truth::no : Truth::unknown;
}

Stretch Evaluator::stretch_of(const Element& element, const FieldDecl& state) {
  const Frame f = frame_at(&element);
  return {time(state.from, f), state.until ? time(state.until, f) : When{.pending = true, .day = true}};
}

/// The day lies in the stretch. What has not happened at T lies ahead: it changes no day up to T's own.
Truth Evaluator::within(const Stretch& s, Date day) const {
  const bool future = day > local_day(at_);
  const auto by = [&](const When& w) {
    if (w.present && !w.absent && !w.pending && w.last_day() <= day) return Truth::yes;
    return (w.present && w.first_day() <= day) || (w.pending && future) ? Truth::unknown : Truth::no;
  };
  return by(s.from) & !by(s.until);
}

Truth Evaluator::state_of(const Element& element, const FieldDecl& state, Date day) {
  return within(stretch_of(element, state), day);
}

Truth Evaluator::state_on(ExprId state, Date day, const Frame& f) {
  const Expr& e = model_.exprs[state];
  return std::visit(match{
                        [&](const expr::Not& n) { return !state_on(n.operand, day, f); },
                        [&](const expr::Binary& b) {
                          if (b.op == expr::BinaryOp::and_) return state_on(b.left, day, f) & state_on(b.right, day, f);
                          if (b.op == expr::BinaryOp::or_) return state_on(b.left, day, f) | state_on(b.right, day, f);
                          Frame on = f;
                          on.day = day;
                          return truth(state, on);
                        },
                        [&](const expr::Field& x) {
                          const Element* element = element_at(x.place, f);
                          if (element == nullptr) return Truth::no;
                          const FieldDecl& decl = model_.fields[x.field];
                          if (decl.kind == FieldKind::state) return state_of(*element, decl, day);
                          touch(element, x.field, x.part);
                          if (decl.type.kind == TypeKind::periods) return periods_on(cell_of(*element, decl), day);
                          return value(state, f).truth();
                        },
                        [&](const auto&) {
                          Frame on = f;
                          on.day = day;
                          return truth(state, on);
                        },
                    },
                    e.node);
}

std::vector<Stretch> Evaluator::stretches(ExprId state, const Frame& f) {
  if (const auto* x = std::get_if<expr::Field>(&model_.exprs[state].node)) {
    const Element* element = element_at(x->place, f);
    if (element == nullptr) return {};
    const FieldDecl& decl = model_.fields[x->field];
    if (decl.kind == FieldKind::state) return {stretch_of(*element, decl)};
    const Cell& cell = cell_of(*element, decl);
    if (decl.type.kind == TypeKind::periods && cell.state == CellState::value) {
      touch(element, x->field, {});
      std::vector<Stretch> out;
      const auto mark = watermark(cell.not_by, cell.unmapped);
      const bool covered = mark && *mark >= at_;
      for (const Period& p : std::get<std::vector<Period>>(cell.value)) {
        When until{.pending = true, .day = true};
        if (p.until) until = exact_day(*p.until);
        if (!p.until && !covered) {
          until = days_between(mark ? local_day(*mark) : p.from, std::max(p.from, local_day(at_)));
          until.pending = until.uncovered = true;
        }
        out.push_back({exact_day(p.from), until});
      }
      if (!covered) {  // a further period may have begun since
        When from = days_between(mark ? local_day(*mark) : first_date, local_day(at_));
        from.pending = from.uncovered = true;
        out.push_back({from, from});
      }
      return out;
    }
  }
  return runs_as_stretches(state, f);
}

std::vector<Stretch> Evaluator::while_stretches(const Version& v, const Frame& f) {
  if (v.while_state) return stretches(v.while_state, f);
  const FieldId open = model_.concepts[case_.root->concept_id].open_state;
  if (open) return {stretch_of(*case_.root, model_.fields[open])};
  return {{exact_day(first_date), When{.pending = true, .day = true}}};  // the case is open
}

}  // namespace rettesnor::reference
