#include "apps/cli/scenario_inputs.hpp"

#include "apps/cli/inputs.hpp"
#include "apps/cli/locate.hpp"
#include "engine/store/files.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

TestInputs test_inputs(const std::vector<fs::path>& inputs) {
  TestInputs out;
  for (const fs::path& input : inputs) {
    std::error_code ignored;
    if (!fs::is_directory(input, ignored)) {
      (is_case_file(input) ? out.scenarios : out.rules).push_back(input);
      continue;
    }
    bool any = false;
    for (const fs::path& file : list_case_files(input)) {
      if (fs::path(file).stem().extension() != ".scenario" || !is_case_file(file)) continue;
      out.scenarios.push_back(file);
      any = true;
    }
    // A folder of scenarios alone holds no rules.
    if (const auto files = list_rule_files(input); !any || !files || !files->empty()) out.rules.push_back(input);
  }
  return out;
}

Replayed replay(const Console& console, Rules& rules, const std::vector<fs::path>& files, std::string_view filter) {
  Replayed out;
  for (const fs::path& path : files) {
    auto read = read_scenario_file(rules, path);
    if (!read) {
      console.error(describe(read.error(), console.language()));
      out.unreadable = true;
      continue;
    }
    for (const Diagnostic& d : read->diagnostics) console.note(render(d, read->source, {console.language(), console.colour_on_error()}));
    if (!read->read) {
      out.unreadable = true;
      continue;
    }
    if (!read->read->test.name.contains(filter)) continue;
    out.files.push_back(std::make_unique<ScenarioFile>(std::move(*read)));
    out.outcomes.push_back(run_scenario(rules.model, *out.files.back()->read, console.language(), &rules.sources));
  }
  return out;
}

}  // namespace rettesnor::cli
