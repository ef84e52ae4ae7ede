// Which elements a name may belong to: the case, the element a rule is about, those that quantifiers bind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/uses.hpp"
#include "engine/model/model.hpp"

namespace rettesnor::checking {

/// One bound element. Frame 0 is the case.
struct Frame {
  ConceptId concept_id{};
  std::string variable;       ///< `n` of `for each n in …`; empty: bound without a name
  std::optional<Place> outer; ///< the element its list stands in; none: known only by the concept
  Origin origin;              ///< where the variable is written
};

/// The variable, as an editor knows it. @pre it has a name
inline Meant meant(const Frame& frame) { return {Named::variable, frame.origin.span.begin, frame.origin.file.value}; }

/// A field that a bare name may mean.
struct Hit {
  Place place;
  FieldId field;
  friend bool operator==(const Hit& a, const Hit& b) {
    return a.place.slot == b.place.slot && a.place.up == b.place.up && a.field == b.field;
  }
};

/// The bound elements at one point of a rule, innermost last. A value: copy it to go deeper.
class Scope {
 public:
  Scope() = default;
  explicit Scope(ConceptId root) { frames_.push_back(Frame{root, {}, std::nullopt, {}}); }

  /// Binds one more element; returns its slot.
  std::uint8_t bind(Frame frame);
  const std::vector<Frame>& frames() const { return frames_; }
  ConceptId root() const { return frames_.empty() ? ConceptId{} : frames_.front().concept_id; }
  std::uint8_t next_slot() const { return static_cast<std::uint8_t>(frames_.size()); }

  /// The same element by the outermost slot that reaches it: `up` from a quantifier's element ends in the element
  /// its list was found in.
  Place normal(const Model& model, Place place) const;
  /// The concept of the element at a place; none when a concept is listed by several concepts.
  ConceptId concept_at(const Model& model, Place place) const;
  /// Every element in sight, innermost first, each once.
  std::vector<Place> places(const Model& model) const;
  /// Every field named `name` in sight, each element once.
  std::vector<Hit> find(const Model& model, std::string_view name) const;
  /// The place of the innermost element of a concept.
  std::optional<Place> place_of(const Model& model, ConceptId concept_id) const;
  /// The slot of a variable.
  std::optional<std::uint8_t> variable(std::string_view name) const;
  /// Every field and variable name in sight: for near misses.
  std::vector<std::string_view> names(const Model& model) const;

 private:
  std::vector<Frame> frames_;
};

/// The field of a concept; none if it has no such name.
FieldId find_field(const Model& model, ConceptId concept_id, std::string_view name);
/// A `with` field of an event, or by, on, reasons of a judgement.
FieldId find_part(const Model& model, FieldId field, std::string_view name);
/// The concept whose elements hold elements of this one; none for a root and where several do.
ConceptId owner_of(const Model& model, ConceptId concept_id);

}  // namespace rettesnor::checking
