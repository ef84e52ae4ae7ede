// The six verdicts, and the sets of verdicts still possible: the algebra of LANGUAGE.md §5.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rettesnor {

/// Ordered so that `all of` is the maximum.
enum class Verdict : std::uint8_t { not_applicable, fulfilled, for_judgement, late, pending, breached };

inline constexpr std::array all_verdicts{Verdict::not_applicable, Verdict::fulfilled, Verdict::for_judgement,
                                         Verdict::late,           Verdict::pending,   Verdict::breached};

/// The stable code used in JSON: `not_applicable`, `fulfilled`, …
constexpr std::string_view code(Verdict v) {
  constexpr std::array names{"not_applicable", "fulfilled", "for_judgement", "late", "pending", "breached"};
  return names[std::to_underlying(v)];
}

/// A set of verdicts, one bit each. Empty only while being built; a result is never empty.
class VerdictSet {
 public:
  constexpr VerdictSet() = default;
  constexpr VerdictSet(Verdict v) : bits_(static_cast<std::uint8_t>(1U << std::to_underlying(v))) {}  // NOLINT(google-explicit-constructor): a verdict is a set of one
  constexpr VerdictSet(std::initializer_list<Verdict> vs) {
    for (const Verdict v : vs) *this |= v;
  }
  static constexpr VerdictSet full() { return from_bits(0x3F); }
  static constexpr VerdictSet from_bits(unsigned bits) {
    VerdictSet set;
    set.bits_ = static_cast<std::uint8_t>(bits & 0x3FU);
    return set;
  }
  constexpr bool has(Verdict v) const { return (bits_ & (1U << std::to_underlying(v))) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr int size() const { return std::popcount(bits_); }
  constexpr bool is(Verdict v) const { return *this == VerdictSet(v); }
  constexpr bool determined() const { return size() == 1; }
  constexpr bool within(VerdictSet other) const { return (bits_ & ~other.bits_) == 0; }
  constexpr std::uint8_t bits() const { return bits_; }
  constexpr VerdictSet& operator|=(VerdictSet other) {
    bits_ = static_cast<std::uint8_t>(bits_ | other.bits_);
    return *this;
  }
  friend constexpr VerdictSet operator|(VerdictSet a, VerdictSet b) { return a |= b; }
  friend constexpr VerdictSet operator&(VerdictSet a, VerdictSet b) { return from_bits(a.bits_ & b.bits_); }
  constexpr VerdictSet without(Verdict v) const { return from_bits(bits_ & ~(1U << std::to_underlying(v))); }
  friend constexpr bool operator==(VerdictSet, VerdictSet) = default;

 private:
  std::uint8_t bits_ = 0;
};

/// Every f(x, y) with x in a and y in b: how an operation on verdicts is lifted to sets.
template <class F>
constexpr VerdictSet lift(VerdictSet a, VerdictSet b, F f) {
  VerdictSet out;
  for (const Verdict x : all_verdicts) {
    for (const Verdict y : all_verdicts) {
      if (a.has(x) && b.has(y)) out |= f(x, y);
    }
  }
  return out;
}

/// Rank of a verdict in `any of`: the first of F, X, P, L, B; N only if all are N.
constexpr int any_of_rank(Verdict v) {
  constexpr std::array rank{5, 0, 1, 3, 2, 4};  // N F X L P B
  return rank[std::to_underlying(v)];
}

/// `all of`: the lifted maximum.
constexpr VerdictSet all_of(VerdictSet a, VerdictSet b) {
  return lift(a, b, [](Verdict x, Verdict y) { return x < y ? y : x; });
}

/// `any of`: the lifted first of F, X, P, L, B; N only if both are N.
constexpr VerdictSet any_of(VerdictSet a, VerdictSet b) {
  return lift(a, b, [](Verdict x, Verdict y) { return any_of_rank(x) <= any_of_rank(y) ? x : y; });
}

/// Late or breached in every completion.
constexpr bool certainly_late_or_breached(VerdictSet s) { return s.within({Verdict::late, Verdict::breached}); }

}  // namespace rettesnor
