#include "engine/check/expressions.hpp"

#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

using expr::BinaryOp;

/// Builds the expression of one node. Kinds that need few lines stand here; the rest have functions of their own.
struct Building {
  Context& ctx;
  const Env& env;
  NodeId node;
  const File& file = *env.file;
  const Tree& tree = file.tree();
  Origin at = file.at(node);

  NodeId part(std::size_t index) const { return tree.child_at(node, index); }
  ExprId sub(std::size_t index, Type wanted = {}) { return expression(ctx, env, part(index), wanted); }
  ExprId broken() { return ctx.broken(at); }

  std::vector<ExprId> conditions(std::size_t from) {
    std::vector<ExprId> out;
    auto const all = tree.children(node);
    for (std::size_t i = from; i < all.size(); ++i) {
      if (tree.kind(all[i]) != NodeKind::error) out.push_back(condition(ctx, env, all[i]));
    }
    return out;
  }

  ExprId group(expr::GroupKind kind) {
    if (kind != expr::GroupKind::at_least) {
      return ctx.add(expr::Group{kind, 0, conditions(0)}, yes_no_type(), at);
    }
    auto const least = read_count(ctx, file, part(0), 1);
    auto items = conditions(1);
    if (!least) return broken();
    if (*least > items.size()) {
      ctx.report(Code::more_than_there_are, file.at(part(0)), {std::to_string(*least), std::to_string(items.size())});
    }
    return ctx.add(expr::Group{kind, *least, std::move(items)}, yes_no_type(), at);
  }

  ExprId quantifier(expr::QuantifierKind kind) {
    auto selected = select(ctx, env, part(0), node, {}, Selection::Which::all);
    if (!selected) return broken();
    ExprId holds;
    if (NodeId const where = tree.child(node, NodeKind::where)) {
      holds = condition(ctx, selected->inner, tree.child_at(where, 0));
    }
    return ctx.add(expr::Quantifier{kind, selected->selection, holds}, yes_no_type(), at);
  }

  // A bare code is typed by the other side, whichever side it stands on.
  ExprId comparison() {
    NodeId const l = part(0);
    NodeId const r = part(1);
    if (!l || !r) return broken();
    ExprId left;
    ExprId right;
    if (could_be_code(l)) {
      right = expression(ctx, env, r, {});
      bool const lost = is_invalid(ctx.type_of(right)) && !could_be_code(r);
      left = lost ? ctx.broken(file.at(l)) : expression(ctx, env, l, ctx.type_of(right));
    } else {
      left = expression(ctx, env, l, {});
      // A word beside what is not understood may be a code of it.
      bool const lost = is_invalid(ctx.type_of(left)) && could_be_code(r);
      right = lost ? ctx.broken(file.at(r)) : expression(ctx, env, r, ctx.type_of(left));
    }
    return make_comparison(ctx, operator_of(), left, right, at);
  }

  // The left side is a name that means nothing here: perhaps a code.
  bool could_be_code(NodeId name) const {
    if (tree.kind(name) != NodeKind::name) return false;
    std::string_view const word = tree.text(name);
    return env.scope.find(ctx.model, word).empty() && !env.scope.variable(word) &&
           ctx.symbols.find(ctx.model, file.package, Family::value, word).empty() && word != "municipality" &&
           word != "extraction_time" && !is_output(word);
  }
  bool is_output(std::string_view word) const {
    for (const TableDecl& table : ctx.model.tables.rows()) {
      for (const std::string& output : table.outputs) {
        if (output == word) return true;
      }
    }
    return false;
  }

  BinaryOp operator_of() const {
    switch (tree.token_kind(node)) {
      case TokenKind::not_equal: return BinaryOp::not_equal;
      case TokenKind::less: return BinaryOp::less;
      case TokenKind::less_equal: return BinaryOp::less_equal;
      case TokenKind::greater: return BinaryOp::greater;
      case TokenKind::greater_equal: return BinaryOp::greater_equal;
      default: return BinaryOp::equal;
    }
  }

  ExprId happened() {
    expr::Happened out;
    out.what = time_of(part(0));
    for (NodeId const bound : tree.children(node)) {
      switch (tree.kind(bound)) {
        case NodeKind::no_later_than: bounded(out, expr::Happened::Bound::no_later_than, bound); break;
        case NodeKind::before: bounded(out, expr::Happened::Bound::before, bound); break;
        case NodeKind::after: bounded(out, expr::Happened::Bound::after, bound); break;
        case NodeKind::within:
          if (bound == part(0)) break;
          out.bound = expr::Happened::Bound::within;
          out.duration = duration_expression(ctx, env, tree.child_at(bound, 0));
          if (NodeId const anchor = tree.child_at(bound, 1)) out.limit = time_of(anchor);
          check_elapsed_on(ctx, out.duration, out.limit);
          check_elapsed_on(ctx, out.duration, out.what);
          break;
        default: break;
      }
    }
    return ctx.add(out, yes_no_type(), at);
  }
  void bounded(expr::Happened& out, expr::Happened::Bound bound, NodeId clause) {
    out.bound = bound;
    out.limit = time_of(tree.child_at(clause, 0));
  }
  ExprId time_of(NodeId what) { return time_expression(ctx, env, what); }

  ExprId recorded() {
    NodeId const what = part(0);
    if (!what) return broken();
    ExprId const id = name_or_list(what);
    if (!is_invalid(ctx.type_of(id)) && !env.recorded) {
      bool allowed = false;
      if (env.recorded_reasons) {
        if (const auto* field = std::get_if<expr::Field>(&ctx[id].node)) {
          allowed = field->part && ctx.model.fields[field->part].name == "reasons";
        }
      }
      if (!allowed) {
        Keyword const instead = is_time(ctx.type_of(id)) ? Keyword::has_happened : Keyword::exists;
        Diagnostic& d = ctx.report(Code::recorded_not_here, at);
        d.help = std::vector<std::string>{std::string(tree.whole_text(what)) + ' ' +
                                          std::string(spelling(instead, file.syntax->language))};
        return broken();
      }
    }
    if (is_invalid(ctx.type_of(id))) return broken();
    return ctx.add(expr::Recorded{id}, yes_no_type(), at);
  }
  ExprId name_or_list(NodeId what) {
    if (auto const list = try_list(ctx, env, what)) {
      return ctx.add(expr::Field{list->place, list->list, {}}, yes_no_type(), file.at(what));
    }
    return expression(ctx, env, what, {});
  }

  ExprId among() {
    ExprId const operand = sub(0);
    Type const type = ctx.type_of(operand);
    if (is_invalid(type)) return broken();
    auto const all = tree.children(node);
    if (type.kind == TypeKind::code) {
      std::vector<std::uint32_t> codes;
      for (std::size_t i = 1; i < all.size(); ++i) {
        ExprId const code = expression(ctx, env, all[i], Type{TypeKind::code, type.codes, false});
        if (const auto* known = std::get_if<expr::Code>(&ctx[code].node)) codes.push_back(known->code);
        else if (!is_invalid(ctx.type_of(code))) ctx.report(Code::code_expected, file.at(all[i]));
      }
      return ctx.add(expr::Among{operand, std::move(codes)}, yes_no_type(), at);
    }
    // Numbers and texts: one of several equalities.
    expr::Group any{expr::GroupKind::any_of, 0, {}};
    for (std::size_t i = 1; i < all.size(); ++i) {
      any.items.push_back(make_comparison(ctx, BinaryOp::equal, operand, expression(ctx, env, all[i], type), file.at(all[i])));
    }
    return ctx.add(std::move(any), yes_no_type(), at);
  }

  ExprId on_day() {
    ExprId const state = state_expression(ctx, env, part(0));
    ExprId const day = time_of(part(1));
    return ctx.add(expr::StateOn{state, day}, yes_no_type(), at);
  }

  ExprId count() {
    auto const selected =
        select(ctx, env, part(0), {}, tree.child(node, NodeKind::where), Selection::Which::all);
    if (!selected) return broken();
    return ctx.add(expr::Count{selected->selection}, of_kind(TypeKind::number), at);
  }

  ExprId sum() {
    auto const selected = select(ctx, env, part(1), {}, tree.child(node, NodeKind::where), Selection::Which::all);
    if (!selected) return broken();
    ExprId const term = expression(ctx, selected->inner, part(0), {});
    Type const type = ctx.type_of(term);
    if (is_invalid(type)) return broken();
    if (type.kind != TypeKind::number && type.kind != TypeKind::amount) {
      ctx.report(Code::wrong_type, file.at(part(0)), {ctx.describe(of_kind(TypeKind::number), file), ctx.describe(type, file)});
      return broken();
    }
    return ctx.add(expr::Sum{selected->selection, term}, type, at);
  }

  ExprId terms(bool latest) {
    std::vector<ExprId> out;
    bool moments = true;
    for (NodeId const child : tree.children(node)) {
      if (tree.kind(child) == NodeKind::error) continue;
      ExprId const term = time_of(child);
      moments = moments && ctx.type_of(term).kind == TypeKind::moment;
      out.push_back(term);
    }
    Type const type = of_kind(moments ? TypeKind::moment : TypeKind::date);
    return latest ? ctx.add(expr::LatestOf{std::move(out)}, type, at) : ctx.add(expr::EarliestOf{std::move(out)}, type, at);
  }

  ExprId units() {
    expr::WholeUnits out{};
    switch (tree.keyword(node)) {
      case Keyword::years: out.unit = expr::CountUnit::years; break;
      case Keyword::month:
      case Keyword::months: out.unit = expr::CountUnit::months; break;
      case Keyword::day:
      case Keyword::days: out.unit = expr::CountUnit::days; break;
      default: ctx.report(Code::cannot_count_unit, file.name_at(node)); return broken();
    }
    out.from = time_of(part(0));
    out.to = time_of(part(1));
    return ctx.add(out, of_kind(TypeKind::number), at);
  }

  ExprId exists() {
    ExprId const what = sub(0);
    return is_invalid(ctx.type_of(what)) ? broken() : ctx.add(expr::Exists{what}, yes_no_type(), at);
  }

  ExprId keyed() {
    const Symbol* symbol = find_symbol(ctx, file, part(0), Family::value);
    if (symbol == nullptr) return broken();
    if (symbol->kind != SymbolKind::parameter) {
      ctx.report(Code::not_a_parameter, file.at(part(0)), {path_text(file, part(0))});
      return broken();
    }
    ParameterId const id = symbol->as<ParameterId>();
    check_parameter(ctx, id);
    CodeSetId const keys = ctx.model.parameters[id].keys;
    Type const type = ctx.model.parameters[id].type;
    if (!keys) {
      ctx.report(Code::parameter_without_keys, file.at(part(0)), {ctx.model.parameters[id].name});
      return broken();
    }
    ExprId const key = expression(ctx, env, part(1), Type{TypeKind::code, keys, false});
    if (const auto* code = std::get_if<expr::Code>(&ctx[key].node)) {
      return ctx.add(expr::Parameter{id, ctx.model.code_sets[keys].codes[code->code], {}}, type, at);
    }
    Type const by = ctx.type_of(key);
    if (is_invalid(by)) return broken();
    if (by != Type{TypeKind::code, keys, false}) {
      ctx.report(Code::wrong_type, file.at(part(1)),
                 {ctx.describe(Type{TypeKind::code, keys, false}, file), ctx.describe(by, file)});
      return broken();
    }
    return ctx.add(expr::Parameter{id, {}, key}, type, at);
  }

  template <class NodeType>
  ExprId number(TypeKind kind, NodeType make) {
    auto const value = read_number(ctx, file, node);
    return value ? ctx.add(make(*value), of_kind(kind), at) : broken();
  }

  ExprId moment() {
    auto const range = read_moment(ctx, file, node);
    if (!range) return broken();
    if (range->first != range->last) ctx.report(Code::moment_twice, at);
    return ctx.add(expr::MomentValue{range->first}, of_kind(TypeKind::moment), at);
  }

  ExprId build(Type wanted) {
    switch (tree.kind(node)) {
      case NodeKind::or_: return make_logic(ctx, BinaryOp::or_, sub(0), sub(1), at);
      case NodeKind::and_: return make_logic(ctx, BinaryOp::and_, sub(0), sub(1), at);
      case NodeKind::not_: return make_not(ctx, sub(0), at);
      case NodeKind::all_of: return group(expr::GroupKind::all_of);
      case NodeKind::any_of: return group(expr::GroupKind::any_of);
      case NodeKind::none_of: return group(expr::GroupKind::none_of);
      case NodeKind::at_least_of: return group(expr::GroupKind::at_least);
      case NodeKind::any_in: return quantifier(expr::QuantifierKind::any);
      case NodeKind::every_in: return quantifier(expr::QuantifierKind::every);
      case NodeKind::no_in: return quantifier(expr::QuantifierKind::no);
      case NodeKind::compare: return comparison();
      case NodeKind::has_happened: return happened();
      case NodeKind::has_not_happened: return make_not(ctx, happened(), at);
      case NodeKind::is_recorded: return recorded();
      case NodeKind::is_not_recorded: return make_not(ctx, recorded(), at);
      case NodeKind::exists: return exists();
      case NodeKind::is_among: return among();
      case NodeKind::on_day: return on_day();
      case NodeKind::rule_verdict: return rule_verdict(ctx, env, node);
      case NodeKind::add: return make_arithmetic(ctx, BinaryOp::add, sub(0), sub(1), at);
      case NodeKind::subtract: return make_arithmetic(ctx, BinaryOp::subtract, sub(0), sub(1), at);
      case NodeKind::multiply: return make_arithmetic(ctx, BinaryOp::multiply, sub(0), sub(1), at);
      case NodeKind::divide: return make_arithmetic(ctx, BinaryOp::divide, sub(0), sub(1), at);
      case NodeKind::negate: return make_negate(ctx, sub(0), at);
      case NodeKind::count_of: return count();
      case NodeKind::sum_of: return sum();
      case NodeKind::first_of:
      case NodeKind::last_of: return pick_expression(ctx, env, node);
      case NodeKind::earliest_of: return terms(false);
      case NodeKind::latest_of: return terms(true);
      case NodeKind::due_of: return due_of_rule(ctx, env, node);
      case NodeKind::end_of_year_of: return ctx.add(expr::EndOfYear{time_of(part(0))}, of_kind(TypeKind::date), at);
      case NodeKind::units_between: return units();
      case NodeKind::keyed: return keyed();
      case NodeKind::name:
      case NodeKind::path: return name_expression(ctx, env, node, wanted);
      case NodeKind::previous: return name_expression(ctx, env, node, wanted);
      case NodeKind::yes: return ctx.add(expr::YesNo{true}, yes_no_type(), at);
      case NodeKind::no: return ctx.add(expr::YesNo{false}, yes_no_type(), at);
      case NodeKind::number:
      case NodeKind::percent: return number(TypeKind::number, [](Decimal d) { return expr::Number{d}; });
      case NodeKind::amount: return number(TypeKind::amount, [](Decimal d) { return expr::Number{d}; });
      case NodeKind::duration: {
        auto const value = read_duration(ctx, file, node);
        return value ? ctx.add(expr::DurationValue{*value}, of_kind(TypeKind::duration), at) : broken();
      }
      case NodeKind::date: {
        auto const value = read_date(ctx, file, node);
        return value ? ctx.add(expr::DateValue{*value}, of_kind(TypeKind::date), at) : broken();
      }
      case NodeKind::moment: return moment();
      case NodeKind::string: return ctx.add(expr::TextValue{tree.string(node)}, of_kind(TypeKind::text), at);
      default: return broken();
    }
  }
};

// Read on a day: nothing in it may look at T alone.
bool reads_on_a_day(Context& ctx, ExprId id) {
  const Expr& e = ctx[id];
  if (std::holds_alternative<expr::Happened>(e.node) || std::holds_alternative<expr::Recorded>(e.node) ||
      std::holds_alternative<expr::VerdictIs>(e.node)) {
    return false;
  }
  if (const auto* n = std::get_if<expr::Not>(&e.node)) return reads_on_a_day(ctx, n->operand);
  if (const auto* b = std::get_if<expr::Binary>(&e.node)) {
    bool const logic = b->op == BinaryOp::and_ || b->op == BinaryOp::or_;
    return !logic || (reads_on_a_day(ctx, b->left) && reads_on_a_day(ctx, b->right));
  }
  if (const auto* g = std::get_if<expr::Group>(&e.node)) {
    for (ExprId const item : g->items) {
      if (!reads_on_a_day(ctx, item)) return false;
    }
  }
  return true;
}

}  // namespace

ExprId expression(Context& ctx, const Env& env, NodeId node, Type wanted) {
  if (!node) return ctx.broken(Origin{env.file->id, {}});
  return Building{ctx, env, node}.build(wanted);
}

ExprId typed_expression(Context& ctx, const Env& env, NodeId node, Type wanted) {
  ExprId const id = expression(ctx, env, node, wanted);
  Type const type = ctx.type_of(id);
  if (is_invalid(type) || is_invalid(wanted) || type == wanted) return id;
  if (is_time(type) && is_time(wanted)) return id;
  Origin const at = ctx.origin_of(id);
  ctx.report(Code::wrong_type, at, {ctx.describe(wanted, *env.file), ctx.describe(type, *env.file)});
  return ctx.broken(at);
}

ExprId condition(Context& ctx, const Env& env, NodeId node) {
  ExprId const id = expression(ctx, env, node, yes_no_type());
  return require_condition(ctx, id) ? id : ctx.broken(ctx.origin_of(id));
}

ExprId time_expression(Context& ctx, const Env& env, NodeId node) {
  ExprId const id = expression(ctx, env, node, {});
  return require_time(ctx, id) ? id : ctx.broken(ctx.origin_of(id));
}

ExprId duration_expression(Context& ctx, const Env& env, NodeId node) {
  ExprId const id = expression(ctx, env, node, {});
  return require_kind(ctx, id, TypeKind::duration) ? id : ctx.broken(ctx.origin_of(id));
}

ExprId state_expression(Context& ctx, const Env& env, NodeId node) {
  ExprId const id = condition(ctx, env, node);
  if (is_invalid(ctx.type_of(id)) || reads_on_a_day(ctx, id)) return id;
  ctx.report(Code::not_a_state, ctx.origin_of(id));
  return ctx.broken(ctx.origin_of(id));
}

}  // namespace rettesnor::checking
