// A line straight into a case, where it is written as nearly all are: plain JSON, every name and value in order.
#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/store/case_reader.hpp"
#include "engine/store/plain_json.hpp"

namespace rettesnor {

/// Reads plain lines without a tree between text and case. It never says what is wrong: whatever it does not expect, and
/// whatever would be reported, it leaves to read_case. What values and long forms mean it asks of the same functions.
/// INVARIANT: a case that it gives is the one that read_case gives, to the last place in the text.
/// One a thread. Cost: O(bytes), about a fifth of read_case.
class PlainCaseReader {
 public:
  /// @param root  as in BulkOptions. The schema must outlive the reader
  PlainCaseReader(const Schema& schema, ConceptId root, const DataLimits& limits);
  PlainCaseReader(const PlainCaseReader&) = delete;

  /// None: the line is not plain, and nothing is said of it.
  std::optional<Case> read(const std::string& line);

 private:
  /// A key that may stand in a map.
  struct Name {
    std::string quoted;     ///< as it stands in the text
    FieldId field{};        ///< none: a word with a meaning of its own, which CaseReader reads
    std::size_t next = 0;   ///< the place of the key that stood behind it the last time
  };
  /// The keys of the elements of one concept.
  struct Names {
    std::vector<Name> all;
    std::unordered_map<std::string_view, std::size_t> by_text;  ///< without quotes
    bool usable = false;
  };
  static constexpr std::size_t most_names = 256;

  Names names_of(ConceptId id, std::span<const std::string_view> words) const;
  ConceptId expected_root(std::string_view line) const;
  std::optional<Case> read(PlainJson& json, ConceptId root);
  bool element(PlainJson& json, Names& names, Element& out, DataNode& words);
  bool field(PlainJson& json, FieldId id, Element& out);
  bool cell(PlainJson& json, const FieldDecl& declared, Cell& out);
  bool list(PlainJson& json, const FieldDecl& declared, FieldId id, Element& around);
  bool items(PlainJson& json, const FieldDecl& declared, FieldId id, Element& around);

  const Schema& schema_;
  const Model& model_;
  ConceptId root_;
  DataLimits limits_;
  Problems problems_;  ///< what the shared readers say; then the line is left
  CaseReader reader_;
  std::vector<Names> of_case_;     ///< by concept; of roots
  std::vector<Names> of_element_;  ///< by concept; of all others
};

}  // namespace rettesnor
