// Kleene's three truth values.
#pragma once

#include <cstdint>
#include <utility>

namespace rettesnor {

/// Kleene truth. `unknown` means the case lacks data, which is never the same as `no`.
enum class Truth : std::uint8_t { no, unknown, yes };
constexpr Truth operator&(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth operator|(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth operator!(Truth a) { return static_cast<Truth>(2 - std::to_underlying(a)); }

}  // namespace rettesnor
