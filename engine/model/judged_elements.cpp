#include "engine/model/judged_elements.hpp"

#include <algorithm>

namespace rettesnor {

namespace {

template <class Wanted>
void collect(const Element& around, const Wanted& wanted, std::vector<const Element*>& out) {
  for (const auto& list : around.lists) {
    if (!list) continue;
    for (const auto& element : list->elements) {
      if (wanted(*element)) out.push_back(element.get());
      collect(*element, wanted, out);
    }
  }
}

}  // namespace

std::string element_path(const Model& model, const Element* element) {
  if (element == nullptr || !element->in_list) return {};
  const bool position = !element->id.empty() && std::ranges::all_of(element->id, [](char c) { return c >= '0' && c <= '9'; });
  if (!position && !element->id.empty()) return element->id;
  const std::string around = element_path(model, element->parent);
  const std::string own = model.fields[element->in_list].name + "[" + element->id + "]";
  return around.empty() ? own : around + "/" + own;
}

std::vector<const Element*> judged_elements(const Model& model, RuleId rule, const Element& root) {
  const RuleDecl& row = model.rules[rule];
  std::vector<const Element*> out;
  if (row.for_each) {
    collect(root, [&](const Element& e) { return e.in_list == row.for_each->list.list; }, out);
  } else if (row.about) {
    collect(root, [&](const Element& e) { return e.concept_id == row.about; }, out);
  }
  return out;
}

std::vector<const Element*> judged_elements(const Model& model, RuleId rule, const Element& root, std::string_view name) {
  std::vector<const Element*> out = judged_elements(model, rule, root);
  std::erase_if(out, [&](const Element* element) {
    const std::string path = element_path(model, element);
    const bool end = path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/';
    return path != name && !end;
  });
  return out;
}

}  // namespace rettesnor
