#include "engine/check/check.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/check/passes.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor {

namespace {

// A clause that holds for several versions is read for each of them: what it says is said once.
// What the parser has said about a place is not said again in other words.
void say_once(std::vector<Diagnostic>& diagnostics, std::span<const Syntax> files) {
  std::set<std::tuple<FileId, Span, Code, std::vector<std::string>>> said;
  std::set<std::pair<FileId, Span>> parsed;
  for (const Syntax& file : files) {
    for (const Diagnostic& d : file.diagnostics) parsed.emplace(file.source->file, d.at);
  }
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    return parsed.contains({d.file, d.at}) || !said.emplace(d.file, d.at, d.code, d.arguments).second;
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
    for (std::uint32_t i = 0; i < ctx.model.rules.size(); ++i) ctx.model.reach.add(reach_of(ctx.model, RuleId{i}));
  }
  return Checked{std::move(ctx.model), std::move(ctx.diagnostics)};
}

}  // namespace rettesnor
