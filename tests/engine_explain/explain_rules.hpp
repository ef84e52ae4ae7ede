// The small package that the tests of engine/explain speak about.
#pragma once

#include <memory>
#include <string>

#include "engine/explain/finding.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {

/// Letters to a desk, one study, one right, one recommendation. Throws if the text is not in order.
const Loaded& desk();

/// The rule of this name in `desk`.
RuleId rule_named(const std::string& name);

/// A case of `desk` asked about at `when`.
std::unique_ptr<Prober> asked(const std::string& yaml, const std::string& when);

/// The only instance of a rule, or the one of an element. Throws if there is none.
InstanceResult instance(Prober& prober, const std::string& rule, const std::string& element = "");

}  // namespace rettesnor::testing
