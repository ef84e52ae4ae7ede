// Decision tables: columns typed by their inputs, cells as conditions, outputs typed by all rows.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/table_coverage.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

using expr::BinaryOp;

struct Reading {
  Context& ctx;
  TableRuleId id;
  const File& file;
  NodeId node;
  Env env;
  const Tree& tree = file.tree();
  std::vector<NodeId> inputs{};
  std::vector<std::vector<CellMeaning>> cells{};  ///< row × column, for the coverage check

  TableDecl& row() { return ctx.model.tables[id]; }
  std::vector<NodeId> content(NodeId parent) const {
    std::vector<NodeId> out;
    if (!parent) return out;
    for (NodeId const child : tree.children(parent)) out.push_back(child);
    return out;
  }

  // Each cell reads the column's input anew: an expression of its own, at the cell.
  ExprId input(std::size_t column) { return expression(ctx, env, inputs[column], {}); }
  Type input_type(std::size_t column) { return ctx.type_of(input(column)); }

  ExprId compare_to(std::size_t column, BinaryOp op, NodeId value, Origin at, CellMeaning& meaning) {
    ExprId const left = input(column);
    ExprId const right = expression(ctx, env, value, ctx.type_of(left));
    meaning.add(ctx, op, right);
    Type const type = ctx.type_of(left);
    // A column of yes and no is its own condition.
    if (const auto* literal = std::get_if<expr::YesNo>(&ctx[right].node);
        literal != nullptr && op == BinaryOp::equal && ctx.type_of(right).kind == TypeKind::yes_no &&
        (type.kind == TypeKind::yes_no || type.kind == TypeKind::periods)) {
      return literal->value ? left : make_not(ctx, left, at);
    }
    return make_comparison(ctx, op, left, right, at);
  }

  BinaryOp operator_of(NodeId cell) const {
    switch (tree.token_kind(cell)) {
      case TokenKind::not_equal: return BinaryOp::not_equal;
      case TokenKind::less: return BinaryOp::less;
      case TokenKind::less_equal: return BinaryOp::less_equal;
      case TokenKind::greater: return BinaryOp::greater;
      case TokenKind::greater_equal: return BinaryOp::greater_equal;
      default: return BinaryOp::equal;
    }
  }

  ExprId values(std::size_t column, NodeId cell, CellMeaning& meaning) {
    Origin const at = file.at(cell);
    expr::Group any{expr::GroupKind::any_of, 0, {}};
    for (NodeId const value : tree.children(cell)) {
      CellMeaning one;
      any.items.push_back(compare_to(column, BinaryOp::equal, value, file.at(value), one));
      meaning.unite(one);
    }
    if (any.items.empty()) return {};
    return any.items.size() == 1 ? any.items.front() : ctx.add(std::move(any), yes_no_type(), at);
  }

  ExprId range(std::size_t column, NodeId cell, bool open, CellMeaning& meaning) {
    NodeId const low = tree.child_at(cell, 0);
    NodeId const high = tree.child_at(cell, 1);
    if (!low || !high) return {};
    CellMeaning upper;
    ExprId const from = compare_to(column, BinaryOp::greater_equal, low, file.at(low), meaning);
    ExprId const to = compare_to(column, open ? BinaryOp::less : BinaryOp::less_equal, high, file.at(high), upper);
    meaning.intersect(upper);
    return make_logic(ctx, BinaryOp::and_, from, to, file.at(cell));
  }

  ExprId condition_of(std::size_t column, NodeId cell, CellMeaning& meaning) {
    switch (tree.kind(cell)) {
      case NodeKind::cell_compare: {
        NodeId const value = tree.child_at(cell, 0);
        return value ? compare_to(column, operator_of(cell), value, file.at(cell), meaning) : ExprId{};
      }
      case NodeKind::cell_range: return range(column, cell, false, meaning);
      case NodeKind::cell_range_open: return range(column, cell, true, meaning);
      case NodeKind::cell_values: return values(column, cell, meaning);
      default: meaning = CellMeaning::anything(); return {};
    }
  }

  void read_row(NodeId row_node) {
    auto const conditions = content(tree.child(row_node, NodeKind::table_inputs));
    auto const outputs = content(tree.child(row_node, NodeKind::table_outputs));
    // The parser says when a row has other columns than the heading.
    if (conditions.size() != inputs.size() || outputs.size() != row().outputs.size()) return;
    TableDecl::Row out;
    out.origin = file.at(row_node);
    std::vector<CellMeaning> meanings;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      CellMeaning meaning;
      out.conditions.push_back(condition_of(i, conditions[i], meaning));
      meanings.push_back(std::move(meaning));
    }
    row().rows.push_back(std::move(out));
    cells.push_back(std::move(meanings));
    output_cells.push_back(outputs);
  }

  std::vector<std::vector<NodeId>> output_cells{};

  // A bare word that names nothing is a code: a column of such words has a code set of its own.
  bool is_code(NodeId value) const {
    if (tree.kind(value) != NodeKind::name) return false;
    std::string_view const word = tree.text(value);
    return env.scope.find(ctx.model, word).empty() && ctx.symbols.find(ctx.model, file.package, Family::value, word).empty();
  }
  NodeId output_value(NodeId cell) const {
    if (tree.kind(cell) != NodeKind::cell_values) return cell;
    return tree.child_at(cell, 0);
  }

  void read_output(std::size_t column) {
    Type type;
    CodeSet codes;
    for (const auto& cells_of_row : output_cells) {
      NodeId const cell = cells_of_row[column];
      NodeId const value = output_value(cell);
      if (tree.kind(cell) == NodeKind::cell_values && tree.children(cell).size() > 1) {
        ctx.report(Code::one_output_value, file.at(cell));
      }
      if (!value || !is_code(value)) continue;
      std::string word(tree.text(value));
      if (std::ranges::find(codes.codes, word) == codes.codes.end()) codes.codes.push_back(std::move(word));
    }
    bool const coded = !codes.codes.empty();
    if (coded) type = Type{TypeKind::code, ctx.code_set(codes), false};
    for (std::size_t r = 0; r < output_cells.size(); ++r) {
      NodeId const value = output_value(output_cells[r][column]);
      ExprId const out = value ? expression(ctx, env, value, type) : ctx.broken(row().rows[r].origin);
      Type const next = ctx.type_of(out);
      if (is_invalid(type)) type = next;
      bool const times = is_time(type) && is_time(next);
      if (!is_invalid(next) && next != type && !times) {
        ctx.report(Code::wrong_type, ctx.origin_of(out), {ctx.describe(type, file), ctx.describe(next, file)});
      }
      row().rows[r].outputs.push_back(out);
    }
    row().output_types[column] = type;
  }

  void read() {
    NodeId const header = tree.child(node, NodeKind::table_header);
    if (!header) return;
    inputs = content(tree.child(header, NodeKind::table_inputs));
    for (std::size_t i = 0; i < inputs.size(); ++i) input_type(i);  // says what is wrong with the heading once
    row().exhaustive = tree.has(node, NodeKind::exhaustive);
    for (NodeId const row_node : tree.children(node, NodeKind::table_row)) read_row(row_node);
    for (std::size_t i = 0; i < row().outputs.size(); ++i) read_output(i);
    std::vector<ColumnDomain> domains;
    for (std::size_t i = 0; i < inputs.size(); ++i) domains.push_back(domain_of(ctx, input_type(i)));
    check_coverage(ctx, id, domains, cells);
    read_cites(ctx, file, node);
  }
};

}  // namespace

void check_table(Context& ctx, TableRuleId id) {
  Declared& declared = ctx.tables[id.value];
  if (declared.progress == Declared::Progress::finished) return;
  const File& file = *declared.file;
  NodeId const node = declared.node;
  if (declared.progress == Declared::Progress::running) {
    ctx.report(Code::define_cycle, file.name_at(node), {ctx.model.tables[id].name});
    ctx.tables[id.value].progress = Declared::Progress::finished;
    return;
  }
  declared.progress = Declared::Progress::running;
  if (auto const about = about_of(ctx, file, node)) {
    ctx.model.tables[id].about = about->about;
    ctx.model.tables[id].root = about->root;
    Reading{ctx, id, file, node, Env{&file, about->scope}}.read();
  }
  ctx.tables[id.value].progress = Declared::Progress::finished;
}

}  // namespace rettesnor::checking
