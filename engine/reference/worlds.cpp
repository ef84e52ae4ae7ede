// The choices a rule depends on: readings of calendars, rules and parameters (LANGUAGE.md §7).
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {

std::uint32_t World::choice(ReadingSetId set) const {
  for (const auto& [id, alternative] : choices) {
    if (id == set) return alternative;
  }
  return 0;
}

std::vector<World> Evaluator::worlds() const {
  std::vector<World> out{{}};
  for (const ReadingSetId set : reach_->readings) {
    const auto& alternatives = model_.readings[set].alternatives;
    std::vector<std::uint32_t> open;
    std::optional<std::uint32_t> selected;
    for (std::uint32_t i = 0; i < alternatives.size(); ++i) {
      const auto pin = i == 0 ? question_.pins.end() : question_.pins.find(alternatives[i].name);
      if (pin == question_.pins.end()) open.push_back(i);
      if (pin != question_.pins.end() && pin->second) selected = i;
    }
    if (selected) open = {*selected};
    std::vector<World> next;
    for (const World& w : out) {
      for (const std::uint32_t i : open) {
        next.push_back(w);
        next.back().choices.emplace_back(set, i);
      }
    }
    out = std::move(next);
  }
  return out;
}

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
