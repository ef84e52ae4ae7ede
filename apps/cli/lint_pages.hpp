// What `lint` prints: for people, and for the tools that show findings beside a change.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

/// Text, JSON, JSON lines, SARIF 2.1.0, GitHub's workflow commands or GitLab's Code Quality.
std::string lint_page(const Console& console, const Rules& rules, const std::vector<Diagnostic>& findings, Format format);

}  // namespace rettesnor::cli
