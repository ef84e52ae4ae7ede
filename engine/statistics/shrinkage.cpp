#include "engine/statistics/shrinkage.hpp"

namespace rettesnor::statistics {

std::optional<Shrinkage> shrink(std::span<const Counted> units) {
  if (units.size() < 2) return std::nullopt;
  double events = 0;
  double total = 0;
  for (const Counted& unit : units) {
    if (!is_valid(unit)) return std::nullopt;
    events += static_cast<double>(unit.events);
    total += static_cast<double>(unit.total);
  }
  Shrinkage out;
  out.centre = events / total;
  const double by_chance = out.centre * (1 - out.centre);  // variance of one instance
  double spread = 0;
  for (const Counted& unit : units) {
    const double distance = share_of(unit) - out.centre;
    spread += static_cast<double>(unit.total) * distance * distance / total;
  }
  out.between = spread - by_chance * static_cast<double>(units.size()) / total;
  for (const Counted& unit : units) {
    if (out.between <= 0) {
      out.shares.push_back(out.centre);
      continue;
    }
    const double trust = out.between / (out.between + by_chance / static_cast<double>(unit.total));
    out.shares.push_back(out.centre + trust * (share_of(unit) - out.centre));
  }
  return out;
}

}  // namespace rettesnor::statistics
