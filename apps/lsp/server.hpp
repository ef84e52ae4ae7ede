// Server: the life of a session by LSP 3.17: messages in, messages out. Knows no streams and no clock.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/lsp/features.hpp"

namespace rettesnor::lsp {

struct ServerOptions {
  Language language = Language::danish;  ///< of messages, unless the editor asks for another
  std::filesystem::path docs;            ///< with `codes/N001.md`; empty: messages are not linked
  std::string version;
  Date today{};                          ///< what a new test is judged on, and cases are
  std::function<std::int64_t()> milliseconds{};  ///< since some time; empty: nothing is ever too slow
};

/// Any bytes may be received, in any order: what is no message is answered with an error and changes nothing.
/// Requests are answered in their order. Not thread-safe.
class Server {
 public:
  explicit Server(ServerOptions options);

  /// Takes a message. Requests and notifications wait for `work`; a cancellation takes effect at once.
  void receive(std::string_view message);
  /// Handles the message that has waited longest. Behind the last of several changes new diagnostics are sent.
  /// False: none was waiting.
  bool work();
  /// Checks what has changed and sends new diagnostics. To be called when nothing waits too: folders and disks change.
  void rest();
  /// What is to be sent, in order, without headings; empties the list.
  std::vector<std::string> take();
  /// Set when the session is over: 0 after `shutdown` and `exit`, 1 after `exit` alone.
  std::optional<int> exit_code() const { return exit_code_; }
  /// The program's own parent, which the editor named; 0: none. A server whose editor died should end too.
  std::int64_t editor_process() const { return editor_process_; }

 private:
  enum class Life : std::uint8_t { waiting, running, shut_down };

  void request(const std::string& method, const Json& id, const Json& params);
  void notification(const std::string& method, const Json& params);
  Json answer(const std::string& method, const Json& params);
  Json initialize(const Json& params);
  Json capabilities() const;
  Json execute(const Json& params);
  void folders(const Json& params);
  void count_cases(std::int64_t most_milliseconds);
  void case_source(const Json& options, const std::filesystem::path& folder);
  void cancel(const Json& id);
  void send(Json message);
  void fail(const Json& id, int code, const std::string& text);
  void notify(const char* method, Json params);
  void say(const std::string& text);

  ServerOptions options_;
  Documents documents_;
  Publisher publisher_;
  Desktop desktop_;
  Life life_ = Life::waiting;
  std::deque<Json> waiting_;
  std::vector<std::string> out_;
  std::optional<int> exit_code_;
  std::int64_t editor_process_ = 0;
  std::uint64_t requests_sent_ = 0;
  bool has_folders_ = false;
  bool refreshes_lenses_ = false;  ///< the editor asks for lenses again when it is told to
};

}  // namespace rettesnor::lsp
