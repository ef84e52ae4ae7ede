// Reads one case from YAML or JSON against the checked rules; see docs/cases.md for what may be written.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

using CaseFormat = DataFormat;
using CaseProblem = Diagnostic;  ///< code K…; spans count bytes of the case's own text

/// By the end of the name: .yaml, .yml, .json. None otherwise (.ndjson and .jsonl hold many cases: bulk.hpp).
std::optional<CaseFormat> case_format(const std::filesystem::path& path);

/// Reads a case strictly: every value has the type that the rules declare, every name is one of theirs.
/// @param root  the concept that the case is of; none: the file's `concept`, or the only root there is
/// @return the case, with a cell for every field; or every mistake found, by place, at least one of them an error
/// Thread-safe. Cost: O(bytes).
std::expected<Case, std::vector<CaseProblem>> read_case(const Model& model, const Source& source, ConceptId root,
                                                        CaseFormat format, const DataLimits& limits = {});

class Schema;
/// The same from a tree, for a case inside another file and for many cases against one schema.
/// @param file  set on the case and its diagnostics
std::expected<Case, std::vector<CaseProblem>> read_case(const Schema& schema, const DataTree& tree, FileId file,
                                                        ConceptId root, const DataLimits& limits = {});

}  // namespace rettesnor
