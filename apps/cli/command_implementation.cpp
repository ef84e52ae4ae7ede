// implementation: what helps and hinders the rules in each municipality, and what an audit proposes.
#include "apps/cli/commands.hpp"
#include "apps/cli/published.hpp"
#include "apps/cli/put_out.hpp"

namespace rettesnor::cli {

Exit run_implementation(const Arguments& arguments, const Console& console) {
  const auto reg = read_small_file(arguments.inputs.front(), console, read_determinants);
  if (!reg) return Exit::usage;
  implementation::Question question{.by = arguments.by_package ? implementation::By::package : implementation::By::municipality, .as_of = local_day(arguments.as_of.value_or(now()))};
  std::optional<report::Publication> audit;
  if (!arguments.audit_file.empty()) {
    audit = published_of(arguments.audit_file, arguments, console);
    if (!audit) return Exit::usage;
    question.audit = &*audit;
  }
  return put_out(arguments, console, arguments.format == Format::json   ? implementation::as_json(*reg, question)
                                     : arguments.format == Format::html ? implementation::as_html(*reg, question, console.language())
                                                                        : implementation::as_text(*reg, question, console.language()));
}

}  // namespace rettesnor::cli
