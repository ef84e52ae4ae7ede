#include "engine/engine.hpp"

#include <algorithm>
#include <set>

#include "engine/store/cases.hpp"
#include "engine/store/quality.hpp"
#include "engine/store/scenario_reader.hpp"

namespace rettesnor {

namespace {

/// Adds the files of a bundle; one that is refused leaves its refusal and nothing else.
bool add_bundle(Rules& out, const std::filesystem::path& path, std::string_view bytes, const Settings& settings) {
  const std::string name = path.generic_string();
  auto bundle = open_bundle(bytes);
  std::optional<Diagnostic> refused;
  if (!bundle) refused = bundle.error();
  else refused = publish::refusal(*bundle, settings);
  if (refused) {
    out = Rules{};
    refused->file = out.sources.add(name, {});
    out.diagnostics.push_back(std::move(*refused));
    return false;
  }
  for (publish::Entry& file : bundle->files) out.sources.add(name + "/" + file.path, std::move(file.bytes));
  out.bundles.push_back({name, bundle->id, std::move(bundle->signatures)});
  return true;
}

}  // namespace

std::expected<Rules, FileProblem> load(std::span<const std::filesystem::path> paths, Tests tests, const Settings& settings) {
  Rules out;
  std::set<std::filesystem::path> seen;
  for (const std::filesystem::path& path : paths) {
    std::error_code none;
    if (!is_rule_file(path) && std::filesystem::is_regular_file(path, none)) {
      const auto bytes = read_file(path, publish::largest_bundle);
      if (!bytes) return std::unexpected(bytes.error());
      if (publish::looks_like_bundle(*bytes)) {
        if (!seen.insert(std::filesystem::weakly_canonical(path, none)).second) continue;
        if (!add_bundle(out, path, *bytes, settings)) return out;
        continue;
      }
    }
    auto listed = list_rule_files(path);
    if (!listed) return std::unexpected(listed.error());
    for (const std::filesystem::path& file : *listed) {
      std::error_code ignored;
      const auto canonical = std::filesystem::weakly_canonical(file, ignored);
      if (!seen.insert(canonical.empty() ? file : canonical).second) continue;
      auto text = read_file(file, largest_rule_file);
      if (!text) return std::unexpected(text.error());
      out.sources.add(file.generic_string(), std::move(*text));
    }
  }
  out.files.reserve(out.sources.size());
  for (const Source& source : out.sources) out.files.push_back(parse(source));
  for (const Syntax& file : out.files) {
    out.diagnostics.insert(out.diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
  }
  Checked checked = check(out.files, tests);
  out.model = std::move(checked.model);
  out.diagnostics.insert(out.diagnostics.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  sort_by_place(out.diagnostics);
  return out;
}

bool is_case_file(const std::filesystem::path& path) { return case_format(path).has_value(); }

bool is_bulk_file(const std::filesystem::path& path) {
  return path.extension() == ".ndjson" || path.extension() == ".jsonl";
}

std::expected<CaseFile, FileProblem> read_case_file(const Rules& rules, const std::filesystem::path& path,
                                                    ConceptId root) {
  auto text = read_file(path, largest_case_file);
  if (!text) return std::unexpected(text.error());
  CaseFile out;
  out.source = Source{.name = path.generic_string(), .text = std::move(*text)};
  auto read = read_case(rules.model, out.source, root, case_format(path).value_or(CaseFormat::yaml));
  if (read) {
    out.diagnostics = quality_findings(rules.model, *read);
    // A municipality's code has no place in the text, and a made-up one is how a sample says that it is one.
    std::erase_if(out.diagnostics, [](const Diagnostic& d) { return d.code == Code::case_no_such_municipality; });
    out.read = std::move(*read);
  } else {
    out.diagnostics = std::move(read.error());
  }
  return out;
}

std::expected<ScenarioFile, FileProblem> read_scenario_file(Rules& rules, const std::filesystem::path& path) {
  auto text = read_file(path, largest_case_file);
  if (!text) return std::unexpected(text.error());
  ScenarioFile out;
  const FileId file = rules.sources.add(path.generic_string(), std::move(*text));
  out.source = *rules.sources.find(file);
  auto read = read_scenario(rules.model, out.source, case_format(path).value_or(CaseFormat::yaml));
  if (read) out.read = std::move(*read);
  else out.diagnostics = std::move(read.error());
  return out;
}

std::unique_ptr<Prober> open_case(const Rules& rules, const Case& subject, const Question& question) {
  return std::make_unique<Prober>(rules.model, subject, question, &rules.sources);
}

std::vector<RuleId> find_rules(const Model& model, std::string_view name) {
  std::vector<RuleId> out;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleId id{i};
    if (model.rules[id].name == name || qualified_name(model, id) == name) out.push_back(id);
  }
  return out;
}

std::optional<std::string> nearest_rule(const Model& model, std::string_view name) {
  std::vector<std::string_view> names;
  for (const RuleDecl& rule : model.rules.rows()) names.push_back(rule.name);
  return nearest_name(name, names);
}

bool has_reading(const Model& model, std::string_view name) {
  return std::ranges::any_of(model.readings.rows(), [&](const ReadingSet& set) {
    return std::ranges::any_of(set.alternatives, [&](const auto& a) { return !a.name.empty() && a.name == name; });
  });
}

std::optional<std::string> nearest_reading(const Model& model, std::string_view name) {
  std::vector<std::string_view> names;
  for (const ReadingSet& set : model.readings.rows()) {
    for (const auto& alternative : set.alternatives) {
      if (!alternative.name.empty()) names.push_back(alternative.name);
    }
  }
  return nearest_name(name, names);
}

std::vector<TestOutcome> run_tests(const Rules& rules, Language language,
                                   const std::function<bool(const TestDecl&)>& wanted, Sights* sights) {
  std::vector<TestOutcome> out;
  for (const TestDecl& test : rules.model.tests) {
    if (!wanted || wanted(test)) out.push_back(run_test(rules.model, test, language, &rules.sources, sights));
  }
  return out;
}

}  // namespace rettesnor
