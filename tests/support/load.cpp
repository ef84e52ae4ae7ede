#include "tests/support/load.hpp"

#include <stdexcept>

#include "engine/values/parse.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor::testing {

std::unique_ptr<Loaded> load(const std::vector<std::string>& texts) {
  auto loaded = std::make_unique<Loaded>();
  std::size_t number = 0;
  for (const std::string& text : texts) loaded->sources.add("rules" + std::to_string(++number) + ".regel", text);
  for (const Source& source : loaded->sources) {
    loaded->syntax.push_back(parse(source));
  }
  const auto note = [&](const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& d : diagnostics) {
      if (!has_errors(std::vector<Diagnostic>{d})) continue;
      loaded->problems += render(d, loaded->sources, {}) + "\n";
    }
  };
  for (const Syntax& syntax : loaded->syntax) note(syntax.diagnostics);
  Checked checked = check(loaded->syntax);
  note(checked.diagnostics);
  loaded->model = std::move(checked.model);
  return loaded;
}

Case read_yaml_case(const Model& model, const std::string& yaml) {
  Sources sources;
  const FileId file = sources.add("case.yaml", yaml);
  auto read = read_case(model, sources[file], {}, CaseFormat::yaml);
  if (read) return std::move(*read);
  std::string problems;
  for (const Diagnostic& d : read.error()) problems += render(d, sources, {}) + "\n";
  throw std::runtime_error(problems);
}

Moment at(std::string_view text) {
  const auto moment = parse_moment(text);
  if (!moment) throw std::runtime_error("not a moment: " + std::string(text));
  return moment->first;
}

std::string names(VerdictSet set) {
  std::string out = "[";
  for (const Verdict v : all_verdicts) {
    if (set.has(v)) out += (out.size() > 1 ? ", " : "") + std::string(code(v));
  }
  return out + "]";
}

}  // namespace rettesnor::testing
