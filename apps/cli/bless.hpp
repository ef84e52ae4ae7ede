// Writing what the rules say today into the tests that expect something else: to be read as a difference before it is kept.
#pragma once

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

struct Blessed {
  std::size_t rewritten = 0;  ///< expectations
  std::size_t left = 0;       ///< whose answer a test cannot say
  std::vector<std::filesystem::path> not_written;
};

/// Rewrites the failing expectations of `outcomes` in their files, what stands behind `=` and nothing else.
Blessed bless(const Rules& rules, const std::vector<TestOutcome>& outcomes);

}  // namespace rettesnor::cli
