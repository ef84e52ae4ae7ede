// Walks over expressions without knowing what they mean.
#pragma once

#include "engine/model/expr.hpp"
#include "engine/model/match.hpp"

namespace rettesnor {

/// Calls `visit(ExprId)` for each direct part of an expression, selections' conditions included. Absent parts are skipped.
template <class F>
void each_part(const ExprNode& node, F visit) {
  const auto one = [&](ExprId id) {
    if (id) visit(id);
  };
  std::visit(match{
                 [&](const expr::PickField& x) { one(x.selection.where); },
                 [&](const expr::Parameter& x) { one(x.by); },
                 [&](const expr::Not& x) { one(x.operand); },
                 [&](const expr::Negate& x) { one(x.operand); },
                 [&](const expr::Binary& x) { one(x.left); one(x.right); },
                 [&](const expr::Among& x) { one(x.operand); },
                 [&](const expr::Group& x) { for (const ExprId i : x.items) one(i); },
                 [&](const expr::Quantifier& x) { one(x.selection.where); one(x.condition); },
                 [&](const expr::Count& x) { one(x.selection.where); },
                 [&](const expr::Happened& x) { one(x.what); one(x.limit); one(x.duration); },
                 [&](const expr::Recorded& x) { one(x.what); },
                 [&](const expr::Exists& x) { one(x.what); },
                 [&](const expr::StateOn& x) { one(x.state); one(x.day); },
                 [&](const expr::WholeUnits& x) { one(x.from); one(x.to); },
                 [&](const expr::EarliestOf& x) { for (const ExprId i : x.terms) one(i); },
                 [&](const expr::LatestOf& x) { for (const ExprId i : x.terms) one(i); },
                 [&](const expr::EndOfYear& x) { one(x.day); },
                 [](const auto&) {},  // the leaves
             },
             node);
}

}  // namespace rettesnor
