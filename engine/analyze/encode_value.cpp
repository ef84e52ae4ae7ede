// Values: engine/reference/expression.cpp, over cells that the solver chooses.
#include <algorithm>

#include "engine/analyze/encoder.hpp"
#include "engine/model/match.hpp"

namespace rettesnor::analyze {

namespace {

bool is_time(TypeKind kind) { return kind == TypeKind::date || kind == TypeKind::moment; }

}  // namespace

ValueTerm Encoder::blank_value(TypeKind kind) {
  const Term no = solver.no();
  const bool text = kind == TypeKind::code || kind == TypeKind::text;
  return {.kind = kind, .absent = no, .unknown = no, .truth = {no, no}, .number = text ? solver.whole(0) : solver.real(0), .members = {},
          .when = {no, no, no, solver.whole(0), solver.real(0), kind == TypeKind::date}, .duration = {}};
}

ValueTerm Encoder::free_value(const Type& type, const std::string& why) {
  ValueTerm v = blank_value(type.kind);
  loose.abstracted.insert(why);
  v.unknown = solver.yes();
  v.truth = free_truth(why);
  if (is_time(type.kind)) v.when = free_time(type.kind == TypeKind::date, why);
  return v;
}

Truth3 Encoder::free_truth(const std::string& why) {
  loose.abstracted.insert(why);
  const Term yes = solver.free_bool("free");
  const Term no = solver.free_bool("free");
  solver.axiom(!(yes && no));
  return {yes, no};
}

TimeTerm Encoder::free_time(bool day, const std::string& why) {
  loose.abstracted.insert(why);
  const Term absent = solver.free_bool("absent");
  const Term pending = solver.free_bool("pending");
  solver.axiom(!(absent && pending));
  if (day) return {absent, pending, solver.no(), solver.free_day("day"), solver.real(0), true};
  const Term minute = solver.free_real("minute");
  return {absent, pending, solver.no(), solver.local_day(minute), minute, false};
}

TimeTerm Encoder::known_day(const Term& day) { return {solver.no(), solver.no(), solver.no(), day, solver.real(0), true}; }

ValueTerm Encoder::of_truth(Truth3 t) {
  ValueTerm v = blank_value(TypeKind::yes_no);
  v.truth = t;
  return v;
}

ValueTerm Encoder::of_time(TimeTerm t, TypeKind kind) {
  ValueTerm v = blank_value(t.is_day ? TypeKind::date : kind == TypeKind::date ? TypeKind::moment : kind);
  v.when = t;
  v.absent = t.absent;
  return v;
}

std::int64_t Encoder::text_number(const std::string& text) {
  return texts_.try_emplace(text, static_cast<std::int64_t>(texts_.size()) + 1).first->second;
}

TimeTerm Encoder::time(ExprId id, const Frame& f) {
  ValueTerm v = value(id, f);
  if (is_time(v.kind)) return v.when;
  return {solver.yes(), solver.no(), solver.no(), solver.whole(0), solver.real(0), true};
}

ValueTerm Encoder::value(ExprId id, const Frame& f) {
  const Expr& e = model.exprs[id];
  return std::visit(
      match{
          [&](const expr::YesNo& x) { return of_truth(known(x.value)); },
          [&](const expr::Number& x) {
            ValueTerm v = blank_value(e.type.kind);
            v.number = solver.real(x.value.millionths, millionths_per_one).simplify();
            return v;
          },
          [&](const expr::TextValue& x) {
            ValueTerm v = blank_value(TypeKind::text);
            v.number = solver.whole(text_number(x.value));
            return v;
          },
          [&](const expr::Code& x) {
            ValueTerm v = blank_value(TypeKind::code);
            v.number = solver.whole(x.code);
            return v;
          },
          [&](const expr::DateValue& x) { return of_time(known_day(solver.whole(x.value.days)), TypeKind::date); },
          [&](const expr::MomentValue& x) {
            const Term no = solver.no();
            return of_time({no, no, no, solver.whole(local_day(x.value).days), solver.real(x.value.micros, micros_per_minute).simplify(), false}, TypeKind::moment);
          },
          [&](const expr::DurationValue& x) {
            ValueTerm v = blank_value(TypeKind::duration);
            v.duration.alternatives = {{solver.yes(), x.value}};
            return v;
          },
          [&](const expr::Field& x) {
            Thing* thing = thing_at(x.place, f);
            if (thing != nullptr) return field_value(*thing, x.field, x.part, f);
            ValueTerm v = blank_value(e.type.kind);
            v.absent = v.when.absent = solver.yes();
            v.truth = known(false);
            return v;
          },
          [&](const expr::PickField& x) { return pick_value(x, f, e.type); },
          [&](const expr::PreviousField&) { return free_value(e.type, "previous"); },
          [&](const expr::Define& x) { return define_value(x, f); },
          [&](const expr::TableOutput& x) { return table_value(x, f); },
          [&](const expr::Parameter& x) { return parameter_value(x, f, e.type); },
          [&](const expr::ExtractionTime&) {
            const Term no = solver.no();
            return of_time({no, no, no, now_day, now_minute, false}, TypeKind::moment);
          },
          [&](const expr::Municipality&) {
            ValueTerm v = blank_value(TypeKind::text);
            const Term which = municipality_on(f.day);
            v.number = solver.free_int("municipality");  // one without an overlay may be any
            for (std::size_t i = 0; i < model.overlays.size(); ++i) {
              const auto code = solver.whole(text_number(model.overlays.rows()[i].municipality));
              v.number = z3::ite(which == solver.whole(municipality_number(model.overlays.rows()[i].municipality)), code, v.number);
            }
            loose.abstracted.insert("municipality");
            return v;
          },
          [&](const expr::Negate& x) {
            ValueTerm v = value(x.operand, f);
            v.number = -v.number;
            return v;
          },
          [&](const expr::Binary& x) {
            using enum expr::BinaryOp;
            if (x.op == add || x.op == subtract || x.op == multiply || x.op == divide) {
              return arithmetic(x.op, value(x.left, f), value(x.right, f), e.type);
            }
            return of_truth(truth(id, f));
          },
          [&](const expr::Count& x) { return count_value(x, f); },
          [&](const expr::Sum&) {  // any number, or none: it is known only to the evaluators
            ValueTerm v = free_value(e.type, "sum of");
            v.number = solver.free_real("sum");
            v.absent = solver.free_bool("absent");
            v.unknown = solver.free_bool("unknown");
            return v;
          },
          [&](const expr::WholeUnits& x) { return whole_units(x, f); },
          [&](const expr::EarliestOf& x) { return earliest_or_latest(x.terms, false, f); },
          [&](const expr::LatestOf& x) { return earliest_or_latest(x.terms, true, f); },
          [&](const expr::EndOfYear& x) {
            TimeTerm t = time(x.day, f);
            t.day = solver.apply("end of year", t.day, [](Date d) { return std::optional(end_of_year(d)); });
            t.is_day = true;
            return of_time(t, TypeKind::date);
          },
          [&](const expr::DueOf& x) {
            if (base_due && base_due->first == x.rule) return of_time(base_due->second, e.type.kind);
            return free_value(e.type, "due of");
          },
          [&](const auto&) { return of_truth(truth(id, f)); },
      },
      e.node);
}

ValueTerm Encoder::cell_value(CellTerm& c, const FieldDecl& field) {
  ValueTerm v = blank_value(field.type.kind);
  v.absent = c.absent;
  v.unknown = c.blank;
  switch (field.type.kind) {
    case TypeKind::yes_no: v.truth = {!c.absent && !c.blank && c.value, !c.blank && (c.absent || !c.value)}; break;
    case TypeKind::date: case TypeKind::moment:
      v.when = {c.absent, solver.no(), c.blank, c.day, c.minute, field.type.kind == TypeKind::date};
      break;
    case TypeKind::number: case TypeKind::amount: case TypeKind::code: case TypeKind::text:
      v.number = c.value;
      v.members = c.members;
      break;
    case TypeKind::duration: loose.abstracted.insert("duration fact"); v.unknown = solver.yes(); break;
    case TypeKind::periods: case TypeKind::invalid: break;
  }
  return v;
}

ValueTerm Encoder::field_value(Thing& thing, FieldId id, FieldId part, const Frame& f) {
  const FieldDecl& field = model.fields[id];
  if (part) return cell_value(cell(thing, id, part), model.fields[part]);
  switch (field.kind) {
    case FieldKind::event: return of_time(event_time(thing, id), field.type.kind);
    case FieldKind::state: return of_truth(state_of(thing, field, f.day));
    case FieldKind::list: {
      if (lists == Lists::any) return of_truth(free_truth("list"));
      std::vector<Term> some;
      for (const auto& [there, element] : listing(thing, id)) some.push_back(there);
      return of_truth(known(solver.any(some)));
    }
    case FieldKind::fact: case FieldKind::judgement: case FieldKind::part: break;
  }
  if (field.type.kind == TypeKind::periods) return of_truth(periods_on(cell(thing, id), f.day));
  return cell_value(cell(thing, id), field);
}

/// a where c, b where not c; where c is unknown: free, for yes/no what both agree on.
ValueTerm Encoder::choose(const Truth3& c, const ValueTerm& a, const ValueTerm& b) {
  if (c.yes.is_true() || b.kind == TypeKind::invalid) return a;
  if (c.no.is_true()) return b;
  ValueTerm v = blank_value(a.kind == TypeKind::date || b.kind == TypeKind::date ? TypeKind::date : a.kind);
  const Term open = !c.yes && !c.no;
  v.absent = z3::ite(c.yes, a.absent, b.absent);
  v.unknown = z3::ite(c.yes, a.unknown, z3::ite(c.no, b.unknown, solver.yes())).simplify();
  const auto pick = [&](const Term& x, const Term& y) { return ((c.yes && x) || (c.no && y) || (open && x && y)).simplify(); };
  v.truth = {pick(a.truth.yes, b.truth.yes), pick(a.truth.no, b.truth.no)};
  if (z3::eq(a.number.get_sort(), b.number.get_sort())) v.number = z3::ite(c.yes, a.number, b.number);
  if (is_time(v.kind)) {
    v.when = pick_time(c.yes, a.when, b.when);
    v.when.unknown = v.unknown || v.when.unknown;
    v.absent = v.when.absent;
  }
  const auto member = [&](const ValueTerm& x, std::size_t i) { return i < x.members.size() ? x.members[i] : solver.no(); };
  for (std::size_t i = 0; i < std::max(a.members.size(), b.members.size()); ++i) v.members.push_back(z3::ite(c.yes, member(a, i), member(b, i)));
  for (const auto& [when, d] : a.duration.alternatives) v.duration.alternatives.emplace_back(c.yes && when, d);
  for (const auto& [when, d] : b.duration.alternatives) v.duration.alternatives.emplace_back(c.no && when, d);
  return v;
}

TimeTerm Encoder::pick_time(const Term& c, const TimeTerm& a, const TimeTerm& b) {
  return {z3::ite(c, a.absent, b.absent), z3::ite(c, a.pending, b.pending), z3::ite(c, a.unknown, b.unknown), z3::ite(c, a.day, b.day),
          a.is_day || b.is_day ? solver.real(0) : z3::ite(c, a.minute, b.minute), a.is_day || b.is_day};
}

ValueTerm Encoder::define_value(const expr::Define& d, const Frame& f) {
  const DefineDecl& define = model.defines[d.define];
  Frame inner = f;
  inner.slots = {};
  inner.slots[0] = root_.get();
  inner.slots[1] = define.about ? thing_at(d.place, f) : nullptr;
  ValueTerm out = blank_value(define.type.kind);  // no line holds: it has no value
  out.absent = out.when.absent = solver.yes();
  out.truth = known(false);
  for (auto v = define.versions.rbegin(); v != define.versions.rend(); ++v) {
    std::vector<Term> in_force{solver.yes()};
    if (v->from) in_force.push_back(f.day >= solver.whole(v->from->days));
    if (v->until) in_force.push_back(f.day <= solver.whole(v->until->days));
    const Term here = solver.all(in_force);
    for (auto b = v->branches.rbegin(); b != v->branches.rend(); ++b) {
      const Truth3 when = b->condition ? truth(b->condition, inner) : known(true);
      ValueTerm one = define.type.kind == TypeKind::yes_no ? of_truth(truth(b->value, inner)) : value(b->value, inner);
      out = choose({(here && when.yes).simplify(), (!here || when.no).simplify()}, one, out);
    }
  }
  return out;
}

ValueTerm Encoder::table_value(const expr::TableOutput& t, const Frame& f) {
  const TableDecl& table = model.tables[t.table];
  Frame inner = f;
  inner.slots = {};
  inner.slots[0] = root_.get();
  inner.slots[1] = table.about ? thing_at(t.place, f) : nullptr;
  ValueTerm out = blank_value(table.output_types[t.output].kind);
  out.absent = out.when.absent = solver.yes();
  out.truth = known(false);
  for (auto row = table.rows.rbegin(); row != table.rows.rend(); ++row) {
    Truth3 matches = known(true);
    for (const ExprId condition : row->conditions) {
      if (condition) matches = both(matches, truth(condition, inner));
    }
    out = choose(matches, value(row->outputs[t.output], inner), out);
  }
  return out;
}

ValueTerm Encoder::parameter_value(const expr::Parameter& p, const Frame& f, const Type&) {
  if (!p.by) return parameter_at(p.parameter, p.key, f);
  const ParameterDecl& parameter = model.parameters[p.parameter];
  const ValueTerm key = value(p.by, f);
  ValueTerm out = blank_value(parameter.type.kind);
  out.absent = solver.yes();
  const auto& codes = model.code_sets[parameter.keys].codes;
  for (std::size_t c = codes.size(); c-- > 0;) {
    const Term is = !key.absent && key.number == solver.whole(static_cast<std::int64_t>(c));
    out = choose(known(is), parameter_at(p.parameter, codes[c], f), out);
  }
  out.unknown = out.unknown || key.unknown;
  return out;
}

ValueTerm Encoder::parameter_at(ParameterId id, const std::string& key, const Frame& f) {
  if (const auto found = overridden_.find(id.value); found != overridden_.end()) {
    override_used_ = true;
    return found->second;
  }
  const ParameterDecl& parameter = model.parameters[id];
  const auto in_force = [&](const std::optional<Date>& from, const std::optional<Date>& until) {
    std::vector<Term> parts{solver.yes()};
    if (from) parts.push_back(f.day >= solver.whole(from->days));
    if (until) parts.push_back(f.day <= solver.whole(until->days));
    return solver.all(parts);
  };
  // A hole: any value, within the range where one is given for numbers.
  ValueTerm out = blank_value(parameter.type.kind);
  if (is_time(parameter.type.kind)) {
    out.when = free_time(parameter.type.kind == TypeKind::date, "parameter");
  } else if (parameter.type.kind != TypeKind::duration) {
    out.number = solver.free_real("parameter");
    if (parameter.range_low && parameter.range_high) {
      solver.axiom(out.number >= value(parameter.range_low, f).number && out.number <= value(parameter.range_high, f).number);
    }
  }
  bool hole = true;
  for (auto v = parameter.values.rbegin(); v != parameter.values.rend(); ++v) {
    if (v->key != key || !v->value || v->not_read) continue;
    Term here = in_force(v->from, v->until);
    if (parameter.readings) here = here && choice(parameter.readings) == solver.whole(v->reading);
    hole = hole && !here.is_true();
    out = choose(known(here), value(v->value, f), out);
  }
  if (hole) open_parameters_[id] = true;
  for (std::size_t i = 0; i < model.overlays.size(); ++i) {
    const OverlayDecl& overlay = model.overlays.rows()[i];
    for (const OverlayDecl::Setting& s : overlay.settings) {
      if (s.parameter != id || s.key != key) continue;
      const Term here = in_force(overlay.from, overlay.until) && municipality_on(f.day) == solver.whole(municipality_number(overlay.municipality));
      out = choose(known(here), value(s.value, f), out);
    }
  }
  return out;
}

ValueTerm Encoder::pick_value(const expr::PickField& p, const Frame& f, const Type& type) {
  Thing* owner = thing_at(p.selection.list.place, f);
  if (lists == Lists::any || owner == nullptr) return free_value(type, "first of, last of");
  const bool first = p.selection.which == Selection::Which::first;
  ValueTerm out = blank_value(type.kind);
  out.absent = solver.yes();
  out.truth = known(false);
  out.when.pending = solver.yes();
  Term have = solver.no();
  std::optional<TimeTerm> best;
  for (const auto& [there, element] : listing(*owner, p.selection.list.list)) {
    Frame inner = f;
    inner.slots[p.selection.slot] = element;
    const FieldId event = model.concepts[element->concept_id].first_event;
    if (!event) return free_value(type, "first of, last of");
    const TimeTerm when = event_time(*element, event);
    const Truth3 where = p.selection.where ? truth(p.selection.where, inner) : known(true);
    const Term counts = there && where.yes && happened_by(when, now());
    Term better = counts;
    if (best) {
      const Term sooner = when.is_day ? (first ? when.day < best->day : when.day >= best->day)
                                      : (first ? when.minute < best->minute : when.minute >= best->minute);
      better = counts && (!have || sooner);
    }
    ValueTerm one = field_value(*element, p.field, p.part, f);
    const Term open = there && !where.yes && !where.no;
    out = choose(known(better), one, out);
    out.unknown = out.unknown || open;
    out.when.unknown = out.when.unknown || open;
    best = best ? pick_time(better, when, *best) : when;
    have = have || counts;
  }
  return out;
}

ValueTerm Encoder::arithmetic(expr::BinaryOp op, const ValueTerm& a, const ValueTerm& b, const Type& type) {
  using enum expr::BinaryOp;
  if (is_time(a.kind)) return of_time(shifted(a.when, b.duration, op == subtract), a.kind);
  if (is_time(b.kind)) return of_time(shifted(b.when, a.duration, false), b.kind);
  if (a.kind == TypeKind::duration) {
    ValueTerm v = blank_value(TypeKind::duration);
    v.absent = a.absent || b.absent;
    for (const auto& [x, d] : a.duration.alternatives) {
      for (const auto& [y, e] : b.duration.alternatives) {
        if (d.unit != e.unit || d.calendar != e.calendar) return free_value(type, "duration arithmetic");
        Duration sum = d;
        sum.count = op == subtract ? d.count - e.count : d.count + e.count;
        v.duration.alternatives.emplace_back(x && y, sum);
      }
    }
    return v;
  }
  ValueTerm v = blank_value(a.kind);
  v.absent = a.absent || b.absent;
  v.unknown = a.unknown || b.unknown;
  if (op == add) v.number = a.number + b.number;
  else if (op == subtract) v.number = a.number - b.number;
  else if (op == multiply && (a.number.is_numeral() || b.number.is_numeral())) v.number = a.number * b.number;
  else return free_value(type, "multiplication, division");
  return v;
}

TimeTerm Encoder::moved(const TimeTerm& from, Duration by, bool back) {
  TimeTerm out = from;
  const std::int32_t count = back ? -by.count : by.count;
  switch (by.unit) {
    case Unit::minutes: case Unit::hours:
      if (from.is_day) return free_time(false, "hours from a day");
      out.minute = from.minute + solver.real(static_cast<std::int64_t>(count) * (by.unit == Unit::hours ? 60 : 1));
      out.day = solver.local_day(out.minute);
      return out;
    case Unit::days: case Unit::weeks: out.day = from.day + solver.whole(count * (by.unit == Unit::weeks ? 7 : 1)); break;
    case Unit::months: case Unit::years: {
      const std::int32_t months = count * (by.unit == Unit::years ? 12 : 1);
      if (months != 0) out.day = solver.apply("months " + std::to_string(months), from.day, [months](Date d) { return add_months(d, months); });
      break;
    }
    case Unit::calendar_days: {
      const CalendarDecl& decl = model.calendars[CalendarId{by.calendar}];
      for (std::size_t i = decl.alternatives.size(); i-- > 0;) {
        const Calendar* calendar = &decl.alternatives[i];
        const Term day = solver.apply("days " + std::to_string(by.calendar) + "." + std::to_string(i) + " " + std::to_string(count), from.day,
                                      [calendar, count](Date d) { return calendar->add(d, count); });
        out.day = i + 1 == decl.alternatives.size() ? day : z3::ite(choice(decl.readings) == solver.whole(static_cast<std::int64_t>(i)), day, out.day);
      }
      break;
    }
  }
  out.minute = solver.real(0);
  out.is_day = true;
  return out;
}

TimeTerm Encoder::shifted(const TimeTerm& from, const DurationTerm& by, bool back) {
  if (by.alternatives.empty()) return free_time(true, "open duration");
  const bool elapsed = by.alternatives.front().second.is_elapsed();
  for (const auto& [when, d] : by.alternatives) {
    if (d.is_elapsed() != elapsed) return free_time(true, "open duration");
  }
  std::optional<TimeTerm> out;
  if (!by.alternatives.back().first.is_true()) {
    out = free_time(!elapsed || from.is_day, "open duration");
    out->absent = from.absent;
    out->pending = from.pending;
  }
  for (std::size_t i = by.alternatives.size(); i-- > 0;) {
    const TimeTerm one = moved(from, by.alternatives[i].second, back);
    out = out ? pick_time(by.alternatives[i].first, one, *out) : one;
  }
  return *out;
}

TimeTerm Encoder::rolled(const TimeTerm& due, CalendarId to) {
  TimeTerm out = due;
  const CalendarDecl& decl = model.calendars[to];
  for (std::size_t i = decl.alternatives.size(); i-- > 0;) {
    const Calendar* calendar = &decl.alternatives[i];
    const Term day = solver.apply("roll " + std::to_string(to.value) + "." + std::to_string(i), due.day, [calendar](Date d) { return calendar->next_on_or_after(d); });
    out.day = i + 1 == decl.alternatives.size() ? day : z3::ite(choice(decl.readings) == solver.whole(static_cast<std::int64_t>(i)), day, out.day);
  }
  return out;
}

ValueTerm Encoder::earliest_or_latest(const std::vector<ExprId>& terms, bool latest, const Frame& f) {
  std::vector<TimeTerm> times;
  bool day = false;
  for (const ExprId term : terms) {
    TimeTerm t = time(term, f);
    const auto* field = std::get_if<expr::Field>(&model.exprs[term].node);
    if (latest && field != nullptr && !field->part && model.fields[field->field].kind == FieldKind::event) {
      const Term ahead = !t.absent && !t.pending && !happened_by(t, f.at);
      t.pending = t.pending || ahead;
    }
    day |= t.is_day;
    times.push_back(t);
  }
  std::optional<TimeTerm> best;
  Term any_absent = solver.no();
  Term all_absent = solver.yes();
  Term unknown = solver.no();
  Term have = solver.no();
  for (TimeTerm t : times) {
    t.is_day = day;
    const Term here = !t.absent && !t.pending;
    any_absent = any_absent || t.absent;
    all_absent = all_absent && t.absent;
    unknown = unknown || t.unknown;
    if (best) {
      const Term better = day ? (latest ? t.day > best->day : t.day < best->day) : (latest ? t.minute > best->minute : t.minute < best->minute);
      best = pick_time(here && (!have || better), t, *best);
    } else {
      best = t;
    }
    have = have || here;
  }
  best->is_day = day;
  best->unknown = unknown;
  best->absent = latest ? any_absent : all_absent;
  best->pending = !best->absent && !have;
  return of_time(*best, day ? TypeKind::date : TypeKind::moment);
}

}  // namespace rettesnor::analyze
