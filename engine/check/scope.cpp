#include "engine/check/scope.hpp"

#include <algorithm>

namespace rettesnor::checking {

namespace {
constexpr int deepest = 32;  // elements around elements; cycles of lists are reported elsewhere
}

FieldId find_field(const Model& model, ConceptId concept_id, std::string_view name) {
  if (!concept_id) return {};
  for (FieldId const field : model.concepts[concept_id].fields) {
    if (model.fields[field].name == name) return field;
  }
  return {};
}

FieldId find_part(const Model& model, FieldId field, std::string_view name) {
  for (FieldId const part : model.fields[field].parts) {
    if (model.fields[part].name == name) return part;
  }
  return {};
}

ConceptId owner_of(const Model& model, ConceptId concept_id) {
  ConceptId owner;
  for (FieldId const list : model.concepts[concept_id].listed_in) {
    ConceptId const next = model.fields[list].owner;
    if (owner && owner != next) return {};
    owner = next;
  }
  return owner;
}

std::uint8_t Scope::bind(Frame frame) {
  frames_.push_back(std::move(frame));
  return static_cast<std::uint8_t>(frames_.size() - 1);
}

Place Scope::normal(const Model& model, Place place) const {
  for (int step = 0; step < deepest && place.up > 0 && frames_[place.slot].outer; ++step) {
    Place const outer = *frames_[place.slot].outer;
    place = Place{outer.slot, static_cast<std::uint8_t>(outer.up + place.up - 1)};
  }
  ConceptId at = frames_[place.slot].concept_id;
  for (int up = 0; at && up < place.up; ++up) at = owner_of(model, at);
  if (at && at == root()) return Place{0, 0};
  return place;
}

ConceptId Scope::concept_at(const Model& model, Place place) const {
  Place const least = normal(model, place);
  ConceptId at = frames_[least.slot].concept_id;
  for (int up = 0; at && up < least.up; ++up) at = owner_of(model, at);
  return at;
}

std::vector<Place> Scope::places(const Model& model) const {
  std::vector<Place> out;
  auto const add = [&](Place place) {
    bool const seen = std::ranges::any_of(out, [&](Place p) { return p.slot == place.slot && p.up == place.up; });
    if (!seen) out.push_back(place);
  };
  for (std::size_t slot = frames_.size(); slot-- > 0;) {
    for (std::uint8_t up = 0; up < deepest; ++up) {
      Place const raw{static_cast<std::uint8_t>(slot), up};
      if (!concept_at(model, raw)) break;
      Place const place = normal(model, raw);
      add(place);
      if (place.slot == 0) break;
    }
  }
  return out;
}

std::vector<Hit> Scope::find(const Model& model, std::string_view name) const {
  std::vector<Hit> hits;
  for (Place const place : places(model)) {
    FieldId const field = find_field(model, concept_at(model, place), name);
    if (field) hits.push_back(Hit{place, field});
  }
  return hits;
}

std::optional<Place> Scope::place_of(const Model& model, ConceptId concept_id) const {
  for (Place const place : places(model)) {
    if (concept_at(model, place) == concept_id) return place;
  }
  return std::nullopt;
}

std::optional<std::uint8_t> Scope::variable(std::string_view name) const {
  for (std::size_t slot = frames_.size(); slot-- > 0;) {
    if (!name.empty() && frames_[slot].variable == name) return static_cast<std::uint8_t>(slot);
  }
  return std::nullopt;
}

std::vector<std::string_view> Scope::names(const Model& model) const {
  std::vector<std::string_view> out;
  for (Place const place : places(model)) {
    for (FieldId const field : model.concepts[concept_at(model, place)].fields) {
      out.push_back(model.fields[field].name);
    }
  }
  for (const Frame& frame : frames_) {
    if (!frame.variable.empty()) out.push_back(frame.variable);
  }
  return out;
}

}  // namespace rettesnor::checking
