#include "engine/author/places.hpp"

#include <algorithm>
#include <tuple>

namespace rettesnor::author {

namespace {

// The declared codes that are exactly this set.
std::optional<Origin> code_declared(const Desk& desk, const CodeSet& set, std::uint32_t number) {
  for (const Syntax& file : desk.files()) {
    const Tree& tree = file.tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      NodeId const node{i};
      if (tree.kind(node) != NodeKind::one_of && tree.kind(node) != NodeKind::ordered_one_of) continue;
      auto const codes = tree.children(node);
      bool const same = std::ranges::equal(codes, set.codes, {}, [&](NodeId code) { return tree.text(code); });
      if (same && number < codes.size()) return Origin{file.source->file, tree.main_span(codes[number])};
    }
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

const Use* use_at(const Desk& desk, FileId file, std::uint32_t offset) {
  const auto& uses = desk.uses();
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

std::optional<Origin> declaration_of(const Desk& desk, Meant meant) {
  if (meant.kind == Named::code) return code_declared(desk, desk.model().code_sets[CodeSetId{meant.index}], meant.part);
  for (const Use& use : desk.uses()) {
    if (use.declares && use.meant == meant) return Origin{use.file, use.at};
  }
  if (meant.kind != Named::field) return std::nullopt;
  // `reasons`, `by` and `on` are written nowhere: the judgement is.
  FieldId const whole = desk.model().fields[FieldId{meant.index}].part_of;
  return whole ? std::optional(desk.model().fields[whole].origin) : std::nullopt;
}

std::vector<Use> uses_of(const Desk& desk, Meant meant, bool with_declaration) {
  std::vector<Use> out;
  for (const Use& use : desk.uses()) {
    if (use.meant == meant && (with_declaration || !use.declares)) out.push_back(use);
  }
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
