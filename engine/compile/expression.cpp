// Values of expressions as steps: the counterpart of engine/reference/expression.cpp.
#include <algorithm>

#include "engine/compile/compiler.hpp"
#include "engine/model/match.hpp"

namespace rettesnor::plan {
namespace {

bool is_time(TypeKind kind) { return kind == TypeKind::date || kind == TypeKind::moment; }

}  // namespace

Time Compiler::time(ExprId id, const Scope& s) {
  Value v = value(id, s);
  if (!is_time(v.kind)) throw NoPlan{"a time that is none"};
  return v.time;
}

Value Compiler::value(ExprId id, const Scope& s) {
  const Expr& e = model_.exprs[id];
  const DomainId d = s.domain;
  const StepId one = b_.one(d);
  const StepId zero = b_.zero(d);
  const auto known = [&](TypeKind kind) { return Value{.kind = kind, .absent = zero, .present = one}; };
  const auto of_time = [&](Time t) { return Value{.kind = t.day ? TypeKind::date : TypeKind::moment, .absent = t.absent, .present = t.present, .time = t}; };
  return std::visit(
      match{
          [&](const expr::YesNo& x) { return of_truth(sure(b_.bit(x.value, d)), d); },
          [&](const expr::Number& x) {
            Value v = known(e.type.kind);
            v.lo = v.hi = b_.constant(x.value.millionths, Width::number, d);
            return v;
          },
          [&](const expr::TextValue& x) {
            Value v = known(TypeKind::text);
            v.text = b_.constant(b_.text(x.value), Width::number, d);
            return v;
          },
          [&](const expr::Code& x) {
            if (x.code > 61) throw NoPlan{"a set of more than 62 codes"};
            Value v = known(TypeKind::code);
            v.codes = b_.constant(std::int64_t{1} << x.code, Width::number, d);
            v.list_unknown = zero;
            return v;
          },
          [&](const expr::DateValue& x) { return of_time(exact_day(b_.day(x.value, d))); },
          [&](const expr::MomentValue& x) {
            Time t = exact_day(b_.moment(x.value, d));
            t.day = false;
            return of_time(t);
          },
          [&](const expr::DurationValue& x) {
            Value v = known(TypeKind::duration);
            v.lengths.push_back({one, x.value, x.value, false});
            return v;
          },
          [&](const expr::Field& x) {
            const auto view = view_of(x.place, s);
            if (!view) throw NoPlan{"a field of nothing"};
            return field_value(*view, x.field, x.part, s);
          },
          [&](const expr::PickField& x) { return pick_value(x, s); },
          [&](const expr::Define& x) { return define_value(x, s); },
          [&](const expr::TableOutput& x) { return table_value(x, s); },
          [&](const expr::Parameter& x) { return parameter_value(x, s); },
          [&](const expr::ExtractionTime&) {
            const View root = root_view(d);
            careful(b_.not_(b_.leaf({Leaf::Kind::mark_present, root.base, {}, {}}, Width::bit)));
            Time t = exact_day(read(root, s, Leaf::Kind::mark, Width::number, {}));
            t.day = false;
            // What is asked as at T sees nothing after it.
            const StepId now = b_.moment(question_.as_of, d);
            t.lo = t.hi = b_.select(b_.less(now, t.lo), now, t.lo);
            return of_time(t);
          },
          [&](const expr::Negate& x) {
            Value v = value(x.operand, s);
            const StepId lo = v.lo;
            v.lo = b_.unary(Op::negate, v.hi, Width::number);
            v.hi = b_.unary(Op::negate, lo, Width::number);
            return v;
          },
          [&](const expr::Binary& x) {
            using enum expr::BinaryOp;
            if (x.op == add || x.op == subtract || x.op == multiply || x.op == divide) {
              return arithmetic(x.op, value(x.left, s), value(x.right, s), s);
            }
            return of_truth(truth(id, s), d);
          },
          [&](const expr::Count& x) { return count_value(x, s); },
          [&](const expr::WholeUnits& x) { return whole_units(x, s); },
          [&](const expr::EarliestOf& x) { return earliest_or_latest(x.terms, false, s); },
          [&](const expr::LatestOf& x) { return earliest_or_latest(x.terms, true, s); },
          [&](const expr::EndOfYear& x) {
            Time t = as_day(time(x.day, s));
            t.lo = b_.unary(Op::end_of_year, t.lo, Width::day);
            t.hi = b_.unary(Op::end_of_year, t.hi, Width::day);
            return of_time(t);
          },
          [&](const expr::DueOf& x) { return of_time(due_of(x, e.type.kind, s)); },
          [&](const expr::PreviousField& x) { return previous_value(x, s); },
          [&](const expr::Sum&) -> Value { throw NoPlan{"a sum over a list"}; },
          [&](const expr::Municipality&) -> Value { throw NoPlan{"the municipality as a value"}; },
          // Not, Among, Group, Quantifier, Happened, Recorded, Exists, StateOn, VerdictIs
          [&](const auto&) { return of_truth(truth(id, s), d); },
      },
      e.node);
}

Time Compiler::event_time(const View& view, FieldId field, const Scope& s) {
  const bool day = model_.fields[field].type.kind == TypeKind::date;
  const Width width = day ? Width::day : Width::number;
  return {.absent = read(view, s, Leaf::Kind::time_absent, Width::bit, field),
          .pending = read(view, s, Leaf::Kind::time_pending, Width::bit, field),
          .uncovered = read(view, s, Leaf::Kind::time_uncovered, Width::bit, field),
          .present = read(view, s, Leaf::Kind::time_present, Width::bit, field),
          .lo = read(view, s, Leaf::Kind::time_low, width, field),
          .hi = read(view, s, Leaf::Kind::time_high, width, field),
          .day = day};
}

/// A fact, a judgement or a part of an event.
Value Compiler::cell_value(const View& view, FieldId field, FieldId part, const Scope& s) {
  const Type type = model_.fields[part ? part : field].type;
  const auto leaf = [&](Leaf::Kind kind, Width width = Width::bit) { return read(view, s, kind, width, field, part); };
  Value v{.kind = type.kind};
  if (is_time(type.kind)) {
    const Width width = type.kind == TypeKind::date ? Width::day : Width::number;
    v.time = {.absent = leaf(Leaf::Kind::time_absent), .pending = b_.zero(s.domain), .uncovered = b_.zero(s.domain),
              .present = leaf(Leaf::Kind::time_present), .lo = leaf(Leaf::Kind::time_low, width), .hi = leaf(Leaf::Kind::time_high, width),
              .day = type.kind == TypeKind::date};
    v.absent = v.time.absent;
    v.present = v.time.present;
    return v;
  }
  v.absent = b_.not_(leaf(Leaf::Kind::has_value));
  v.present = b_.not_(leaf(Leaf::Kind::absent));
  switch (type.kind) {
    case TypeKind::yes_no:
      v.can_yes = b_.not_(leaf(Leaf::Kind::no));
      v.can_no = b_.and_not(v.present, leaf(Leaf::Kind::yes));
      return v;
    case TypeKind::number: case TypeKind::amount:
      v.lo = leaf(Leaf::Kind::number_low, Width::number);
      v.hi = leaf(Leaf::Kind::number_high, Width::number);
      return v;
    case TypeKind::code:
      if (model_.code_sets[type.codes].codes.size() > 62) throw NoPlan{"a set of more than 62 codes"};
      v.codes = leaf(Leaf::Kind::codes, Width::number);
      v.list = type.list;
      v.list_unknown = type.list ? leaf(Leaf::Kind::list_unknown) : b_.zero(s.domain);
      return v;
    case TypeKind::text:
      v.text = leaf(Leaf::Kind::text, Width::number);
      return v;
    case TypeKind::duration: case TypeKind::periods: case TypeKind::invalid: case TypeKind::date: case TypeKind::moment: break;
  }
  throw NoPlan{"a fact that is a duration"};
}

Value Compiler::field_value(const View& view, FieldId id, FieldId part, const Scope& s) {
  const FieldDecl& field = model_.fields[id];
  if (part) return cell_value(view, id, part, s);
  switch (field.kind) {
    case FieldKind::event: {
      const Time t = event_time(view, id, s);
      return {.kind = field.type.kind, .absent = t.absent, .present = t.present, .time = t};
    }
    case FieldKind::state: return of_truth(within(stretch_of(view, field, s), s.day), s.domain);
    case FieldKind::list:
      if (!covers_unseen(id)) throw NoPlan{"a list complete to a fact"};
      careful(b_.leaf({Leaf::Kind::unseen_elements, view.base, id, {}}, Width::bit));
      return of_truth(sure(read(view, s, Leaf::Kind::some_elements, Width::bit, id)), s.domain);
    case FieldKind::fact: case FieldKind::judgement: case FieldKind::part: break;
  }
  if (field.type.kind == TypeKind::periods) return of_truth(periods_on(view, id, s.day, s), s.domain);
  return cell_value(view, id, {}, s);
}

StepId Compiler::picked(const Selection& selection, const Kleene& counts, const Scope& inner, const View& view) {
  const FieldId first = model_.concepts[model_.fields[selection.list.list].element].first_event;
  if (!first) throw NoPlan{"the first of what has no event"};
  const Instant now{b_.day(local_day(question_.as_of), inner.domain), b_.moment(question_.as_of, inner.domain)};
  const Time when = event_time(view, first, inner);
  const StepId certain = b_.and_(counts.yes, must_have_happened(when, now));
  careful(b_.and_not(b_.and_not(may_have_happened(when, now), counts.no), certain));
  careful(b_.and_(b_.fold(Op::two, certain), b_.fold(Op::any, b_.and_not(certain, b_.equal(when.lo, when.hi)))));
  return b_.chosen_row(selection.which == Selection::Which::first, certain, when.lo);
}

/// A field of the element that a selection picks.
Value Compiler::pick_value(const expr::PickField& p, const Scope& s) {
  const Scope inner = into(p.selection.list, p.selection.slot, s);
  const View view = inner.slots.at(p.selection.slot);
  const Kleene counts = p.selection.where ? truth(p.selection.where, inner) : sure(b_.one(inner.domain));
  const StepId row = picked(p.selection, counts, inner, view);
  const StepId none = b_.equal(row, b_.constant(-1, Width::day, s.domain));
  Value v = field_value(view, p.field, p.part, inner);
  const auto take = [&](StepId& step) {
    if (step) step = b_.at_row(step, row);
  };
  if (!v.lengths.empty()) throw NoPlan{"a duration of an element that is picked"};
  for (StepId* step : {&v.absent, &v.present, &v.can_yes, &v.can_no, &v.lo, &v.hi, &v.codes, &v.list_unknown, &v.text, &v.time.absent,
                       &v.time.pending, &v.time.uncovered, &v.time.present, &v.time.lo, &v.time.hi}) {
    take(*step);
  }
  v.absent = b_.or_(v.absent, none);
  if (is_time(v.kind)) v.time.pending = b_.or_(v.time.pending, none);  // an occurrence that has not come
  return v;
}

StepId Compiler::in_force(const std::optional<Date>& from, const std::optional<Date>& until, const Scope& s) {
  StepId here = b_.one(s.domain);
  if (from) here = b_.and_(here, b_.less_equal(b_.day(*from, s.domain), s.day));
  if (until) here = b_.and_(here, b_.less_equal(s.day, b_.day(*until, s.domain)));
  return here;
}

Value Compiler::define_value(const expr::Define& x, const Scope& s) {
  const DefineDecl& define = model_.defines[x.define];
  Scope inner = s;
  inner.slots.clear();
  inner.slots[0] = root_view(s.domain);
  if (define.about) {
    const auto view = view_of(x.place, s);
    if (!view) throw NoPlan{"a definition about nothing"};
    inner.slots[1] = *view;
  }
  // From the last line to the first: what holds before a line takes its place.
  Value out{.absent = b_.one(s.domain), .present = b_.zero(s.domain)};
  for (std::size_t i = define.versions.size(); i-- > 0;) {
    const DefineVersion& v = define.versions[i];
    const StepId here = in_force(v.from, v.until, s);
    for (std::size_t k = v.branches.size(); k-- > 0;) {
      const Branch& branch = v.branches[k];
      const Kleene holds = both(sure(here), branch.condition ? truth(branch.condition, inner) : sure(b_.one(s.domain)));
      out = choose(holds, define.type.kind == TypeKind::yes_no ? of_truth(truth(branch.value, inner), s.domain) : value(branch.value, inner), out, s.domain);
    }
  }
  if (out.kind == TypeKind::invalid) throw NoPlan{"a definition without a line"};
  return out;
}

Value Compiler::table_value(const expr::TableOutput& x, const Scope& s) {
  const TableDecl& table = model_.tables[x.table];
  if (is_time(table.output_types[x.output].kind)) throw NoPlan{"a table of times"};
  Scope inner = s;
  inner.slots.clear();
  inner.slots[0] = root_view(s.domain);
  if (table.about) {
    const auto view = view_of(x.place, s);
    if (!view) throw NoPlan{"a table about nothing"};
    inner.slots[1] = *view;
  }
  Value out{.absent = b_.one(s.domain), .present = b_.zero(s.domain)};
  for (std::size_t i = table.rows.size(); i-- > 0;) {
    Kleene matches = sure(b_.one(s.domain));
    for (const ExprId condition : table.rows[i].conditions) {
      if (condition) matches = both(matches, truth(condition, inner));
    }
    out = choose(matches, value(table.rows[i].outputs[x.output], inner), out, s.domain);
  }
  if (out.kind == TypeKind::invalid) throw NoPlan{"a table without a row"};
  return out;
}

Value Compiler::parameter_value(const expr::Parameter& p, const Scope& s) {
  if (!p.by) return parameter_at(p.parameter, p.key, s);
  const ParameterDecl& parameter = model_.parameters[p.parameter];
  const auto& codes = model_.code_sets[parameter.keys].codes;
  const Value keys = value(p.by, s);
  Value out{.absent = b_.one(s.domain), .present = b_.zero(s.domain)};
  StepId so_far = b_.zero(s.domain);
  for (std::size_t c = 0; c < codes.size(); ++c) {
    const StepId here = b_.any_bits(keys.codes, std::uint64_t{1} << c);
    careful(b_.and_(so_far, here));  // several keys are possible
    so_far = b_.or_(so_far, here);
    out = choose(sure(here), parameter_at(p.parameter, codes[c], s), out, s.domain);
  }
  out.absent = b_.or_(out.absent, keys.absent);
  return out;
}

Value Compiler::parameter_at(ParameterId id, const std::string& key, const Scope& s) {
  const ParameterDecl& parameter = model_.parameters[id];
  const DomainId d = s.domain;
  Value range{.kind = parameter.type.kind, .absent = b_.zero(d), .present = b_.one(d)};
  const bool bounded = parameter.range_low && parameter.range_high;
  if (parameter.type.kind == TypeKind::duration) {
    Length any{.holds = b_.one(d), .endless = true};
    if (bounded) {
      const Value low = value(parameter.range_low, s);
      const Value high = value(parameter.range_high, s);
      if (low.lengths.size() != 1 || high.lengths.size() != 1) throw NoPlan{"a range that depends on the case"};
      any = low.lengths[0];
      if (rettesnor::compare(high.lengths[0].least, any.least) < 0) any.least = high.lengths[0].least;
      const auto longer = rettesnor::compare(high.lengths[0].most, any.most);
      if (longer > 0 || longer == std::partial_ordering::unordered) any.most = high.lengths[0].most;
    }
    range.lengths.push_back(any);
  } else if (bounded) {
    const StepId open = b_.zero(d);
    range = choose({open, open}, value(parameter.range_low, s), value(parameter.range_high, s), d);
  } else {
    range.lo = b_.constant(INT64_MIN, Width::number, d);
    range.hi = b_.constant(INT64_MAX, Width::number, d);
  }
  Value out = range;
  const std::uint32_t reading = parameter.readings ? world_.choice(parameter.readings) : 0;
  for (std::size_t i = parameter.values.size(); i-- > 0;) {
    const ParameterValue& v = parameter.values[i];
    if (v.key != key || v.reading != reading) continue;
    out = choose(sure(in_force(v.from, v.until, s)), v.value && !v.not_read ? value(v.value, s) : range, out, d);
  }
  for (std::size_t i = model_.overlays.size(); i-- > 0;) {
    const OverlayDecl& overlay = model_.overlays.rows()[i];
    for (std::size_t k = overlay.settings.size(); k-- > 0;) {
      const OverlayDecl::Setting& setting = overlay.settings[k];
      if (setting.parameter != id || setting.key != key) continue;
      const StepId municipality = read(root_view(d), s, Leaf::Kind::municipality, Width::number, {});
      careful(b_.equal(municipality, b_.constant(-1, Width::number, d)));
      const StepId here = b_.equal(municipality, b_.constant(std::stoll(overlay.municipality), Width::number, d));
      out = choose(sure(b_.and_(here, in_force(overlay.from, overlay.until, s))), value(setting.value, s), out, d);
    }
  }
  return out;
}

Value Compiler::arithmetic(expr::BinaryOp op, const Value& a, const Value& b, const Scope& s) {
  using enum expr::BinaryOp;
  const auto moved = [&](const Value& t, const Value& by, bool back) {
    const Time out = shifted(t.time, by, back, s.domain);
    return Value{.kind = out.day ? TypeKind::date : TypeKind::moment, .absent = out.absent, .present = out.present, .time = out};
  };
  if (is_time(a.kind)) return moved(a, b, op == subtract);
  if (is_time(b.kind)) return moved(b, a, false);
  if (a.kind == TypeKind::duration || b.kind == TypeKind::duration) throw NoPlan{"durations added"};
  if (op == multiply) {
    const bool right = b_.step(b.lo).op == Op::constant && b.lo == b.hi;
    const Value& literal = right ? b : a;
    const Value& other = right ? a : b;
    if (b_.step(literal.lo).op != Op::constant || literal.lo != literal.hi) throw NoPlan{"two numbers of the case multiplied"};
    const std::int64_t by = b_.step(literal.lo).immediate;
    return {.kind = a.kind, .absent = b_.or_(a.absent, b.absent), .present = b_.and_(a.present, b.present),
            .lo = b_.binary(Op::product_low, other.lo, other.hi, Width::number, by),
            .hi = b_.binary(Op::product_high, other.lo, other.hi, Width::number, by)};
  }
  if (op != add && op != subtract) throw NoPlan{"numbers divided"};
  Value out{.kind = a.kind, .absent = b_.or_(a.absent, b.absent), .present = b_.and_(a.present, b.present)};
  StepId low = b.lo;
  StepId high = b.hi;
  if (op == subtract) {
    low = b_.unary(Op::negate, b.hi, Width::number);
    high = b_.unary(Op::negate, b.lo, Width::number);
  }
  out.lo = b_.binary(Op::sum_low, a.lo, low, Width::number);
  out.hi = b_.binary(Op::sum_high, a.hi, high, Width::number);
  return out;
}

Value Compiler::earliest_or_latest(const std::vector<ExprId>& terms, bool latest, const Scope& s) {
  std::vector<Time> times;
  bool day = false;
  for (const ExprId term : terms) {
    Time w = time(term, s);
    const auto* field = std::get_if<expr::Field>(&model_.exprs[term].node);
    const bool event = field != nullptr && !field->part && model_.fields[field->field].kind == FieldKind::event;
    if (latest && event) {  // dated ahead: not happened at T, and left out
      if (!s.at.moment && !w.day) throw NoPlan{"the latest of moments at the end of a day"};
      const StepId ahead = b_.and_not(w.present, no_later(w.hi, w.day, s.at));
      w.pending = b_.or_(w.pending, ahead);
      w.present = b_.and_not(w.present, b_.and_not(ahead, no_later(w.lo, w.day, s.at)));
      const StepId at = w.day ? s.at.day : s.at.moment;
      w.hi = b_.select(ahead, b_.binary(Op::least, w.hi, at, w.day ? Width::day : Width::number), w.hi);
    }
    day |= w.day;
    times.push_back(w);
  }
  if (day) std::ranges::transform(times, times.begin(), [&](const Time& t) { return as_day(t); });
  const Width width = day ? Width::day : Width::number;
  const StepId zero = b_.zero(s.domain);
  StepId present = zero, certain = zero, any_absent = zero, any_pending = zero, gone = zero, uncovered = zero;
  StepId all_absent = b_.one(s.domain), all_missing = b_.one(s.domain);
  StepId lo{}, hi{}, bound{};
  const auto fold = [&](StepId& into, StepId had, StepId here, StepId value, bool greatest) {
    if (!into) {
      into = value;
      return;
    }
    const StepId with = b_.binary(greatest ? Op::greatest : Op::least, into, value, width);
    into = b_.select(here, b_.select(had, with, value), into);
  };
  for (const Time& w : times) {
    gone = b_.or_(gone, b_.not_(b_.or_(w.present, w.pending)));
    any_absent = b_.or_(any_absent, w.absent);
    all_absent = b_.and_(all_absent, w.absent);
    any_pending = b_.or_(any_pending, w.pending);
    uncovered = b_.or_(uncovered, w.uncovered);
    all_missing = b_.and_(all_missing, b_.or_(w.absent, w.pending));
    fold(lo, present, w.present, w.lo, false);
    fold(hi, present, w.present, w.hi, true);
    present = b_.or_(present, w.present);
    const StepId sure_one = b_.and_not(b_.and_not(w.present, w.absent), w.pending);
    fold(bound, certain, sure_one, latest ? w.lo : w.hi, latest);
    certain = b_.or_(certain, sure_one);
  }
  Time out{.absent = latest ? any_absent : all_absent, .pending = b_.and_(all_missing, any_pending), .uncovered = uncovered,
           .present = present, .lo = lo, .hi = hi, .day = day};
  (latest ? out.lo : out.hi) = b_.select(certain, bound, latest ? lo : hi);
  if (latest) {  // one of them does not exist
    out.absent = b_.or_(out.absent, gone);
    out.pending = b_.and_not(out.pending, gone);
    out.present = b_.and_not(out.present, gone);
    out.uncovered = b_.and_not(out.uncovered, gone);
  }
  return {.kind = day ? TypeKind::date : TypeKind::moment, .absent = out.absent, .present = out.present, .time = out};
}

Value Compiler::count_value(const expr::Count& c, const Scope& s) {
  const Scope inner = into(c.selection.list, c.selection.slot, s);
  Kleene t = c.selection.where ? truth(c.selection.where, inner) : sure(b_.one(inner.domain));
  const FieldId first = model_.concepts[model_.fields[c.selection.list.list].element].first_event;
  if (first) {  // what has not happened at T is not counted
    const Time when = event_time(inner.slots.at(c.selection.slot), first, inner);
    t = both(t, {must_have_happened(when, inner.at), b_.not_(may_have_happened(when, inner.at))});
  }
  return {.kind = TypeKind::number, .absent = b_.zero(s.domain), .present = b_.one(s.domain), .lo = b_.fold(Op::count, t.yes),
          .hi = b_.fold(Op::count, b_.not_(t.no))};
}

Value Compiler::whole_units(const expr::WholeUnits& w, const Scope& s) {
  const Time a = as_day(time(w.from, s));
  const Time b = as_day(time(w.to, s));
  const Op op = w.unit == expr::CountUnit::days ? Op::whole_days : w.unit == expr::CountUnit::months ? Op::whole_months : Op::whole_years;
  return {.kind = TypeKind::number, .absent = b_.or_(b_.or_(a.absent, b.absent), b_.or_(a.pending, b.pending)),
          .present = b_.and_(a.present, b.present), .lo = b_.binary(op, a.hi, b.lo, Width::number), .hi = b_.binary(op, a.lo, b.hi, Width::number)};
}

}  // namespace rettesnor::plan
