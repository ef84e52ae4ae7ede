// A case as a story: what the verdicts must, may and must not be on its days.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// What a scenario says of one rule, or of the elements that one name means, on every day of a step.
struct ScenarioClaim {
  enum class Kind : std::uint8_t {
    required,   ///< the answer is exactly these verdicts
    optional,   ///< the answer is among these
    forbidden,  ///< none of these is possible, for any instance
  };
  Kind kind{};
  RuleId rule{};
  std::vector<std::string> elements;  ///< their paths; none: each instance of the rule
  VerdictSet verdicts;
  Origin origin;
};

/// Claims that hold at one moment, or at the end of each day of a span.
struct ScenarioStep {
  std::vector<Moment> at;  ///< in order, never empty
  std::vector<ScenarioClaim> claims;
};

/// The case, as `test.given`, its number as the test's name; `test` itself expects nothing.
struct Scenario {
  TestDecl test;
  std::vector<ScenarioStep> steps;
};

/// A step may span this many days.
inline constexpr int longest_scenario_step = 3660;

}  // namespace rettesnor
