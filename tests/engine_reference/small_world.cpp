#include "tests/engine_reference/small_world.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/model/case_copy.hpp"
#include "tests/engine_reference/small_world_rules.hpp"

namespace rettesnor::testing {
namespace {

const Concept& root_concept(const Model& m) { return m.concepts[m.roots.front()]; }

const FieldDecl& field_called(const Model& m, const std::string& name) {
  for (const FieldId id : root_concept(m).fields) {
    if (m.fields[id].name == name) return m.fields[id];
  }
  throw std::runtime_error("no field " + name);
}

std::unique_ptr<Element> make_element(const Model& m, ConceptId kind) {
  auto e = std::make_unique<Element>();
  e->concept_id = kind;
  e->cells.resize(m.concepts[kind].fields.size());
  e->lists.resize(m.concepts[kind].fields.size());
  for (const FieldId id : m.concepts[kind].fields) {
    if (m.fields[id].kind == FieldKind::list) e->lists[m.fields[id].index] = std::make_unique<ListCell>();
  }
  return e;
}

constexpr int hours[] = {8, 20};

Value day_value(const FieldDecl& f, Date first, Date last) {
  if (f.type.kind == TypeKind::date) return DateInterval{first, last};
  return MomentInterval{start_of_day(first), Moment{end_of_day(last).micros - 1}};
}

/// Exact values over the days (two clock times each for a moment).
std::vector<Value> exact_values(const FieldDecl& f, Date first, Date last) {
  std::vector<Value> out;
  for (Date day = first; day <= last; ++day.days) {
    if (f.type.kind == TypeKind::date) {
      out.push_back(DateInterval{day, day});
      continue;
    }
    for (const int hour : hours) {
      const Moment m{start_of_day(day).micros + hour * micros_per_hour};
      out.push_back(MomentInterval{m, m});
    }
  }
  return out;
}

Cell known(Value v) {
  Cell c;
  c.state = CellState::value;
  c.value = std::move(v);
  return c;
}

Cell nothing_there() {
  Cell c;
  c.state = CellState::does_not_exist;
  return c;
}

/// Draws one cell: mostly known, else one of the ways not to know.
Cell draw_cell(const FieldDecl& f, const Draw& draw) {
  const auto days = small_days();
  const auto day = [&] { return days[static_cast<std::size_t>(draw(static_cast<int>(days.size())))]; };
  Cell c;
  const bool time = f.type.kind == TypeKind::date || f.type.kind == TypeKind::moment;
  switch (draw(8)) {
    case 0: c.state = CellState::asked_unknown; return c;
    case 1: return nothing_there();
    case 2: return c;  // blank
    case 3:
      if (f.kind == FieldKind::event) c.not_by = start_of_day(day());
      return c;
    case 4:
      if (time) {
        Date first = day();
        Date last = day();
        if (last < first) std::swap(first, last);
        return known(day_value(f, first, last));
      }
      [[fallthrough]];
    default:
      if (!time) return known(draw(2) == 1);
      const Date d = day();
      const auto values = exact_values(f, d, d);
      return known(values[static_cast<std::size_t>(draw(static_cast<int>(values.size())))]);
  }
}

/// Its time begins after T.
bool lies_ahead(const Value& value) {
  if (const auto* d = std::get_if<DateInterval>(&value)) return start_of_day(d->first) > small_now();
  if (const auto* m = std::get_if<MomentInterval>(&value)) return m->first > small_now();
  return false;
}

/// Every way to know one cell; empty when it is known.
std::vector<Cell> complete(const FieldDecl& f, const Cell& c) {
  std::vector<Cell> out;
  const Date first = small_days().front();
  const Date last = small_days().back();
  // What is not recorded of an event has happened or has not: a date after T is no way to have happened.
  const auto add = [&](Value v) {
    if (f.kind != FieldKind::event || !lies_ahead(v)) out.push_back(known(std::move(v)));
  };
  const auto add_all = [&](Date from) {
    for (Value& v : exact_values(f, std::max(from, first), last)) add(std::move(v));
  };
  const auto never = [&] {  // its watermark covers T
    Cell blank;
    blank.not_by = small_now();
    out.push_back(blank);
  };
  if (c.state == CellState::does_not_exist) return out;
  if (c.state == CellState::value) {
    if (const auto* d = std::get_if<DateInterval>(&c.value); d != nullptr && d->first != d->last) {
      for (Value& v : exact_values(f, d->first, d->last)) out.push_back(known(std::move(v)));
    }
    if (const auto* m = std::get_if<MomentInterval>(&c.value); m != nullptr && m->first != m->last) {
      for (Value& v : exact_values(f, local_day(m->first), local_day(m->last))) out.push_back(known(std::move(v)));
    }
    return out;
  }
  if (f.kind == FieldKind::event && c.state == CellState::not_recorded) {
    if (!c.not_by || *c.not_by >= small_now()) return out;
    add_all(local_day(*c.not_by));
    never();
    return out;
  }
  if (f.type.kind == TypeKind::yes_no) {
    out = {known(true), known(false), nothing_there()};
    return out;
  }
  add_all(first);
  // An unknown time may also lie far outside the small world's days.
  for (const Date far : {Date{first.days - 30}, Date{last.days + 30}}) {
    for (Value& v : exact_values(f, far, far)) add(std::move(v));
  }
  if (f.kind == FieldKind::event) never();
  out.push_back(nothing_there());
  return out;
}

std::unique_ptr<Element> make_item(const Model& m, const Element* parent, std::size_t number) {
  const FieldDecl& list = field_called(m, "items");
  auto item = make_element(m, list.element);
  item->parent = parent;
  item->id = "i" + std::to_string(number);
  for (const FieldId id : root_concept(m).fields) {
    if (m.fields[id].name == "items") item->in_list = id;
  }
  return item;
}

bool any_ahead(const Element& e) {
  if (std::ranges::any_of(e.cells, [](const Cell& c) { return lies_ahead(c.value); })) return true;
  return std::ranges::any_of(e.lists, [](const auto& list) {
    return list && std::ranges::any_of(list->elements, [](const auto& item) { return any_ahead(*item); });
  });
}

}  // namespace

bool has_planned_events(const Case& the_case) { return any_ahead(*the_case.root); }

const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      {"within_days", {"a", "e"}},
      {"within_hours", {"am", "em"}, false},  // completions try two clock times a day only
      {"no_later", {"d", "e"}},
      {"computed", {"born", "e"}},
      {"plain", {"e", "s1", "s2"}},
      {"plain_after", {"a", "e"}},
      {"soon", {"a", "e"}},
      {"soon_limited", {"d", "e"}},
      {"far", {"d", "e"}},
      {"first_this", {"d", "e"}},
      {"first_this_moment", {"am", "em"}, false},
      {"licensed", {"c", "e"}},
      {"licensed_after", {"a", "e"}},
      {"forbidden", {"e", "s1", "s2"}, false},
      {"kept", {"s1", "s2", "k1", "k2"}, false},
      {"series", {"a", "items"}, false},
      {"gridded", {"a", "items"}, false},
      {"counted", {"s1", "s2", "items"}, false},
      {"listed", {"a", "items"}, false},
      {"guarded", {"a", "e", "c", "g"}},
      {"lapsing", {"a", "e", "s1", "s2"}, false},
      {"omitted", {"a", "e", "c"}},
      {"scoped", {"a", "e", "c"}},
      {"replaced", {"a", "e", "c"}, false},
      {"earliest", {"a", "d", "e"}, false},
      {"latest", {"a", "d", "e"}, false},
      {"both", {"a", "e", "em", "d"}},
      {"either", {"a", "e", "em", "d"}},
      {"conditional_act", {"a", "e", "c"}},
      {"changed", {"a", "e"}},
      {"crossing", {"a", "e"}, false},
      {"quantified", {"a", "e", "d", "items"}, false},
      {"counting", {"a", "e", "items"}, false},
      {"paused", {"a", "e", "s1", "s2"}, false},
      {"rolled", {"a", "e"}},
  };
  return all;
}

const Loaded& small_world() {
  static const std::unique_ptr<Loaded> loaded = load({rules_text});
  return *loaded;
}

Moment small_now() { return at("2026-01-02 12:00"); }

std::vector<Date> small_days() {
  std::vector<Date> out;
  for (Date day = *make_date(2025, 12, 28); day <= *make_date(2026, 1, 6); ++day.days) out.push_back(day);
  return out;
}

Case draw_case(const Form& form, const Draw& draw) {
  const Model& m = small_world().model;
  Case out;
  out.id = "small";
  out.root = make_element(m, m.roots.front());
  for (const std::string& name : form.fields) {
    const FieldDecl& f = field_called(m, name);
    if (f.kind != FieldKind::list) {
      out.root->cells[f.index] = draw_cell(f, draw);
      out.root->cells[f.index].span.end = 1;  // drawn: a blank one is unknown, not merely unread
      continue;
    }
    ListCell& list = *out.root->lists[f.index];
    if (draw(3) == 0) list.complete_to = start_of_day(small_days()[static_cast<std::size_t>(draw(8))]);
    const int count = draw(3);
    for (int i = 0; i < count; ++i) {
      auto item = make_item(m, out.root.get(), list.elements.size() + 1);
      for (const FieldId id : m.concepts[f.element].fields) item->cells[m.fields[id].index] = draw_cell(m.fields[id], draw);
      list.elements.push_back(std::move(item));
    }
  }
  return out;
}

std::vector<Case> completions_of_first_unknown(const Case& the_case) {
  const Model& m = small_world().model;
  std::vector<Case> out;
  for (const FieldId id : root_concept(m).fields) {
    const FieldDecl& f = m.fields[id];
    if (f.kind == FieldKind::list) {
      ListCell& list = *the_case.root->lists[f.index];
      for (std::size_t i = 0; i < list.elements.size(); ++i) {
        for (const FieldId part : m.concepts[f.element].fields) {
          const FieldDecl& pf = m.fields[part];
          for (Cell& c : complete(pf, list.elements[i]->cells[pf.index])) {
            out.push_back(clone(the_case));
            out.back().root->lists[f.index]->elements[i]->cells[pf.index] = std::move(c);
          }
          if (!out.empty()) return out;
        }
      }
      if (!list.complete_to || *list.complete_to >= small_now()) continue;
      // Nothing more came, or one more of each kind after the watermark.
      const auto whole = [&] {
        out.push_back(clone(the_case));
        ListCell& l = *out.back().root->lists[f.index];
        l.complete_to = small_now();
        return &l;
      };
      whole();
      for (Date day = std::max(local_day(*list.complete_to), small_days().front()); day <= local_day(small_now()); ++day.days) {
        for (const bool ok : {true, false}) {
          ListCell* l = whole();
          auto item = make_item(m, out.back().root.get(), l->elements.size() + 1);
          for (const FieldId part : m.concepts[f.element].fields) {
            const FieldDecl& pf = m.fields[part];
            item->cells[pf.index] = pf.kind == FieldKind::event ? known(DateInterval{day, day}) : known(ok);
          }
          l->elements.push_back(std::move(item));
        }
      }
      return out;
    }
    if (f.kind != FieldKind::event && f.kind != FieldKind::fact) continue;
    // Facts that the form does not read stay blank; they make no difference and are not completed.
    const Cell& cell = the_case.root->cells[f.index];
    if (f.kind == FieldKind::fact && cell.state == CellState::not_recorded && cell.span.end != 1) continue;
    for (Cell& c : complete(f, cell)) {
      out.push_back(clone(the_case));
      out.back().root->cells[f.index] = std::move(c);
    }
    if (!out.empty()) return out;
  }
  return out;
}

std::vector<Case> completions(const Case& the_case, std::size_t limit, bool& cut) {
  std::vector<Case> open;
  open.push_back(clone(the_case));
  std::vector<Case> done;
  cut = false;
  while (!open.empty()) {
    Case next = std::move(open.back());
    open.pop_back();
    std::vector<Case> more = completions_of_first_unknown(next);
    if (more.empty()) {
      done.push_back(std::move(next));
    } else {
      for (Case& c : more) open.push_back(std::move(c));
    }
    if (open.size() + done.size() > limit) {
      cut = true;
      return done;
    }
  }
  return done;
}

}  // namespace rettesnor::testing
