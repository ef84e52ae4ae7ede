// Typed construction: each function checks the types of its operands, says what is wrong, and makes the expression.
#pragma once

#include <optional>
#include <vector>

#include "engine/check/context.hpp"

namespace rettesnor::checking {

inline bool is_time(Type type) { return type.kind == TypeKind::date || type.kind == TypeKind::moment; }
inline bool is_invalid(Type type) { return type.kind == TypeKind::invalid; }
inline Type of_kind(TypeKind kind) { return Type{kind, {}, false}; }
inline Type yes_no_type() { return of_kind(TypeKind::yes_no); }

/// How long a duration is measured, as far as the text tells.
enum class Elapsed : std::uint8_t { no, yes, perhaps };
/// Hours and minutes are elapsed time. A parameter's answer covers all its values.
Elapsed elapsed(const Context& ctx, ExprId duration);
/// The one unit that a duration always has; nothing if it may vary.
std::optional<Duration> static_unit(const Context& ctx, ExprId duration);

/// Is it yes or no (a state or periods included)? A message otherwise.
bool require_condition(Context& ctx, ExprId id);
bool require_time(Context& ctx, ExprId id);
bool require_kind(Context& ctx, ExprId id, TypeKind kind);

ExprId make_not(Context& ctx, ExprId operand, Origin at);
ExprId make_negate(Context& ctx, ExprId operand, Origin at);
ExprId make_logic(Context& ctx, expr::BinaryOp op, ExprId left, ExprId right, Origin at);
ExprId make_comparison(Context& ctx, expr::BinaryOp op, ExprId left, ExprId right, Origin at);
ExprId make_arithmetic(Context& ctx, expr::BinaryOp op, ExprId left, ExprId right, Origin at);
/// Hours and minutes from a declared date: says so.
void check_elapsed_on(Context& ctx, ExprId duration, ExprId anchor);

}  // namespace rettesnor::checking
