// Span: a range of bytes in one source text.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace rettesnor {

/// Bytes [begin, end) of a source text; empty spans mark a place between two bytes.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// The least span that covers both.
constexpr Span cover(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace rettesnor
