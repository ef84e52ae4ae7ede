// Lint as the settings want it, and what tells one finding from another when lines move.
#include <algorithm>

#include "engine/engine.hpp"

#include "grammar/base/one_line.hpp"

namespace rettesnor {

namespace {

void with_levels(std::vector<Diagnostic>& found, const Settings& settings) {
  for (const auto& [code, level] : settings.lint) {
    if (level == LintLevel::off) std::erase_if(found, [&](const Diagnostic& d) { return d.code == code; });
    for (Diagnostic& d : found) {
      if (d.code == code) d.level = level == LintLevel::error ? Level::error : Level::warning;
    }
  }
}

/// The rule or parameter that a place stands in: the last one that begins before it.
std::string declaration_around(const Model& model, const Diagnostic& d) {
  std::string name;
  std::uint32_t best = 0;
  const auto look = [&](const auto& rows) {
    for (const auto& row : rows) {
      if (row.origin.file != d.file || row.origin.span.begin > d.at.begin || row.origin.span.begin < best) continue;
      best = row.origin.span.begin;
      name = row.name;
    }
  };
  look(model.rules.rows());
  look(model.exceptions.rows());
  look(model.parameters.rows());
  return name;
}

}  // namespace

std::vector<Diagnostic> lint(const Rules& rules, const LintOptions& options) {
  std::vector<Diagnostic> out = lint(rules.model, rules.files);
  const auto add = [&](std::vector<Diagnostic> more) { out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())); };
  // Off until it is asked for: categories are of use to those who compare with the national measurement.
  const auto quality = options.settings.lint.find(Code::no_quality);
  add(lint_writing(rules.model, rules.files, {.as_of = options.as_of, .abbreviations = options.settings.abbreviations,
                                              .quality = quality != options.settings.lint.end() && quality->second != LintLevel::off}));
  if (options.reached) {
    std::vector<Diagnostic> idle;
    for (std::uint32_t i = 0; i < rules.model.rules.size(); ++i) {
      const RuleDecl& rule = rules.model.rules[RuleId{i}];
      if (options.reached->rules.contains(RuleId{i})) continue;
      idle.push_back({.code = Code::vacuous_rule, .at = rule.origin.span, .file = rule.origin.file, .arguments = {rule.name, std::to_string(options.reached->cases)}});
    }
    add(std::move(idle));
  }
  sort_by_place(out);
  with_levels(out, options.settings);
  return out;
}

std::vector<std::string> fingerprints(const Rules& rules, std::span<const Diagnostic> findings) {
  std::vector<std::string> out;
  std::map<std::string, int> seen;
  for (const Diagnostic& d : findings) {
    const Source* const source = rules.sources.find(d.file);
    std::string package;
    for (const PackageDecl& p : rules.model.packages.rows()) {
      if (p.file == d.file) package = p.name;
    }
    std::string text = std::string(number_of(d.code)) + "\n" + package + "\n" + declaration_around(rules.model, d) + "\n";
    if (source != nullptr) text += on_one_line(source->slice(d.at));
    if (d.code == Code::abbreviation_unexplained) text += "\n" + d.arguments.back();  // two may stand in one headline
    if (const int again = seen[text]++; again > 0) text += "\n" + std::to_string(again);
    out.push_back(hexadecimal(sha256(text)).substr(0, 32));
  }
  return out;
}

}  // namespace rettesnor
