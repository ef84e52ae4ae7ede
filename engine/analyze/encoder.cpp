// The cells and elements that the solver chooses, and the case that it chose.
#include "engine/analyze/encoder.hpp"

#include <algorithm>

#include "engine/values/parse.hpp"

namespace rettesnor::analyze {

namespace {

/// Readable cases lie in these years, in working hours.
constexpr Date pleasant_first{10957};   // 2000-01-01
constexpr Date pleasant_last{21183};    // 2027-12-31
constexpr std::int64_t pleasant_from = 6 * 60;   // 08:00 summer time
constexpr std::int64_t pleasant_until = 14 * 60;

}  // namespace

Encoder::Encoder(const Model& of, ConceptId root, Lists lists_, std::set<FieldId> recorded)
    : now_day(solver.no()), now_minute(solver.no()), model(of), lists(lists_), root_concept_(root), root_(std::make_unique<Thing>()),
      recorded_(std::move(recorded)) {
  root_->concept_id = root;
  now_minute = solver.free_real("now");
  now_day = solver.local_day(now_minute);
  wish_moment(now_day, now_minute);
}

void Encoder::wish_moment(const Term& day, const Term& minute) {
  solver.prefer(z3::is_int(minute));
  const Term of_day = minute - z3::to_real(day) * solver.real(24 * 60);
  solver.prefer(of_day >= solver.real(pleasant_from) && of_day <= solver.real(pleasant_until));
  wish_day(day);
}

void Encoder::wish_day(const Term& day) {
  solver.prefer(day >= solver.whole(pleasant_first.days) && day <= solver.whole(pleasant_last.days));
}

CellTerm& Encoder::cell(Thing& thing, FieldId id, FieldId part) {
  const auto key = std::pair(id, part);
  if (const auto found = thing.cells.find(key); found != thing.cells.end()) return found->second;
  const FieldDecl& whole = model.fields[id];
  const FieldDecl& field = part ? model.fields[part] : whole;
  const Term no = solver.no();
  CellTerm c{.absent = solver.free_bool(field.name + ".absent"), .blank = no, .value = no, .day = solver.whole(0), .minute = solver.real(0),
             .members = {}, .holds_on = {}, .days_asked = {}};
  solver.prefer(!c.absent);
  const bool may_be_blank = field.kind == FieldKind::event || part || recorded_.contains(part ? part : id);
  if (may_be_blank) {
    c.blank = solver.free_bool(field.name + ".blank");
    solver.axiom(!(c.absent && c.blank));
  }
  switch (field.type.kind) {
    case TypeKind::yes_no: c.value = solver.free_bool(field.name); break;
    case TypeKind::number: case TypeKind::amount:
      c.value = solver.free_real(field.name);
      solver.prefer(z3::is_int(c.value) && c.value >= solver.real(0) && c.value <= solver.real(1000));
      break;
    case TypeKind::code: {
      const auto size = static_cast<std::int64_t>(model.code_sets[field.type.codes].codes.size());
      if (field.type.list) {
        for (std::int64_t i = 0; i < size; ++i) c.members.push_back(solver.free_bool(field.name));
        c.value = solver.whole(0);
      } else {
        c.value = solver.free_int(field.name);
        solver.axiom(c.value >= solver.whole(0) && c.value < solver.whole(size));
      }
      break;
    }
    case TypeKind::text:
      c.value = solver.free_int(field.name);  // 0 and below: texts that no rule names
      break;
    case TypeKind::date:
      c.day = solver.free_day(field.name);
      wish_day(c.day);
      break;
    case TypeKind::moment:
      c.minute = solver.free_real(field.name);
      c.day = solver.local_day(c.minute);
      wish_moment(c.day, c.minute);
      break;
    case TypeKind::periods: c.holds_on = solver.free_predicate(field.name); break;
    case TypeKind::duration: case TypeKind::invalid: break;
  }
  CellTerm& out = thing.cells.emplace(key, std::move(c)).first->second;
  if (part) {  // a part is recorded with its event or judgement, and not without
    const CellTerm owner = cell(thing, id);
    solver.axiom(z3::implies(owner.absent || owner.blank, out.blank));
    if (!recorded_.contains(part)) solver.axiom(z3::implies(!(owner.absent || owner.blank), !out.blank));
  }
  return out;
}

TimeTerm Encoder::event_time(Thing& thing, FieldId field) {
  const CellTerm& c = cell(thing, field);
  return {c.absent, c.blank, solver.no(), c.day, c.minute, model.fields[field].type.kind == TypeKind::date};
}

Thing& Encoder::element_of(Thing& owner, FieldId list) {
  auto& all = owner.lists[list];
  if (all.empty()) add_element(owner, list);
  solver.axiom(all.front().first);
  return *all.front().second;
}

Thing& Encoder::possible_element(Thing& owner, FieldId list) {
  if (owner.lists[list].empty()) add_element(owner, list);
  return *owner.lists[list].front().second;
}

void Encoder::add_element(Thing& owner, FieldId list) {
  auto& all = owner.lists[list];
  auto thing = std::make_unique<Thing>();
  thing->concept_id = model.fields[list].element;
  thing->parent = &owner;
  thing->in_list = list;
  const Term there = solver.free_bool(model.fields[list].name + ".there");
  if (!all.empty()) {
    solver.axiom(z3::implies(there, all.back().first));
    solver.prefer(!there);
  }
  all.emplace_back(there, std::move(thing));
}

std::vector<std::pair<Term, Thing*>> Encoder::listing(Thing& owner, FieldId list) {
  loose.lists = true;
  while (owner.lists[list].size() < elements) add_element(owner, list);
  std::vector<std::pair<Term, Thing*>> out;
  for (const auto& [there, thing] : owner.lists[list]) out.emplace_back(there, thing.get());
  return out;
}

Thing* Encoder::thing_at(Place place, const Frame& f) const {
  Thing* thing = f.slots[place.slot];
  for (int i = 0; i < place.up && thing != nullptr; ++i) thing = thing->parent;
  return thing;
}

Frame Encoder::frame_at(Thing* thing) {
  Frame f{.slots = {}, .at = now(), .day = now_day};
  f.slots[0] = root_.get();
  f.slots[1] = thing;
  return f;
}

Term Encoder::choice(ReadingSetId set) {
  if (!set) return solver.whole(0);
  if (const auto found = choices_.find(set.value); found != choices_.end()) return found->second;
  const Term c = solver.free_int("reading");
  solver.axiom(c >= solver.whole(0) && c < solver.whole(static_cast<std::int64_t>(model.readings[set].alternatives.size())));
  solver.prefer(c == solver.whole(0));
  return choices_.emplace(set.value, c).first->second;
}

Term Encoder::municipality_on(const Term& day) {
  for (const auto& [known_day, which] : municipalities_) {
    if (z3::eq(known_day, day)) return which;
  }
  const Term which = solver.free_int("municipality");
  solver.axiom(which >= solver.whole(0) && which <= solver.whole(static_cast<std::int64_t>(model.overlays.size())));
  if (municipalities_.empty()) solver.prefer(which == solver.whole(0));
  else solver.prefer(which == municipalities_.front().second);
  municipalities_.emplace_back(day, which);
  return which;
}

/// Turns the solver's assignment into cells.
struct CaseMaker {
  Encoder& e;
  const Model& model;
  std::map<const Thing*, const Element*>& made;

  std::optional<Moment> moment(const Term& minute) const {
    const auto at = e.solver.fraction(minute);
    if (!at || micros_per_minute % at->second != 0) return std::nullopt;
    return Moment{at->first * (micros_per_minute / at->second)};
  }

  std::optional<Value> value(const CellTerm& c, const FieldDecl& field) const {
    switch (field.type.kind) {
      case TypeKind::yes_no: return e.solver.holds(c.value);
      case TypeKind::number: case TypeKind::amount: {
        const auto n = e.solver.fraction(c.value);
        if (!n || millionths_per_one % n->second != 0) return std::nullopt;
        return Decimal{n->first * (millionths_per_one / n->second)};
      }
      case TypeKind::code: {
        if (!field.type.list) return CodeValue{static_cast<std::uint32_t>(e.solver.day_of(c.value))};
        std::vector<CodeValue> out;
        for (std::size_t i = 0; i < c.members.size(); ++i) {
          if (e.solver.holds(c.members[i])) out.push_back({static_cast<std::uint32_t>(i)});
        }
        return out;
      }
      case TypeKind::text: {
        const std::int64_t n = e.solver.day_of(c.value);
        for (const auto& [text, number] : e.texts_) {
          if (number == n) return text;
        }
        return "…";
      }
      case TypeKind::date: {
        const Date day{static_cast<std::int32_t>(e.solver.day_of(c.day))};
        return DateInterval{day, day};
      }
      case TypeKind::moment: {
        const auto at = moment(c.minute);
        return at ? std::optional<Value>(MomentInterval{*at, *at}) : std::nullopt;
      }
      case TypeKind::periods: return periods(c);
      case TypeKind::duration: case TypeKind::invalid: break;
    }
    return std::nullopt;
  }

  /// The days that were asked about, as stretches: each answer lasts until the next day asked.
  std::vector<Period> periods(const CellTerm& c) const {
    std::map<std::int64_t, bool> asked;
    const std::int64_t now = e.solver.day_of(e.now_day);
    for (const Term& day : c.days_asked) {
      if (e.solver.day_of(day) <= now) asked[e.solver.day_of(day)] = e.solver.holds((*c.holds_on)(day));
    }
    std::vector<Period> out;
    for (const auto& [day, holds] : asked) {
      const Date d{static_cast<std::int32_t>(day)};
      if (holds && (out.empty() || out.back().until)) out.push_back({d, std::nullopt});
      if (!holds && !out.empty() && !out.back().until) out.back().until = d;
    }
    return out;
  }

  void fill(Cell& cell, const CellTerm& c, const FieldDecl& field) const {
    if (e.solver.holds(c.blank)) return;
    if (e.solver.holds(c.absent)) {
      cell.state = CellState::does_not_exist;
      return;
    }
    auto v = value(c, field);
    if (!v) return;
    cell.state = CellState::value;
    cell.value = std::move(*v);
  }

  std::unique_ptr<Element> element(const Thing& thing, const Element* parent) const {
    const Concept& kind = model.concepts[thing.concept_id];
    auto out = std::make_unique<Element>();
    out->concept_id = thing.concept_id;
    out->in_list = thing.in_list;
    out->parent = parent;
    out->cells.resize(kind.fields.size());
    out->lists.resize(kind.fields.size());
    for (const auto& [key, c] : thing.cells) {
      const FieldDecl& field = model.fields[key.first];
      Cell& cell = out->cells[field.index];
      if (!key.second) {
        fill(cell, c, field);
        continue;
      }
      cell.parts.resize(field.parts.size());
      fill(cell.parts[model.fields[key.second].index], c, model.fields[key.second]);
    }
    for (const auto& [list, all] : thing.lists) {
      auto& to = out->lists[model.fields[list].index];
      to = std::make_unique<ListCell>();
      for (const auto& [there, inner] : all) {
        if (!e.solver.holds(there)) continue;
        to->elements.push_back(element(*inner, out.get()));
        to->elements.back()->id = std::to_string(to->elements.size());
      }
    }
    made[&thing] = out.get();
    return out;
  }
};

Case Encoder::case_of() {
  made_.clear();
  Case out;
  out.id = "case";
  out.root = CaseMaker{*this, model, made_}.element(*root_, nullptr);
  if (!municipalities_.empty()) {
    const std::int64_t which = solver.day_of(municipalities_.front().second);
    const auto taken = [&](const std::string& code) {
      return std::ranges::any_of(model.overlays.rows(), [&](const OverlayDecl& o) { return o.municipality == code; });
    };
    std::string code = taken("0101") ? "0147" : "0101";
    if (which > 0) code = model.overlays.rows()[static_cast<std::size_t>(which) - 1].municipality;
    out.municipality.push_back({code, std::nullopt});
  }
  return out;
}

Moment Encoder::moment_of_now() {
  const auto at = solver.fraction(now_minute);
  if (!at) return {};
  return Moment{at->first * micros_per_minute / at->second};
}

const Element* Encoder::element_in(const Thing& thing) const {
  const auto found = made_.find(&thing);
  return found == made_.end() ? nullptr : found->second;
}

Term Encoder::is_cell(const Cell& cell, const CellTerm& c, const FieldDecl& field) {
  std::vector<Term> parts{c.absent == solver.context().bool_val(cell.state == CellState::does_not_exist)};
  const bool blank = cell.state != CellState::does_not_exist && cell.state != CellState::value;
  parts.push_back(c.blank == solver.context().bool_val(blank));
  if (cell.state != CellState::value) return solver.all(parts);
  if (const auto* b = std::get_if<bool>(&cell.value)) parts.push_back(c.value == solver.context().bool_val(*b));
  if (const auto* n = std::get_if<Decimal>(&cell.value)) parts.push_back(c.value == solver.real(n->millionths, millionths_per_one));
  if (const auto* code = std::get_if<CodeValue>(&cell.value)) parts.push_back(c.value == solver.whole(code->code));
  if (const auto* text = std::get_if<std::string>(&cell.value)) parts.push_back(c.value == solver.whole(text_number(*text)));
  if (const auto* d = std::get_if<DateInterval>(&cell.value)) parts.push_back(c.day == solver.whole(d->first.days));
  if (const auto* m = std::get_if<MomentInterval>(&cell.value)) {
    parts.push_back(c.minute == solver.real(m->first.micros, micros_per_minute));
    parts.push_back(c.day == solver.whole(local_day(m->first).days));
  }
  if (const auto* codes = std::get_if<std::vector<CodeValue>>(&cell.value)) {
    for (std::size_t i = 0; i < c.members.size(); ++i) {
      const bool in = std::ranges::any_of(*codes, [&](CodeValue x) { return x.code == i; });
      parts.push_back(c.members[i] == solver.context().bool_val(in));
    }
  }
  if (const auto* periods = std::get_if<std::vector<Period>>(&cell.value)) {
    for (const Term& day : c.days_asked) {
      std::vector<Term> inside;
      for (const Period& p : *periods) {
        Term in = day >= solver.whole(p.from.days);
        if (p.until) in = in && day < solver.whole(p.until->days);
        inside.push_back(in);
      }
      parts.push_back((*c.holds_on)(day) == solver.any(inside));
    }
  }
  static_cast<void>(field);
  return solver.all(parts);
}

Term Encoder::is_element(const Element& element, const Thing& thing) {
  std::vector<Term> parts{solver.yes()};
  for (const auto& [key, c] : thing.cells) {
    const FieldDecl& field = model.fields[key.first];
    const Cell& cell = element.cells[field.index];
    static const Cell blank{};
    const std::uint32_t index = key.second ? model.fields[key.second].index : 0;
    parts.push_back(!key.second ? is_cell(cell, c, field) : is_cell(index < cell.parts.size() ? cell.parts[index] : blank, c, model.fields[key.second]));
  }
  for (const auto& [list, all] : thing.lists) {
    const auto& cell = element.lists[model.fields[list].index];
    const std::size_t size = cell ? cell->elements.size() : 0;
    if (size > elements && loose.lists) return solver.no();
    for (std::size_t i = 0; i < all.size(); ++i) {
      parts.push_back(all[i].first == solver.context().bool_val(i < size));
      if (i < size) parts.push_back(is_element(*cell->elements[i], *all[i].second));
    }
  }
  return solver.all(parts);
}

std::int64_t Encoder::municipality_number(const std::string& code) const {
  for (std::size_t i = 0; i < model.overlays.size(); ++i) {
    if (model.overlays.rows()[i].municipality == code) return static_cast<std::int64_t>(i) + 1;
  }
  return 0;
}

Term Encoder::is_case(const Case& the_case, Moment now) {
  Term acts = solver.yes();
  for (const auto& [day, which] : municipalities_) {
    if (the_case.municipality.size() == 1) acts = acts && which == solver.whole(municipality_number(the_case.municipality.front().code));
  }
  return acts && is_element(*the_case.root, *root_) && now_minute == solver.real(now.micros, micros_per_minute) &&
         now_day == solver.whole(local_day(now).days);
}

}  // namespace rettesnor::analyze
