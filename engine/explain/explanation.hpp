// Explanation of one instance: why, why not, what is missing, and what would change it. Data; apps lay it out.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/finding.hpp"

namespace rettesnor {

/// The least change of one cell that would make a verdict better.
struct Change {
  CellRef cell;
  Cell to;
  VerdictSet then;       ///< what the rule would be
  std::string sentence;  ///< for people
};

struct Explanation {
  Finding finding;
  std::string headline;
  std::vector<std::string> because;   ///< times and decisive facts
  std::vector<std::string> why_not;   ///< guards, limbs and exceptions that keep the verdict from being another
  std::vector<std::string> missing;   ///< each with the state of the fact
  std::vector<std::string> worlds;    ///< the verdict under each reading or law, where there is more than one
  std::vector<Change> changes;        ///< the best first; empty where nothing needs to change or nothing single helps
};

/// Explains one instance. `finding.missing` and `finding.decisive` are filled here.
/// Cost: a few hundred evaluations of the one rule.
Explanation explain_instance(Prober& prober, Finding finding, Language language);

/// `Barnet født: 2. maj 2014`, `Kvittering: ikke sket`: a cell with what is known of it.
std::string fact_text(const Prober& prober, const CellRef& ref, Language language);

/// Single changes that would make the instance fulfilled, or at least neither late nor breached. Acts still to be done
/// come before other events, events before facts.
std::vector<Change> find_changes(Prober& prober, const Finding& finding, Language language);

}  // namespace rettesnor
