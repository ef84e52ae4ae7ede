#include "apps/cli/locate.hpp"

#include <algorithm>

#include "engine/engine.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

std::optional<fs::path> upwards(fs::path from, const fs::path& name) {
  std::error_code problem;
  while (!from.empty()) {
    const fs::path candidate = from / name;
    if (fs::is_directory(candidate, problem)) return candidate;
    if (from == from.parent_path()) break;
    from = from.parent_path();
  }
  return std::nullopt;
}

std::optional<fs::path> near(const fs::path& name) {
  std::error_code problem;
  const fs::path here = fs::current_path(problem);
  if (!problem) {
    if (auto found = upwards(here, name)) {
      // Shown relative to the working folder where that is shorter.
      const fs::path relative = found->lexically_relative(here);
      return relative.empty() || relative.native().starts_with("..") ? *found : relative;
    }
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  return problem ? std::nullopt : upwards(program.parent_path(), name);
}

}  // namespace

std::optional<fs::path> find_rules_folder() { return near("rules"); }

std::vector<fs::path> settings_files(const fs::path& folder) {
  constexpr std::string_view name = "rettesnor.toml";
  std::vector<fs::path> out;
  std::error_code problem;
  for (fs::path at = fs::weakly_canonical(folder, problem); !problem && !at.empty(); at = at.parent_path()) {
    if (fs::is_regular_file(at / name, problem)) out.push_back(at / name);
    if (at == at.parent_path()) break;
  }
  return out;
}

std::optional<fs::path> find_docs_folder() { return near("docs"); }

std::vector<fs::path> list_case_files(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_directory(path, problem)) return {path};
  std::vector<fs::path> out;
  for (auto it = fs::recursive_directory_iterator(path, problem); !problem && it != fs::recursive_directory_iterator();
       it.increment(problem)) {
    const bool hidden = it->path().filename().native().starts_with(".");
    if (hidden && it->is_directory(problem)) it.disable_recursion_pending();
    const bool wanted = is_case_file(it->path()) || is_bulk_file(it->path());
    if (!hidden && wanted && it->is_regular_file(problem)) out.push_back(it->path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace rettesnor::cli
