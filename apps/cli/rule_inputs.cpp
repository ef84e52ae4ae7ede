#include "apps/cli/rule_inputs.hpp"

#include <algorithm>

#include "apps/cli/locate.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

std::string place_of(const Rules& rules, const Origin& origin) {
  const Source* const source = rules.sources.find(origin.file);
  if (source == nullptr) return {};
  const Position at = source->position(origin.span.begin);
  return source->name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

bool is_about(const Arguments& arguments, const Rules& rules, FileId file) {
  if (arguments.inputs.empty()) return true;
  const Source* const source = rules.sources.find(file);
  if (source == nullptr) return false;
  std::error_code ignored;
  const fs::path path = fs::weakly_canonical(source->name, ignored);
  return std::ranges::any_of(arguments.inputs, [&](const fs::path& input) {
    const fs::path root = fs::weakly_canonical(input, ignored);
    const fs::path relative = path.lexically_relative(root);
    return path == root || (!relative.empty() && !relative.native().starts_with(".."));
  });
}

std::vector<fs::path> with_neighbours(const Arguments& arguments) {
  std::vector<fs::path> out = arguments.inputs;
  if (out.empty() || !arguments.rules.empty()) return out;
  const auto found = find_rules_folder();
  if (!found) return out;
  std::error_code ignored;
  const fs::path root = fs::weakly_canonical(*found, ignored);
  for (const fs::path& input : arguments.inputs) {
    const fs::path relative = fs::weakly_canonical(input, ignored).lexically_relative(root);
    const bool inside = !relative.empty() && !relative.native().starts_with("..");
    if (inside) {
      out.push_back(*found);
      break;
    }
  }
  return out;
}

}  // namespace rettesnor::cli
