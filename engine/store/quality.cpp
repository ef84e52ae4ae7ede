#include "engine/store/quality.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/values/municipalities.hpp"

namespace rettesnor {

namespace {

/// The instants that a date or moment may mean; `last` is inclusive.
struct Known {
  Moment first, last;
};

std::optional<Known> known(const Cell& cell) {
  if (cell.state != CellState::value) return std::nullopt;
  if (const auto* day = std::get_if<DateInterval>(&cell.value)) return Known{start_of_day(day->first), {end_of_day(day->last).micros - 1}};
  if (const auto* moment = std::get_if<MomentInterval>(&cell.value)) return Known{moment->first, moment->last};
  return std::nullopt;
}

bool is_birth(const FieldDecl& field) {
  static constexpr std::array<std::string_view, 5> whole{"born", "født", "fødselsdato", "date_of_birth", "birth_date"};
  return field.type.kind == TypeKind::date &&
         (std::ranges::find(whole, field.name) != whole.end() || field.name.ends_with("_born") || field.name.ends_with("_født"));
}

/// A time written as a day only is kept as its first or last instant: between such times, days alone are certain.
bool on_a_later_day(Moment a, Moment b) { return local_day(a) > local_day(b); }

class Finder {
 public:
  Finder(const Model& model, const Case& subject, std::size_t most) : model_(model), subject_(subject), most_(most) {}

  std::vector<Diagnostic> find() {
    for (const MunicipalityPeriod& period : subject_.municipality) {
      if (municipality_name(period.code).empty()) add(Code::case_no_such_municipality, {}, {});
    }
    element(*subject_.root, {});
    return std::move(out_);
  }

 private:
  struct Birth {
    std::string_view name;
    Moment at;
  };

  void add(Code code, Span at, std::vector<std::string> arguments) {
    if (out_.size() < most_) out_.push_back({.code = code, .at = at, .arguments = std::move(arguments)});
  }

  /// @param births  of the elements around it
  void element(const Element& here, std::vector<Birth> births) {
    const std::vector<FieldId>& fields = model_.concepts[here.concept_id].fields;
    std::vector<Birth> own;
    for (const FieldId id : fields) {
      const FieldDecl& f = model_.fields[id];
      if (!is_birth(f)) continue;
      if (const auto born = known(here.cells[f.index])) own.push_back({f.name, born->first});
    }
    if (!own.empty()) births = std::move(own);  // another person, who may be older than the one the case is about
    if (here.recorded_at && here.in_list) recorded(*here.recorded_at, here.span, model_.fields[here.in_list].name);
    for (const FieldId id : fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind == FieldKind::state) state(here, f);
      if (f.kind == FieldKind::event) event(here, f, births);
      if (const ListCell* list = here.lists[f.index].get(); list != nullptr) {
        order(*list, f);
        for (const auto& one : list->elements) element(*one, births);
      } else if (f.kind != FieldKind::event && here.cells[f.index].recorded_at) {
        recorded(*here.cells[f.index].recorded_at, here.cells[f.index].span, f.name);
      }
    }
  }

  void recorded(Moment at, Span span, const std::string& name) {
    if (subject_.extraction_time && on_a_later_day(at, *subject_.extraction_time)) add(Code::case_after_extraction, span, {name});
  }

  void event(const Element& here, const FieldDecl& f, const std::vector<Birth>& births) {
    const Cell& cell = here.cells[f.index];
    if (cell.recorded_at) recorded(*cell.recorded_at, cell.span, f.name);
    const auto at = known(cell);
    if (!at) return;
    for (const Birth& born : births) {
      if (f.name == born.name || at->last >= born.at) continue;
      add(Code::case_before_birth, cell.span, {f.name, std::string(born.name)});
      break;
    }
    if (const auto& drawn = subject_.extraction_time; drawn && at->first > *drawn) {
      // An extraction at midnight may be one whose day alone was written.
      if (*drawn != start_of_day(local_day(*drawn)) || on_a_later_day(at->first, *drawn)) add(Code::case_after_extraction, cell.span, {f.name});
    }
    const auto when = cell.recorded_at ? cell.recorded_at : here.recorded_at;
    if (when && *when < at->first) add(Code::case_recorded_before, cell.span, {f.name});
  }

  /// The cell that a plain reference reads from an element; null: the expression is more than that.
  const Cell* cell_of(ExprId id, const Element& here) const {
    const auto* read = id ? std::get_if<expr::Field>(&model_.exprs[id].node) : nullptr;
    if (read == nullptr || read->part || read->place.slot > 1) return nullptr;
    const Element* at = read->place.slot == 0 ? subject_.root.get() : &here;
    for (std::uint8_t up = 0; up < read->place.up && at != nullptr; ++up) at = at->parent;
    const FieldDecl& f = model_.fields[read->field];
    return at != nullptr && at->concept_id == f.owner && f.index < at->cells.size() ? &at->cells[f.index] : nullptr;
  }

  void state(const Element& here, const FieldDecl& f) {
    const Cell* const from = cell_of(f.from, here);
    const auto begin = from != nullptr ? known(*from) : std::nullopt;
    if (!begin || !f.until) return;
    std::vector<ExprId> ends{f.until};
    if (const auto* earliest = std::get_if<expr::EarliestOf>(&model_.exprs[f.until].node)) ends = earliest->terms;
    for (const ExprId id : ends) {
      const Cell* const until = cell_of(id, here);
      const auto end = until != nullptr ? known(*until) : std::nullopt;
      if (end && end->last < begin->first) add(Code::case_state_ends_before, until->span, {f.name});
    }
  }

  /// Events that were recorded after a later one.
  void order(const ListCell& list, const FieldDecl& of) {
    struct One {
      Known at;
      Date recorded;
      Span span;
    };
    for (const FieldId id : model_.concepts[of.element].fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind != FieldKind::event) continue;
      std::vector<One> all;
      for (const auto& e : list.elements) {
        const Cell& cell = e->cells[f.index];
        const auto at = known(cell);
        const auto when = cell.recorded_at ? cell.recorded_at : e->recorded_at;
        if (at && when) all.push_back({*at, local_day(*when), cell.span});
      }
      std::ranges::stable_sort(all, {}, [](const One& one) { return one.at.first; });
      // From the end: the earliest day on which one that began later was recorded.
      std::vector<Date> earliest(all.size());
      for (std::size_t i = all.size(); i-- > 0;) earliest[i] = i + 1 < all.size() ? std::min(all[i].recorded, earliest[i + 1]) : all[i].recorded;
      for (const One& one : all) {
        const auto later = std::ranges::upper_bound(all, one.at.last, {}, [](const One& other) { return other.at.first; });
        if (later != all.end() && earliest[static_cast<std::size_t>(later - all.begin())] < one.recorded) add(Code::case_recorded_out_of_order, one.span, {f.name});
      }
    }
  }

  const Model& model_;
  const Case& subject_;
  std::size_t most_;
  std::vector<Diagnostic> out_;
};

}  // namespace

namespace {

void look_for_codes(const Model& model, const Element& here, const CodeUse& codes, std::size_t most, std::vector<Diagnostic>& out) {
  for (const FieldId id : model.concepts[here.concept_id].fields) {
    const FieldDecl& f = model.fields[id];
    if (const ListCell* list = here.lists[f.index].get(); list != nullptr) {
      for (const auto& one : list->elements) look_for_codes(model, *one, codes, most, out);
      continue;
    }
    const Cell& cell = here.cells[f.index];
    const auto* code = cell.state == CellState::value ? std::get_if<std::string>(&cell.value) : nullptr;
    if (code == nullptr || !codes.is_unlisted(id, *code) || out.size() >= most) continue;
    out.push_back({.code = Code::case_unlisted_code, .at = cell.span, .arguments = {f.name}});
  }
}

}  // namespace

std::vector<Diagnostic> code_findings(const Model& model, const Case& subject, const CodeUse& codes, std::size_t most) {
  std::vector<Diagnostic> out;
  look_for_codes(model, *subject.root, codes, most, out);
  return out;
}

std::vector<Diagnostic> quality_findings(const Model& model, const Case& subject, std::size_t most) { return Finder(model, subject, most).find(); }

}  // namespace rettesnor
