// The production evaluator against the reference: the same cases, every rule, everything that both say of an instance.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "tests/engine_evaluate/random_case.hpp"

namespace rettesnor::testing {

/// What was held against each other. A comparison is a rule and a case that production judged over columns.
struct Tally {
  std::uint64_t compared = 0;  ///< over columns
  std::uint64_t careful = 0;   ///< left to the careful evaluator for what the case has
  std::uint64_t no_plan = 0;   ///< left to it since the rule has no plan
  std::uint64_t different = 0; ///< instances
  double share() const {
    const std::uint64_t all = compared + careful + no_plan;
    return all == 0 ? 0 : static_cast<double>(compared) / static_cast<double>(all);
  }
  Tally& operator+=(const Tally& more);
};

struct Difference {
  std::size_t subject = 0;  ///< which case
  RuleId rule{};
  std::string where;        ///< the element and occurrence, for people
  std::string reference;    ///< what each says; `(no instance)`
  std::string production;
};

/// Changes what production said; for tests of what finds and shrinks differences.
using Fault = std::function<void(const Model&, Seen&)>;

/// Judges the cases both ways, and says what differs. Cost: the reference's, some ten microseconds a rule and case.
std::vector<Difference> compare(const Model& model, const std::vector<Case>& cases, const Question& question, Tally& tally,
                                const Fault& fault = {});

/// T, and at times known-at, a municipality and pins.
Question drawn_question(const Model& model, Random& random);

std::string say(const Question& question);

}  // namespace rettesnor::testing
