#include "engine/model/worlds.hpp"

namespace rettesnor {

std::uint32_t World::choice(ReadingSetId set) const {
  for (const auto& [id, alternative] : choices) {
    if (id == set) return alternative;
  }
  return 0;
}

std::vector<World> worlds_of(const Model& model, const Question& question, const std::set<ReadingSetId>& readings) {
  std::vector<World> out{{}};
  for (const ReadingSetId set : readings) {
    const auto& alternatives = model.readings[set].alternatives;
    std::vector<std::uint32_t> open;
    std::optional<std::uint32_t> selected;
    for (std::uint32_t i = 0; i < alternatives.size(); ++i) {
      const auto pin = i == 0 ? question.pins.end() : question.pins.find(alternatives[i].name);
      if (pin == question.pins.end()) open.push_back(i);
      if (pin != question.pins.end() && pin->second) selected = i;
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

}  // namespace rettesnor
