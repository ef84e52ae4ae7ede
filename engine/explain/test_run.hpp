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

/// `fulfilled or pending`, in the words of duties or of recommendations.
std::string verdicts_text(VerdictSet set, bool should, Language language);

/// Does `wanted` name the element at `path`? `n1` names both `n1` and an element deeper down whose own id is n1.
bool speaks_of(const std::string& wanted, const std::string& path);

/// Runs one test. Verdicts, due, late by and missing are compared where they are stated.
/// @param sights  gathers what the judging of the case met
TestOutcome run_test(const Model& model, const TestDecl& test, Language language, const Sources* sources = nullptr, Sights* sights = nullptr);

}  // namespace rettesnor
