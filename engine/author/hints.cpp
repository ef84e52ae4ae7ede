#include "engine/author/hints.hpp"

#include <algorithm>
#include <map>

#include "engine/author/hover.hpp"
#include "engine/author/places.hpp"
#include "engine/explain/names.hpp"

namespace rettesnor::author {

namespace {

// The names of one file.
std::span<const Use> uses_in(const Desk& desk, FileId file) {
  auto const range = std::ranges::equal_range(desk.uses(), file, {}, &Use::file);
  return {range.begin(), range.end()};
}

// The one value a parameter has, as it is written; empty if it has several or none.
std::string value_of(const Desk& desk, ParameterId id) {
  const Model& model = desk.model();
  std::string out;
  for (const ParameterValue& value : model.parameters[id].values) {
    if (value.reading != 0) continue;
    if (!out.empty() || !value.value || value.not_read || !value.key.empty()) return {};
    const Expr& expression = model.exprs[value.value];
    if (!desk.has(expression.file)) return {};
    out = desk.source(expression.file).slice(expression.span);
  }
  return out.contains('\n') ? std::string() : out;
}

std::string rule_days(const RuleDecl& rule, Language language) {
  if (rule.versions.size() < 2) return {};
  return days_text(rule.versions.front().from, rule.versions.back().until, language);
}

}  // namespace

std::vector<Hint> hints(const Desk& desk, FileId file, Span range, Language language) {
  const Model& model = desk.model();
  KeywordLanguage const words = desk.syntax(file).language;
  std::vector<Hint> out;
  for (const Use& use : uses_in(desk, file)) {
    if (use.at.end < range.begin || use.at.begin > range.end) continue;
    std::string text;
    switch (use.meant.kind) {
      case Named::define:
      case Named::output:
        if (use.declares) text = type_text(model, use.meant, words);
        if (!text.empty()) text = ": " + text;
        break;
      case Named::parameter:
        if (!use.declares) text = value_of(desk, ParameterId{use.meant.index});
        if (!text.empty()) text = " = " + text;
        break;
      case Named::rule:
        if (use.declares) text = rule_days(model.rules[RuleId{use.meant.index}], language);
        if (!text.empty()) text = " " + text;
        break;
      default: break;
    }
    if (!text.empty()) out.push_back({use.at.end, std::move(text)});
  }
  return out;
}

namespace {

// How many tests of each rule there are.
std::map<std::uint32_t, std::size_t> tests_by_rule(const Model& model) {
  std::map<std::uint32_t, std::size_t> counts;
  for (const TestDecl& test : model.tests) {
    std::vector<std::uint32_t> rules;
    for (const auto& expectation : test.expectations) rules.push_back(expectation.rule.value);
    std::ranges::sort(rules);
    auto const twice = std::ranges::unique(rules);
    rules.erase(twice.begin(), twice.end());
    for (std::uint32_t const rule : rules) ++counts[rule];
  }
  return counts;
}

}  // namespace

std::vector<Lens> lenses(const Desk& desk, FileId file) {
  auto counts = tests_by_rule(desk.model());
  std::vector<Lens> out;
  for (std::uint32_t i = 0; i < desk.model().rules.size(); ++i) {
    const RuleDecl& rule = desk.model().rules[RuleId{i}];
    if (rule.origin.file == file) out.push_back({rule.origin.span, rule.name, qualified_name(desk.model(), RuleId{i}), counts[i]});
  }
  auto const before = desk.before();
  if (!before) return out;
  // A rule or a test that is half typed is still one.
  counts = tests_by_rule(before->model());
  for (std::uint32_t i = 0; i < before->model().rules.size(); ++i) {
    const RuleDecl& rule = before->model().rules[RuleId{i}];
    if (rule.origin.file != file) continue;
    auto const here = std::ranges::find(out, rule.name, &Lens::rule);
    auto const at = desk.now(file, rule.origin.span);
    if (here != out.end()) here->tests = std::max(here->tests, counts[i]);
    else if (at) out.push_back({*at, rule.name, qualified_name(before->model(), RuleId{i}), counts[i]});
  }
  std::ranges::sort(out, {}, &Lens::name_at);
  return out;
}

std::vector<Link> links(const Desk& desk, FileId file) {
  std::vector<Link> out;
  for (const Use& use : uses_in(desk, file)) {
    if (use.meant.kind != Named::source) continue;
    const SourceDecl& source = desk.model().sources[SourceId{use.meant.index}];
    bool const web = source.url.starts_with("https://") || source.url.starts_with("http://");
    if (web) out.push_back({use.at, source.url, source.title});
  }
  return out;
}

}  // namespace rettesnor::author
