// A case that can be changed cell by cell: the copy on which "what if" is tried.
#pragma once

#include <map>
#include <vector>

#include "engine/model/case_copy.hpp"
#include "engine/model/result.hpp"

namespace rettesnor {

/// Owns a copy of a case and gives write access to the cells that results point to.
/// INVARIANT: elements are never added or removed, so pointers to them stay valid.
class EditableCase {
 public:
  explicit EditableCase(const Case& source);
  EditableCase(const EditableCase&) = delete;
  EditableCase& operator=(const EditableCase&) = delete;

  const Case& view() const { return case_; }
  /// The cell; nullptr when the reference points to no cell of this case (a list, or another case).
  const Cell* find(const Model& model, const CellRef& ref) const;
  /// The list; nullptr when the field is no list.
  const ListCell* find_list(const Model& model, const CellRef& ref) const;
  /// Puts `cell` in and gives back what stood there. @pre find(model, ref) for the event or fact itself
  Cell exchange(const Model& model, const CellRef& ref, Cell cell);
  /// Sets how far a list is complete; gives back what stood there. @pre find_list(model, ref)
  std::pair<std::optional<Moment>, bool> exchange_complete_to(const Model& model, const CellRef& ref,
                                                              std::optional<Moment> complete_to, bool unmapped);

 private:
  Element* element(const CellRef& ref) const;
  Cell* slot(const Model& model, const CellRef& ref) const;
  ListCell* list_slot(const Model& model, const CellRef& ref) const;

  Case case_;
  std::map<const Element*, Element*> elements_;
};

}  // namespace rettesnor
