#include "apps/cli/print_pdf.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>
#include <vector>

extern char** environ;

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

/// The browser's program on PATH; empty if there is none.
fs::path find_browser() {
  const char* const path = std::getenv("PATH");
  for (const char* name : {"chromium", "chromium-browser", "google-chrome"}) {
    std::string_view rest = path == nullptr ? std::string_view() : std::string_view(path);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(':'), rest.size());
      const fs::path file = fs::path(rest.substr(0, end)) / name;
      if (end > 0 && access(file.c_str(), X_OK) == 0) return file;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return {};
}

/// A folder of our own that goes away with everything in it.
class Workplace {
 public:
  Workplace() {
    std::string name = (fs::temp_directory_path() / "rettesnor-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Workplace() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Runs a program, its output thrown away. @return whether it ended well in time
bool run(const fs::path& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& w : words) pointers.push_back(w.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int begun = posix_spawn(&child, program.c_str(), &files, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (begun != 0) return false;
  using namespace std::chrono_literals;
  const auto until = std::chrono::steady_clock::now() + 120s;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > until) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(20ms);
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Printed print_pdf(const std::string& html, const fs::path& to) {
  const fs::path browser = find_browser();
  if (browser.empty()) return Printed::no_browser;
  const Workplace here;
  if (here.path().empty()) return Printed::failed;
  const fs::path page = here.path() / "page.html";
  const fs::path paper = here.path() / "page.pdf";
  std::ofstream(page, std::ios::binary) << html;
  std::vector<std::string> arguments{"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
                                     "--user-data-dir=" + (here.path() / "profile").string(), "--no-pdf-header-footer", "--print-to-pdf=" + paper.string()};
  // Its sandbox does not work for root; the page is our own, without scripts.
  if (geteuid() == 0) arguments.emplace_back("--no-sandbox");
  arguments.push_back("file://" + page.string());
  if (!run(browser, arguments)) return Printed::failed;
  std::ifstream in(paper, std::ios::binary);
  std::string start(4, '\0');
  if (!in.read(start.data(), 4) || start != "%PDF") return Printed::failed;
  std::error_code trouble;
  fs::copy_file(paper, to, fs::copy_options::overwrite_existing, trouble);
  return trouble ? Printed::failed : Printed::done;
}

}  // namespace rettesnor::cli
