// How much of the rules their tests have met: what was asked of each place, and what was not.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/model/sights.hpp"

namespace rettesnor::adequacy {

/// What a place can be asked for.
enum class Aspect : std::uint8_t {
  atom_yes,       ///< an atom of a condition was yes in some test
  atom_no,
  atom_unknown,
  decides_yes,    ///< it was yes where no would have given another answer
  decides_no,
  first_day,      ///< a version judged an anchor on its first day
  last_day,
  applied,        ///< an exception's condition held
  row_matched,    ///< a row of a table was the one
};

/// The aspects in groups, as people read them.
enum class Group : std::uint8_t { atoms, decisions, versions, exceptions, rows };
Group group_of(Aspect aspect);

/// One thing asked of one place.
struct Item {
  std::vector<ExprId> decision{};  ///< atoms and decisions: the conditions they belong to
  std::size_t part = 0;            ///< which atom, version or row
  ExprId condition{};              ///< the atom
  ExceptionId exception{};
  TableRuleId table{};
  Date day{};                      ///< versions: the first or last
  Aspect aspect{};
  bool met = false;
  Origin origin{};                 ///< the atom, version, exception or row
  std::string owner{};             ///< the name of the rule, exception, definition or table
  PackageId package{};
  std::vector<RuleId> rules{};     ///< whose tests can meet it; empty: those of whatever reads it
};

struct Sum {
  std::size_t met = 0;
  std::size_t all = 0;
};

struct Coverage {
  std::vector<Item> items;  ///< as they stand in the files
  Sum sum(Group group) const;
  /// All but the decisions, which say the same places again, more strictly.
  Sum sum() const;
};

/// What could be met in the packages that are wanted, and what was.
/// Cost: O(expressions + sights).
Coverage coverage_of(const Model& model, const Sights& sights, const std::function<bool(PackageId)>& wanted);

/// Is the item met by what was seen?
bool met(const Model& model, const Item& item, const Sights& sights);

}  // namespace rettesnor::adequacy
