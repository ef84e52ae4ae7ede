#include "apps/cli/replace_file.hpp"

#include <unistd.h>

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

/// Where a name leads; a link to what is not there yet leads to where it would be.
fs::path behind_links(const fs::path& named) {
  constexpr int most_links = 40;
  std::error_code problem;
  fs::path out = named;
  for (int i = 0; i < most_links && fs::is_symlink(out, problem); ++i) {
    const fs::path target = fs::read_symlink(out, problem);
    if (problem) break;
    out = out.parent_path() / target;
  }
  return out;
}

}  // namespace

OutFile::OutFile(const fs::path& named) : place_(behind_links(named)), written_(place_) {
  std::error_code ignored;
  const fs::file_type type = fs::status(place_, ignored).type();
  auto how = std::ios::binary;
  if (type == fs::file_type::regular || type == fs::file_type::not_found) {
    // A name of its own and not a longer one: a file's name may be as long as names get.
    written_ = place_.parent_path() / (".rettesnor-" + std::to_string(::getpid()) + ".new");
    fs::remove(written_, ignored);
    how |= std::ios::noreplace;
  }
  stream_.open(written_, how);
}

OutFile::~OutFile() {
  stream_.close();
  std::error_code ignored;
  if (written_ != place_) fs::remove(written_, ignored);
}

bool OutFile::put_in_place() {
  const bool whole = static_cast<bool>(stream_.flush());
  stream_.close();
  if (!whole || !stream_) return false;
  if (written_ == place_) return true;
  std::error_code problem;
  const fs::file_status before = fs::status(place_, problem);
  if (fs::exists(before)) fs::permissions(written_, before.permissions(), problem);
  fs::rename(written_, place_, problem);
  return !problem;
}

bool replace_file(const fs::path& named, const std::string& content) {
  OutFile out(named);
  out.stream() << content;
  return out.put_in_place();
}

}  // namespace rettesnor::cli
