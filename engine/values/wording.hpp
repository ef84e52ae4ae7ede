// The two languages in which values are written for people.
#pragma once

#include <cstdint>

namespace rettesnor {

/// The language of a text made from a value. It never changes what the value is.
enum class Wording : std::uint8_t { english, danish };

}  // namespace rettesnor
