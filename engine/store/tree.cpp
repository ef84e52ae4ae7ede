#include "engine/store/tree.hpp"

#include <algorithm>

#include "engine/store/json_tree.hpp"
#include "engine/store/text_check.hpp"
#include "engine/store/yaml_tree.hpp"

namespace rettesnor {

namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

DataTree read_tree(const Source& source, DataFormat format, const DataLimits& limits) {
  Problems problems(source.file, limits.max_problems);
  const std::string_view text = source.text;
  const std::size_t most =
      format == DataFormat::yaml ? std::min(limits.max_bytes, limits.max_yaml_bytes) : limits.max_bytes;
  if (text.size() > std::min<std::size_t>(most, UINT32_MAX)) {
    problems.add(Code::case_too_large, {}, {std::to_string(most)});
    return {std::nullopt, problems.take()};
  }
  if (!check_text(text, problems)) return {std::nullopt, problems.take()};
  if (is_blank(text.substr(byte_order_mark(text)))) {
    problems.add(Code::case_empty, {});
    return {std::nullopt, problems.take()};
  }
  std::optional<DataNode> root =
      format == DataFormat::yaml ? read_yaml_tree(text, limits, problems) : read_json_tree(text, limits, problems);
  // A text of comments alone gives neither a tree nor a message of its own.
  if (!root && !problems.has_errors()) problems.add(Code::case_empty, {});
  return {std::move(root), problems.take()};
}

}  // namespace rettesnor
