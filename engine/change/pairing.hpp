// Pairing: the instances of one rule by two sides, matched within each case. Internal to engine/change.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/change/plan.hpp"

namespace rettesnor::change {

/// An instance, as far as it is compared.
struct Judged {
  std::uint32_t subject = 0;  ///< which case of the batch
  const Element* at = nullptr;
  std::uint32_t occurrence = 0;
  bool rest = false;
  bool right = false;
  std::uint8_t possible = 0;  ///< as in Move
  std::optional<TimeSpan> due;
};
Judged judged(const Seen& seen, bool right);

/// Matches instances of one case: the same element by the ids around it, the same occurrence. What one side alone has is paired with
/// not applicable; if it is that itself, it is left out.
/// @param take  the pair that stands for it on the old side (null: only the new one has it), and on the new side
/// Cost: O(both), and O(n²) where the two do not run alike.
void pair(std::span<const Judged> before, std::span<const Judged> after, const std::function<void(const Judged*, const Judged*, Move)>& take);

}  // namespace rettesnor::change
