// What evaluations met on their way: for the coverage of tests. The evaluator writes it and never reads it.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/model/truth.hpp"

namespace rettesnor {

struct Sights {
  /// The truths that the atoms of a decision had together, in the order of `atoms_of`. A decision is named by its first
  /// condition: a version's `when`, a licence's condition, a definition's branch, a table's row, a quantifier's condition.
  std::map<ExprId, std::set<std::vector<Truth>>> decisions;
  /// The anchor days on which a version was judged, the version named by where it is stored.
  std::map<const Version*, std::set<Date>> days;
  /// Versions of exceptions whose condition held.
  std::set<std::pair<ExceptionId, std::size_t>> applied;
  /// Rows of tables that matched.
  std::set<std::pair<TableRuleId, std::size_t>> rows;
};

}  // namespace rettesnor
