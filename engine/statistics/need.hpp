// Need against reach: does help come where the need is?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// One unit. Units of measure are the caller's; low reach may be low registration, so coverage belongs beside it.
struct NeedAndReach {
  double need = 0;
  double reach = 0;
};

struct Expected {
  double intercept = 0;
  double slope = 0;
  double r_squared = 0;
  double residual_deviation = 0;    ///< with n - 2
  std::vector<double> residuals;    ///< actual reach minus what units with that need have
  std::vector<double> studentised;  ///< each by the spread of the others; beyond +-2 is worth a look
};

/// Reach expected from need by ordinary least squares, with externally studentised residuals (Belsley, Kuh and Welsch
/// 1980). Needs four units, not all with one need or one reach, and no perfect fit. Cost: O(units).
std::optional<Expected> expected_reach(std::span<const NeedAndReach> units);

/// Rank correlation, ties sharing their mean rank (Spearman 1904); [-1, 1]. Needs two units, not all alike in either.
std::optional<double> spearman(std::span<const NeedAndReach> units);

enum class Quadrant : std::uint8_t {
  low_need_low_reach,
  low_need_high_reach,
  high_need_low_reach,  ///< the one to ask about
  high_need_high_reach,
};

/// Each unit against the medians; a unit on the median counts as high. Nothing for fewer than two, since a unit is its own median. Cost: O(n log n).
std::optional<std::vector<Quadrant>> quadrants(std::span<const NeedAndReach> units);

}  // namespace rettesnor::statistics
