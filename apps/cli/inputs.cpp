#include "apps/cli/inputs.hpp"

#include <algorithm>

#include "apps/cli/locate.hpp"
#include "apps/cli/put_out.hpp"
#include "apps/cli/settings.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

std::optional<Rules> load_rules(const Arguments& arguments, const Console& console, const std::vector<fs::path>& extra) {
  const Language language = arguments.language;
  std::vector<fs::path> paths = arguments.rules;
  if (paths.empty() && extra.empty()) {
    const auto found = find_rules_folder();
    if (!found) {
      console.error(in(language, "mappen `rules` blev ikke fundet", "the folder `rules` was not found"),
                    in(language, "angiv reglerne med `--rules STI`", "give the rules with `--rules PATH`"));
      return std::nullopt;
    }
    paths.push_back(*found);
  }
  paths.insert(paths.end(), extra.begin(), extra.end());
  paths.insert(paths.end(), arguments.overlays.begin(), arguments.overlays.end());
  const bool for_a_case = arguments.command == Command::check || arguments.command == Command::explain ||
                          arguments.command == Command::ask || arguments.command == Command::due ||
                          arguments.command == Command::audit || arguments.command == Command::map || arguments.command == Command::import || arguments.command == Command::plan;
  const auto settings = find_settings(arguments, console);
  if (!settings) return std::nullopt;
  auto rules = load(paths, for_a_case ? Tests::left_out : Tests::read, *settings);
  if (!rules) {
    console.error(describe(rules.error(), language));
    return std::nullopt;
  }
  if (rules->sources.size() == 0) {
    console.error(text(language, "der er ingen regelfiler i `{0}`", "there are no rule files in `{0}`", {paths.front().generic_string()}));
    return std::nullopt;
  }
  std::vector<fs::path> files;
  for (const Source& source : rules->sources) files.emplace_back(source.name);
  if (is_one_of(arguments, console, files)) return std::nullopt;
  if (arguments.verbose) {
    for (const Source& source : rules->sources) console.note(text(language, "indlæst: {0}\n", "loaded: {0}\n", {source.name}));
  }
  const bool show_warnings = arguments.verbose || arguments.command == Command::lint || arguments.command == Command::test;
  std::vector<Diagnostic> shown = rules->diagnostics;
  if (!show_warnings) std::erase_if(shown, [](const Diagnostic& d) { return level_of(d.code) != Level::error; });
  const auto errors = std::ranges::count_if(shown, [](const Diagnostic& d) { return level_of(d.code) == Level::error; });
  // `lint` shows all; elsewhere a broken package must not flood the terminal.
  constexpr std::size_t most = 20;
  if (shown.size() > most && !arguments.verbose) shown.resize(most);
  if (!shown.empty()) console.note(render_all(shown, rules->sources, {language, console.colour_on_error()}) + "\n");
  if (!rules->ok()) {
    if (static_cast<std::size_t>(errors) > shown.size()) console.note(in(language, "… `rettesnor lint` viser alle\n", "… `rettesnor lint` shows all\n"));
    console.error(text(language, "reglerne har {0} fejl og kan ikke bruges", "the rules have {0} mistakes and cannot be used", {std::to_string(errors)}));
    return std::nullopt;
  }
  return std::move(*rules);
}

ConceptId concept_of(const Arguments& arguments, const Rules& rules) {
  for (const ConceptId root : rules.model.roots) {
    if (rules.model.concepts[root].name == arguments.concept_name) return root;
  }
  return {};
}

bool check_choices(const Arguments& arguments, const Console& console, const Rules& rules) {
  const Language language = arguments.language;
  for (const auto& [name, yes] : arguments.pins) {
    if (has_reading(rules.model, name)) continue;
    const auto near = nearest_reading(rules.model, name);
    console.error(text(language, "læsningen `{0}` findes ikke", "there is no reading `{0}`", {name}),
                  near ? text(language, "mente du `{0}`?", "did you mean `{0}`?", {*near}) : std::string());
    return false;
  }
  if (!arguments.concept_name.empty() && !concept_of(arguments, rules)) {
    std::vector<std::string> names;
    for (const ConceptId root : rules.model.roots) names.push_back(rules.model.concepts[root].name);
    console.error(text(language, "`{0}` er ikke et begreb, en sag kan være om", "`{0}` is no concept that a case can be of", {arguments.concept_name}),
                  text(language, "skriv en af: {0}", "write one of: {0}", {listing(names, language, 10)}));
    return false;
  }
  return true;
}

Question question_of(const Arguments& arguments, bool bulk) {
  Question out;
  out.as_of = arguments.as_of ? *arguments.as_of : now();
  out.known_at = arguments.known_at;
  out.pins = arguments.pins;
  if (!arguments.municipality.empty()) out.municipality = arguments.municipality;
  out.verified_only = arguments.verified_only;
  out.trust_as_of_watermark = !bulk;
  return out;
}

std::string line_text(const Diagnostic& diagnostic, Language language) {
  std::string out = message_text(diagnostic, language);
  for (const Label& label : diagnostic.labels) {
    if (label.span == diagnostic.at && !label.file) out += ": " + std::string(in(language, label.danish, label.english));
  }
  return out;
}

std::vector<ReportError> errors_of(const CaseFile& file, Language language) {
  std::vector<ReportError> out;
  for (const Diagnostic& d : file.diagnostics) {
    const Position at = file.source.position(d.at.begin);
    out.push_back({std::string(number_of(d.code)), line_text(d, language), file.source.name, at.line, at.column});
  }
  return out;
}

CaseInputs read_inputs(const Arguments& arguments, const Console& console, const Rules& rules) {
  const Language language = arguments.language;
  CaseInputs out;
  for (const fs::path& input : arguments.inputs) {
    const std::vector<fs::path> files = list_case_files(input);
    if (files.empty()) {
      console.error(text(language, "der er ingen sager i `{0}`", "there are no cases in `{0}`", {input.generic_string()}));
      out.usage_error = true;
    }
    for (const fs::path& path : files) {
      std::error_code ignored;
      if (is_bulk_file(path) && fs::exists(path, ignored)) {
        out.bulk.push_back(path);
        continue;
      }
      if (!is_case_file(path) && !is_bulk_file(path) && fs::exists(path, ignored)) {
        console.error(text(language, "`{0}` er ikke en sag: navnet skal ende på .yaml, .json, .ndjson eller .jsonl",
                           "`{0}` is no case: the name must end in .yaml, .json, .ndjson or .jsonl", {path.generic_string()}));
        out.usage_error = true;
        continue;
      }
      auto read = read_case_file(rules, path, concept_of(arguments, rules));
      if (!read) {
        console.error(describe(read.error(), language));
        out.usage_error = true;
        continue;
      }
      for (const Diagnostic& d : read->diagnostics) {
        console.note(render(d, read->source, {language, console.colour_on_error()}));
      }
      if (!read->read) ++out.unreadable;
      if (read->read && !read->read->extraction_time) read->read->extraction_time = arguments.extraction_time;
      out.cases.push_back({path, std::make_unique<CaseFile>(std::move(*read))});
    }
  }
  return out;
}

std::optional<Opened> read_single(const Arguments& arguments, const Console& console, const Rules& rules) {
  CaseInputs inputs = read_inputs(arguments, console, rules);
  if (inputs.usage_error || inputs.unreadable > 0) return std::nullopt;
  if (inputs.cases.size() != 1 || !inputs.bulk.empty()) {
    console.error(in(arguments.language, "der skal stå netop én sag", "exactly one case is needed"));
    return std::nullopt;
  }
  return std::move(inputs.cases.front());
}

Exit exit_with(const CaseInputs& inputs, std::size_t read, Exit otherwise) {
  const bool problems = inputs.usage_error || inputs.unreadable > 0;
  if (!problems) return otherwise;
  return read == 0 || inputs.usage_error ? Exit::usage : Exit::partial;
}

}  // namespace rettesnor::cli
