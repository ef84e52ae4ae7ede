// From a package and a case on which something goes wrong to the least that still does, as a `test` block to paste.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/load.hpp"

namespace rettesnor::testing {

/// A package and a case. The texts hold one clause a line.
struct Specimen {
  std::vector<std::string> texts;
  std::unique_ptr<Loaded> loaded;  ///< of the texts, without problems
  Case subject;                    ///< of the loaded model
  Question question;
};

/// It still goes wrong.
using Fails = std::function<bool(const Model&, const Case&, const Question&)>;

/// Leaves out blocks, lines and words of the package, and elements, cells and precision of the case, as long as the package
/// loads and `fails` says yes; until nothing more can be left out, or `fails` and the loader were asked `most_tries` times.
/// @pre fails(specimen)
void shrink(Specimen& specimen, const Fails& fails, int most_tries = 20000);

/// The specimen's rules, and behind them its case as a `test` block that expects what the reference says of `rule`.
/// What a test block cannot say stands above it in comments.
std::string printed(const Specimen& specimen, RuleId rule);

}  // namespace rettesnor::testing
