#include "apps/cli/make_file.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace rettesnor::cli {

namespace fs = std::filesystem;

bool make_file(const fs::path& path, const std::string& content, bool secret) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, secret ? 0600 : 0666);
  if (file < 0) return false;
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t n = ::write(file, content.data() + done, content.size() - done);
    if (n <= 0) break;
    done += static_cast<std::size_t>(n);
  }
  if (::close(file) == 0 && done == content.size()) return true;
  ::unlink(path.c_str());
  return false;
}

}  // namespace rettesnor::cli
