// TreeBuilder: builds a tree bottom-up from a stack of finished nodes; can take back what an alternative began.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "grammar/tree.hpp"

namespace rettesnor {

class TreeBuilder {
 public:
  /// How much was built when a node was opened.
  struct Mark {
    std::uint32_t stack, nodes, children;
  };

  explicit TreeBuilder(Tree& tree) : tree_(tree) {}

  void start(const Source& source, std::vector<Token> tokens) {
    tree_.source_ = &source;
    tree_.tokens_ = std::move(tokens);
    tree_.nodes_.reserve(tree_.tokens_.size());
    tree_.children_.reserve(tree_.tokens_.size());
  }
  std::vector<Token>& tokens() { return tree_.tokens_; }

  Mark mark() const { return {size_of(stack_), size_of(tree_.nodes_), size_of(tree_.children_)}; }

  /// Takes back everything that was built since `mark`.
  void rewind(const Mark& mark) {
    if (tree_.nodes_.size() == mark.nodes) return;  // every pending node was added since: nothing to do
    stack_.resize(mark.stack);
    tree_.nodes_.resize(mark.nodes);
    tree_.children_.resize(mark.children);
  }

  /// Adds a node whose children are everything pending since `mark`.
  NodeId close(NodeKind kind, const Mark& mark, Node node) {
    node.kind = kind;
    node.first_child = size_of(tree_.children_);
    node.child_count = static_cast<std::uint32_t>(stack_.size() - mark.stack);
    for (std::size_t at = mark.stack; at < stack_.size(); ++at) {
      Node const& child = tree_.node(stack_[at]);
      node.broken = node.broken || child.broken;
      node.height = std::max(node.height, static_cast<std::uint16_t>(child.height + 1));
      tree_.children_.push_back(stack_[at]);
    }
    stack_.resize(mark.stack);
    NodeId const id{size_of(tree_.nodes_)};
    tree_.nodes_.push_back(node);
    stack_.push_back(id);
    return id;
  }

  /// Height of the last pending node. @pre there is one
  std::uint16_t last_height() const { return tree_.node(stack_.back()).height; }

 private:
  template <class T>
  static std::uint32_t size_of(const std::vector<T>& rows) {
    return static_cast<std::uint32_t>(rows.size());
  }

  Tree& tree_;
  std::vector<NodeId> stack_;
};

}  // namespace rettesnor
