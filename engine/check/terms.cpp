#include "engine/check/terms.hpp"

#include "engine/model/match.hpp"

namespace rettesnor::checking {

namespace {

using expr::BinaryOp;

Elapsed joined(std::optional<Elapsed> before, Elapsed next) {
  return !before || *before == next ? next : Elapsed::perhaps;
}

template <class Visit>
void each_value(const Model& model, const ParameterDecl& parameter, Visit visit) {
  for (const ParameterValue& value : parameter.values) {
    if (value.value) visit(value.value);
  }
  if (parameter.range_low) visit(parameter.range_low);
  if (parameter.range_high) visit(parameter.range_high);
  static_cast<void>(model);
}

bool ordering(BinaryOp op) { return op != BinaryOp::equal && op != BinaryOp::not_equal; }

void say_incomparable(Context& ctx, ExprId left, ExprId right, Origin at) {
  std::string const a = ctx.describe(ctx.type_of(left), at.file);
  std::string const b = ctx.describe(ctx.type_of(right), at.file);
  Diagnostic& d = ctx.report(Code::incomparable, at, {a, b});
  d.labels.push_back(label(ctx.origin_of(left), "`" + a + "`", "`" + a + "`"));
  d.labels.push_back(label(ctx.origin_of(right), "`" + b + "`", "`" + b + "`"));
}

// `years from a to b >= 18 years` compares numbers once the units agree.
ExprId as_whole_units(Context& ctx, ExprId units, ExprId other) {
  const auto* whole = std::get_if<expr::WholeUnits>(&ctx[units].node);
  if (whole == nullptr || ctx.type_of(other).kind != TypeKind::duration) return other;
  Unit const unit = whole->unit == expr::CountUnit::days     ? Unit::days
                    : whole->unit == expr::CountUnit::months ? Unit::months
                                                             : Unit::years;
  Origin const at = ctx.origin_of(other);
  auto const fixed = static_unit(ctx, other);
  if (!fixed || fixed->unit != unit) {
    ctx.report(Code::other_unit, at).labels.push_back(label(ctx.origin_of(units), "tælles her", "counted here"));
    return ctx.broken(at);
  }
  if (const auto* literal = std::get_if<expr::DurationValue>(&ctx[other].node)) {
    return ctx.add(expr::Number{*make_decimal(literal->value.count)}, of_kind(TypeKind::number), at);
  }
  return other;  // a parameter or fact of that unit: its count is compared
}

}  // namespace

Elapsed elapsed(const Context& ctx, ExprId duration) {
  if (!duration) return Elapsed::perhaps;
  return std::visit(
      match{
          [](const expr::DurationValue& d) { return d.value.is_elapsed() ? Elapsed::yes : Elapsed::no; },
          [&](const expr::Parameter& p) {
            std::optional<Elapsed> all;
            each_value(ctx.model, ctx.model.parameters[p.parameter],
                       [&](ExprId value) { all = joined(all, elapsed(ctx, value)); });
            return all.value_or(Elapsed::perhaps);
          },
          [&](const expr::Binary& b) { return joined(elapsed(ctx, b.left), elapsed(ctx, b.right)); },
          [](const auto&) { return Elapsed::perhaps; },
      },
      ctx[duration].node);
}

std::optional<Duration> static_unit(const Context& ctx, ExprId duration) {
  if (!duration) return std::nullopt;
  return std::visit(
      match{
          [](const expr::DurationValue& d) -> std::optional<Duration> { return d.value; },
          [&](const expr::Parameter& p) -> std::optional<Duration> {
            std::optional<Duration> unit;
            bool same = true;
            each_value(ctx.model, ctx.model.parameters[p.parameter], [&](ExprId value) {
              auto const next = static_unit(ctx, value);
              same = same && next && (!unit || (unit->unit == next->unit && unit->calendar == next->calendar));
              unit = next;
            });
            return same ? unit : std::nullopt;
          },
          [&](const expr::Binary& b) { return static_unit(ctx, b.left); },
          [](const auto&) -> std::optional<Duration> { return std::nullopt; },
      },
      ctx[duration].node);
}

bool require_condition(Context& ctx, ExprId id) {
  Type const type = ctx.type_of(id);
  if (is_invalid(type)) return false;
  if (type.kind == TypeKind::yes_no || type.kind == TypeKind::periods) return true;
  Origin const at = ctx.origin_of(id);
  if (is_time(type)) {
    ctx.report(Code::time_as_condition, at);
  } else {
    ctx.report(Code::wrong_type, at, {ctx.describe(yes_no_type(), at.file), ctx.describe(type, at.file)});
  }
  return false;
}

bool require_kind(Context& ctx, ExprId id, TypeKind kind) {
  Type const type = ctx.type_of(id);
  if (is_invalid(type)) return false;
  if (type.kind == kind && !type.list) return true;
  Origin const at = ctx.origin_of(id);
  ctx.report(Code::wrong_type, at, {ctx.describe(of_kind(kind), at.file), ctx.describe(type, at.file)});
  return false;
}

bool require_time(Context& ctx, ExprId id) {
  Type const type = ctx.type_of(id);
  if (is_invalid(type)) return false;
  if (is_time(type)) return true;
  Origin const at = ctx.origin_of(id);
  ctx.report(Code::not_a_time, at, {ctx.describe(type, at.file)});
  return false;
}

ExprId make_not(Context& ctx, ExprId operand, Origin at) {
  if (!require_condition(ctx, operand)) return ctx.broken(at);
  return ctx.add(expr::Not{operand}, yes_no_type(), at);
}

ExprId make_negate(Context& ctx, ExprId operand, Origin at) {
  Type const type = ctx.type_of(operand);
  if (is_invalid(type)) return ctx.broken(at);
  if (type.kind != TypeKind::number && type.kind != TypeKind::amount) {
    ctx.report(Code::wrong_type, ctx.origin_of(operand),
               {ctx.describe(of_kind(TypeKind::number), at.file), ctx.describe(type, at.file)});
    return ctx.broken(at);
  }
  return ctx.add(expr::Negate{operand}, type, at);
}

ExprId make_logic(Context& ctx, BinaryOp op, ExprId left, ExprId right, Origin at) {
  bool const l = require_condition(ctx, left);
  bool const r = require_condition(ctx, right);
  if (!l || !r) return ctx.broken(at);
  return ctx.add(expr::Binary{op, left, right}, yes_no_type(), at);
}

ExprId make_comparison(Context& ctx, BinaryOp op, ExprId left, ExprId right, Origin at) {
  right = as_whole_units(ctx, left, right);
  left = as_whole_units(ctx, right, left);
  Type const a = ctx.type_of(left);
  Type const b = ctx.type_of(right);
  if (is_invalid(a) || is_invalid(b)) return ctx.broken(at);
  if (a.list || b.list) {
    ctx.report(Code::list_compared, a.list ? ctx.origin_of(left) : ctx.origin_of(right));
    return ctx.broken(at);
  }
  bool const whole = (a.kind == TypeKind::number && b.kind == TypeKind::duration &&
                      std::holds_alternative<expr::WholeUnits>(ctx[left].node)) ||
                     (b.kind == TypeKind::number && a.kind == TypeKind::duration &&
                      std::holds_alternative<expr::WholeUnits>(ctx[right].node));
  bool const same = whole || (is_time(a) && is_time(b)) || (a.kind == b.kind && a.codes == b.codes);
  if (!same || a.kind == TypeKind::periods) {
    say_incomparable(ctx, left, right, at);
    return ctx.broken(at);
  }
  if (ordering(op)) {
    bool const ordered_codes = a.kind == TypeKind::code && ctx.model.code_sets[a.codes].ordered;
    bool const orders = a.kind == TypeKind::number || a.kind == TypeKind::amount || a.kind == TypeKind::duration ||
                        is_time(a) || ordered_codes;
    if (!orders) {
      ctx.report(Code::not_ordered, at, {ctx.describe(a, at.file)});
      return ctx.broken(at);
    }
  }
  return ctx.add(expr::Binary{op, left, right}, yes_no_type(), at);
}

void check_elapsed_on(Context& ctx, ExprId duration, ExprId anchor) {
  if (!duration || !anchor || ctx.type_of(anchor).kind != TypeKind::date) return;
  if (elapsed(ctx, duration) != Elapsed::yes) return;
  Diagnostic& d = ctx.report(Code::hours_from_a_date, ctx.origin_of(duration));
  d.labels.push_back(label(ctx.origin_of(anchor), "er en dato uden klokkeslæt", "is a date without a time of day"));
}

namespace {

ExprId shifted(Context& ctx, BinaryOp op, ExprId time, ExprId duration, Origin at) {
  check_elapsed_on(ctx, duration, time);
  // Days and longer are calendar arithmetic: the result is a day.
  bool const moment = ctx.type_of(time).kind == TypeKind::moment && elapsed(ctx, duration) != Elapsed::no;
  return ctx.add(expr::Binary{op, time, duration}, of_kind(moment ? TypeKind::moment : TypeKind::date), at);
}

ExprId durations(Context& ctx, BinaryOp op, ExprId left, ExprId right, Origin at) {
  auto const a = static_unit(ctx, left);
  auto const b = static_unit(ctx, right);
  if (!a || !b || a->unit != b->unit || a->calendar != b->calendar) {
    ctx.report(Code::mixed_units, at);
    return ctx.broken(at);
  }
  return ctx.add(expr::Binary{op, left, right}, of_kind(TypeKind::duration), at);
}

}  // namespace

ExprId make_arithmetic(Context& ctx, BinaryOp op, ExprId left, ExprId right, Origin at) {
  Type const a = ctx.type_of(left);
  Type const b = ctx.type_of(right);
  if (is_invalid(a) || is_invalid(b)) return ctx.broken(at);
  using enum TypeKind;
  bool const plus_minus = op == BinaryOp::add || op == BinaryOp::subtract;
  if (plus_minus && is_time(a) && b.kind == duration) return shifted(ctx, op, left, right, at);
  if (op == BinaryOp::add && a.kind == duration && is_time(b)) return shifted(ctx, op, right, left, at);
  if (op == BinaryOp::subtract && is_time(a) && is_time(b)) {
    ctx.report(Code::dates_subtracted, at);
    return ctx.broken(at);
  }
  if (plus_minus && a.kind == duration && b.kind == duration) return durations(ctx, op, left, right, at);
  bool const numbers = a.kind == number && b.kind == number;
  if (numbers) return ctx.add(expr::Binary{op, left, right}, a, at);
  if (plus_minus && a.kind == amount && b.kind == amount) return ctx.add(expr::Binary{op, left, right}, a, at);
  if (op == BinaryOp::multiply && ((a.kind == amount && b.kind == number) || (a.kind == number && b.kind == amount))) {
    return ctx.add(expr::Binary{op, left, right}, of_kind(amount), at);
  }
  if (op == BinaryOp::divide && a.kind == amount && b.kind == number) {
    return ctx.add(expr::Binary{op, left, right}, a, at);
  }
  if (op == BinaryOp::divide && a.kind == amount && b.kind == amount) {
    return ctx.add(expr::Binary{op, left, right}, of_kind(number), at);
  }
  std::string const l = ctx.describe(a, at.file);
  std::string const r = ctx.describe(b, at.file);
  Diagnostic& d = ctx.report(Code::no_such_arithmetic, at, {l, r});
  d.labels.push_back(label(ctx.origin_of(left), "`" + l + "`", "`" + l + "`"));
  d.labels.push_back(label(ctx.origin_of(right), "`" + r + "`", "`" + r + "`"));
  return ctx.broken(at);
}

}  // namespace rettesnor::checking
