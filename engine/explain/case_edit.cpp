#include "engine/explain/case_edit.hpp"

#include <utility>

namespace rettesnor {

namespace {

void index(Element& element, std::map<const Element*, Element*>& into) {
  into.emplace(&element, &element);
  for (const auto& list : element.lists) {
    if (!list) continue;
    for (const auto& child : list->elements) index(*child, into);
  }
}

}  // namespace

EditableCase::EditableCase(const Case& source) : case_(clone(source)) {
  if (case_.root) index(*case_.root, elements_);
}

Element* EditableCase::element(const CellRef& ref) const {
  if (ref.at == nullptr) return case_.root.get();
  const auto found = elements_.find(ref.at);
  return found == elements_.end() ? nullptr : found->second;
}

Cell* EditableCase::slot(const Model& model, const CellRef& ref) const {
  Element* const at = element(ref);
  if (at == nullptr || !ref.field) return nullptr;
  const FieldDecl& field = model.fields[ref.field];
  if (field.kind == FieldKind::list || field.owner != at->concept_id || field.index >= at->cells.size()) return nullptr;
  Cell& cell = at->cells[field.index];
  if (!ref.part) return &cell;
  for (std::size_t i = 0; i < field.parts.size(); ++i) {
    if (field.parts[i] != ref.part) continue;
    if (cell.parts.size() < field.parts.size()) cell.parts.resize(field.parts.size());
    return &cell.parts[i];
  }
  return nullptr;
}

ListCell* EditableCase::list_slot(const Model& model, const CellRef& ref) const {
  Element* const at = element(ref);
  if (at == nullptr || !ref.field) return nullptr;
  const FieldDecl& field = model.fields[ref.field];
  if (field.kind != FieldKind::list || field.owner != at->concept_id || field.index >= at->lists.size()) return nullptr;
  return at->lists[field.index].get();
}

const Cell* EditableCase::find(const Model& model, const CellRef& ref) const { return slot(model, ref); }
const ListCell* EditableCase::find_list(const Model& model, const CellRef& ref) const { return list_slot(model, ref); }

Cell EditableCase::exchange(const Model& model, const CellRef& ref, Cell cell) {
  return std::exchange(*slot(model, ref), std::move(cell));
}

std::pair<std::optional<Moment>, bool> EditableCase::exchange_complete_to(const Model& model, const CellRef& ref,
                                                                          std::optional<Moment> complete_to,
                                                                          bool unmapped) {
  ListCell& list = *list_slot(model, ref);
  return {std::exchange(list.complete_to, complete_to), std::exchange(list.unmapped, unmapped)};
}

}  // namespace rettesnor
