#include "engine/store/plain_case.hpp"

#include <algorithm>

#include "engine/store/cell_reader.hpp"
#include "engine/store/plain_value.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;

constexpr std::size_t deepest = 64;  // reading calls itself once a level

bool all_different(const std::vector<std::unique_ptr<Element>>& elements) {
  std::vector<std::string_view> ids;
  ids.reserve(elements.size());
  for (const auto& one : elements) ids.push_back(one->id);
  std::ranges::sort(ids);
  return std::ranges::adjacent_find(ids) == ids.end();
}

}  // namespace

PlainCaseReader::PlainCaseReader(const Schema& schema, ConceptId root, const DataLimits& limits)
    : schema_(schema), model_(schema.model()), root_(root), limits_(limits), problems_({}, 1), reader_(schema, problems_) {
  for (std::uint32_t i = 0; i < model_.concepts.size(); ++i) {
    const bool is_root = std::ranges::find(model_.roots, ConceptId{i}) != model_.roots.end();
    of_case_.push_back(is_root ? names_of({i}, CaseReader::case_words) : Names{});
    of_element_.push_back(is_root ? Names{} : names_of({i}, CaseReader::element_words));
  }
}

PlainCaseReader::Names PlainCaseReader::names_of(ConceptId id, std::span<const std::string_view> words) const {
  Names out;
  const std::vector<FieldId>& fields = model_.concepts[id].fields;
  out.usable = fields.size() + words.size() <= most_names;
  const auto add = [&](std::string_view name, FieldId field) {
    // A field by the name of a word is read as both: not here.
    out.usable = out.by_text.emplace(name, out.all.size()).second && out.usable;
    out.all.push_back({.quoted = '"' + std::string(name) + '"', .field = field, .next = out.all.size() + 1});
  };
  for (const std::string_view word : words) add(word, {});
  for (const FieldId field : fields) add(model_.fields[field].name, field);
  out.all.back().next = 0;
  return out;
}

/// A guess where there are several; what stands there is held against it when the case is read.
ConceptId PlainCaseReader::expected_root(std::string_view line) const {
  if (root_) return root_;
  if (model_.roots.size() == 1) return model_.roots.front();
  constexpr std::string_view before = R"("concept":")";
  const std::size_t at = line.find(before);
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + before.size());
  return schema_.root(line.substr(0, line.find('"')));
}

std::optional<Case> PlainCaseReader::read(const std::string& line) {
  // Two values have a sign between them: half the bytes is more than there are.
  const std::size_t most = std::min<std::size_t>({limits_.max_bytes, UINT32_MAX, 2 * (limits_.max_values - 1)});
  if (limits_.max_values == 0 || line.size() > most) return std::nullopt;
  const ConceptId root = expected_root(line);
  if (!root || !of_case_[root.value].usable || !PlainJson::may_be_plain(line)) return std::nullopt;
  PlainJson json(line, std::min(limits_.max_depth, deepest));
  auto out = read(json, root);
  if (problems_.empty()) return out;
  problems_.take();
  return std::nullopt;
}

std::optional<Case> PlainCaseReader::read(PlainJson& json, ConceptId root) {
  Case out;
  out.root = reader_.blank(root, {});
  DataNode words{.kind = Kind::map};
  words.entries.reserve(CaseReader::case_words.size());
  if (!element(json, of_case_[root.value], *out.root, words) || !json.at_end()) return std::nullopt;
  words.span = out.root->span;
  reader_.head(words, out);
  if (reader_.find_root(words, root_) != root) return std::nullopt;
  reader_.set_unmapped(words, *out.root);
  return out;
}

/// One map: its fields into `out`, its other words into `words`.
bool PlainCaseReader::element(PlainJson& json, Names& names, Element& out, DataNode& words) {
  if (!names.usable || !json.open('{', out.span)) return false;
  if (json.close('}', out.span)) return true;
  std::bitset<most_names> seen;
  std::size_t* expected = nullptr;
  std::size_t at = 0;
  do {
    if (expected != nullptr) at = *expected;
    if (!json.key(names.all[at].quoted)) {
      PlainJson::Scalar key;
      if (!json.key(key)) return false;
      const auto found = names.by_text.find(key.text);
      if (found == names.by_text.end()) return false;
      at = found->second;
      if (expected != nullptr) *expected = at;
    }
    Name& name = names.all[at];
    expected = &name.next;
    if (seen.test(at)) return false;
    seen.set(at);
    if (name.field) {
      if (!field(json, name.field, out)) return false;
    } else {
      DataEntry& entry = words.entries.emplace_back();
      entry.key = std::string_view(name.quoted).substr(1, name.quoted.size() - 2);
      if (!json.tree(entry.value)) return false;
    }
  } while (json.take(','));
  return json.close('}', out.span);
}

bool PlainCaseReader::field(PlainJson& json, FieldId id, Element& out) {
  const FieldDecl& declared = model_.fields[id];
  switch (declared.kind) {
    case FieldKind::state:
      return false;
    case FieldKind::list:
      return list(json, declared, id, out);
    case FieldKind::event:
    case FieldKind::fact:
    case FieldKind::judgement:
    case FieldKind::part:
      break;
  }
  return cell(json, declared, out.cells[declared.index]);
}

bool PlainCaseReader::cell(PlainJson& json, const FieldDecl& declared, Cell& out) {
  const char next = json.peek();
  if (next == '{' || next == '[') {  // a long form or a list of codes or periods
    DataNode node;
    if (!json.tree(node)) return false;
    out = read_cell(model_, declared, node, problems_);
    return problems_.empty();
  }
  PlainJson::Scalar found;
  if (!json.scalar(found)) return false;
  out.span = found.span;
  if (found.kind == Kind::null) return true;
  out.state = CellState::value;
  return plain_value(model_, declared.type, found.text, found.style, out.value);
}

bool PlainCaseReader::list(PlainJson& json, const FieldDecl& declared, FieldId id, Element& around) {
  const char next = json.peek();
  if (next == '[') return items(json, declared, id, around);
  if (next != '{') {
    PlainJson::Scalar found;
    return json.scalar(found) && found.kind == Kind::null;
  }
  Span span;
  if (!json.open('{', span)) return false;
  bool items_seen = false;
  bool mark_seen = false;
  do {
    if (!items_seen && json.key(R"("items")")) {
      items_seen = true;
      if (json.peek() != '[' || !items(json, declared, id, around)) return false;
    } else if (!mark_seen && json.key(R"("complete_to")")) {
      mark_seen = true;
      DataNode node;
      if (!json.tree(node)) return false;
      if (node.kind != Kind::null)
        around.lists[declared.index]->complete_to = read_watermark("complete_to", node, DayClaim::whole, problems_);
    } else {
      return false;
    }
  } while (json.take(','));
  return json.close('}', span);
}

bool PlainCaseReader::items(PlainJson& json, const FieldDecl& declared, FieldId id, Element& around) {
  ListCell& cell = *around.lists[declared.index];
  Names& names = of_element_[declared.element.value];
  Span span;
  if (!json.open('[', span)) return false;
  if (json.close(']', span)) return true;
  bool named = false;
  cell.elements.reserve(4);
  do {
    auto next = reader_.blank(declared.element, {});
    next->in_list = id;
    next->parent = &around;
    next->id = std::to_string(cell.elements.size() + 1);
    DataNode words{.kind = Kind::map};
    if (!element(json, names, *next, words)) return false;
    if (!words.entries.empty()) {
      named = true;
      reader_.element_head(words, *next);
      reader_.set_unmapped(words, *next);
      if (!problems_.empty()) return false;
    }
    cell.elements.push_back(std::move(next));
  } while (json.take(','));
  if (named && !all_different(cell.elements)) return false;
  return json.close(']', span);
}

}  // namespace rettesnor
