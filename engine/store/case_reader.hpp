// A tree into a case: the names of the file against those of the rules.
#pragma once

#include <span>
#include <string_view>

#include "engine/store/problems.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// Reads one case. What it returns is whole only if no error was reported.
class CaseReader {
 public:
  CaseReader(const Schema& schema, Problems& problems) : schema_(schema), model_(schema.model()), problems_(problems) {}

  Case read(const DataNode& node, ConceptId root);

 private:
  ConceptId find_root(const DataNode& node, ConceptId root);
  std::vector<std::string_view> root_names() const;
  void head(const DataNode& node, Case& out);
  void municipality(const DataNode& node, Case& out);
  void municipality_period(const DataNode& node, Case& out);
  std::optional<std::string> municipality_code(const DataNode& node);
  /// An element with a blank cell for every field and an empty list for every list.
  std::unique_ptr<Element> blank(ConceptId of, Span span) const;
  /// @param reserved  names with a meaning of their own here, read by the caller
  void fields(const DataNode& node, std::span<const std::string_view> reserved, Element& element);
  void field(const DataEntry& entry, FieldId id, Element& element);
  void list(const FieldDecl& field, FieldId id, const DataNode& node, Element& around);
  void items(const FieldDecl& field, FieldId id, const DataNode& node, Element& around);
  std::unique_ptr<Element> element(const FieldDecl& list, FieldId id, const DataNode& node, std::size_t position);
  void unmapped(const DataNode& node, Element& element);
  void unmap(std::string_view path, const DataNode& node, ConceptId owner, std::span<Element* const> elements);

  const Schema& schema_;
  const Model& model_;
  Problems& problems_;
};

}  // namespace rettesnor
