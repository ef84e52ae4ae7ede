#include "engine/store/case_reader.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "engine/store/cell_reader.hpp"
#include "engine/store/value_reader.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;

bool is_given(const DataNode* node) { return node != nullptr && node->kind != Kind::null; }

bool is_municipality(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// `/`, `[`, `]` and `#` write the way to an element: stays[2]/visits[1], n1#2.
bool is_element_id(std::string_view text) {
  return !text.empty() && text.find_first_of("/[]# \t\r\n") == std::string_view::npos;
}

}  // namespace

Case CaseReader::read(const DataNode& node, ConceptId root) {
  Case out;
  if (node.kind != Kind::map) {
    report_other(Code::case_not_a_map, {}, node, problems_);
    return out;
  }
  head(node, out);
  root = find_root(node, root);
  if (!root) return out;
  out.root = blank(root, node.span);
  fields(node, tree_words, *out.root);
  set_unmapped(node, *out.root);
  return out;
}

std::vector<std::string_view> CaseReader::root_names() const {
  std::vector<std::string_view> names;
  for (const ConceptId id : model_.roots) names.push_back(model_.concepts[id].name);
  return names;
}

ConceptId CaseReader::find_root(const DataNode& node, ConceptId root) {
  const DataNode* written = node.find("concept");
  if (!is_given(written)) {
    if (root) return root;
    if (model_.roots.size() == 1) return model_.roots.front();
    Diagnostic& problem = problems_.add(model_.roots.empty() ? Code::case_no_concept : Code::case_concept_needed, {});
    if (!model_.roots.empty()) problem.help = {{join(root_names())}};
    return {};
  }
  const auto name = read_text("concept", *written, problems_);
  if (!name) return {};
  const ConceptId found = schema_.root(*name);
  if (!found) {
    Diagnostic& problem = problems_.add(Code::case_unknown_concept, written->span, {*name});
    problem.help = {{join(root_names())}};
    if (const auto near = nearest_name(*name, root_names()))
      problem.edit = Edit{inside_quotes(written->span, *name), *near, false};
    return {};
  }
  if (!root || root == found) return found;
  problems_.add(Code::case_other_concept, written->span, {*name, model_.concepts[root].name});
  return {};
}

void CaseReader::head(const DataNode& node, Case& out) {
  const DataNode* id = node.find("case");
  const bool empty = is_given(id) && id->kind == Kind::scalar && id->text.empty();
  if (!is_given(id) || empty) {
    problems_.add(Code::case_missing_id, empty ? id->span : Span{node.span.begin, node.span.begin});
  } else {
    out.id = read_text("case", *id, problems_).value_or("");
  }
  if (const DataNode* time = node.find("extraction_time"); is_given(time))
    out.extraction_time = read_watermark("extraction_time", *time, DayClaim::begins, problems_);
  if (const DataNode* where = node.find("municipality"); is_given(where)) municipality(*where, out);
}

void CaseReader::municipality(const DataNode& node, Case& out) {
  if (node.kind != Kind::list) {
    if (auto code = municipality_code(node)) out.municipality.push_back({std::move(*code), std::nullopt});
    return;
  }
  for (const DataNode& item : node.items) {
    if (problems_.full()) return;
    municipality_period(item, out);
  }
  std::ranges::stable_sort(out.municipality, {}, &MunicipalityPeriod::from);
  const auto same = std::ranges::adjacent_find(out.municipality, {}, &MunicipalityPeriod::from);
  if (node.items.empty() || same != out.municipality.end()) problems_.add(Code::case_bad_municipality_list, node.span);
}

void CaseReader::municipality_period(const DataNode& node, Case& out) {
  if (node.kind == Kind::broken) return;
  const DataNode* code = nullptr;
  const DataNode* from = nullptr;
  for (const DataEntry& entry : node.entries) {
    if (entry.key == "code") {
      code = &entry.value;
    } else if (entry.key == "from") {
      from = &entry.value;
    } else {
      report_unknown_name(entry, "municipality", {"code", "from"}, problems_);
    }
  }
  if (code == nullptr) {
    problems_.add(Code::case_bad_municipality_list, node.span);
    return;
  }
  auto text = municipality_code(*code);
  const auto day = is_given(from) ? read_day("from", *from, problems_) : std::nullopt;
  if (text) out.municipality.push_back({std::move(*text), day});
}

std::optional<std::string> CaseReader::municipality_code(const DataNode& node) {
  const bool text = node.kind == Kind::scalar && node.style != DataNode::Style::number;
  if (text && is_municipality(node.text)) return node.text;
  report_other(Code::case_bad_municipality, {}, node, problems_);
  return std::nullopt;
}

std::unique_ptr<Element> CaseReader::blank(ConceptId of, Span span) const {
  auto out = std::make_unique<Element>();
  out->concept_id = of;
  out->span = span;
  const std::size_t declared = model_.concepts[of].fields.size();
  out->cells.resize(declared);
  out->lists.resize(declared);
  for (const std::uint32_t list : schema_.lists(of)) out->lists[list] = std::make_unique<ListCell>();
  return out;
}

void CaseReader::fields(const DataNode& node, std::span<const std::string_view> reserved, Element& element) {
  for (const DataEntry& entry : node.entries) {
    if (problems_.full()) return;
    const FieldId id = schema_.field_id(element.concept_id, entry.key);
    if (id) {
      field(entry, id, element);
    } else if (std::ranges::find(reserved, entry.key) == reserved.end()) {
      std::vector<std::string_view> names = field_names(model_, element.concept_id);
      names.insert(names.end(), reserved.begin(), reserved.end());
      report_unknown_name(entry, model_.concepts[element.concept_id].name, names, problems_);
    }
  }
}

void CaseReader::field(const DataEntry& entry, FieldId id, Element& element) {
  const FieldDecl& declared = model_.fields[id];
  switch (declared.kind) {
    case FieldKind::state:
      if (entry.value.kind != Kind::null) problems_.add(Code::case_state_given, entry.key_span, {entry.key});
      return;
    case FieldKind::list:
      list(declared, id, entry.value, element);
      return;
    case FieldKind::event:
    case FieldKind::fact:
    case FieldKind::judgement:
    case FieldKind::part:
      element.cells[declared.index] = read_cell(model_, declared, entry.value, problems_);
      return;
  }
}

void CaseReader::list(const FieldDecl& field, FieldId id, const DataNode& node, Element& around) {
  if (node.kind == Kind::null) return;
  if (node.kind != Kind::map) {
    items(field, id, node, around);
    return;
  }
  for (const DataEntry& entry : node.entries) {
    const bool given = entry.value.kind != Kind::null;
    if (entry.key == "items") {
      if (given) items(field, id, entry.value, around);
    } else if (entry.key == "complete_to") {
      if (given)
        around.lists[field.index]->complete_to = read_watermark(entry.key, entry.value, DayClaim::whole, problems_);
    } else {
      report_unknown_name(entry, field.name, {"items", "complete_to"}, problems_);
    }
  }
}

void CaseReader::items(const FieldDecl& field, FieldId id, const DataNode& node, Element& around) {
  if (node.kind != Kind::list) {
    report_other(Code::case_expects_list, field.name, node, problems_);
    return;
  }
  ListCell& cell = *around.lists[field.index];
  std::unordered_map<std::string, Span> seen;
  for (const DataNode& item : node.items) {
    if (problems_.full()) return;
    auto next = element(field, id, item, cell.elements.size() + 1);
    next->parent = &around;
    const DataNode* given = item.find("id");
    const Span place = given != nullptr ? given->span : item.span;
    const auto [first, fresh] = seen.emplace(next->id, place);
    if (!fresh) {
      Diagnostic& problem = problems_.add(Code::case_duplicate_element, place, {next->id});
      problem.labels.push_back({.span = first->second, .danish = "stod først her", .english = "stood here first"});
    }
    cell.elements.push_back(std::move(next));
  }
}

std::unique_ptr<Element> CaseReader::element(const FieldDecl& list, FieldId id, const DataNode& node,
                                             std::size_t position) {
  auto out = blank(list.element, node.span);
  out->in_list = id;
  out->id = std::to_string(position);
  if (node.kind != Kind::map) {
    report_other(Code::case_not_a_map, {}, node, problems_);
    return out;
  }
  element_head(node, *out);
  fields(node, element_words, *out);
  set_unmapped(node, *out);
  return out;
}

void CaseReader::element_head(const DataNode& node, Element& out) {
  if (const DataNode* name = node.find("id"); is_given(name)) {
    const auto text = read_text("id", *name, problems_);
    if (text && !is_element_id(*text)) problems_.add(Code::case_bad_element_id, name->span, {*text});
    if (text) out.id = *text;
  }
  if (const DataNode* time = node.find("recorded_at"); is_given(time))
    out.recorded_at = read_recorded_at(*time, problems_);
}

void CaseReader::set_unmapped(const DataNode& node, Element& element) {
  const DataNode* const given = node.find("unmapped");
  if (!is_given(given)) return;
  const std::array<Element*, 1> one{&element};
  const std::span<const DataNode> names =
      given->kind == Kind::list ? std::span<const DataNode>(given->items) : std::span(given, 1);
  for (const DataNode& name : names) {
    if (problems_.full()) return;
    if (name.kind != Kind::scalar || name.style == DataNode::Style::number || name.style == DataNode::Style::boolean) {
      report_other(Code::case_never_mapped, {}, name, problems_);
    } else {
      unmap(name.text, name, element.concept_id, one);
    }
  }
}

/// `visits`, or `visits.with_child`: the field of every element of the list.
void CaseReader::unmap(std::string_view path, const DataNode& node, ConceptId owner,
                       std::span<Element* const> elements) {
  const std::size_t dot = path.find('.');
  const std::string_view name = path.substr(0, dot);
  const FieldDecl* declared = schema_.field(owner, name);
  const bool deeper = dot != std::string_view::npos;
  if (declared == nullptr || (deeper && declared->kind != FieldKind::list)) {
    const DataEntry entry{.key = std::string(path), .key_span = node.span};
    report_unknown_name(entry, model_.concepts[owner].name, field_names(model_, owner), problems_);
    return;
  }
  if (declared->kind == FieldKind::state) {
    problems_.add(Code::case_state_given, node.span, {std::string(name)});
    return;
  }
  std::vector<Element*> below;
  for (Element* element : elements) {
    ListCell* list = element->lists[declared->index].get();
    if (!deeper) (list != nullptr ? list->unmapped : element->cells[declared->index].unmapped) = true;
    if (deeper) {
      for (const auto& child : list->elements) below.push_back(child.get());
    }
  }
  if (deeper) unmap(path.substr(dot + 1), node, declared->element, below);
}

}  // namespace rettesnor
