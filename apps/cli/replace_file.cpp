#include "apps/cli/replace_file.hpp"

#include <fstream>

namespace rettesnor::cli {

namespace fs = std::filesystem;

bool replace_file(const fs::path& named, const std::string& content) {
  std::error_code problem;
  const fs::path path = fs::canonical(named, problem);
  if (problem) return false;
  fs::path temporary = path;
  temporary += ".rettesnor-new";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << content;
    out.flush();
    if (!out) {
      fs::remove(temporary, problem);
      return false;
    }
  }
  const auto permissions = fs::status(path, problem).permissions();
  if (!problem) fs::permissions(temporary, permissions, problem);
  fs::rename(temporary, path, problem);
  if (problem) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
  }
  return !problem;
}

}  // namespace rettesnor::cli
