// Running the `test` blocks of packages.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/probe.hpp"
#include "engine/explain/words.hpp"
#include "engine/model/sights.hpp"

namespace rettesnor {

/// One expectation that did not hold.
struct TestMismatch {
  Origin origin;
  std::string expected;
  std::string found;
  std::string instead;  ///< what would stand behind `=` for the expectation to hold, in English keywords; empty: it cannot be said
};

struct TestOutcome {
  const TestDecl* test = nullptr;
  std::vector<TestMismatch> mismatches;
  bool passed() const { return mismatches.empty(); }
};

/// Runs one test. Verdicts, due, late by and missing are compared where they are stated.
/// @param sights  gathers what the judging of the case met
TestOutcome run_test(const Model& model, const TestDecl& test, Language language, const Sources* sources = nullptr, Sights* sights = nullptr);

}  // namespace rettesnor
