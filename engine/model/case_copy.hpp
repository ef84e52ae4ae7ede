// A copy of a case whose elements are its own.
#pragma once

#include "engine/model/case.hpp"

namespace rettesnor {

/// A deep copy; parents in it are elements of it. Cost: O(cells).
Case clone(const Case& source);

}  // namespace rettesnor
