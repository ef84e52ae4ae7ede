// Comparing constants: is a value within a range whatever day it is counted from?
#pragma once

#include <compare>

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// The order of two constant expressions (numbers, amounts, durations, dates); unordered when it cannot be shown.
std::partial_ordering compare_constants(const Context& ctx, ExprId a, ExprId b);

/// Certainly low <= value <= high; a bound of none does not bind.
bool within_range(const Context& ctx, ExprId low, ExprId value, ExprId high);

}  // namespace rettesnor::checking
