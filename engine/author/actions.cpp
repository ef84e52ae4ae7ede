#include "engine/author/actions.hpp"

#include <algorithm>
#include <set>

#include "engine/author/places.hpp"
#include "engine/check/given.hpp"
#include "engine/check/symbols.hpp"
#include "engine/explain/test_block.hpp"
#include "engine/reference/evaluate.hpp"
#include "grammar/translate.hpp"

namespace rettesnor::author {

namespace {

bool touches(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

bool is_rule(NodeKind kind) { return kind == NodeKind::rule || kind == NodeKind::recommendation || kind == NodeKind::suggest; }

std::string clause(Keyword keyword, KeywordLanguage language) { return std::string(spelling(keyword, language)); }

void fixes(const Desk& desk, FileId file, Span range, std::vector<Action>& out) {
  for (const Diagnostic* const d : desk.diagnostics(file)) {
    if (!d->edit || !touches(d->at, range)) continue;
    Action action;
    std::string const& text = d->edit->replacement;
    std::string const shown = text.substr(0, text.find_last_not_of(" \n") + 1);
    bool const inserts = d->edit->span.empty();
    action.danish = (inserts ? "Indsæt `" : shown.empty() ? "Fjern `" : "Skriv `") + shown + "`";
    action.english = (inserts ? "Insert `" : shown.empty() ? "Remove `" : "Write `") + shown + "`";
    if (shown.empty() && !inserts) {
      std::string const old(desk.source(file).slice(d->edit->span));
      action.danish = "Fjern `" + old + "`";
      action.english = "Remove `" + old + "`";
    }
    action.edits = {{file, d->edit->span, text}};
    action.mends = d;
    action.safe = d->edit->safe;
    out.push_back(std::move(action));
  }
}

bool cites(const Tree& tree, NodeId rule) {
  if (tree.has(rule, NodeKind::cite) || tree.has(rule, NodeKind::because)) return true;
  for (NodeId const version : tree.children(rule, NodeKind::version)) {
    if (tree.has(version, NodeKind::cite)) return true;
  }
  return false;
}

void citations(const Desk& desk, FileId file, NodeId rule, std::vector<Action>& out) {
  const Syntax& syntax = desk.syntax(file);
  const Tree& tree = syntax.tree;
  if (cites(tree, rule)) return;
  std::uint32_t behind = tree.main_span(rule).end;
  for (NodeKind const kind : {NodeKind::title, NodeKind::of_concept}) {
    if (NodeId const head = tree.child(rule, kind)) behind = std::max(behind, tree.span(head).end);
  }
  const Model& model = desk.model();
  PackageId package;
  for (std::uint32_t i = 0; i < model.packages.size(); ++i) {
    if (model.packages[PackageId{i}].file == file) package = PackageId{i};
  }
  std::size_t offered = 0;
  for (const SourceDecl& source : model.sources.rows()) {
    if (package && !checking::sees(model, package, source.package)) continue;
    if (offered++ == 5) return;
    Action action;
    action.kind = Action::Kind::rewrite;
    action.danish = "Tilføj henvisning til " + source.name;
    action.english = "Add a citation of " + source.name;
    action.edits = {{file, {behind, behind}, "\n  " + clause(Keyword::cite, syntax.language) + " " + source.name + " \"…\" " +
                                                 clause(Keyword::unverified, syntax.language)}};
    out.push_back(std::move(action));
  }
}

// ---- a test of a rule --------------------------------------------------------------------------------------------------

struct Example {
  const Model& model;
  RuleId rule;
  Date today;
  std::set<std::uint32_t> acts{};  ///< fields that the rule demands

  // What the rule wants done happens later than what it reads.
  void find_acts() {
    for (const Version& version : model.rules[rule].versions) {
      for (DutyId const duty : version.duties) {
        if (!duty || !model.duties[duty].act.event) continue;
        const Expr& event = model.exprs[model.duties[duty].act.event];
        if (const auto* field = std::get_if<expr::Field>(&event.node)) acts.insert(field->field.value);
      }
    }
  }

  void fill(Element& element) {
    for (FieldId const id : model.concepts[element.concept_id].fields) {
      const FieldDecl& field = model.fields[id];
      if (field.kind == FieldKind::list || field.kind == FieldKind::state || !model.reach[rule].fields.contains(id)) continue;
      Date const day = add_days(today, acts.contains(id.value) ? -30 : -60).value_or(today);
      Cell& cell = element.cells[field.index];
      cell.state = CellState::value;
      if (field.type.list) cell.state = CellState::asked_unknown;
      else if (field.type.kind == TypeKind::yes_no) cell.value = true;
      else if (field.type.kind == TypeKind::date) cell.value = DateInterval{day, day};
      else if (field.type.kind == TypeKind::moment) cell.value = MomentInterval{start_of_day(day), start_of_day(day)};
      else if (field.type.kind == TypeKind::code) cell.value = CodeValue{0};
      else cell.state = CellState::asked_unknown;
    }
  }

  // An element of the concept the rule is about, with the elements around it.
  Element* element_of(Element& root, ConceptId wanted) {
    if (root.concept_id == wanted) return &root;
    std::vector<FieldId> way;
    for (ConceptId at = wanted; at != root.concept_id;) {
      if (model.concepts[at].listed_in.empty() || way.size() > 8) return nullptr;
      way.push_back(model.concepts[at].listed_in.front());
      at = model.fields[way.back()].owner;
    }
    Element* at = &root;
    for (std::size_t i = way.size(); i-- > 0;) {
      auto inner = checking::blank_element(model, model.fields[way[i]].element, way[i], at);
      inner->id = "n" + std::to_string(way.size() - i);
      fill(*inner);
      auto& elements = at->lists[model.fields[way[i]].index]->elements;
      elements.push_back(std::move(inner));
      at = elements.back().get();
    }
    return at;
  }

  std::string block() {
    const RuleDecl& row = model.rules[rule];
    if (!row.root) return {};
    find_acts();
    Case subject;
    subject.root = checking::blank_element(model, row.root, {}, nullptr);
    fill(*subject.root);
    ConceptId const about = row.for_each ? model.fields[row.for_each->list.list].element : row.about;
    if (about && element_of(*subject.root, about) == nullptr) return {};
    Question question;
    question.as_of = end_of_day(today);
    auto const results = evaluate_rule(model, subject, question, rule);
    std::string const& title = row.title.danish;
    return test_block(model, subject, question, results, row.name + "_" + std::to_string(year_month_day(today).year), title.empty() ? row.name : title).text;
  }
};

std::string in_language(std::string text, KeywordLanguage language) {
  if (language == KeywordLanguage::english) return text;
  const Source source{"test.regel", "language en\n\n" + text, {}};
  const FormatResult result = translate(source, language);
  if (!result.ok) return {};
  std::size_t const begin = result.text.find_first_not_of('\n', result.text.find('\n'));
  return begin == std::string::npos ? std::string() : result.text.substr(begin);
}

void test_of(const Desk& desk, FileId file, NodeId rule, Date today, std::vector<Action>& out) {
  if (!desk.ok()) return;
  const Syntax& syntax = desk.syntax(file);
  const Model& model = desk.model();
  Span const name = syntax.tree.main_span(rule);
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleDecl& row = model.rules[RuleId{i}];
    if (row.origin.file != file || row.origin.span != name) continue;
    std::string text = in_language(Example{model, RuleId{i}, today}.block(), syntax.language);
    while (text.ends_with('\n')) text.pop_back();
    if (text.empty() || !text.contains(spelling(Keyword::expect, syntax.language))) return;
    std::uint32_t const behind = syntax.tree.span(rule).end;
    Action action;
    action.kind = Action::Kind::rewrite;
    action.danish = "Tilføj et eksempel på " + row.name;
    action.english = "Add a test of " + row.name;
    action.edits = {{file, {behind, behind}, "\n\n" + text}};
    out.push_back(std::move(action));
    return;
  }
}

}  // namespace

std::vector<Action> actions(const Desk& desk, FileId file, Span range, Date today) {
  std::vector<Action> out;
  fixes(desk, file, range, out);
  const Syntax& syntax = desk.syntax(file);
  NodeId const rule = declaration_at(syntax, range.begin);
  if (!rule || !is_rule(syntax.tree.kind(rule)) || syntax.tree.broken(rule)) return out;
  citations(desk, file, rule, out);
  test_of(desk, file, rule, today, out);
  return out;
}

std::vector<TestOutcome> run_tests(const Desk& desk, FileId file, std::string_view rule, Language language) {
  std::vector<TestOutcome> out;
  const Model& model = desk.model();
  for (const TestDecl& test : model.tests) {
    bool const wanted = rule.empty() ? test.origin.file == file : std::ranges::any_of(test.expectations, [&](const auto& e) {
      return model.rules[e.rule].origin.file == file && model.rules[e.rule].name == rule;
    });
    if (wanted) out.push_back(run_test(model, test, language));
  }
  return out;
}

}  // namespace rettesnor::author
