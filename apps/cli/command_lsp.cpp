// lsp: the language server on standard input and output, for editors.
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "apps/cli/commands.hpp"
#include "apps/cli/locate.hpp"
#include "apps/lsp/serve.hpp"

namespace rettesnor::cli {

Exit run_lsp(const Arguments& arguments, const Console&) {
  std::signal(SIGPIPE, SIG_IGN);  // an editor that is gone is the end of the session, not of the process by a signal
  lsp::ServerOptions options;
  options.language = arguments.language;
  if (const auto docs = find_docs_folder()) options.docs = std::filesystem::absolute(*docs).lexically_normal();
  options.version = RSN_VERSION;
  options.today = local_day(now());
  options.milliseconds = [] {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
  };
  return lsp::serve(STDIN_FILENO, STDOUT_FILENO, std::move(options)) == 0 ? Exit::in_order : Exit::findings;
}

}  // namespace rettesnor::cli
