// Puts each mistake into the rules, runs the tests, and says which mistakes nobody would notice.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/adequacy/mutants.hpp"
#include "engine/explain/test_block.hpp"

namespace rettesnor::adequacy {

enum class Fate : std::uint8_t {
  killed,      ///< a test fails
  survived,    ///< no test fails, and a case shows a difference: `would_kill`
  unshown,     ///< no test fails, and no case was found that shows a difference; there may be none
};

struct MutantFate {
  Mutant mutant;
  Fate fate{};
  std::optional<TestBlock> would_kill;  ///< expects what the rules say without the mistake
};

/// Runs the mutants of the packages that are wanted. The model is as before afterwards.
/// @param wanted_owner  of the names of rules, exceptions, definitions, tables and parameters
/// @param progress  done of all; may be empty
/// @pre the model has its tests, and all of them pass
/// Cost: for each mutant the tests of the rules it may change, until one fails; for survivors some hundred evaluations.
std::vector<MutantFate> mutate(Model& model, const std::function<bool(PackageId)>& wanted, const std::function<bool(const std::string&)>& wanted_owner,
                               Language language, const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace rettesnor::adequacy
