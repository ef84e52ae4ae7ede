// Server: the life of a session by LSP 3.17: messages in, messages out. Knows no streams and no clock.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/lsp/counting.hpp"
#include "apps/lsp/features.hpp"

namespace rettesnor::lsp {

/// What a folder's settings say of the editor.
struct EditorSettings {
  std::filesystem::path cases;  ///< absolute; empty: none
  std::string as_of;            ///< a day; empty: today
  std::string problem;          ///< why they cannot be read
};

struct ServerOptions {
  Language language = Language::danish;  ///< of messages, unless the editor asks for another
  std::filesystem::path docs;            ///< with `codes/N001.md`; empty: messages are not linked
  std::string version;
  Date today{};                          ///< what a new test is judged on, and cases are
  std::function<std::int64_t()> milliseconds{};  ///< since some time, from any thread; empty: nothing is ever too slow
  std::function<EditorSettings(const std::filesystem::path&)> settings{};  ///< of a folder; may be empty
  std::function<void()> wake{};  ///< called from another thread when there is something to do for `rest`
};

/// Any bytes may be received, in any order: what is no message is answered with an error and changes nothing.
/// Requests are answered in their order, but for one to count cases: it is answered when they are counted. Not thread-safe.
class Server {
 public:
  explicit Server(ServerOptions options);

  /// Takes a message. Requests and notifications wait for `work`; a cancellation takes effect at once.
  void receive(std::string_view message);
  /// Handles the message that has waited longest. Behind the last of several changes new diagnostics are sent.
  /// False: none was waiting.
  bool work();
  /// Checks what has changed and sends new diagnostics, and what was counted. To be called when nothing waits too: folders and
  /// disks change.
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
  void count_cases(const Json& id);
  void start_count();
  void collect_count();
  void end_count(const Json& outcome);
  void refresh_lenses();
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
  std::vector<Json> asked_to_count_;                 ///< ids of requests that wait for the count
  std::unique_ptr<Counting> counting_;               ///< its result is `desktop_.affected` when it has one
  std::vector<std::unique_ptr<Counting>> stopping_;  ///< of no use any more; they end by themselves
};

}  // namespace rettesnor::lsp
