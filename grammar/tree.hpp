// Tree: a flat syntax tree of 32-bit ids over the tokens of one source. node_kinds.def says what each kind holds.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "grammar/base/id.hpp"
#include "grammar/base/source.hpp"
#include "grammar/base/rows.hpp"
#include "grammar/token.hpp"

namespace rettesnor {

enum class NodeKind : std::uint8_t {
#define RSN_NODE(kind, main_token, children) kind,
#include "grammar/node_kinds.def"
#undef RSN_NODE
};

/// A row of node_kinds.def.
struct NodeKindRow {
  std::string_view name, main_token, children;
};
const NodeKindRow& row_of(NodeKind kind);
std::span<const NodeKindRow> node_kind_rows();
inline std::string_view name_of(NodeKind kind) { return row_of(kind).name; }

using NodeId = Id<struct NodeTag>;
/// An index into `Tree::tokens()`.
using TokenIndex = std::uint32_t;

/// One node. Children are `child_count` ids from `first_child` in the tree's child table.
struct Node {
  TokenIndex main = Id<struct NodeTag>::none;  ///< none: the kind has no main token
  TokenIndex first_token = 0;
  TokenIndex token_end = 0;  ///< one past the last token; equal to first_token for an empty node
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  NodeKind kind = NodeKind::error;
  bool broken = false;  ///< a message was given about something in it
};

/// Owns tokens, nodes and child lists; refers to the source, which must outlive it. Read-only after `parse`; any
/// number of threads may read. Every accessor takes an id of this tree; costs O(1) unless it says otherwise.
class Tree {
 public:
  NodeKind kind(NodeId id) const { return nodes_[id.value].kind; }
  const Node& node(NodeId id) const { return nodes_[id.value]; }
  std::span<const NodeId> children(NodeId id) const {
    Node const& node = nodes_[id.value];
    return {children_.data() + node.first_child, node.child_count};
  }
  /// The children of one kind, in order; for a range-based `for`.
  class ChildrenOfKind;
  ChildrenOfKind children(NodeId id, NodeKind wanted) const;
  /// The first child of the kind, or none. Cost: O(children).
  NodeId child(NodeId id, NodeKind wanted) const {
    for (NodeId const child : children(id)) {
      if (kind(child) == wanted) return child;
    }
    return {};
  }
  bool has(NodeId id, NodeKind wanted) const { return static_cast<bool>(child(id, wanted)); }
  /// Child number `index`, or none if there are fewer.
  NodeId child_at(NodeId id, std::size_t index) const {
    auto const all = children(id);
    return index < all.size() ? all[index] : NodeId{};
  }
  /// True if a message was given about the node or something in it: its shape may differ from node_kinds.def.
  bool broken(NodeId id) const { return nodes_[id.value].broken; }

  /// The main token (or the first one): what text, keyword and main_span speak of.
  const Token& main(NodeId id) const {
    Node const& node = nodes_[id.value];
    return tokens_[node.main == NodeId::none ? node.first_token : node.main];
  }
  /// The main token's text; back-ticks and quotes are left out (doubled quotes stay doubled: see `string`).
  std::string_view text(NodeId id) const;
  /// The text of the whole node, comments and layout included.
  std::string_view whole_text(NodeId id) const { return source_->slice(span(id)); }
  /// The content of a string node, doubled quotes read as one.
  std::string string(NodeId id) const;
  /// The keyword that the main token was read as; `Keyword::none` for names.
  Keyword keyword(NodeId id) const { return main(id).keyword; }
  TokenKind token_kind(NodeId id) const { return main(id).kind; }
  /// Bytes of the whole node; an empty node is an empty span before the next token.
  Span span(NodeId id) const;
  /// Bytes of the main token: where a message about a declared name points.
  Span main_span(NodeId id) const { return main(id).span(); }

  std::span<const Token> tokens() const { return tokens_; }
  std::string_view text(const Token& token) const { return source_->slice(token.span()); }
  const Source& source() const { return *source_; }
  std::size_t size() const { return nodes_.size(); }

 private:
  friend class TreeBuilder;
  const Source* source_ = nullptr;
  Rows<Token> tokens_;
  Rows<Node> nodes_;
  Rows<NodeId> children_;
};

/// The ids among `all` whose kind is `wanted`. (A view of the standard library would do, but clang 14 rejects those.)
class Tree::ChildrenOfKind {
 public:
  class Iterator {
   public:
    Iterator(const ChildrenOfKind& range, std::size_t at) : range_(&range), at_(at) { skip(); }
    NodeId operator*() const { return range_->all_[at_]; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    void skip() {
      while (at_ < range_->all_.size() && range_->tree_->kind(range_->all_[at_]) != range_->wanted_) ++at_;
    }
    const ChildrenOfKind* range_;
    std::size_t at_;
  };

  ChildrenOfKind(const Tree& tree, std::span<const NodeId> all, NodeKind wanted)
      : tree_(&tree), all_(all), wanted_(wanted) {}
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, all_.size()}; }

 private:
  const Tree* tree_;
  std::span<const NodeId> all_;
  NodeKind wanted_;
};

inline Tree::ChildrenOfKind Tree::children(NodeId id, NodeKind wanted) const { return {*this, children(id), wanted}; }

/// The tree as text, one node a line: kind, its main token's text if it has one, indented by depth. Equal for the same
/// file in Danish and English keywords, whatever the layout.
std::string dump(const Tree& tree, NodeId root);

}  // namespace rettesnor
