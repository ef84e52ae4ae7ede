// What can be known of a hidden count from everything that is published.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/disclosure/primary.hpp"
#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

/// Every whole number from low to high is possible, and no other.
struct Range {
  std::int64_t low = 0;
  std::optional<std::int64_t> high;  ///< nothing when what is published does not bound it
  bool contains_one() const { return high && *high == low; }
  friend bool operator==(const Range&, const Range&) = default;
};

/// The exact range of a count or margin, given every place that the mask leaves visible, that margins are sums, that
/// counts are whole and not negative, and that a row with a population has one of 1 at least, for it is listed. A visible place has the range of its one value. Cost: two maximum flows in a network
/// of rows + columns nodes and one arc a hidden place; some microseconds for a hundred rows.
Range feasible(const CountTable& table, const Mask& hidden, Cell cell);

/// The exact range of population minus count. The cell's column is not the total column.
Range feasible_rest(const CountTable& table, const Mask& hidden, Cell cell);

/// The need is met: the quantity may be `threshold` or more. Cheaper than its range.
bool is_met(const CountTable& table, const Mask& hidden, const Need& need, std::int64_t threshold);

/// More than one value is possible at this place. Cheaper than its range.
bool is_open(const CountTable& table, const Mask& hidden, Cell cell);

}  // namespace rettesnor::disclosure
