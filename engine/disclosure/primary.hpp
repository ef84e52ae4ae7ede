// Which counts tell too much by themselves.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/disclosure/policy.hpp"
#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

enum class Reason : std::uint8_t {
  small,             ///< fewer than the threshold have the answer
  zero,              ///< nobody in a population has it
  small_complement,  ///< fewer than the threshold have another answer
  full,              ///< nobody has another
  small_population,  ///< the population itself is below the threshold
  partner,           ///< protects others (secondary suppression)
  requested,         ///< asked for by the caller, for instance since an earlier run hid it
};

/// A hidden quantity: the cell's own count, or the rest of its population (population minus count). What is published
/// must leave it possible that the quantity is `threshold` or more, so that nobody can tell that it is small.
struct Need {
  Cell cell;
  bool rest = false;
  Reason reason = Reason::small;
};

/// Every quantity that the policy protects, margins included. A table with one column has no answers to protect, only
/// populations. An empty population has nobody to protect. Cost: O(cells).
std::vector<Need> primary_needs(const CountTable& table, const Policy& policy);

}  // namespace rettesnor::disclosure
