#include "engine/check/ranges.hpp"

#include "engine/values/duration.hpp"

namespace rettesnor::checking {

std::partial_ordering compare_constants(const Context& ctx, ExprId a, ExprId b) {
  const ExprNode& x = ctx[a].node;
  const ExprNode& y = ctx[b].node;
  if (const auto* m = std::get_if<expr::Number>(&x)) {
    if (const auto* n = std::get_if<expr::Number>(&y)) return m->value <=> n->value;
  }
  if (const auto* m = std::get_if<expr::DateValue>(&x)) {
    if (const auto* n = std::get_if<expr::DateValue>(&y)) return m->value <=> n->value;
  }
  if (const auto* m = std::get_if<expr::DurationValue>(&x)) {
    if (const auto* n = std::get_if<expr::DurationValue>(&y)) {
      // Days of one calendar are compared by their count.
      if (m->value.unit == Unit::calendar_days && n->value.unit == Unit::calendar_days) {
        if (m->value.calendar != n->value.calendar) return std::partial_ordering::unordered;
        return m->value.count <=> n->value.count;
      }
      return compare(m->value, n->value);
    }
  }
  return std::partial_ordering::unordered;
}

bool within_range(const Context& ctx, ExprId low, ExprId value, ExprId high) {
  return (!low || std::is_gteq(compare_constants(ctx, value, low))) &&
         (!high || std::is_lteq(compare_constants(ctx, value, high)));
}

}  // namespace rettesnor::checking
