#include "engine/author/outline.hpp"

#include <algorithm>

#include "engine/author/places.hpp"
#include "engine/explain/words.hpp"

namespace rettesnor::author {

namespace {

bool declares(NodeKind kind) {
  switch (kind) {
    case NodeKind::actor: case NodeKind::source: case NodeKind::calendar: case NodeKind::concept_: case NodeKind::define:
    case NodeKind::parameter: case NodeKind::table: case NodeKind::rule: case NodeKind::recommendation: case NodeKind::suggest:
    case NodeKind::exception: case NodeKind::indicator: case NodeKind::overlay: case NodeKind::test: case NodeKind::event:
    case NodeKind::fact: case NodeKind::list: case NodeKind::state: case NodeKind::judgement: case NodeKind::reading: return true;
    default: return false;
  }
}

Entry entry(const Tree& tree, NodeId node, Language language) {
  Entry out;
  out.name = tree.text(node);
  out.kind = tree.kind(node);
  out.whole = tree.span(node);
  out.name_at = tree.main_span(node);
  out.detail = text_in(title_of(tree, node), language, "");
  return out;
}

void collect(const Tree& tree, NodeId parent, Language language, std::vector<Entry>& out) {
  for (NodeId const node : tree.children(parent)) {
    NodeKind const kind = tree.kind(node);
    // Readings stand in versions too; a version itself has no name.
    if (kind == NodeKind::version) collect(tree, node, language, out);
    if (!declares(kind)) continue;
    Entry made = entry(tree, node, language);
    bool const inside = made.whole.begin <= made.name_at.begin && made.name_at.end <= made.whole.end;
    if (made.name.empty() || !inside) continue;
    collect(tree, node, language, made.parts);
    out.push_back(std::move(made));
  }
}

}  // namespace

std::vector<Entry> outline(const Syntax& file, Language language) {
  std::vector<Entry> out;
  if (NodeId const package = file.tree.child(file.root, NodeKind::package)) {
    if (NodeId const name = file.tree.child(package, NodeKind::qualified_name)) {
      Entry made = entry(file.tree, package, language);
      made.name = file.tree.whole_text(name);
      made.name_at = file.tree.span(name);
      if (!made.name.empty()) out.push_back(std::move(made));
    }
  }
  collect(file.tree, file.root, language, out);
  return out;
}

std::vector<Fold> folds(const Syntax& file) {
  std::vector<Fold> out;
  std::string_view const text = file.source->text;
  auto const several_lines = [&](Span span) { return file.source->slice(span).contains('\n'); };
  auto const add = [&](Span span, bool comment) {
    if (several_lines(span)) out.push_back({span, comment});
  };
  for (NodeId const node : file.tree.children(file.root)) {
    add(file.tree.span(node), false);
    for (NodeId const part : file.tree.children(node)) {
      if (file.tree.kind(part) == NodeKind::version || file.tree.kind(part) == NodeKind::given) add(file.tree.span(part), false);
    }
  }
  // Comments are the gaps between tokens: lines that begin with `--`, one under the other.
  Span run{0, 0};
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t const end = std::min(text.find('\n', begin), text.size());
    std::size_t const first = text.find_first_not_of(" \t", begin);
    bool const comment = first != std::string_view::npos && first < end && text.substr(first, 2) == "--";
    if (comment && run.empty()) run.begin = static_cast<std::uint32_t>(begin);
    if (comment) run.end = static_cast<std::uint32_t>(end);
    if (!comment && !run.empty()) {
      add(run, true);
      run = {0, 0};
    }
    begin = end + 1;
  }
  if (!run.empty()) add(run, true);
  return out;
}

}  // namespace rettesnor::author
