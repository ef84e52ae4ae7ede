#include "engine/author/places.hpp"

#include <algorithm>
#include <tuple>

namespace rettesnor::author {

namespace {

// The declared codes that are exactly this set.
std::optional<Origin> code_declared(View version, const CodeSet& set, std::uint32_t number) {
  for (FileId const file : version.files()) {
    const Tree& tree = version.syntax(file).tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      NodeId const node{i};
      if (tree.kind(node) != NodeKind::one_of && tree.kind(node) != NodeKind::ordered_one_of) continue;
      auto const codes = tree.children(node);
      bool const same = std::ranges::equal(codes, set.codes, {}, [&](NodeId code) { return tree.text(code); });
      if (same && number < codes.size()) return Origin{file, tree.main_span(codes[number])};
    }
  }
  return std::nullopt;
}

// The cell that is the first to give the code, where only tables give it.
std::optional<Origin> code_given(const Model& model, CodeSetId set, std::uint32_t number) {
  for (const TableDecl& table : model.tables.rows()) {
    for (std::size_t column = 0; column < table.output_types.size(); ++column) {
      if (table.output_types[column].codes != set) continue;
      for (const TableDecl::Row& row : table.rows) {
        if (column >= row.outputs.size() || !row.outputs[column]) continue;
        const Expr& cell = model.exprs[row.outputs[column]];
        const auto* const code = std::get_if<expr::Code>(&cell.node);
        if (code != nullptr && code->code == number) return Origin{cell.file, cell.span};
      }
    }
  }
  return std::nullopt;
}

// What is the same for the same thing in two versions of the rules; empty for what has no name of its own.
std::string key_of(const Model& model, Meant meant) {
  if (meant.kind == Named::variable) return {};
  std::string out = std::to_string(static_cast<int>(meant.kind)) + " ";
  const auto in_package = [&](PackageId package) { out += (package ? model.packages[package].name : "") + " "; };
  if (meant.kind == Named::field) {
    for (FieldId at{meant.index}; at; at = model.fields[at].part_of) {
      const FieldDecl& row = model.fields[at];
      out += row.name + " ";
      if (row.owner) {
        in_package(model.concepts[row.owner].package);
        out += model.concepts[row.owner].name + " ";
      }
    }
    return out;
  }
  if (meant.kind == Named::code) {
    for (const std::string& code : model.code_sets[CodeSetId{meant.index}].codes) out += code + " ";
    return out + std::to_string(meant.part);
  }
  if (meant.kind == Named::reading) return out + model.readings[ReadingSetId{meant.index}].alternatives[meant.part].name;
  const Card card = card_of(model, meant);
  in_package(card.package);
  if (meant.kind == Named::output) out += model.tables[TableRuleId{meant.index}].name + " ";
  return out + card.name;
}

// The same thing in another version. Cost: O(names).
std::optional<Meant> same_in(View other, const Model& model, Meant meant) {
  std::string const key = key_of(model, meant);
  if (key.empty()) return std::nullopt;
  const Use* last = nullptr;
  for (const Use& use : other.uses()) {
    bool const repeated = last != nullptr && last->meant == use.meant;
    last = &use;
    if (!repeated && use.meant.kind == meant.kind && key_of(other.model(), use.meant) == key) return use.meant;
  }
  return std::nullopt;
}

template <class Row>
Card titled(const Row& row) {
  return {row.name, row.title, row.package};
}

Keyword keyword_of(const Model& model, Meant meant) {
  switch (meant.kind) {
    case Named::package: return Keyword::package;
    case Named::actor: return Keyword::actor;
    case Named::source: return Keyword::source;
    case Named::calendar: return Keyword::calendar;
    case Named::concept_: return Keyword::concept_;
    case Named::parameter: return Keyword::parameter;
    case Named::define: return Keyword::define;
    case Named::table:
    case Named::output: return Keyword::table;
    case Named::exception: return Keyword::exception;
    case Named::reading: return Keyword::reading;
    case Named::indicator: return Keyword::indicator;
    case Named::code: return Keyword::one_of;
    case Named::variable: return Keyword::for_each;
    case Named::rule:
      switch (model.rules[RuleId{meant.index}].kind) {
        case RuleKind::recommendation: return Keyword::recommendation;
        case RuleKind::suggestion: return Keyword::suggest;
        case RuleKind::rule: break;
      }
      return Keyword::rule;
    case Named::field:
      switch (model.fields[FieldId{meant.index}].kind) {
        case FieldKind::event: return Keyword::event;
        case FieldKind::list: return Keyword::list;
        case FieldKind::state: return Keyword::state;
        case FieldKind::judgement: return Keyword::judgement;
        case FieldKind::part: return Keyword::with;
        case FieldKind::fact: break;
      }
      return Keyword::fact;
  }
  return Keyword::rule;
}

}  // namespace

const Use* use_at(View version, FileId file, std::uint32_t offset) {
  const auto& uses = version.uses();
  // The last name that begins at the byte or before it: names do not overlap but for those that stand for several things.
  auto const after = std::ranges::upper_bound(uses, std::tuple(file, offset), {},
                                              [](const Use& use) { return std::tuple(use.file, use.at.begin); });
  const Use* best = nullptr;
  for (auto at = after; at != uses.begin();) {
    --at;
    if (at->file != file || offset > at->at.end) break;
    if (best != nullptr && best->at != at->at) break;
    best = &*at;
  }
  return best;
}

std::optional<Origin> declaration_of(View version, Meant meant) {
  if (meant.kind == Named::code) {
    CodeSetId const set{meant.index};
    auto const declared = code_declared(version, version.model().code_sets[set], meant.part);
    return declared ? declared : code_given(version.model(), set, meant.part);
  }
  for (const Use& use : version.uses()) {
    if (use.declares && use.meant == meant) return Origin{use.file, use.at};
  }
  if (meant.kind != Named::field) return std::nullopt;
  // `reasons`, `by` and `on` are written nowhere: the judgement is.
  FieldId const whole = version.model().fields[FieldId{meant.index}].part_of;
  return whole ? std::optional(version.model().fields[whole].origin) : std::nullopt;
}

std::vector<Use> uses_of(View version, Meant meant, bool with_declaration) {
  std::vector<Use> out;
  for (const Use& use : version.uses()) {
    if (use.meant == meant && (with_declaration || !use.declares)) out.push_back(use);
  }
  return out;
}

std::optional<Thing> thing_at(const Desk& desk, FileId file, std::uint32_t offset) {
  auto const before = desk.before();
  if (const Use* const use = use_at(desk, file, offset)) {
    Thing out{use->at, use->meant, {}};
    if (before) out.before = same_in(*before, desk.model(), use->meant);
    return out;
  }
  if (!before || !before->has(file)) return std::nullopt;
  // The word that the place is in or right behind.
  auto const tokens = desk.syntax(file).tokens();
  auto token = std::ranges::upper_bound(tokens, offset, {}, &Token::begin);
  if (token == tokens.begin() || offset > (--token)->end) return std::nullopt;
  bool const behind = token->begin == offset && token != tokens.begin() && std::prev(token)->end == offset;
  if (behind && token->kind != TokenKind::word && token->kind != TokenKind::quoted_name) --token;
  auto const then = desk.then(file, token->span());
  const Use* const use = then ? use_at(*before, file, then->begin) : nullptr;
  if (use == nullptr || use->at != *then || !desk.now(file, use->at)) return std::nullopt;
  return Thing{token->span(), same_in(desk, before->model(), use->meant), use->meant};
}

std::optional<Origin> declaration_of(const Desk& desk, const Thing& thing) {
  if (thing.now) {
    if (auto const declared = declaration_of(View(desk), *thing.now)) return declared;
  }
  auto const declared = thing.before ? declaration_of(*desk.before(), *thing.before) : std::nullopt;
  auto const at = declared ? desk.now(declared->file, declared->span) : std::nullopt;
  return at ? std::optional(Origin{declared->file, *at}) : std::nullopt;
}

std::vector<Use> uses_of(const Desk& desk, const Thing& thing, bool with_declaration) {
  std::vector<Use> out;
  if (thing.now) out = uses_of(View(desk), *thing.now, with_declaration);
  if (!thing.before) return out;
  std::size_t const known = out.size();
  for (const Use& use : uses_of(*desk.before(), *thing.before, with_declaration)) {
    auto const at = desk.now(use.file, use.at);
    if (!at) continue;
    const Use* const here = use_at(desk, use.file, at->begin);
    if (here == nullptr || here->at != *at) out.push_back({use.file, *at, thing.now.value_or(use.meant), use.declares});
  }
  if (out.size() > known) std::ranges::sort(out);
  return out;
}

Card card_of(const Model& model, Meant meant) {
  switch (meant.kind) {
    case Named::package: {
      const PackageDecl& row = model.packages[PackageId{meant.index}];
      return {row.name, row.title, PackageId{meant.index}};
    }
    case Named::actor: return titled(model.actors[ActorId{meant.index}]);
    case Named::source: {
      const SourceDecl& row = model.sources[SourceId{meant.index}];
      return {row.name, Text{row.title, {}}, row.package};
    }
    case Named::calendar: return titled(model.calendars[CalendarId{meant.index}]);
    case Named::concept_: return titled(model.concepts[ConceptId{meant.index}]);
    case Named::field: {
      const FieldDecl& row = model.fields[FieldId{meant.index}];
      return {row.name, row.title, row.owner ? model.concepts[row.owner].package : PackageId{}};
    }
    case Named::code: return {model.code_sets[CodeSetId{meant.index}].codes[meant.part], {}, {}};
    case Named::parameter: return titled(model.parameters[ParameterId{meant.index}]);
    case Named::define: return titled(model.defines[DefineId{meant.index}]);
    case Named::table: return titled(model.tables[TableRuleId{meant.index}]);
    case Named::output: {
      const TableDecl& row = model.tables[TableRuleId{meant.index}];
      return {meant.part < row.outputs.size() ? row.outputs[meant.part] : row.name, row.title, row.package};
    }
    case Named::rule: return titled(model.rules[RuleId{meant.index}]);
    case Named::exception: return titled(model.exceptions[ExceptionId{meant.index}]);
    case Named::reading: {
      const auto& row = model.readings[ReadingSetId{meant.index}].alternatives[meant.part];
      return {row.name, row.title, {}};
    }
    case Named::indicator: return titled(model.indicators[IndicatorId{meant.index}]);
    case Named::variable: return {};
  }
  return {};
}

std::string kind_of(const Model& model, Meant meant, KeywordLanguage language) {
  return std::string(spelling(keyword_of(model, meant), language));
}

NodeId declaration_at(const Syntax& file, std::uint32_t offset) {
  for (NodeId const node : file.tree.children(file.root)) {
    Span const span = file.tree.span(node);
    if (span.begin <= offset && offset <= span.end) return node;
  }
  return {};
}

NodeId declared_at(const Syntax& file, Span name) {
  NodeId const node = declaration_at(file, name.begin);
  return node && file.tree.main_span(node) == name ? node : NodeId{};
}

Text title_of(const Tree& tree, NodeId declaration) {
  Text out;
  NodeId const title = tree.child(declaration, NodeKind::title);
  if (!title) return out;
  for (std::size_t n = 0; NodeId const text : tree.children(title, NodeKind::string)) {
    (n++ == 0 ? out.danish : out.english) = tree.string(text);
  }
  return out;
}

}  // namespace rettesnor::author
