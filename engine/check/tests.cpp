// `test` blocks: the case that is given, when it is judged, and what is expected.
#include <algorithm>

#include "engine/check/given.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/model/judged_elements.hpp"

namespace rettesnor::checking {

namespace {

std::optional<Verdict> verdict_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::not_applicable:
    case Keyword::verdict_not_applicable: return Verdict::not_applicable;
    case Keyword::fulfilled:
    case Keyword::followed: return Verdict::fulfilled;
    case Keyword::for_judgement:
    case Keyword::explained: return Verdict::for_judgement;
    case Keyword::late:
    case Keyword::followed_late: return Verdict::late;
    case Keyword::pending:
    case Keyword::open: return Verdict::pending;
    case Keyword::breached:
    case Keyword::deviation: return Verdict::breached;
    default: return std::nullopt;
  }
}

struct Reading {
  Context& ctx;
  const File& file;
  NodeId node;
  const Tree& tree = file.tree();
  TestDecl out{};

  // The case's concept: that of the rules expected, else the package's own.
  ConceptId root() {
    for (NodeId const expect : tree.children(node, NodeKind::expect)) {
      NodeId const path = tree.child_at(expect, 0);
      if (!path || tree.kind(path) == NodeKind::error) continue;
      auto const found = ctx.symbols.find(ctx.model, file.package, Family::rule, path_text(file, path));
      if (found.size() == 1 && found.front()->kind == SymbolKind::rule) {
        if (ConceptId const root = ctx.model.rules[found.front()->as<RuleId>()].root) return root;
      }
    }
    return root_of(ctx, file, out.origin);
  }

  std::optional<Moment> moment(NodeKind kind) {
    NodeId const clause = tree.child(node, kind);
    NodeId const value = clause ? tree.child_at(clause, 0) : NodeId{};
    if (!value) return std::nullopt;
    auto const range = read_moment(ctx, file, value);
    if (!range) return std::nullopt;
    if (!range->day_only && range->first != range->last) ctx.report(Code::moment_twice, file.at(value));
    // A bare day is judged at its end.
    return range->last;
  }

  void due(TestDecl::Expectation& expectation, NodeId clause) {
    std::vector<Date> days;
    for (NodeId const value : tree.children(clause)) {
      if (auto const range = read_moment(ctx, file, value)) days.push_back(local_day(range->first));
    }
    if (!days.empty()) expectation.due = DateInterval{days.front(), days.back()};
  }

  void late(TestDecl::Expectation& expectation, NodeId clause) {
    NodeId const value = tree.child_at(clause, 0);
    if (!value || tree.kind(value) != NodeKind::duration) {
      if (value && tree.kind(value) != NodeKind::error) ctx.report(Code::not_a_constant, file.at(value));
      return;
    }
    expectation.late_by_parts = read_duration_parts(ctx, file, value);
    if (expectation.late_by_parts.size() == 1) expectation.late_by = expectation.late_by_parts.front();
  }

  const Element* find_element(const Element& in, std::string_view id) const {
    for (const auto& list : in.lists) {
      if (!list) continue;
      for (const auto& element : list->elements) {
        if (element->id == id) return element.get();
        if (const Element* inner = find_element(*element, id)) return inner;
      }
    }
    return nullptr;
  }

  void element(TestDecl::Expectation& expectation, NodeId of) {
    NodeId const path = tree.child_at(of, 0);
    if (!path) return;
    auto const words = path_words(file, path);
    expectation.element = words.back();
    if (find_element(*out.given.root, words.back()) == nullptr) {
      ctx.report(Code::no_such_element, file.at(path), {path_text(file, path)});
    } else if (judged_elements(ctx.model, expectation.rule, *out.given.root, words.back()).empty() && whole(expectation.rule)) {
      // It has no instance whatever the rule says, so that "not applicable" would hold of nothing.
      const std::string& name = ctx.model.rules[expectation.rule].name;
      auto const all = judged_elements(ctx.model, expectation.rule, *out.given.root);
      std::string const of_one = all.empty() ? "" : " " + std::string(spelling(Keyword::of_for, file.syntax->language)) + " " + element_path(ctx.model, all.front());
      ctx.report(Code::unknown_member, file.at(path), {words.back(), name})
          .labels.push_back(label(file.at(path), "reglen bedømmes ikke for det element; skriv `" + name + of_one + "`", "the rule is not judged for that element; write `" + name + of_one + "`"));
    }
  }

  // Nothing is wrong in the rule itself, which would be said there.
  bool whole(RuleId rule) const {
    const Declared& declared = ctx.rules[rule.value];
    const Tree& around = declared.file->tree();
    Span const span = around.span(declared.node);
    return !around.broken(declared.node) && std::ranges::none_of(ctx.diagnostics, [&](const Diagnostic& d) {
      return d.file == declared.file->id && d.at.begin >= span.begin && d.at.end <= span.end && level_of(d) == Level::error;
    });
  }

  void missing(TestDecl::Expectation& expectation, NodeId clause) {
    expectation.says_missing = true;
    for (NodeId const path : tree.children(clause)) {
      if (tree.kind(path) == NodeKind::error) continue;
      expectation.missing.push_back(path_text(file, path));
      note_missing(path);
    }
  }

  // What is missing is told by name alone: a reading, a parameter, or a field of the case or of any element in it.
  void note_missing(NodeId path) {
    auto const words = tree.children(path);
    NodeId const word = tree.kind(path) == NodeKind::path && !words.empty() ? words.back() : path;
    std::string_view const name = tree.text(word);
    for (Family const family : {Family::reading, Family::value}) {
      auto const found = ctx.symbols.find(ctx.model, file.package, family, name);
      if (found.size() == 1) return ctx.use(file.name_at(word), *found.front());
    }
    std::vector<FieldId> fields;
    std::vector<ConceptId> todo{out.given.root ? out.given.root->concept_id : ConceptId{}};
    for (std::size_t i = 0; i < todo.size(); ++i) {
      if (!todo[i]) continue;
      for (FieldId const field : ctx.model.concepts[todo[i]].fields) {
        const FieldDecl& row = ctx.model.fields[field];
        if (row.name == name) fields.push_back(field);
        if (FieldId const part = find_part(ctx.model, field, name)) fields.push_back(part);
        if (row.element && std::ranges::find(todo, row.element) == todo.end()) todo.push_back(row.element);
      }
    }
    if (fields.size() == 1) ctx.use(file.name_at(word), {Named::field, fields.front().value, 0});
  }

  void expect(NodeId expect_node) {
    TestDecl::Expectation expectation;
    expectation.origin = file.at(expect_node);
    NodeId const path = tree.child_at(expect_node, 0);
    const Symbol* symbol = find_symbol(ctx, file, path, Family::rule);
    if (symbol == nullptr) return;
    if (symbol->kind != SymbolKind::rule) {
      ctx.report(Code::not_a_rule, file.at(path), {path_text(file, path)});
      return;
    }
    expectation.rule = symbol->as<RuleId>();
    for (NodeId const child : tree.children(expect_node)) {
      switch (tree.kind(child)) {
        case NodeKind::verdict:
          if (auto const verdict = verdict_of(tree.keyword(child))) expectation.possible |= *verdict;
          break;
        case NodeKind::of_element: element(expectation, child); break;
        case NodeKind::expect_due: due(expectation, child); break;
        case NodeKind::late_by: late(expectation, child); break;
        case NodeKind::missing: missing(expectation, child); break;
        case NodeKind::yes: expectation.possible |= Verdict::fulfilled; break;
        case NodeKind::no: expectation.possible |= Verdict::not_applicable; break;
        default:
          if (child != path && tree.kind(child) != NodeKind::error) ctx.report(Code::verdict_expected, file.at(child));
          break;
      }
    }
    if (expectation.possible.empty()) return;
    out.expectations.push_back(std::move(expectation));
  }

  void read() {
    out.name = tree.text(node);
    out.title = read_text_child(file, node, NodeKind::title);
    out.package = file.package;
    out.origin = file.name_at(node);
    ConceptId const root_concept = root();
    if (!root_concept) return;
    out.given = read_given(ctx, file, node, root_concept);
    out.given.id = out.name;
    auto const at = moment(NodeKind::at);
    if (!at && !tree.has(node, NodeKind::at) && !tree.broken(node)) {
      ctx.report(Code::test_without_time, out.origin, {out.name});
    }
    out.at = at.value_or(Moment{});
    out.known_at = moment(NodeKind::known_at);
    for (NodeId const child : tree.children(node, NodeKind::expect)) expect(child);
    if (!tree.has(node, NodeKind::expect) && !tree.broken(node)) {
      ctx.report(Code::test_expects_nothing, out.origin, {out.name});
    }
    ctx.model.tests.push_back(std::move(out));
  }
};

}  // namespace

void check_tests(Context& ctx) {
  for (const File& file : ctx.files) {
    for (NodeId const node : file.tree().children(file.syntax->root, NodeKind::test)) Reading{ctx, file, node}.read();
  }
}

}  // namespace rettesnor::checking
