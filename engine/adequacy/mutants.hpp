// Small mistakes an author could make, put into the model one at a time: would the tests notice?
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::adequacy {

enum class Mistake : std::uint8_t {
  comparison,   ///< `<=` for `<`, `<>` for `=`
  connective,   ///< `or` for `and`, one of the list for all of it, any for every
  negation,     ///< a `not` too few
  left_out,     ///< a condition, a limb, a branch, a row or a part of a duty
  exception,    ///< an exception left out
  length,       ///< a duration, number or count one off
  unit,         ///< hours, days, working days
  day,          ///< a date, or a version's first or last day, one off
  counting,     ///< the first day counted or not; no rolling; no pause
  choice,       ///< another code, first for last, earliest for latest
};

/// One mistake. `swap` puts it into the model it was made for; called again it takes it out.
struct Mutant {
  Mistake mistake{};
  Origin origin;
  std::string owner;            ///< the rule, exception, definition, table or parameter
  PackageId package{};
  std::vector<RuleId> rules;    ///< whose results it may change, themselves and by what reads their dues and verdicts
  std::string danish;           ///< what was done, as a sentence
  std::string english;
  std::function<void(Model&)> swap;
};

std::string_view name_of(Mistake mistake);

/// Every mistake that can be made in the packages that are wanted, in the order of the files. Rights, indicators and concepts
/// are left alone, since no test can say what it expects of them, and citations too.
/// Cost: O(expressions).
std::vector<Mutant> mutants_of(const Model& model, const std::function<bool(PackageId)>& wanted);

}  // namespace rettesnor::adequacy
