#include "grammar/tree.hpp"

#include <array>

namespace rettesnor {

namespace {

constexpr std::array kind_rows = {
#define RSN_NODE(kind, main_token, children) NodeKindRow{#kind, main_token, children},
#include "grammar/node_kinds.def"
#undef RSN_NODE
};

// Is the main token's text part of what the node means (and not only how it was spelled)?
bool shows_text(const Tree& tree, NodeId id) {
  return tree.node(id).main != NodeId::none && tree.keyword(id) == Keyword::none;
}

void dump_into(const Tree& tree, NodeId id, std::size_t depth, std::string& out) {
  out.append(2 * depth, ' ');
  out += name_of(tree.kind(id));
  NodeKind const kind = tree.kind(id);
  if (kind == NodeKind::language) {
    // says nothing about the tree: the same in both keyword languages
  } else if (kind == NodeKind::locator_part || kind == NodeKind::moment) {
    (out += ' ') += tree.whole_text(id);
  } else if (kind == NodeKind::string) {
    ((out += " \"") += tree.text(id)) += '"';
  } else if (shows_text(tree, id)) {
    (out += ' ') += tree.text(id);
  } else if (tree.node(id).main != NodeId::none) {
    (out += ' ') += row_of(tree.keyword(id)).name;
  }
  out += '\n';
  for (NodeId const child : tree.children(id)) dump_into(tree, child, depth + 1, out);
}

}  // namespace

const NodeKindRow& row_of(NodeKind kind) { return kind_rows[static_cast<std::size_t>(kind)]; }

std::span<const NodeKindRow> node_kind_rows() { return kind_rows; }

std::string_view Tree::text(NodeId id) const {
  Token const& token = main(id);
  std::string_view text = source_->slice(token.span());
  if (token.kind == TokenKind::quoted_name) return text.substr(1, text.size() - 2);
  if (token.kind != TokenKind::string) return text;
  text.remove_prefix(1);
  if (text.ends_with('"')) text.remove_suffix(1);  // an unclosed string has none
  return text;
}

std::string Tree::string(NodeId id) const {
  std::string out;
  std::string_view const raw = text(id);
  for (std::size_t at = 0; at < raw.size(); ++at) {
    out += raw[at];
    if (raw[at] == '"' && at + 1 < raw.size() && raw[at + 1] == '"') ++at;
  }
  return out;
}

Span Tree::span(NodeId id) const {
  Node const& node = nodes_[id.value];
  Token const& first = tokens_[node.first_token];
  if (node.token_end == node.first_token) return {first.begin, first.begin};
  return {first.begin, tokens_[node.token_end - 1].end};
}

std::string dump(const Tree& tree, NodeId root) {
  std::string out;
  dump_into(tree, root, 0, out);
  return out;
}

}  // namespace rettesnor
