// A tree into a case: the names of the file against those of the rules.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "engine/store/problems.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// Reads one case. What it returns is whole only if no error was reported.
class CaseReader {
 public:
  /// Keys with a meaning of their own: of a case, of an element of a list.
  static constexpr std::array<std::string_view, 5> case_words{"case", "concept", "municipality", "extraction_time", "unmapped"};
  /// And, where a case is read as a tree, what `rettesnor test` holds it to (scenario_reader.hpp).
  static constexpr std::array<std::string_view, 6> tree_words{"case", "concept", "municipality", "extraction_time", "unmapped", "expect"};
  static constexpr std::array<std::string_view, 3> element_words{"id", "recorded_at", "unmapped"};

  CaseReader(const Schema& schema, Problems& problems) : schema_(schema), model_(schema.model()), problems_(problems) {}

  Case read(const DataNode& node, ConceptId root);

  // Its parts, for a reader that has no tree of the fields. Of `node` only those words are read.
  /// The concept of a case; none: it cannot be told, which is reported.
  ConceptId find_root(const DataNode& node, ConceptId root);
  /// What a case is called, whose it is and when it was drawn.
  void head(const DataNode& node, Case& out);
  /// What an element is called and when it was recorded.
  void element_head(const DataNode& node, Element& out);
  /// Marks what no source maps. @pre every other field of the element is read
  void set_unmapped(const DataNode& node, Element& element);
  /// An element with a blank cell for every field and an empty list for every list.
  std::unique_ptr<Element> blank(ConceptId of, Span span) const;

 private:
  std::vector<std::string_view> root_names() const;
  void municipality(const DataNode& node, Case& out);
  void municipality_period(const DataNode& node, Case& out);
  std::optional<std::string> municipality_code(const DataNode& node);
  /// @param reserved  names with a meaning of their own here, read by the caller
  void fields(const DataNode& node, std::span<const std::string_view> reserved, Element& element);
  void field(const DataEntry& entry, FieldId id, Element& element);
  void list(const FieldDecl& field, FieldId id, const DataNode& node, Element& around);
  void items(const FieldDecl& field, FieldId id, const DataNode& node, Element& around);
  std::unique_ptr<Element> element(const FieldDecl& list, FieldId id, const DataNode& node, std::size_t position);
  void unmap(std::string_view path, const DataNode& node, ConceptId owner, std::span<Element* const> elements);

  const Schema& schema_;
  const Model& model_;
  Problems& problems_;
};

}  // namespace rettesnor
