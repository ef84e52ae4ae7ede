#include "tests/support/both_ways.hpp"

#include <algorithm>

#include "engine/store/cases.hpp"

namespace rettesnor::testing {

namespace {

/// Compares part by part and remembers the way to the first that differs.
class Differ {
 public:
  explicit Differ(const Model& model) : model_(model) {}

  void whole(const Case& a, const Case& b) {
    part("id", a.id == b.id);
    part("file", a.file == b.file);
    part("extraction_time", a.extraction_time == b.extraction_time);
    part("municipality", std::ranges::equal(a.municipality, b.municipality, [](const auto& x, const auto& y) {
           return x.code == y.code && x.from == y.from;
         }));
    if (part("root", (a.root != nullptr) == (b.root != nullptr)) && a.root) element("", *a.root, *b.root, nullptr, nullptr);
  }

  std::string found;

 private:
  /// @return is it the same? @param at  its way
  bool part(const std::string& at, bool same) {
    if (!same && found.empty()) found = at;
    return same;
  }

  void element(const std::string& at, const Element& a, const Element& b, const Element* above_a, const Element* above_b) {
    part(at + "concept", a.concept_id == b.concept_id);
    part(at + "id", a.id == b.id);
    part(at + "in_list", a.in_list == b.in_list);
    part(at + "parent", a.parent == above_a && b.parent == above_b);
    part(at + "recorded_at", a.recorded_at == b.recorded_at);
    part(at + "span", a.span == b.span);
    const std::vector<FieldId>& fields = model_.concepts[a.concept_id].fields;
    if (!part(at + "cells", a.cells.size() == fields.size() && b.cells.size() == fields.size())) return;
    if (!part(at + "lists", a.lists.size() == fields.size() && b.lists.size() == fields.size())) return;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string& name = model_.fields[fields[i]].name;
      cell(at + name + '.', a.cells[i], b.cells[i]);
      const bool is_list = model_.fields[fields[i]].kind == FieldKind::list;
      if (part(at + name + " list", (a.lists[i] != nullptr) == is_list && (b.lists[i] != nullptr) == is_list) && is_list)
        list(at + name, *a.lists[i], *b.lists[i], a, b);
    }
  }

  void list(const std::string& at, const ListCell& a, const ListCell& b, const Element& around_a, const Element& around_b) {
    part(at + ".complete_to", a.complete_to == b.complete_to);
    part(at + ".unmapped", a.unmapped == b.unmapped);
    if (!part(at + ".size", a.elements.size() == b.elements.size())) return;
    for (std::size_t i = 0; i < a.elements.size(); ++i)
      element(at + '[' + std::to_string(i + 1) + "].", *a.elements[i], *b.elements[i], &around_a, &around_b);
  }

  void cell(const std::string& at, const Cell& a, const Cell& b) {
    part(at + "state", a.state == b.state);
    part(at + "value", a.value == b.value);
    part(at + "alternatives", std::ranges::equal(a.alternatives, b.alternatives, [](const auto& x, const auto& y) {
           return x.value == y.value && x.source == y.source;
         }));
    part(at + "reason", a.reason == b.reason);
    part(at + "source", a.source == b.source);
    part(at + "recorded_at", a.recorded_at == b.recorded_at);
    part(at + "not_by", a.not_by == b.not_by);
    part(at + "unmapped", a.unmapped == b.unmapped);
    part(at + "span", a.span == b.span);
    if (!part(at + "parts", a.parts.size() == b.parts.size())) return;
    for (std::size_t i = 0; i < a.parts.size(); ++i) cell(at + std::to_string(i) + '.', a.parts[i], b.parts[i]);
  }

  const Model& model_;
};

}  // namespace

std::string difference(const Model& model, const Case& a, const Case& b) {
  Differ differ(model);
  differ.whole(a, b);
  return differ.found;
}

std::string BothWays::held(const std::string& line) {
  const std::optional<Case> straight = plain_.read(line);
  const auto by_tree = read_case(schema_, read_tree({.name = {}, .text = line}, DataFormat::json, limits_), {}, root_, limits_);
  ++(straight ? plain : by_tree ? left : refused);
  if (!straight) return {};
  return by_tree ? difference(model_, *straight, *by_tree) : "read straight, though it is refused";
}

std::string shake(std::string text, std::mt19937& random) {
  /// Signs that mean something in YAML or JSON, and some that may not stand.
  constexpr std::string_view signs = "{}[]:,\"'-?&*!|>#%@`~ \n\t\\/0123456789eE+.xnulltrueasked\xC3\xA6\xFF\x04";
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (std::size_t changes = 1 + below(3); changes > 0 && !text.empty(); --changes) {
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0:
        text[at] = signs[below(signs.size())];
        break;
      case 1:
        text.insert(at, 1, signs[below(signs.size())]);
        break;
      case 2:
        text.erase(at, 1 + below(4));
        break;
      default:
        text.insert(at, text.substr(below(text.size()), below(12)));
        break;
    }
  }
  return text;
}

}  // namespace rettesnor::testing
