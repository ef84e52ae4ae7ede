// Looks for a case that shows something: among the tests' cases with one or two things changed, then made small.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "engine/model/model.hpp"
#include "engine/model/result.hpp"

namespace rettesnor::adequacy {

struct Shown {
  Case subject;
  Question question;
};

/// Does this case show it? Asked many times; must not change between calls.
using Shows = std::function<bool(const Case&, const Question&)>;

/// The tests that expect something of a rule.
std::vector<const TestDecl*> tests_of(const Model& model, RuleId rule);

/// The question that a test asks.
Question question_of(const TestDecl& test);

/// Tries the cases of `from` as they are, with one cell that `rule` reads changed to each value at which its answer may change,
/// with T moved to each such day; then with two cells changed. What is found is cut down as far as it still shows it.
/// @param most  questions asked at most, each way
/// @return nothing where none was found; that proves nothing
/// Cost: O(most) evaluations of what `shows` evaluates.
std::optional<Shown> search(const Model& model, RuleId rule, std::span<const TestDecl* const> from, const Shows& shows, std::size_t most = 2000);

/// Leaves out elements and cells of the case as long as it still shows it. @pre shows(shown)
void prune(Shown& shown, const Shows& shows);

}  // namespace rettesnor::adequacy
