// lint: mistakes, sources, binding, evidence and writing; over cases, also rules that are never of consequence.
#include <algorithm>
#include <filesystem>

#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/lint_pages.hpp"
#include "apps/cli/locate.hpp"
#include "apps/cli/rule_inputs.hpp"
#include "apps/cli/settings.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

void judge(const Rules& rules, const Case& subject, const Question& question, Reached& out) {
  ++out.cases;
  for (const InstanceResult& result : open_case(rules, subject, question)->judge_all()) {
    // What may exist but was not seen says nothing of the rule.
    const bool idle = result.rest || (result.possible.determined() && result.possible.is(Verdict::not_applicable));
    if (!idle) out.rules.insert(result.rule);
  }
}

/// Which rules are of consequence in the cases of `--cases`. Nothing: no case could be read, and why was said.
std::optional<Reached> reached(const Arguments& arguments, const Console& console, const Rules& rules) {
  Arguments of_cases = arguments;
  of_cases.inputs = arguments.case_sources;
  const CaseInputs inputs = read_inputs(of_cases, console, rules);
  if (inputs.usage_error) return std::nullopt;
  Reached out;
  for (const Opened& opened : inputs.cases) {
    if (opened.file->read) judge(rules, *opened.file->read, question_of(arguments, false), out);
  }
  for (const fs::path& path : inputs.bulk) {
    const BulkOptions options{.root = concept_of(arguments, rules), .extraction_time = arguments.extraction_time, .limits = {}};
    const auto totals = read_cases(rules.model, path, options, [&](std::uint64_t, std::expected<Case, BadRecord>&& record) {
      if (record) judge(rules, *record, question_of(arguments, true), out);
      return true;
    });
    if (!totals) {
      console.error(describe(totals.error(), arguments.language));
      return std::nullopt;
    }
  }
  if (out.cases > 0) return out;
  console.error(in(arguments.language, "ingen af sagerne kunne læses", "none of the cases could be read"));
  return std::nullopt;
}

}  // namespace

Exit run_lint(const Arguments& arguments, const Console& console) {
  const Language language = arguments.language;
  std::vector<fs::path> paths = with_neighbours(arguments);
  if (paths.empty() && arguments.rules.empty()) {
    const auto found = find_rules_folder();
    if (!found) {
      console.error(in(language, "der mangler en regelfil eller mappe", "a rule file or folder is missing"));
      return Exit::usage;
    }
    paths.push_back(*found);
  }
  paths.insert(paths.begin(), arguments.rules.begin(), arguments.rules.end());
  const auto settings = find_settings(arguments, console);
  if (!settings) return Exit::usage;
  auto rules = load(paths, Tests::read, *settings);
  if (!rules) {
    console.error(describe(rules.error(), language));
    return Exit::usage;
  }
  if (rules->sources.size() == 0) {  // a mistyped folder must not pass for one without mistakes
    console.error(text(language, "der er ingen regelfiler i `{0}`", "there are no rule files in `{0}`", {paths.front().generic_string()}));
    return Exit::usage;
  }
  std::vector<Diagnostic> all = rules->diagnostics;
  if (rules->ok()) {
    LintOptions options{.as_of = {}, .settings = *settings, .reached = {}};
    if (arguments.as_of) options.as_of = local_day(*arguments.as_of);
    if (!arguments.case_sources.empty()) {
      options.reached = reached(arguments, console, *rules);
      if (!options.reached) return Exit::usage;
    }
    const std::vector<Diagnostic> more = lint(*rules, options);
    all.insert(all.end(), more.begin(), more.end());
    sort_by_place(all);
  }
  std::erase_if(all, [&](const Diagnostic& d) { return !is_about(arguments, *rules, d.file); });
  console.write(lint_page(console, *rules, all, arguments.format));
  return all.empty() ? Exit::in_order : Exit::findings;
}

}  // namespace rettesnor::cli
