// Reads a case file that says under `expect` what is to come of it; see docs/testing_rules.md.
#pragma once

#include <expected>
#include <vector>

#include "engine/model/scenario.hpp"
#include "engine/store/cases.hpp"

namespace rettesnor {

/// Reads the case as `read_case` does, and what is expected of it.
/// @param source  its `file` is that of every origin
/// @return the scenario; or every mistake found, by place, at least one of them an error
std::expected<Scenario, std::vector<CaseProblem>> read_scenario(const Model& model, const Source& source, CaseFormat format, const DataLimits& limits = {});

}  // namespace rettesnor
