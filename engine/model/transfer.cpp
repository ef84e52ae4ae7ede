#include "engine/model/transfer.hpp"

#include <algorithm>

namespace rettesnor {

namespace {

struct Transfer {
  const Model& from;
  const Model& to;

  std::optional<Value> value(const Value& v, const Type& a, const Type& b) const {
    if (a.kind != b.kind || a.list != b.list) return std::nullopt;
    if (a.kind != TypeKind::code) return v;
    const auto& old_codes = from.code_sets[a.codes].codes;
    const auto& new_codes = to.code_sets[b.codes].codes;
    const auto code = [&](CodeValue c) -> std::optional<CodeValue> {
      const auto found = std::ranges::find(new_codes, old_codes[c.code]);
      if (found == new_codes.end()) return std::nullopt;
      return CodeValue{static_cast<std::uint32_t>(found - new_codes.begin())};
    };
    if (const auto* one = std::get_if<CodeValue>(&v)) {
      const auto c = code(*one);
      return c ? std::optional<Value>(*c) : std::nullopt;
    }
    const auto* all = std::get_if<std::vector<CodeValue>>(&v);
    if (all == nullptr) return std::nullopt;
    std::vector<CodeValue> out;
    for (const CodeValue c : *all) {
      const auto kept = code(c);
      if (!kept) return std::nullopt;
      out.push_back(*kept);
    }
    return out;
  }

  Cell cell(const Cell& c, const FieldDecl& a, const FieldDecl& b) const {
    const Cell unknown{.state = CellState::asked_unknown};
    Cell out = c;
    out.parts.clear();
    if (c.state == CellState::value) {
      const auto v = value(c.value, a.type, b.type);
      if (!v) return unknown;
      out.value = *v;
    }
    for (auto& alternative : out.alternatives) {
      const auto v = value(alternative.value, a.type, b.type);
      if (!v) return unknown;
      alternative.value = *v;
    }
    if (c.parts.empty()) return out;
    for (const FieldId new_id : b.parts) {
      const FieldDecl& new_part = to.fields[new_id];
      Cell& part = out.parts.emplace_back();
      for (std::size_t i = 0; i < std::min(c.parts.size(), a.parts.size()); ++i) {
        const FieldDecl& old_part = from.fields[a.parts[i]];
        if (old_part.name == new_part.name) part = cell(c.parts[i], old_part, new_part);
      }
    }
    return out;
  }

  std::unique_ptr<Element> element(const Element& e, ConceptId kind, const Element* parent) const {
    auto out = std::make_unique<Element>();
    out->concept_id = kind;
    out->id = e.id;
    out->parent = parent;
    out->recorded_at = e.recorded_at;
    const Concept& decl = to.concepts[kind];
    out->cells.resize(decl.fields.size());
    out->lists.resize(decl.fields.size());
    for (const FieldId id : decl.fields) {
      const FieldDecl& b = to.fields[id];
      if (b.kind == FieldKind::list) out->lists[b.index] = std::make_unique<ListCell>();
      for (const FieldId old : from.concepts[e.concept_id].fields) {
        const FieldDecl& a = from.fields[old];
        if (a.name != b.name || a.kind != b.kind) continue;
        if (b.kind != FieldKind::list) {
          out->cells[b.index] = cell(e.cells[a.index], a, b);
          continue;
        }
        if (!e.lists[a.index]) continue;
        ListCell& list = *out->lists[b.index];
        list.complete_to = e.lists[a.index]->complete_to;
        list.unmapped = e.lists[a.index]->unmapped;
        for (const auto& inner : e.lists[a.index]->elements) {
          list.elements.push_back(element(*inner, b.element, out.get()));
          list.elements.back()->in_list = id;
        }
      }
    }
    return out;
  }
};

}  // namespace

std::optional<Case> transfer(const Model& from, const Case& subject, const Model& to) {
  const std::string& name = from.concepts[subject.root->concept_id].name;
  for (const ConceptId root : to.roots) {
    if (to.concepts[root].name != name) continue;
    Case out;
    out.id = subject.id;
    out.municipality = subject.municipality;
    out.extraction_time = subject.extraction_time;
    out.root = Transfer{from, to}.element(*subject.root, root, nullptr);
    return out;
  }
  return std::nullopt;
}

}  // namespace rettesnor
