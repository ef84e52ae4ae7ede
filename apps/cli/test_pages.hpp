// What `test` and `mutate` print.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// A test in the reader's keywords, with what it cannot say in comments above it.
std::string in_language(const TestBlock& block, Language language);

/// Text, JSON, JSON lines or JUnit's XML.
std::string tests_page(const Console& console, const Rules& rules, const std::vector<TestOutcome>& outcomes, Format format);

/// Tests that would close the first `most` gaps for which one is found.
std::string proposals(const Console& console, const Rules& rules, const adequacy::Coverage& coverage, std::size_t most);

/// Text or JSON: the sum, then the mistakes that no test notices, each with the test that would.
std::string mutants_page(const Console& console, const Rules& rules, const std::vector<adequacy::MutantFate>& fates, Format format, std::size_t most);

}  // namespace rettesnor::cli
