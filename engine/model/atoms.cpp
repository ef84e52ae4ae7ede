#include "engine/model/atoms.hpp"

#include "engine/model/match.hpp"

namespace rettesnor {

namespace {

/// Goes through a condition down to its atoms, which `atom` is asked for.
template <class Atom>
Truth walk(const Model& model, ExprId id, const Atom& atom) {
  return std::visit(match{
                        [&](const expr::Not& n) { return !walk(model, n.operand, atom); },
                        [&](const expr::Binary& b) {
                          if (b.op != expr::BinaryOp::and_ && b.op != expr::BinaryOp::or_) return atom(id);
                          const Truth left = walk(model, b.left, atom);
                          const Truth right = walk(model, b.right, atom);
                          return b.op == expr::BinaryOp::and_ ? left & right : left | right;
                        },
                        [&](const expr::Group& g) {
                          std::size_t yes = 0;
                          std::size_t maybe = 0;
                          for (const ExprId item : g.items) {
                            const Truth t = walk(model, item, atom);
                            yes += t == Truth::yes ? 1 : 0;
                            maybe += t != Truth::no ? 1 : 0;
                          }
                          return counted(g, yes, maybe);
                        },
                        [&](const auto&) { return atom(id); },
                    },
                    model.exprs[id].node);
}

}  // namespace

Truth counted(const expr::Group& group, std::size_t yes, std::size_t maybe) {
  const auto at_least = [&](std::size_t n) { return yes >= n ? Truth::yes : maybe < n ? Truth::no : Truth::unknown; };
  switch (group.kind) {
    case expr::GroupKind::all_of: return at_least(group.items.size());
    case expr::GroupKind::any_of: return at_least(1);
    case expr::GroupKind::none_of: return !at_least(1);
    case expr::GroupKind::at_least: return at_least(group.least);
  }
  return Truth::unknown;
}

std::vector<ExprId> atoms_of(const Model& model, std::span<const ExprId> conditions) {
  std::vector<ExprId> out;
  for (const ExprId c : conditions) {
    walk(model, c, [&](ExprId atom) {
      out.push_back(atom);
      return Truth::unknown;
    });
  }
  return out;
}

Truth decide(const Model& model, std::span<const ExprId> conditions, std::span<const Truth> atoms) {
  Truth out = Truth::yes;
  std::size_t next = 0;
  for (const ExprId c : conditions) out = out & walk(model, c, [&](ExprId) { return atoms[next++]; });
  return out;
}

}  // namespace rettesnor
