#include "engine/check/check.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/check/passes.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// What follows from a mistake that the parser has reported: anything said inside a declaration that it stumbled in, and
// names that are unknown because the line that may have declared them is broken.
class Stumbles {
 public:
  explicit Stumbles(std::span<const Syntax> files) {
    for (const Syntax& file : files) {
      for (const Diagnostic& d : file.diagnostics) {
        if (level_of(d.code) == Level::error) add(file, d.at.begin);
      }
    }
  }

  bool explain(const Diagnostic& d) const {
    const auto inside = [&](const auto& declaration) {
      return declaration.first == d.file && declaration.second.begin <= d.at.begin && d.at.end <= declaration.second.end;
    };
    if (std::ranges::any_of(declarations_, inside)) return true;
    const auto broken = [&](const std::string& argument) { return words_.contains(argument); };
    return number_of(d.code).starts_with('N') && std::ranges::any_of(d.arguments, broken);
  }

 private:
  void add(const Syntax& file, std::uint32_t at) {
    for (const NodeId declaration : file.tree.children(file.root)) {
      const Span span = file.tree.span(declaration);
      if (span.begin <= at && at <= span.end) declarations_.emplace_back(file.source->file, span);
    }
    const std::string_view text = file.source->text;
    const std::size_t begin = text.rfind('\n', at == 0 ? 0 : at - 1);
    std::size_t i = begin == std::string_view::npos ? 0 : begin;
    for (const std::size_t end = std::min(text.find('\n', at), text.size()); i < end; ++i) {
      std::size_t stop = i;
      while (stop < end && is_word(text[stop])) ++stop;
      if (stop > i) words_.emplace(text.substr(i, stop - i));
      i = std::max(i, stop);
    }
  }

  std::vector<std::pair<FileId, Span>> declarations_;
  std::set<std::string, std::less<>> words_;
};

// A clause that holds for several versions is read for each of them: what it says is said once.
// What the parser has said about a place is not said again in other words.
void say_once(std::vector<Diagnostic>& diagnostics, std::span<const Syntax> files) {
  std::set<std::tuple<FileId, Span, Code, std::vector<std::string>>> said;
  std::set<std::pair<FileId, Span>> parsed;
  for (const Syntax& file : files) {
    for (const Diagnostic& d : file.diagnostics) parsed.emplace(file.source->file, d.at);
  }
  const Stumbles stumbles(files);
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    return stumbles.explain(d) || parsed.contains({d.file, d.at}) || !said.emplace(d.file, d.at, d.code, d.arguments).second;
  });
}

}  // namespace

namespace {

// Declarations are known from the model; their places and those of the uses in the texts' order.
std::vector<Use> all_uses(checking::Context& ctx) {
  const auto rows = [&](const auto& table, Named kind) {
    for (std::uint32_t i = 0; const auto& row : table.rows()) ctx.use(row.origin, {kind, i++, 0}, true);
  };
  const Model& model = ctx.model;
  rows(model.actors, Named::actor);
  rows(model.sources, Named::source);
  rows(model.calendars, Named::calendar);
  rows(model.concepts, Named::concept_);
  rows(model.defines, Named::define);
  rows(model.tables, Named::table);
  rows(model.parameters, Named::parameter);
  rows(model.rules, Named::rule);
  rows(model.exceptions, Named::exception);
  rows(model.indicators, Named::indicator);
  for (std::uint32_t i = 0; const FieldDecl& field : model.fields.rows()) {
    // by, on and reasons of a judgement are written nowhere.
    bool const written = !field.part_of || model.fields[field.part_of].kind != FieldKind::judgement;
    if (written) ctx.use(field.origin, {Named::field, i, 0}, true);
    ++i;
  }
  for (std::uint32_t i = 0; const ReadingSet& set : model.readings.rows()) {
    for (std::uint32_t part = 1; part < set.alternatives.size(); ++part) {
      ctx.use(set.alternatives[part].origin, {Named::reading, i, part}, true);
    }
    ++i;
  }
  std::vector<Use> out = std::move(ctx.uses);
  std::erase_if(out, [](const Use& use) { return !use.file || use.at.empty(); });
  std::ranges::sort(out);
  auto const twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

// A rule whose number nobody verified is no more verified than the number.
bool rests_on_unverified(const Model& model, RuleId rule) {
  Reach reach(model);
  reach.rule(rule);
  return std::ranges::any_of(reach.parameters(), [&](ParameterId id) {
    const ParameterDecl& parameter = model.parameters[id];
    return std::ranges::any_of(parameter.cites, &Cite::unverified) ||
           std::ranges::any_of(parameter.values, [](const ParameterValue& value) { return std::ranges::any_of(value.cites, &Cite::unverified); });
  });
}

}  // namespace

Checked check(std::span<const Syntax> files, Tests tests) {
  checking::Context ctx;
  checking::declare_packages(ctx, files);
  checking::declare_names(ctx);
  checking::check_calendars(ctx);
  checking::check_concepts(ctx);
  for (std::uint32_t i = 0; i < ctx.parameters.size(); ++i) checking::check_parameter(ctx, ParameterId{i});
  checking::check_concept_expressions(ctx);
  for (std::uint32_t i = 0; i < ctx.defines.size(); ++i) checking::check_define(ctx, DefineId{i});
  for (std::uint32_t i = 0; i < ctx.tables.size(); ++i) checking::check_table(ctx, TableRuleId{i});
  checking::check_rules(ctx);
  checking::check_exceptions(ctx);
  checking::check_indicators(ctx);
  checking::check_overlays(ctx);
  checking::check_layers(ctx);
  if (tests == Tests::read) checking::check_tests(ctx);
  say_once(ctx.diagnostics, files);
  sort_by_place(ctx.diagnostics);
  quote_keywords(ctx.diagnostics, files);
  if (!has_errors(ctx.diagnostics)) {
    for (std::uint32_t i = 0; i < ctx.model.rules.size(); ++i) {
      ctx.model.reach.add(reach_of(ctx.model, RuleId{i}));
      ctx.model.rules[RuleId{i}].unverified |= rests_on_unverified(ctx.model, RuleId{i});
    }
    for (std::uint32_t i = 0; i < ctx.model.indicators.size(); ++i) {
      ctx.model.indicators[IndicatorId{i}].reach = reach_of(ctx.model, ctx.model.indicators[IndicatorId{i}]);
    }
  }
  std::vector<Use> uses = all_uses(ctx);
  return Checked{std::move(ctx.model), std::move(ctx.diagnostics), std::move(uses)};
}

}  // namespace rettesnor
