// How careful to be.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace rettesnor::disclosure {

/// Groups below the threshold are not shown. The floor cannot be passed: there is no way to make a policy below it.
class Policy {
 public:
  static constexpr std::int64_t floor = 3;
  static constexpr std::int64_t standard_threshold = 5;

  Policy() = default;
  /// Nothing for a threshold below the floor or above a million.
  static std::optional<Policy> with_threshold(std::int64_t threshold);

  std::int64_t threshold() const { return threshold_; }

  /// What else tells something about everybody in a group. On unless switched off with a reason.
  bool hide_zero = true;        ///< nobody of the population has the answer
  bool hide_full = true;        ///< everybody has
  bool hide_complement = true;  ///< all but a few have

 private:
  std::int64_t threshold_ = standard_threshold;
};

/// The rule for sums of amounts: the `largest` contributors together hold more than `share` of the sum (dominance rule,
/// n and k). Contributions are not negative; a sum of 0 is not dominated. Nothing for an invalid input.
std::optional<bool> is_dominated(std::span<const double> contributions, std::size_t largest, double share);

}  // namespace rettesnor::disclosure
