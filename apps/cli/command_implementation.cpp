// implementation: what helps and hinders the rules in each municipality, and what an audit proposes.
#include "apps/cli/commands.hpp"
#include "apps/cli/published.hpp"
#include "apps/cli/put_out.hpp"
#include "apps/cli/shown_safely.hpp"

namespace rettesnor::cli {

namespace {

/// A name that is spelt otherwise in the rules finds nothing, and would look like a good municipality.
void say_unknown(const DeterminantRegister& reg, const report::Publication& audit, const Console& console) {
  const Language l = console.language();
  std::string said;
  for (const std::string& name : implementation::packages_not_in(reg, audit)) said += text(l, "advarsel: revisionen har ingen pligt i pakken `{0}`\n", "warning: the audit has no duty in the package `{0}`\n", {name});
  for (const std::string& name : implementation::rules_not_in(reg, audit)) said += text(l, "advarsel: revisionen har ingen regel `{0}`\n", "warning: the audit has no rule `{0}`\n", {name});
  if (!said.empty()) console.note(shown_safely(said + text(l, "  pakker og regler skrives med deres fulde navne, `pakke.regel`\n", "  packages and rules are written by their full names, `package.rule`\n")));
}

}  // namespace

Exit run_implementation(const Arguments& arguments, const Console& console) {
  const auto reg = read_small_file(arguments.inputs.front(), console, read_determinants);
  if (!reg) return Exit::usage;
  implementation::Question question{.by = arguments.by_package ? implementation::By::package : implementation::By::municipality, .as_of = local_day(arguments.as_of.value_or(now()))};
  std::optional<report::Publication> audit;
  if (!arguments.audit_file.empty()) {
    audit = published_of(arguments.audit_file, arguments, console);
    if (!audit) return Exit::usage;
    question.audit = &*audit;
    say_unknown(*reg, *audit, console);
  }
  return put_out(arguments, console, arguments.format == Format::json   ? implementation::as_json(*reg, question)
                                     : arguments.format == Format::html ? implementation::as_html(*reg, question, console.language())
                                                                        : implementation::as_text(*reg, question, console.language()));
}

}  // namespace rettesnor::cli
