// Which worlds a municipality's own pins rule out (LANGUAGE.md §7).
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {

/// A municipality's own pins hold for what is anchored while its overlay is in force.
bool Evaluator::pins_allow(Date day) const {
  const auto municipality = municipality_on(day);
  if (!municipality) return true;
  for (const OverlayDecl& overlay : model_.overlays.rows()) {
    if (overlay.municipality != *municipality) continue;
    if ((overlay.from && day < *overlay.from) || (overlay.until && day > *overlay.until)) continue;
    for (const OverlayDecl::Pin& pin : overlay.pins) {
      if (question_.pins.contains(pin.reading)) continue;
      for (const auto& [set, chosen] : world_.choices) {
        const auto& alternatives = model_.readings[set].alternatives;
        for (std::uint32_t i = 1; i < alternatives.size(); ++i) {
          if (alternatives[i].name == pin.reading && (chosen == i) != pin.yes) return false;
        }
      }
    }
  }
  return true;
}

}  // namespace rettesnor::reference
