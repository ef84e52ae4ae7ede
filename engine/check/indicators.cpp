// Indicators: what is counted or averaged, over whom, and which way is better.
#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

struct Reading {
  Context& ctx;
  const File& file;
  NodeId node;
  const Tree& tree = file.tree();
  IndicatorDecl out{};

  void from_rule(NodeId from, Env& env) {
    const Symbol* symbol = find_symbol(ctx, file, tree.child_at(from, 0), Family::rule);
    if (symbol == nullptr) return;
    if (symbol->kind != SymbolKind::rule) {
      ctx.report(Code::not_a_rule, file.at(tree.child_at(from, 0)), {path_text(file, tree.child_at(from, 0))});
      return;
    }
    out.rule = symbol->as<RuleId>();
    env.scope = ctx.rule_scopes[symbol->index];
    out.root = ctx.model.rules[out.rule].root;
    if (NodeId const period = tree.child(from, NodeKind::in_period)) {
      out.in_period = time_expression(ctx, env, tree.child_at(period, 0));
    }
  }

  void population(NodeId clause, Env& env) {
    NodeId const path = tree.child_at(clause, 0);
    NodeId const where = tree.child(clause, NodeKind::where);
    if (!path) return;
    // The population may be the cases themselves, named by their concept.
    auto const symbols = ctx.symbols.find(ctx.model, file.package, Family::concept_, path_text(file, path));
    if (symbols.size() == 1 && !try_list(ctx, env, path)) {
      ConceptId const named = symbols.front()->as<ConceptId>();
      ctx.use(file.at(path), *symbols.front());
      env.scope = scope_of_concept(ctx.model, named);
      out.root = env.scope.root();
      if (named != out.root) out.about = named;
      if (where) out.where = condition(ctx, env, tree.child_at(where, 0));
      return;
    }
    auto selected = select(ctx, env, path, {}, where, Selection::Which::all);
    if (!selected) return;
    out.population = selected->selection;
    env = std::move(selected->inner);
  }

  void by(NodeId clause, const Env& env) {
    for (NodeId const path : tree.children(clause)) {
      if (tree.kind(path) == NodeKind::error) continue;
      std::string const name = path_text(file, path);
      out.by.push_back(name);
      ExprId const value = name_expression(ctx, env, path, {});
      Type const type = ctx.type_of(value);
      out.by_values.push_back(value);
      // Of texts the municipality alone: a case's own words would end as names of groups.
      bool const municipality = value && std::holds_alternative<expr::Municipality>(ctx[value].node);
      bool const groups = (type.kind == TypeKind::code && !type.list) || type.kind == TypeKind::yes_no || municipality;
      if (!is_invalid(type) && !groups) ctx.report(Code::cannot_group_by, file.at(path), {ctx.describe(type, file)});
    }
  }

  void observed(NodeId clause, const Env& env) {
    NodeId const length = tree.child_at(clause, 0);
    NodeId const from = tree.child_at(clause, 1);
    if (length) {
      ExprId const duration = duration_expression(ctx, env, length);
      if (const auto* value = std::get_if<expr::DurationValue>(&ctx[duration].node)) {
        out.observed_for = value->value;
      } else if (!is_invalid(ctx.type_of(duration))) {
        ctx.report(Code::not_a_constant, file.at(length));
      }
    }
    if (from) out.observed_from = time_expression(ctx, env, from);
  }

  void averaged(NodeId clause, const Env& env) {
    out.average_of = expression(ctx, env, tree.child_at(clause, 0), {});
    Type const type = ctx.type_of(out.average_of);
    bool const fits = type.kind == TypeKind::number || type.kind == TypeKind::amount || is_invalid(type);
    if (!fits) ctx.report(Code::wrong_type, ctx.origin_of(out.average_of), {ctx.describe(of_kind(TypeKind::number), file), ctx.describe(type, file)});
  }

  void meaningful(NodeId clause) {
    NodeId const value = tree.child_at(clause, 0);
    if (!value) return;
    Env const none{&file, Scope(ConceptId{})};
    ExprId const read = expression(ctx, none, value, {});
    if (const auto* number = std::get_if<expr::Number>(&ctx[read].node)) {
      out.meaningful = number->value;
    } else if (!is_invalid(ctx.type_of(read))) {
      ctx.report(Code::not_a_constant, file.at(value));
    }
  }

  void read() {
    out.name = tree.text(node);
    out.title = read_text_child(file, node, NodeKind::title);
    out.package = file.package;
    out.origin = file.name_at(node);
    NodeId const from = tree.child(node, NodeKind::from_rule);
    NodeId const of = tree.child(node, NodeKind::population);
    Env env{&file, Scope(ConceptId{})};
    env.recorded = true;
    if (from) {
      from_rule(from, env);
    } else if (ConceptId const root = root_of(ctx, file, out.origin)) {
      env.scope = Scope(root);
      out.root = root;
      if (of) population(of, env);
    }
    if (!from && !of && !tree.broken(node)) ctx.report(Code::indicator_of_nothing, out.origin, {out.name});
    for (NodeId const clause : tree.children(node)) {
      switch (tree.kind(clause)) {
        case NodeKind::share_where: out.share_where = condition(ctx, env, tree.child_at(clause, 0)); break;
        case NodeKind::average_of: averaged(clause, env); break;
        case NodeKind::meaningful: meaningful(clause); break;
        case NodeKind::observed_for: observed(clause, env); break;
        case NodeKind::by: by(clause, env); break;
        case NodeKind::better:
          (tree.keyword(clause) == Keyword::lower_is_better ? out.lower_is_better : out.higher_is_better) = true;
          break;
        case NodeKind::when: guard(condition(ctx, env, tree.child_at(clause, 0))); break;
        case NodeKind::unless: guard(make_not(ctx, condition(ctx, env, tree.child_at(clause, 0)), file.at(clause))); break;
        default: break;
      }
    }
    out.cites = read_cites(ctx, file, node);
    if (of && !out.share_where && !out.average_of && !tree.broken(node)) {
      ctx.report(Code::indicator_of_nothing, out.origin, {out.name});
    }
    std::string const name = out.name;
    Origin const at = out.origin;
    IndicatorId const id = ctx.model.indicators.add(std::move(out));
    if (const Symbol* earlier = ctx.symbols.add(name, Symbol{SymbolKind::indicator, id.value, 0, file.package, at})) {
      ctx.report(Code::declared_twice, at, {name})
          .labels.push_back(label(earlier->origin, "først erklæret her", "first declared here"));
    }
  }

  void guard(ExprId next) {
    out.where = out.where ? make_logic(ctx, expr::BinaryOp::and_, out.where, next, ctx.origin_of(next)) : next;
  }
};

}  // namespace

void check_indicators(Context& ctx) {
  for (const File& file : ctx.files) {
    for (NodeId const node : file.tree().children(file.syntax->root, NodeKind::indicator)) {
      Reading{ctx, file, node}.read();
    }
  }
}

}  // namespace rettesnor::checking
