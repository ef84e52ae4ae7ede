// Which of the inputs of `test` are case files with expectations, and running them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

/// The inputs of `test`, told apart.
struct TestInputs {
  std::vector<std::filesystem::path> rules;      ///< rule files and folders
  std::vector<std::filesystem::path> scenarios;  ///< case files named, and files called `….scenario.yaml` in folders
  /// No rules were named: their own tests are not asked for.
  bool only_scenarios() const { return rules.empty() && !scenarios.empty(); }
};
TestInputs test_inputs(const std::vector<std::filesystem::path>& inputs);

/// The scenarios read and run. Owns what the outcomes point to.
struct Replayed {
  std::vector<std::unique_ptr<ScenarioFile>> files;
  std::vector<TestOutcome> outcomes;
  bool unreadable = false;  ///< at least one; said on standard error
};
Replayed replay(const Console& console, Rules& rules, const std::vector<std::filesystem::path>& files, std::string_view filter);

}  // namespace rettesnor::cli
