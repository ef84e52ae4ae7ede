// Names in a register that an audit does not know: spelt otherwise than in the rules, they would find nothing.
#pragma once

#include <string>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/store/determinants.hpp"

namespace rettesnor::implementation {

/// Full names of rules that some determinant explains, and which the audit did not judge; by name.
std::vector<std::string> rules_not_in(const DeterminantRegister& reg, const report::Publication& audit);
/// Packages in the register of which the audit judged no duty; by name.
std::vector<std::string> packages_not_in(const DeterminantRegister& reg, const report::Publication& audit);

}  // namespace rettesnor::implementation
