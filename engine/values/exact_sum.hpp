// Sums of decimals and of their squares without rounding: the same in any order.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/values/decimal.hpp"

namespace rettesnor {

/// A whole number of 256 bits, two's complement, low limb first. Unit: whatever is added. 2^255 is far beyond the squares
/// of any number of decimals that can be counted, so it never overflows.
class ExactSum {
 public:
  void add(std::int64_t value);
  void add_square(std::int64_t value);
  ExactSum& operator+=(const ExactSum& other);
  friend ExactSum operator*(const ExactSum& a, const ExactSum& b);  ///< below 2^255, as all else
  friend ExactSum operator-(ExactSum a, ExactSum b);
  friend bool operator==(const ExactSum&, const ExactSum&) = default;

  bool negative() const { return (limbs_[3] >> 63U) != 0; }
  /// As a decimal with this many places cut off at the end of the digits: `-12.5`; no more places than needed.
  std::string text(unsigned places) const;
  /// Reads `text` back. Nothing for what is no such number.
  static std::optional<ExactSum> parse(std::string_view text, unsigned places);
  /// The nearest double, for statistics.
  double value(unsigned places) const;

 private:
  void add_limbs(const std::array<std::uint64_t, 4>& limbs);
  void negate();
  std::array<std::uint64_t, 4> limbs_{};
};

/// Decimals summed in millionths have 6 places, their squares 12.
inline constexpr unsigned sum_places = 6;
inline constexpr unsigned square_places = 12;

}  // namespace rettesnor
