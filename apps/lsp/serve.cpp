#include "apps/lsp/serve.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "apps/lsp/frames.hpp"

namespace rettesnor::lsp {

namespace {

// False: the editor is gone.
bool write_all(int out, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(out, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool ready(int in, int milliseconds) {
  pollfd wanted{in, POLLIN, 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

/// By which another thread wakes one that waits for the editor.
class Bell {
 public:
  Bell() {
    if (::pipe2(ends_.data(), O_CLOEXEC | O_NONBLOCK) != 0) ends_ = {-1, -1};
  }
  ~Bell() {
    for (const int end : ends_) ::close(end);
  }
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring() const {
    const char any = 0;
    if (::write(ends_[1], &any, 1) < 0) return;  // full of rings that were not heard yet
  }
  /// Until something can be read, or it rings.
  void wait_for(int in) const {
    std::array wanted{pollfd{in, POLLIN, 0}, pollfd{ends_[0], POLLIN, 0}};
    ::poll(wanted.data(), wanted.size(), -1);
    std::array<char, 64> rings{};
    while (::read(ends_[0], rings.data(), rings.size()) > 0) {}
  }

 private:
  std::array<int, 2> ends_{};
};

}  // namespace

int serve(int in, int out, ServerOptions options) {
  const Bell bell;  // outlives the server's threads
  options.wake = [&bell] { bell.ring(); };
  Server server(std::move(options));
  Frames frames;
  std::array<char, 1U << 16U> buffer{};
  bool open = true;
  for (;;) {
    // What has arrived is taken in first; only a server with nothing to do waits.
    while (open && ready(in, 0)) {
      const ssize_t count = ::read(in, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) open = false;
      else frames.feed({buffer.data(), static_cast<std::size_t>(count)});
      if (count < static_cast<ssize_t>(buffer.size())) break;
    }
    while (auto message = frames.next()) server.receive(*message);
    const bool worked = server.work();
    if (!worked) server.rest();
    for (const std::string& message : server.take()) {
      if (!write_all(out, framed(message))) return 1;
    }
    if (const auto code = server.exit_code()) return *code;
    if (worked) continue;
    if (!open || frames.broken()) return 1;
    bell.wait_for(in);
  }
}

}  // namespace rettesnor::lsp
