// The choices a rule depends on: readings of calendars, rules and parameters (LANGUAGE.md §7).
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "engine/model/result.hpp"

namespace rettesnor {

/// One choice for every reading that is open, the same everywhere in the rule.
struct World {
  std::vector<std::pair<ReadingSetId, std::uint32_t>> choices;
  /// The alternative of a construct; its main text where the rule does not depend on it.
  std::uint32_t choice(ReadingSetId set) const;
};

/// Every world that the question's pins leave open of the readings that a rule reaches (Mentions::readings); at least one,
/// at most 16 by the checker.
std::vector<World> worlds_of(const Model& model, const Question& question, const std::set<ReadingSetId>& readings);

}  // namespace rettesnor
