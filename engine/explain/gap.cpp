#include "engine/explain/gap.hpp"

#include <algorithm>

#include "engine/model/match.hpp"

namespace rettesnor {

namespace {

const Element* element_of(const Model& model, const Case& subject, const CellRef& ref) {
  const Element* const at = ref.at != nullptr ? ref.at : subject.root.get();
  return at != nullptr && ref.field && model.fields[ref.field].owner == at->concept_id ? at : nullptr;
}

const Cell* cell_of(const Model& model, const Case& subject, const CellRef& ref) {
  const Element* const at = element_of(model, subject, ref);
  if (at == nullptr) return nullptr;
  const FieldDecl& field = model.fields[ref.field];
  if (field.kind == FieldKind::list || field.index >= at->cells.size()) return nullptr;
  const Cell& cell = at->cells[field.index];
  if (!ref.part) return &cell;
  static const Cell blank{};
  const std::uint32_t part = model.fields[ref.part].index;
  return part < cell.parts.size() ? &cell.parts[part] : &blank;
}

const ListCell* list_of(const Model& model, const Case& subject, const CellRef& ref) {
  const Element* const at = element_of(model, subject, ref);
  if (at == nullptr) return nullptr;
  const FieldDecl& field = model.fields[ref.field];
  return field.kind == FieldKind::list && field.index < at->lists.size() ? at->lists[field.index].get() : nullptr;
}

bool is_coarse(const Value& value) {
  return std::visit(match{
                        [](const DateInterval& d) { return d.first != d.last; },
                        [](const MomentInterval& m) { return m.first != m.last; },
                        [](const auto&) { return false; },
                    },
                    value);
}

}  // namespace

std::optional<Moment> watermark_of(const Model& model, const Case& subject, const Question& question, const CellRef& ref) {
  std::optional<Moment> out = subject.extraction_time;
  if (!out && question.trust_as_of_watermark) out = question.as_of;
  if (const Cell* const c = cell_of(model, subject, ref)) {
    if (c->unmapped) return std::nullopt;
    if (c->not_by) out = c->not_by;
  } else if (const ListCell* const list = list_of(model, subject, ref)) {
    if (list->unmapped) return std::nullopt;
    if (list->complete_to) out = list->complete_to;
  }
  if (out && question.known_at) out = std::min(*out, *question.known_at);
  return out;
}

Gap gap_of(const Model& model, const Case& subject, const Question& question, const CellRef& ref) {
  const FieldDecl& field = model.fields[ref.field];
  const auto covered = [&] {
    const std::optional<Moment> mark = watermark_of(model, subject, question, ref);
    return mark && *mark >= question.as_of;
  };
  if (field.kind == FieldKind::list) {
    if (list_of(model, subject, ref) == nullptr) return Gap::known;
    return covered() ? Gap::known : Gap::open_list;
  }
  const Cell* const c = cell_of(model, subject, ref);
  if (c == nullptr || field.kind == FieldKind::state) return Gap::known;
  if (question.known_at && c->recorded_at && *c->recorded_at > *question.known_at) return Gap::later;
  switch (c->state) {
    case CellState::value: return is_coarse(c->value) ? Gap::coarse : Gap::known;
    case CellState::does_not_exist: return Gap::known;
    case CellState::asked_unknown: return Gap::asked_unknown;
    case CellState::withheld: return Gap::withheld;
    case CellState::conflicting: return Gap::conflicting;
    case CellState::not_recorded: break;
  }
  if (field.kind != FieldKind::event || ref.part) return Gap::not_recorded;
  return covered() ? Gap::known : Gap::not_yet;
}

}  // namespace rettesnor
