#include "engine/model/case_copy.hpp"

namespace rettesnor {

namespace {

std::unique_ptr<Element> copy(const Element& source, const Element* parent) {
  auto out = std::make_unique<Element>();
  out->concept_id = source.concept_id;
  out->id = source.id;
  out->in_list = source.in_list;
  out->parent = parent;
  out->cells = source.cells;
  out->recorded_at = source.recorded_at;
  out->span = source.span;
  out->lists.reserve(source.lists.size());
  for (const auto& list : source.lists) {
    if (!list) {
      out->lists.emplace_back();
      continue;
    }
    auto twin = std::make_unique<ListCell>();
    twin->complete_to = list->complete_to;
    twin->unmapped = list->unmapped;
    for (const auto& element : list->elements) twin->elements.push_back(copy(*element, out.get()));
    out->lists.push_back(std::move(twin));
  }
  return out;
}

}  // namespace

Case clone(const Case& source) {
  Case out;
  out.id = source.id;
  out.file = source.file;
  out.municipality = source.municipality;
  out.extraction_time = source.extraction_time;
  if (source.root) out.root = copy(*source.root, nullptr);
  return out;
}

}  // namespace rettesnor
