// Random cases of which every cell is known: the cases that the analysis speaks of.
#pragma once

#include "engine/analyze/encoder.hpp"
#include "engine/model/case.hpp"
#include "engine/model/model.hpp"

namespace rettesnor::testing {

/// Makes what is open known: intervals their first end, blank events not happened, other blanks non-existent; lists are cut to
/// as many elements as the encoding has, and nothing has a watermark of its own.
inline void make_known(const Model& model, Element& element);

namespace detail {

inline void collapse(Value& value) {
  if (auto* d = std::get_if<DateInterval>(&value)) d->last = d->first;
  if (auto* m = std::get_if<MomentInterval>(&value)) m->last = m->first;
}

inline void known_cell(Cell& cell, const FieldDecl& field) {
  cell.recorded_at.reset();
  cell.not_by.reset();
  cell.unmapped = false;
  cell.alternatives.clear();
  if (cell.state == CellState::value) collapse(cell.value);
  else if (field.kind == FieldKind::event && cell.state != CellState::does_not_exist) cell.state = CellState::not_recorded;
  else cell.state = CellState::does_not_exist;
}

}  // namespace detail

inline void make_known(const Model& model, Element& element) {
  element.recorded_at.reset();
  for (const FieldId id : model.concepts[element.concept_id].fields) {
    const FieldDecl& field = model.fields[id];
    if (field.kind == FieldKind::list) {
      auto& list = element.lists[field.index];
      if (!list) continue;
      list->complete_to.reset();
      list->unmapped = false;
      if (list->elements.size() > analyze::elements) list->elements.resize(analyze::elements);
      for (auto& inner : list->elements) make_known(model, *inner);
      continue;
    }
    if (field.kind == FieldKind::state) continue;
    Cell& cell = element.cells[field.index];
    detail::known_cell(cell, field);
    if (cell.state != CellState::value) {
      cell.parts.clear();
      continue;
    }
    cell.parts.resize(field.parts.size());
    for (std::size_t i = 0; i < cell.parts.size(); ++i) detail::known_cell(cell.parts[i], model.fields[field.parts[i]]);
  }
}

}  // namespace rettesnor::testing
