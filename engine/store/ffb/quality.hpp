// What in bundles that could be read is doubtful, or leaves a case that cannot be judged.
#pragma once

#include "engine/store/ffb/merge.hpp"

namespace rettesnor::ffb {

/// Which checks could not be made for want of a code list.
struct Unchecked {
  std::uint64_t codes = 0;       ///< codes of a system that no list is of
  std::uint64_t conditions = 0;  ///< conditions of which nobody said whether they have a level
};

/// Looks at what holds after the last bundle:
/// - a code that is not in the list of its system,
/// - a condition without a level that must have one, or with one that cannot,
/// - a goal without exactly one primary condition,
/// - an end, a follow-up or the date of the next one before its plan begins,
/// - a date or code that is missing.
/// These are counted, and the cases are judged all the same. A reference that leads nowhere, also not into an earlier
/// bundle, or an intervention or follow-up of no plan or of several, is more: something happened that is not there, and the citizen's case
/// is spoiled; so are both where a reference leads to what is another citizen's. A reference to what was withdrawn as entered in error is no finding.
/// Only what is certain is said: a month that may be right is right. Arguments are names of tables and columns.
/// Cost: O(resources · log codes)
Unchecked look(Merged& merged, const Settings& settings, Findings& findings);

}  // namespace rettesnor::ffb
