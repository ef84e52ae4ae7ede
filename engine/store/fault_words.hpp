// What the readers of YAML and JSON stumbled over, in our own words: a library's text is in one language and speaks of its
// own inside.
#pragma once

#include <string_view>

#include "engine/store/problems.hpp"

namespace rettesnor {

/// A reason in both languages, shown at the place of the mistake.
struct FaultWords {
  std::string_view danish, english;
};

/// Reports `code` with its reason.
void add_fault(Problems& problems, Code code, Span at, const FaultWords& words);

}  // namespace rettesnor
