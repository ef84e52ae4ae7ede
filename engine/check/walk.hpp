// Visits every expression below one, through definitions and tables: what a rule rests on.
#pragma once

#include <functional>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor::checking {

/// The direct operands of an expression, selections' conditions included; not through definitions.
std::vector<ExprId> operands(const Expr& expression);

/// Calls `visit` for `root` and all that it rests on: operands, the lines of definitions, the rows of tables, states'
/// ends, `complete to`. Each expression once. Cost: O(expressions reached).
void walk(const Model& model, ExprId root, const std::function<void(ExprId)>& visit);

/// Every expression that a duty holds.
std::vector<ExprId> expressions_of(const Model& model, DutyId duty);
/// Every expression that a version holds: guards and all its duties.
std::vector<ExprId> expressions_of(const Model& model, const Version& version);

}  // namespace rettesnor::checking
