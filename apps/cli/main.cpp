// rettesnor: the command line program.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "apps/cli/commands.hpp"
#include "apps/cli/help.hpp"
#include "apps/cli/put_out.hpp"

namespace rettesnor::cli {

namespace {

Exit run(const std::vector<std::string>& words) {
  const auto arguments = read_arguments(words);
  if (!arguments) {
    Console(language_of(words)).error(arguments.error().message, arguments.error().help);
    return Exit::usage;
  }
  const Console console(arguments->language);
  if (is_named_too(*arguments, console)) return Exit::usage;
  switch (arguments->command) {
    case Command::help: console.write(help_page(arguments->help_topic, arguments->language)); return Exit::in_order;
    case Command::version: console.write("rettesnor " RSN_VERSION "\n"); return Exit::in_order;
    case Command::check: return run_check(*arguments, console);
    case Command::explain: return run_explain(*arguments, console);
    case Command::ask: return run_ask(*arguments, console);
    case Command::due: return run_due(*arguments, console);
    case Command::test: return run_test(*arguments, console);
    case Command::mutate: return run_mutate(*arguments, console);
    case Command::docs: return run_docs(*arguments, console);
    case Command::diff: return run_diff(*arguments, console);
    case Command::plan: return run_plan(*arguments, console);
    case Command::lint: return run_lint(*arguments, console);
    case Command::fmt: return run_fmt(*arguments, console);
    case Command::translate: return run_translate(*arguments, console);
    case Command::explain_code: return run_explain_code(*arguments, console);
    case Command::lsp: return run_lsp(*arguments, console);
    case Command::audit: return run_audit(*arguments, console);
    case Command::import: return run_import(*arguments, console);
    case Command::map: return run_map(*arguments, console);
    case Command::verify: return run_verify(*arguments, console);
    case Command::invest: return run_invest(*arguments, console);
    case Command::implementation: return run_implementation(*arguments, console);
    case Command::bundle: return run_bundle(*arguments, console);
    case Command::sign: return run_sign(*arguments, console);
    case Command::key: return run_key(*arguments, console);
    case Command::sample: return run_sample(*arguments, console);
    case Command::review: return run_review(*arguments, console);
    case Command::report: return run_report(*arguments, console);
    case Command::analyze: return run_analyze(*arguments, console);
    case Command::cases: return run_cases(*arguments, console);
  }
  return Exit::internal;
}

}  // namespace

}  // namespace rettesnor::cli

int main(int count, char** values) {
  using namespace rettesnor::cli;
  // A file that may not grow further is a failed write, to be told as one.
  std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> words(values + 1, values + (count > 0 ? count : 1));
  try {
    const Exit exit = run(words);
    // A full disk or a closed pipe must not look like an answer, with findings or without.
    const bool lost = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
    if (lost && exit != Exit::usage && exit != Exit::internal) {
      Console(language_of(words)).error(in(language_of(words), "svaret kunne ikke skrives ud", "the answer could not be written"));
      return static_cast<int>(Exit::internal);
    }
    return static_cast<int>(exit);
  } catch (const std::exception& e) {
    Console(language_of(words)).error(std::string("intern fejl / internal error: ") + e.what());
    return static_cast<int>(Exit::internal);
  }
}
