// Names of a model as a case file uses them: which fields a concept has, which concepts are cases.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor {

/// Look-ups by name. Refers to the model, which must outlive it; thread-safe for readers.
class Schema {
 public:
  /// Cost: O(fields).
  explicit Schema(const Model& model);

  const Model& model() const { return model_; }
  /// The field of that name, or null.
  const FieldDecl* field(ConceptId owner, std::string_view name) const;
  /// Its id; none if there is no such field.
  FieldId field_id(ConceptId owner, std::string_view name) const;
  /// Where among a concept's fields its lists are.
  const std::vector<std::uint32_t>& lists(ConceptId of) const { return lists_[of.value]; }
  /// The root concept of that name; none if it is no root.
  ConceptId root(std::string_view name) const;

 private:
  const Model& model_;
  std::vector<std::unordered_map<std::string_view, FieldId>> fields_;  ///< by concept
  std::vector<std::vector<std::uint32_t>> lists_;                      ///< by concept
};

/// The names of a concept's fields, in declared order.
std::vector<std::string_view> field_names(const Model& model, ConceptId owner);

/// `a, b, c`.
std::string join(const std::vector<std::string_view>& names);

}  // namespace rettesnor
