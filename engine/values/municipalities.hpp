// The municipalities' names by code.
#pragma once

#include <span>
#include <string_view>

namespace rettesnor {

struct Municipality {
  std::string_view code;  ///< four digits
  std::string_view name;
};

/// All 98, in order of code.
std::span<const Municipality> municipalities();

/// Empty for a code that no municipality has. Cost: O(log 98).
std::string_view municipality_name(std::string_view code);

}  // namespace rettesnor
