// What reviewers' answers say: do people agree, is the machine right, and how is it in all that they were drawn from?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/statistics/agreement.hpp"
#include "engine/statistics/sample_size.hpp"
#include "engine/store/ledger/reviews.hpp"

namespace rettesnor::review {

/// Two judges of the same instances, by verdict or `unclear`; an undetermined verdict of the machine is unclear.
struct Pair {
  std::string first;   ///< a rater; empty: the machine
  std::string second;
  std::int64_t both = 0;                           ///< instances that both judged
  std::int64_t same = 0;
  std::optional<statistics::Agreement> kappa;      ///< Cohen's
  std::optional<statistics::Agreement> ac1;        ///< Gwet's
};

struct Findings {
  std::int64_t drawn = 0;
  std::int64_t answered = 0;   ///< by one rater or more
  std::int64_t settled = 0;    ///< answered alike by all who answered, and not unclear
  std::vector<Pair> raters;    ///< each two, by name
  std::vector<Pair> machine;   ///< the machine and each rater
  /// Shares of the frame, from the settled ones of each stratum by its weight, with their standard error. Nothing where a stratum has fewer
  /// than two settled and was not taken whole, and for samples that were not drawn at random.
  std::optional<statistics::StratifiedShare> kept;     ///< fulfilled
  std::optional<statistics::StratifiedShare> missed;   ///< late or breached
  std::optional<statistics::StratifiedShare> right;    ///< the machine says for certain what the reviewers say
};

Findings findings(const ledger::SampleInfo& sample);

}  // namespace rettesnor::review
