// Values of expressions, unknowns carried as bounds (LANGUAGE.md §3).
#include <algorithm>
#include <ranges>
#include <utility>

#include "engine/model/match.hpp"
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

bool is_time(TypeKind kind) { return kind == TypeKind::date || kind == TypeKind::moment; }

Possible of_time(When w) { return {.kind = w.day ? TypeKind::date : TypeKind::moment, .when = w}; }
Possible nothing() { return {.kind = TypeKind::invalid, .present = false}; }

/// Every value of the type.
Possible anything(const Type& type, const Model& model) {
  Possible p{.kind = type.kind, .absent = true, .can_yes = true, .can_no = true, .list = type.list};
  if (type.kind == TypeKind::code) p.codes.assign(model.code_sets[type.codes].codes.size(), true);
  p.list_unknown = type.list;
  p.text_unknown = true;
  p.endless = true;
  if (is_time(type.kind)) p.when = unknown_time(type.kind == TypeKind::date);
  return p;
}

Possible exact_number(Decimal d, TypeKind kind = TypeKind::number) { return {.kind = kind, .number = {d, d}}; }

When known_time(const Value& value, bool day) {
  if (const auto* dates = std::get_if<DateInterval>(&value)) {
    When w = days_between(dates->first, dates->last);
    w.day = day;
    return w;
  }
  if (const auto* moments = std::get_if<MomentInterval>(&value)) {
    const When w{.present = true, .lo = moments->first, .hi = moments->last};
    return day ? as_day(w) : w;
  }
  return unknown_time(day);
}

}  // namespace

Possible Evaluator::value(ExprId id, const Frame& f) {
  if (++steps_ > step_budget) throw OutOfSteps{};
  return node_value(id, f);
}

When Evaluator::time(ExprId id, const Frame& f) {
  const Possible p = value(id, f);
  return is_time(p.kind) ? p.when : When{.absent = true};
}

Possible Evaluator::node_value(ExprId id, const Frame& f) {
  const Expr& e = model_.exprs[id];
  return std::visit(
      match{
          [](const expr::YesNo& x) { return yes_no(x.value ? Truth::yes : Truth::no); },
          [&](const expr::Number& x) { return exact_number(x.value, e.type.kind); },
          [](const expr::TextValue& x) { return Possible{.kind = TypeKind::text, .texts = {x.value}}; },
          [&](const expr::Code& x) {
            Possible p{.kind = TypeKind::code};
            p.codes.resize(std::max<std::size_t>(model_.code_sets[e.type.codes].codes.size(), x.code + 1));
            p.codes[x.code] = true;
            return p;
          },
          [](const expr::DateValue& x) { return of_time(exact_day(x.value)); },
          [](const expr::MomentValue& x) { return of_time(exact_moment(x.value)); },
          [](const expr::DurationValue& x) { return Possible{.kind = TypeKind::duration, .least = x.value, .most = x.value}; },
          [&](const expr::Field& x) {
            const Element* element = element_at(x.place, f);
            return element == nullptr ? Possible{.kind = e.type.kind, .absent = true, .present = false}
                                      : field_value(*element, x.field, x.part, f);
          },
          [&](const expr::PickField& x) { return pick_value(x, f); },
          [&](const expr::PreviousField& x) {
            if (f.previous == nullptr) return anything(e.type, model_);
            return field_value(*f.previous, x.field ? x.field : model_.concepts[f.previous->concept_id].first_event, x.part, f);
          },
          [&](const expr::Define& x) { return define_value(x, f); },
          [&](const expr::TableOutput& x) { return table_value(x, f); },
          [&](const expr::Parameter& x) { return parameter_value(x, f); },
          [&](const expr::ExtractionTime&) {
            const auto mark = watermark(std::nullopt, false);
            // What is asked as at T sees nothing after it.
            return of_time(mark ? exact_moment(std::min(*mark, question_.as_of)) : unknown_time(false));
          },
          [&](const expr::Municipality&) {
            const auto code = municipality_on(f.day);
            return Possible{.kind = TypeKind::text, .text_unknown = !code, .texts = {code.value_or("")}};
          },
          [&](const expr::Negate& x) {
            Possible p = value(x.operand, f);
            const auto minus = [](std::optional<Decimal> d) { return d ? sub(Decimal{}, *d) : std::nullopt; };
            p.number = {minus(p.number.hi), minus(p.number.lo)};
            return p;
          },
          [&](const expr::Binary& x) {
            using enum expr::BinaryOp;
            if (x.op == add || x.op == subtract || x.op == multiply || x.op == divide) {
              return arithmetic(x.op, value(x.left, f), value(x.right, f));
            }
            return yes_no(x.op == and_ ? truth(x.left, f) & truth(x.right, f)
                          : x.op == or_ ? truth(x.left, f) | truth(x.right, f)
                                        : compare(x.op, value(x.left, f), value(x.right, f), f.at));
          },
          [&](const expr::Count& x) { return count_value(x, f); },
          [&](const expr::Sum& x) { return sum_value(x, e.type.kind, f); },
          [&](const expr::WholeUnits& x) { return whole_units(x, f); },
          [&](const expr::EarliestOf& x) { return earliest_or_latest(x.terms, false, f); },
          [&](const expr::LatestOf& x) { return earliest_or_latest(x.terms, true, f); },
          [&](const expr::EndOfYear& x) {
            When w = as_day(time(x.day, f));
            if (w.present) {
              const When years = days_between(end_of_year(w.first_day()), end_of_year(w.last_day()));
              w.lo = years.lo;
              w.hi = years.hi;
            }
            return of_time(w);
          },
          [&](const expr::DueOf& x) {
            When w = due_of(x, f);
            if (!w.present) w.day = e.type.kind == TypeKind::date;
            return of_time(w);
          },
          // Not, Among, Group, Quantifier, Happened, Recorded, Exists, StateOn, VerdictIs
          [&](const auto&) { return yes_no(truth(id, f)); },
      },
      e.node);
}

When Evaluator::event_time(const Element& element, FieldId id) {
  for (const auto& [pin, when] : pins_ | std::views::reverse) {
    if (pin.element == &element && pin.event == id) return when;
  }
  const FieldDecl& field = model_.fields[id];
  const Cell& cell = cell_of(element, field);
  const bool day = field.type.kind == TypeKind::date;
  When w{.day = day};
  const auto anywhere_up_to_now = [&](Moment from) {
    w.present = true;
    const When days = days_between(local_day(from), local_day(at_));
    w.lo = day ? days.lo : from;
    w.hi = day ? days.hi : at_;
    w.pending = w.uncovered = true;
  };
  switch (cell.state) {
    case CellState::value: return known_time(cell.value, day);
    case CellState::does_not_exist: w.absent = true; return w;
    case CellState::asked_unknown: case CellState::withheld: case CellState::conflicting:
      anywhere_up_to_now(beginning_of_time());
      w.absent = true;
      return w;
    case CellState::not_recorded: break;
  }
  const auto mark = watermark(cell.not_by, cell.unmapped);
  if (mark && *mark >= at_) {
    w.pending = true;  // had not happened by the watermark, so not at T
    return w;
  }
  anywhere_up_to_now(mark ? start_of_day(local_day(*mark)) : beginning_of_time());
  return w;
}

Possible Evaluator::cell_value(const Cell& cell, const FieldDecl& field) {
  if (cell.state == CellState::does_not_exist) {
    Possible p{.kind = field.type.kind, .absent = true, .present = false, .list = field.type.list};
    p.when = {.absent = true, .day = field.type.kind == TypeKind::date};
    return p;
  }
  if (cell.state != CellState::value) return anything(field.type, model_);
  return std::visit(match{
                        [](bool x) { return yes_no(x ? Truth::yes : Truth::no); },
                        [&](Decimal x) { return exact_number(x, field.type.kind); },
                        [](const std::string& x) { return Possible{.kind = TypeKind::text, .texts = {x}}; },
                        [&](CodeValue x) {
                          Possible p{.kind = TypeKind::code};
                          p.codes.resize(model_.code_sets[field.type.codes].codes.size());
                          p.codes[x.code] = true;
                          return p;
                        },
                        [&](const std::vector<CodeValue>& xs) {
                          Possible p{.kind = TypeKind::code, .list = true};
                          p.codes.resize(model_.code_sets[field.type.codes].codes.size());
                          for (const CodeValue x : xs) p.codes[x.code] = true;
                          return p;
                        },
                        [&](const DateInterval&) { return of_time(known_time(cell.value, field.type.kind == TypeKind::date)); },
                        [&](const MomentInterval&) { return of_time(known_time(cell.value, field.type.kind == TypeKind::date)); },
                        [](Duration x) { return Possible{.kind = TypeKind::duration, .least = x, .most = x}; },
                        [&](const auto&) { return anything(field.type, model_); },
                    },
                    cell.value);
}

Possible Evaluator::field_value(const Element& element, FieldId id, FieldId part, const Frame& f) {
  const FieldDecl& field = model_.fields[id];
  touch(&element, id, part);
  const Cell& cell = cell_of(element, field);
  if (part) {
    const FieldDecl& decl = model_.fields[part];
    static const Cell blank{};
    return cell_value(decl.index < cell.parts.size() ? cell.parts[decl.index] : blank, decl);
  }
  switch (field.kind) {
    case FieldKind::event: return of_time(event_time(element, id));
    case FieldKind::state: return yes_no(state_of(element, field, f.day));
    case FieldKind::list: {
      const Listing list = listing_of(&element, id);
      return yes_no(!list.seen.empty() ? Truth::yes : list.unseen != nullptr ? Truth::unknown : Truth::no);
    }
    case FieldKind::fact: case FieldKind::judgement: case FieldKind::part: break;
  }
  if (field.type.kind == TypeKind::periods) return yes_no(periods_on(cell, f.day));
  return cell_value(cell, field);
}

Possible Evaluator::pick_value(const expr::PickField& p, const Frame& f) {
  const Picked picked = pick(p.selection, f);
  const FieldDecl& field = model_.fields[p.field];
  Possible out = nothing();
  for (const Element* element : picked.candidates) {
    const Possible one = field_value(*element, p.field, p.part, f);
    out = out.kind == TypeKind::invalid ? one : merge(out, one);
  }
  if (picked.may_be_none) {
    if (out.kind == TypeKind::invalid) out.kind = field.type.kind;
    out.absent = true;
    // An occurrence that has not come is one that has not happened, not one that does not exist.
    if (is_time(out.kind)) out.when.pending = true;
    out.when.day = field.type.kind == TypeKind::date;
  }
  return out;
}

Possible Evaluator::define_value(const expr::Define& d, const Frame& f) {
  const DefineDecl& define = model_.defines[d.define];
  Frame inner;
  inner.slots[0] = case_.root.get();
  inner.slots[1] = define.about ? element_at(d.place, f) : nullptr;
  inner.previous = f.previous;
  inner.at = f.at;
  inner.day = f.day;
  Possible out = nothing();
  for (const DefineVersion& v : define.versions) {
    if ((v.from && f.day < *v.from) || (v.until && f.day > *v.until)) continue;
    for (const Branch& b : v.branches) {
      const Truth holds = b.condition ? decided({&b.condition, 1}, inner) : Truth::yes;
      if (holds == Truth::no) continue;
      const Possible one = is_time(define.type.kind) || define.type.kind != TypeKind::yes_no ? value(b.value, inner)
                                                                                           : yes_no(truth(b.value, inner));
      out = out.kind == TypeKind::invalid ? one : merge(out, one);
      if (holds == Truth::yes) return out;
    }
  }
  // No line holds: the define has no value here.
  if (out.kind == TypeKind::invalid) out.kind = define.type.kind;
  out.absent = true;
  out.when.absent = true;
  return out;
}

Possible Evaluator::table_value(const expr::TableOutput& t, const Frame& f) {
  const TableDecl& table = model_.tables[t.table];
  Frame inner = f;
  inner.slots = {};
  inner.slots[0] = case_.root.get();
  inner.slots[1] = table.about ? element_at(t.place, f) : nullptr;
  Possible out = nothing();
  for (const TableDecl::Row& row : table.rows) {
    Truth matches = Truth::yes;
    for (const ExprId condition : row.conditions) {
      if (condition) matches = matches & truth(condition, inner);
    }
    if (matches == Truth::no) continue;
    if (sights_ != nullptr && matches == Truth::yes) sights_->rows.emplace(t.table, &row - table.rows.data());
    const Possible one = value(row.outputs[t.output], inner);
    out = out.kind == TypeKind::invalid ? one : merge(out, one);
    if (matches == Truth::yes) return out;
  }
  if (out.kind == TypeKind::invalid) out.kind = table.output_types[t.output].kind;
  out.absent = true;
  return out;
}

Possible Evaluator::parameter_value(const expr::Parameter& p, const Frame& f) {
  if (!p.by) return parameter_at(p.parameter, p.key, f);
  // `p for provision`: the value of every key that the fact may name.
  const ParameterDecl& parameter = model_.parameters[p.parameter];
  const Possible keys = value(p.by, f);
  Possible out = nothing();
  for (std::size_t c = 0; c < keys.codes.size(); ++c) {
    if (!keys.codes[c]) continue;
    const Possible one = parameter_at(p.parameter, model_.code_sets[parameter.keys].codes[c], f);
    out = out.kind == TypeKind::invalid ? one : merge(out, one);
  }
  if (out.kind == TypeKind::invalid) out.kind = parameter.type.kind;
  out.absent |= keys.absent;
  return out;
}

Possible Evaluator::parameter_at(ParameterId id, const std::string& key, const Frame& f) {
  const ParameterDecl& parameter = model_.parameters[id];
  const auto in_force = [&](const std::optional<Date>& from, const std::optional<Date>& until) {
    return (!from || *from <= f.day) && (!until || f.day <= *until);
  };
  Possible range = anything(parameter.type, model_);
  range.absent = false;
  if (parameter.range_low && parameter.range_high) {
    range = merge(value(parameter.range_low, f), value(parameter.range_high, f));
  }
  const auto municipality = municipality_on(f.day);
  bool some_overlay = false;
  for (const OverlayDecl& overlay : model_.overlays.rows()) {
    if (!in_force(overlay.from, overlay.until)) continue;
    for (const OverlayDecl::Setting& s : overlay.settings) {
      if (s.parameter != id || s.key != key) continue;
      some_overlay = true;
      if (municipality && *municipality == overlay.municipality) return value(s.value, f);
    }
  }
  if (!municipality && some_overlay) {  // which municipality's choice is not known
    open_parameters_.insert(id);
    return range;
  }
  const std::uint32_t reading = parameter.readings ? world_.choice(parameter.readings) : 0;
  for (const ParameterValue& v : parameter.values) {
    if (v.key != key || v.reading != reading || !in_force(v.from, v.until)) continue;
    if (v.value && !v.not_read) return value(v.value, f);
    break;
  }
  open_parameters_.insert(id);
  return range;
}

Possible Evaluator::arithmetic(expr::BinaryOp op, const Possible& a, const Possible& b) {
  using enum expr::BinaryOp;
  if (is_time(a.kind)) return of_time(shifted(a.when, b, op == subtract));
  if (is_time(b.kind)) return of_time(shifted(b.when, a, false));
  Possible out{.kind = a.kind, .absent = a.absent || b.absent, .present = a.present && b.present};
  if (a.kind == TypeKind::duration && b.kind == TypeKind::duration) {
    const auto combine = [op](Duration x, Duration y) {
      x.count = op == subtract ? x.count - y.count : x.count + y.count;
      return x;
    };
    out.least = combine(a.least, op == subtract ? b.most : b.least);
    out.most = combine(a.most, op == subtract ? b.least : b.most);
    out.endless = a.endless || b.endless;
    return out;
  }
  const NumberRange& x = a.number;
  const NumberRange& y = b.number;
  const auto both = [](auto combine, std::optional<Decimal> p, std::optional<Decimal> q) {
    return p && q ? combine(*p, *q) : std::optional<Decimal>{};
  };
  if (op == add) {
    out.number = {both([](Decimal p, Decimal q) { return rettesnor::add(p, q); }, x.lo, y.lo),
                  both([](Decimal p, Decimal q) { return rettesnor::add(p, q); }, x.hi, y.hi)};
  } else if (op == subtract) {
    out.number = {both([](Decimal p, Decimal q) { return sub(p, q); }, x.lo, y.hi),
                  both([](Decimal p, Decimal q) { return sub(p, q); }, x.hi, y.lo)};
  } else if (op == multiply && x.lo && x.hi && y.lo && y.hi) {
    for (const Decimal p : {*x.lo, *x.hi}) {
      for (const Decimal q : {*y.lo, *y.hi}) {
        const auto product = mul(p, q);
        if (!product) return {.kind = a.kind, .absent = out.absent};
        out.number.lo = std::min(out.number.lo.value_or(*product), *product);
        out.number.hi = std::max(out.number.hi.value_or(*product), *product);
      }
    }
  }
  return out;
}

When Evaluator::shifted(const When& from, const Possible& duration, bool back) {
  When w = from;
  w.absent = w.absent || duration.absent;
  if (!w.present || !duration.present) {
    w.present = false;
    w.day |= !duration.least.is_elapsed();  // days from a moment are a day, though it has not come
    return w;
  }
  const Duration lo = back ? duration.most : duration.least;
  const Duration hi = back ? duration.least : duration.most;
  if (lo.is_elapsed()) {
    const auto move = [&](Moment m, Duration d) {
      return std::clamp(Moment{m.micros + (back ? -1 : 1) * elapsed_micros(d)}, beginning_of_time(), end_of_time());
    };
    w.lo = move(w.lo, lo);
    w.hi = duration.endless ? end_of_time() : move(w.hi, hi);
    return w;
  }
  const auto move = [&](Date d, Duration by) {
    std::optional<Date> to;
    if (by.unit == Unit::calendar_days) {
      to = calendar(CalendarId{by.calendar}).add(d, back ? -by.count : by.count);
    } else {
      to = back ? rettesnor::subtract(d, by) : rettesnor::add(d, by);
    }
    return to.value_or(back != (by.count < 0) ? first_date : last_date);
  };
  const When days = days_between(move(w.first_day(), lo), duration.endless ? last_date : move(w.last_day(), hi));
  w.lo = days.lo;
  w.hi = days.hi;
  w.day = true;
  return w;
}

Possible Evaluator::earliest_or_latest(const std::vector<ExprId>& terms, bool latest, const Frame& f) {
  std::vector<When> times;
  bool day = false;
  for (const ExprId term : terms) {
    When w = time(term, f);
    const auto* field = std::get_if<expr::Field>(&model_.exprs[term].node);
    const bool event = field != nullptr && !field->part && model_.fields[field->field].kind == FieldKind::event;
    if (latest && event && w.present && w.latest_start() > f.at) {  // dated ahead: not happened at T, and left out
      w.pending = true;
      w.present = w.lo <= f.at;
      w.hi = std::min(w.hi, w.day ? Moment{end_of_day(local_day(f.at)).micros - 1} : f.at);
    }
    day |= w.day;
    times.push_back(w);
  }
  if (day) std::ranges::transform(times, times.begin(), as_day);
  When out{.day = day};
  bool some_certain = false;
  bool all_may_be_missing = true;
  bool any_absent = false;
  std::optional<Moment> bound;  // of the terms that certainly count
  std::optional<Moment> lo, hi; // of all that may
  for (const When& w : times) {
    if (latest && !w.present && !w.pending) return of_time({.absent = true, .day = day});
    any_absent |= w.absent;
    out.uncovered |= w.uncovered;
    all_may_be_missing &= w.absent || w.pending;
    if (!w.present) continue;
    out.present = true;
    lo = !lo ? w.lo : std::min(*lo, w.lo);
    hi = !hi ? w.hi : std::max(*hi, w.hi);
    if (w.absent || w.pending) continue;
    some_certain = true;
    const Moment edge = latest ? w.lo : w.hi;
    bound = !bound ? edge : latest ? std::max(*bound, edge) : std::min(*bound, edge);
  }
  if (out.present) {
    out.lo = latest && some_certain ? *bound : *lo;
    out.hi = !latest && some_certain ? *bound : *hi;
  }
  out.absent = latest ? any_absent : std::ranges::all_of(times, &When::absent);
  out.pending = all_may_be_missing && std::ranges::any_of(times, &When::pending);
  return of_time(out);
}

Possible Evaluator::whole_units(const expr::WholeUnits& w, const Frame& f) {
  const When a = as_day(time(w.from, f));
  const When b = as_day(time(w.to, f));
  Possible p{.kind = TypeKind::number};
  p.absent = a.absent || b.absent || a.pending || b.pending;
  p.present = a.present && b.present;
  if (!p.present) return p;
  const auto between = [&](Date from, Date to) {
    switch (w.unit) {
      case expr::CountUnit::days: return to.days - from.days;
      case expr::CountUnit::months: return whole_months(from, to);
      case expr::CountUnit::years: return whole_years(from, to);
    }
    return 0;
  };
  p.number = {make_decimal(between(a.last_day(), b.first_day())), make_decimal(between(a.first_day(), b.last_day()))};
  return p;
}

}  // namespace rettesnor::reference
