#include "apps/lsp/serve.hpp"

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

}  // namespace

int serve(int in, int out, ServerOptions options) {
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
    ready(in, -1);
  }
}

}  // namespace rettesnor::lsp
