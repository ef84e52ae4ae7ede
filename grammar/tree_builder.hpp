// TreeBuilder: builds a tree bottom-up from a stack of finished nodes; can take back what an alternative began.
#pragma once

#include <algorithm>
#include <span>
#include <utility>

#include "grammar/tree.hpp"

namespace rettesnor {

/// Nodes are written in post-order. A node is a child at most once, so one bound holds for nodes and children: both
/// tables are made that long at the start, unwritten, and cut to their length by `finish`.
class TreeBuilder {
 public:
  /// How many nodes were pending when a node was opened.
  using Mark = std::uint32_t;
  /// What a node is; `broken` if a message was given about something in it.
  struct Shape {
    NodeKind kind;
    bool broken = false;
  };

  explicit TreeBuilder(Tree& tree) : tree_(tree) {}

  void start(const Source& source, Rows<Token> tokens) {
    tree_.source_ = &source;
    tree_.tokens_ = std::move(tokens);
    make_room(tree_.tokens_.size() + 16);
  }
  void finish() {
    tree_.nodes_.resize(node_count_);
    tree_.children_.resize(child_count_);
  }
  Rows<Token>& tokens() { return tree_.tokens_; }

  Mark mark() const { return pending_; }

  /// Takes back everything that was built since `mark`.
  void rewind(Mark mark) {
    if (pending_ != mark) take_back(mark);  // what was built since is pending, or below something pending
  }

  /// Adds a node whose children are everything pending since `mark`.
  void close(Shape shape, Mark mark, TokenIndex main, TokenIndex first_token, TokenIndex token_end) {
    if (node_count_ == room_) make_room(2 * std::size_t{room_});
    std::uint32_t const count = pending_ - mark;
    std::uint16_t height = 0;
    bool broken = shape.broken;
    NodeId* out = children_ + child_count_;
    for (Pending const& child : std::span(stack_ + mark, count)) {
      *out++ = child.node;
      height = std::max(height, child.height);
      broken |= child.broken;
    }
    nodes_[node_count_] = {main, first_token, token_end, child_count_, count, shape.kind, broken};
    if (mark == stack_room_) make_stack_room();
    stack_[mark] = {NodeId{node_count_++}, static_cast<std::uint16_t>(height + 1), broken};
    child_count_ += count;
    pending_ = mark + 1;
  }

  /// Adds a node without children whose main token is its first one.
  void close_leaf(Shape shape, TokenIndex first_token, TokenIndex token_end) {
    if (node_count_ == room_) make_room(2 * std::size_t{room_});
    nodes_[node_count_] = {first_token, first_token, token_end, child_count_, 0, shape.kind, shape.broken};
    if (pending_ == stack_room_) make_stack_room();
    stack_[pending_++] = {NodeId{node_count_++}, 1, shape.broken};
  }

  /// Height of the last pending node, itself included; bounded by the grammar (about 1,000). @pre there is one
  std::uint16_t last_height() const { return stack_[pending_ - 1].height; }

 private:
  struct Pending {
    NodeId node;
    std::uint16_t height;
    bool broken;
  };

  [[gnu::noinline]] void take_back(Mark mark) {
    pending_ = mark;
    node_count_ = mark == 0 ? 0 : stack_[mark - 1].node.value + 1;
    Node const* const last = nodes_ + node_count_ - 1;
    child_count_ = mark == 0 ? 0 : last->first_child + last->child_count;
  }

  [[gnu::noinline]] void make_room(std::size_t nodes) {
    tree_.nodes_.resize(nodes);
    tree_.children_.resize(nodes);
    nodes_ = tree_.nodes_.data();
    children_ = tree_.children_.data();
    room_ = static_cast<std::uint32_t>(nodes);
  }

  [[gnu::noinline]] void make_stack_room() {
    stack_table_.resize(std::max<std::size_t>(256, 2 * stack_table_.size()));
    stack_ = stack_table_.data();
    stack_room_ = static_cast<std::uint32_t>(stack_table_.size());
  }

  Tree& tree_;
  Rows<Pending> stack_table_;
  // The tables, as the innermost loop wants them.
  Node* nodes_ = nullptr;
  NodeId* children_ = nullptr;
  Pending* stack_ = nullptr;
  std::uint32_t room_ = 0;  ///< rows for nodes, and as many for children
  std::uint32_t stack_room_ = 0;
  std::uint32_t node_count_ = 0, child_count_ = 0, pending_ = 0;
};

}  // namespace rettesnor
