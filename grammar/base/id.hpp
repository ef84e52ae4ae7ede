// Typed 32-bit ids: indices into tables that cannot be mixed up.
#pragma once

#include <compare>
#include <cstdint>

namespace rettesnor {

/// A typed index into one table. A default id is "none" and converts to false.
template <class Tag>
struct Id {
  static constexpr std::uint32_t none = UINT32_MAX;
  std::uint32_t value = none;

  constexpr explicit operator bool() const { return value != none; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

/// A file among the `Sources` of one load.
using FileId = Id<struct FileTag>;

}  // namespace rettesnor
