// A case as the text of a `test` block: what a machine found is shown as something an author can paste and run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/model/result.hpp"

namespace rettesnor {

/// The day of the due where both it and the verdict are certain: what `expect` can say of it.
std::optional<Date> sayable_due(const InstanceResult& result);

struct TestBlock {
  std::string text;                ///< from `test` to `end`, English keywords; translate it for a Danish package
  std::vector<std::string> notes;  ///< what `given` cannot say of the case; the block then stands for another case
};

/// The case as `given`, the question as `at` and `known at`, and one `expect` for each instance. Instances that a test
/// cannot name (rights, the rest, later occurrences) are comments. A due is said where it and the verdict are certain. Elements are numbered n1, n2, … anew: ids of a source may be
/// words that the language keeps for itself.
/// @param results  of this case, all of one rule or of several; their elements point into `subject`
/// Cost: O(cells).
TestBlock test_block(const Model& model, const Case& subject, const Question& question, const std::vector<InstanceResult>& results,
                     const std::string& name, const std::string& title);

}  // namespace rettesnor
