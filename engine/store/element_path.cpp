#include "engine/store/element_path.hpp"

namespace rettesnor {

namespace {

using Found = std::vector<const Element*>;

void collect_by_id(const Element& around, std::string_view id, Found& found) {
  for (const auto& list : around.lists) {
    if (!list) continue;
    for (const auto& element : list->elements) {
      if (element->id == id) found.push_back(element.get());
      collect_by_id(*element, id, found);
    }
  }
}

void collect_in_list(const Model& model, const Element& around, std::string_view list, std::string_view id,
                     Found& found) {
  for (const FieldId field : model.concepts[around.concept_id].fields) {
    const FieldDecl& declared = model.fields[field];
    if (declared.kind != FieldKind::list || declared.name != list) continue;
    for (const auto& element : around.lists[declared.index]->elements) {
      if (element->id == id) found.push_back(element.get());
    }
  }
}

Found step(const Model& model, const Found& from, std::string_view text) {
  Found found;
  const std::size_t open = text.find('[');
  const bool in_list = open != std::string_view::npos && text.ends_with(']');
  for (const Element* around : from) {
    if (in_list) {
      collect_in_list(model, *around, text.substr(0, open), text.substr(open + 1, text.size() - open - 2), found);
    } else {
      collect_by_id(*around, text, found);
    }
  }
  return found;
}

}  // namespace

std::vector<const Element*> find_elements(const Model& model, const Case& input, std::string_view path) {
  Found found{input.root.get()};
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    found = step(model, found, path.substr(0, slash));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return found;
}

}  // namespace rettesnor
