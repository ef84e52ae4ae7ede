// lsp: the language server on standard input and output, for editors.
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "apps/cli/commands.hpp"
#include "apps/cli/locate.hpp"
#include "apps/cli/settings.hpp"
#include "apps/lsp/serve.hpp"

namespace rettesnor::cli {

namespace {

// Of the nearest `rettesnor.toml`; a path in it is one beside it.
lsp::EditorSettings editor_settings(const std::filesystem::path& folder, Language language) {
  lsp::EditorSettings out;
  const auto files = settings_files(folder);
  if (files.empty()) return out;
  const std::filesystem::path& file = files.front();
  const auto text = read_file(file, largest_settings);
  if (!text) {
    out.problem = describe(text.error(), language);
    return out;
  }
  const auto read = read_settings(*text);
  if (!read) {
    out.problem = file.generic_string() + ":" + read.error().arguments.front();
  } else if (!read->cases.empty()) {
    out.cases = file.parent_path() / read->cases;
    out.as_of = read->cases_as_of;
  }
  return out;
}

}  // namespace

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
  options.settings = [language = arguments.language](const std::filesystem::path& folder) { return editor_settings(folder, language); };
  return lsp::serve(STDIN_FILENO, STDOUT_FILENO, std::move(options)) == 0 ? Exit::in_order : Exit::findings;
}

}  // namespace rettesnor::cli
