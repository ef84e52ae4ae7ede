// Diff: what a change of the rules changes in their meaning, each change with a case that shows it where one is found.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/change/portrait.hpp"
#include "engine/explain/test_block.hpp"
#include "engine/model/types.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::change {

enum class Nature : std::uint8_t { added, removed, meaning, wording, sources };

/// A part that only one version has. A changed part is one of each.
struct Line {
  bool after = false;  ///< of the new rules
  Part part;
};

/// A case that the two versions answer differently.
struct Witness {
  std::string rule;   ///< whose answer differs; of both versions
  TestBlock block;    ///< expects what the new rules say
  std::string was;    ///< by the old rules, for people: `ikke overholdt, frist 5. februar 2026`
  std::string is;
};

struct Difference {
  What what{};
  std::string name;             ///< qualified
  Text title;                   ///< the new one; of what is removed the old one
  Nature nature{};              ///< the gravest; `meaning` and `wording` may hold at once
  bool wording = false;         ///< read otherwise too
  bool sources = false;         ///< rests on other sources too
  std::optional<Origin> before;
  std::optional<Origin> after;
  std::vector<Line> lines;      ///< the parts that differ: old ones before new ones, by aspect
  std::vector<std::string> rules;  ///< of the other rules those that read it, qualified
  std::optional<Witness> witness;
};

struct Comparison {
  std::vector<Difference> differences;    ///< by nature, then in the order of the model
  std::vector<std::string> layout_only;   ///< packages whose text differs in layout, comments, order, tests or the keywords' language alone
  /// Does any rule, definition, parameter, … mean something else, or is one new or gone?
  bool changes_meaning() const;
};

/// Compares two models by names. A construct with another name is another construct.
/// @param language  of witnesses
/// @param witnesses  look for cases that show the changes
/// @pre neither model has errors; both with their tests, from whose cases witnesses are looked for
/// Cost: O(models); with witnesses some thousand evaluations of a rule for each change in meaning.
Comparison compare(const Model& before, const Model& after, Language language, bool witnesses = true);

/// The changes that can matter to a rule of the new rules (of the old ones where it is gone): its own, and of what it reads.
std::vector<const Difference*> behind(const Comparison& comparison, const std::string& rule);

}  // namespace rettesnor::change
