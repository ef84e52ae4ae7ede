#include "engine/store/schema.hpp"

namespace rettesnor {

Schema::Schema(const Model& model) : model_(model), fields_(model.concepts.size()), lists_(model.concepts.size()) {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    for (const FieldId id : model.concepts.rows()[i].fields) {
      const FieldDecl& field = model.fields[id];
      fields_[i].emplace(field.name, id);
      if (field.kind == FieldKind::list) lists_[i].push_back(field.index);
    }
  }
}

FieldId Schema::field_id(ConceptId owner, std::string_view name) const {
  const auto& names = fields_[owner.value];
  const auto found = names.find(name);
  return found == names.end() ? FieldId{} : found->second;
}

const FieldDecl* Schema::field(ConceptId owner, std::string_view name) const {
  const FieldId id = field_id(owner, name);
  return id ? &model_.fields[id] : nullptr;
}

ConceptId Schema::root(std::string_view name) const {
  for (const ConceptId id : model_.roots) {
    if (model_.concepts[id].name == name) return id;
  }
  return {};
}

std::vector<std::string_view> field_names(const Model& model, ConceptId owner) {
  std::vector<std::string_view> names;
  for (const FieldId id : model.concepts[owner].fields) names.push_back(model.fields[id].name);
  return names;
}

std::string join(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

}  // namespace rettesnor
