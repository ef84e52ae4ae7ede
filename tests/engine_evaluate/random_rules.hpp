// Rule packages drawn at random, well typed as far as drawing can make them: the other half of differential testing.
#pragma once

#include <string>
#include <vector>

#include "tests/engine_evaluate/random_case.hpp"

namespace rettesnor::testing {

/// A package in English keywords with every construct of the language, and at times a municipality's overlay behind it.
/// One clause a line, so that lines may be left out of it. The same texts for the same random numbers.
std::vector<std::string> random_rules(Random& random);

}  // namespace rettesnor::testing
