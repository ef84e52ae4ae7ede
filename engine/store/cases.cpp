#include "engine/store/cases.hpp"

#include "engine/store/case_reader.hpp"

namespace rettesnor {

std::optional<CaseFormat> case_format(const std::filesystem::path& path) {
  const std::filesystem::path ending = path.extension();
  if (ending == ".yaml" || ending == ".yml") return CaseFormat::yaml;
  if (ending == ".json") return CaseFormat::json;
  return std::nullopt;
}

std::expected<Case, std::vector<CaseProblem>> read_case(const Schema& schema, const DataTree& tree, FileId file,
                                                        ConceptId root, const DataLimits& limits) {
  Problems problems(file, limits.max_problems, tree.diagnostics);
  Case out;
  if (tree.root && !problems.full()) out = CaseReader(schema, problems).read(*tree.root, root);
  if (!tree.root && !problems.has_errors()) problems.add(Code::case_empty, {});
  if (problems.has_errors()) return std::unexpected(problems.take());
  out.file = file;
  return out;
}

std::expected<Case, std::vector<CaseProblem>> read_case(const Model& model, const Source& source, ConceptId root,
                                                        CaseFormat format, const DataLimits& limits) {
  return read_case(Schema(model), read_tree(source, format, limits), source.file, root, limits);
}

}  // namespace rettesnor
