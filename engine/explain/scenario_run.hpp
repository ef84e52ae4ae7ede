// Replaying scenarios: the case judged on each of the days that its file speaks of.
#pragma once

#include "engine/explain/test_run.hpp"
#include "engine/model/scenario.hpp"

namespace rettesnor {

/// Judges the case at every moment of every step. A claim that fails on several days is one mismatch: the first day, and
/// how many there are. The outcome's test is the scenario's, which must outlive it.
/// Cost: one judging of each rule named for each moment.
TestOutcome run_scenario(const Model& model, const Scenario& scenario, Language language, const Sources* sources = nullptr);

}  // namespace rettesnor
