// A row and a symbol for every declaration, before anything is resolved: order in and between files is free.
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"

namespace rettesnor::checking {

namespace {

Norm norm_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::order: return Norm::order;
    case Keyword::guidance: return Norm::guidance;
    case Keyword::national_guideline: return Norm::national_guideline;
    case Keyword::professional_standard: return Norm::professional_standard;
    case Keyword::municipal_standard: return Norm::municipal_standard;
    default: return Norm::law;
  }
}

/// Declares the names of one file.
struct Declaring {
  Context& ctx;
  const File& file;
  const Tree& tree = file.tree();

  void symbol(SymbolKind kind, std::uint32_t index, NodeId node) {
    add(std::string(tree.text(node)), Symbol{kind, index, 0, file.package, file.name_at(node)});
  }
  void add(const std::string& name, Symbol symbol) {
    Origin const at = symbol.origin;
    if (const Symbol* earlier = ctx.symbols.add(name, symbol)) {
      ctx.report(Code::declared_twice, at, {name})
          .labels.push_back(label(earlier->origin, "først erklæret her", "first declared here"));
    }
  }

  /// A row with what every declaration has.
  template <class Row>
  Row titled(NodeId node) {
    Row row;
    row.name = tree.text(node);
    row.title = read_text_child(file, node, NodeKind::title);
    row.package = file.package;
    row.origin = file.name_at(node);
    return row;
  }

  void actor(NodeId node) {
    Actor const row{std::string(tree.text(node)), read_text_child(file, node, NodeKind::title), file.package,
                    file.name_at(node)};
    symbol(SymbolKind::actor, ctx.model.actors.add(row).value, node);
  }

  void source(NodeId node) {
    SourceDecl row;
    row.name = tree.text(node);
    if (NodeId const norm = tree.child(node, NodeKind::norm)) row.norm = norm_of(tree.keyword(norm));
    row.title = read_text_child(file, node, NodeKind::title).danish;
    row.url = read_text_child(file, node, NodeKind::url).danish;
    row.package = file.package;
    row.origin = file.name_at(node);
    symbol(SymbolKind::source, ctx.model.sources.add(std::move(row)).value, node);
  }

  void calendar(NodeId node) {
    symbol(SymbolKind::calendar, ctx.model.calendars.add(titled<CalendarDecl>(node)).value, node);
    ctx.calendars.push_back({&file, node});
  }

  void concept_row(NodeId node) {
    symbol(SymbolKind::concept_, ctx.model.concepts.add(titled<Concept>(node)).value, node);
    ctx.concepts.push_back({&file, node});
  }

  void define(NodeId node) {
    symbol(SymbolKind::define, ctx.model.defines.add(titled<DefineDecl>(node)).value, node);
    ctx.defines.push_back({&file, node});
  }

  void parameter(NodeId node) {
    symbol(SymbolKind::parameter, ctx.model.parameters.add(titled<ParameterDecl>(node)).value, node);
    ctx.parameters.push_back({&file, node});
  }

  void table(NodeId node) {
    auto row = titled<TableDecl>(node);
    NodeId const header = tree.child(node, NodeKind::table_header);
    if (NodeId const outputs = header ? tree.child(header, NodeKind::table_outputs) : NodeId{}) {
      for (NodeId const output : tree.children(outputs)) row.outputs.push_back(path_text(file, output));
    }
    row.output_types.resize(row.outputs.size());
    TableRuleId const id = ctx.model.tables.add(std::move(row));
    symbol(SymbolKind::table, id.value, node);
    if (NodeId const outputs = header ? tree.child(header, NodeKind::table_outputs) : NodeId{}) {
      for (std::uint32_t i = 0; NodeId const output : tree.children(outputs)) ctx.use(file.at(output), {Named::output, id.value, i++}, true);
    }
    ctx.tables.push_back({&file, node});
  }

  void rule(NodeId node, RuleKind kind) {
    auto row = titled<RuleDecl>(node);
    row.kind = kind;
    symbol(SymbolKind::rule, ctx.model.rules.add(std::move(row)).value, node);
    ctx.rules.push_back({&file, node});
    ctx.rule_scopes.emplace_back();
  }

  void exception(NodeId node) {
    symbol(SymbolKind::exception, ctx.model.exceptions.add(titled<ExceptionDecl>(node)).value, node);
    ctx.exceptions.push_back({&file, node});
  }

  void file_content() {
    for (NodeId const node : tree.children(file.syntax->root)) {
      if (tree.kind(node) == NodeKind::error || tree.text(node).empty()) continue;
      switch (tree.kind(node)) {
        case NodeKind::actor: actor(node); break;
        case NodeKind::source: source(node); break;
        case NodeKind::calendar: calendar(node); break;
        case NodeKind::concept_: concept_row(node); break;
        case NodeKind::define: define(node); break;
        case NodeKind::parameter: parameter(node); break;
        case NodeKind::table: table(node); break;
        case NodeKind::rule: rule(node, RuleKind::rule); break;
        case NodeKind::recommendation: rule(node, RuleKind::recommendation); break;
        case NodeKind::suggest: rule(node, RuleKind::suggestion); break;
        case NodeKind::exception: exception(node); break;
        default: break;
      }
    }
  }
};

}  // namespace

void declare_names(Context& ctx) {
  for (const File& file : ctx.files) Declaring{ctx, file}.file_content();
}

}  // namespace rettesnor::checking
