// Cases drawn from what the rules declare: every field in every way it may be known, times where the law changes.
#pragma once

#include <random>

#include "engine/model/result.hpp"

namespace rettesnor::testing {

using Random = std::mt19937_64;

/// A number in [0, n). The same on every machine, which std's distributions are not.
int below(Random& random, int n);

/// How cases are drawn.
struct Habits {
  int unknown_percent = 20;   ///< of cells that are blank, unknown, withheld, conflicting or do not exist
  int coarse_percent = 25;    ///< of moments of which only the day is known
  int longer_percent = 4;     ///< of times of which only some days are known
  int most_elements = 3;      ///< in a list
};

/// Days at which something may change: T, and where a version, a value or an overlay begins or ends.
std::vector<Date> telling_days(const Model& model, Date now);

/// A case of a root concept, judged by hand-written cases' watermark or one of its own.
Case random_case(const Model& model, ConceptId root, const std::vector<Date>& days, const Habits& habits, Random& random);

}  // namespace rettesnor::testing
