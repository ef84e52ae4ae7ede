// What `plan` prints.
#pragma once

#include <string>

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// The two sides of a plan with their rules; `comparison` is of the two sets of rules.
struct Planned {
  const Rules& before;
  const Rules& after;
  const change::Side& old_side;
  const change::Side& new_side;
  const change::Comparison& comparison;
  const change::Plan& plan;
};

std::string plan_text(const Console& console, const Planned& planned, bool all);
std::string plan_json(const Planned& planned, Language language);

}  // namespace rettesnor::cli
