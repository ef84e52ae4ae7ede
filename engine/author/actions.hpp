// Actions: what an editor can do for the author at a place: mend a mistake, write a citation or a test, run tests.
#pragma once

#include <string>
#include <vector>

#include "engine/author/rename.hpp"
#include "engine/explain/test_run.hpp"
#include "engine/values/date.hpp"

namespace rettesnor::author {

struct Action {
  enum class Kind : std::uint8_t { fix, rewrite };
  Kind kind = Kind::fix;
  std::string danish, english;           ///< what it does, for a menu
  std::vector<TextEdit> edits;
  const Diagnostic* mends = nullptr;     ///< fix: what it mends; of the desk, until it is refreshed
  bool safe = false;                     ///< fix: it is what the author plainly meant
  std::string_view in(Language language) const { return language == Language::danish ? danish : english; }
};

/// Everything that can be done for what touches `range`: the edits of its messages; for a rule without a citation, one
/// with each of up to five sources; where nothing is wrong, a test of the rule that holds as the rule stands.
/// @param today  the day such a test is judged on
/// Cost: O(messages + nodes), and the judging of one case
std::vector<Action> actions(const Desk& desk, FileId file, Span range, Date today);

/// Runs the tests that expect something of a rule of this name in the file, or all tests of the file for an empty name.
/// @pre desk.ok()
std::vector<TestOutcome> run_tests(const Desk& desk, FileId file, std::string_view rule, Language language);

}  // namespace rettesnor::author
