// report: what an audit found, as text, CSV, workbook or HTML.
#include "apps/cli/commands.hpp"
#include "apps/cli/ledger_trouble.hpp"
#include "apps/cli/need_file.hpp"
#include "apps/cli/put_out.hpp"

namespace rettesnor::cli {

namespace {

/// All that was counted in a complete audit. Nothing: said why.
std::optional<ledger::Counts> counts_of(const std::filesystem::path& file, const Console& console) {
  const Language l = console.language();
  auto counts = ledger::counts(file);
  if (!counts) {
    complain(console, file, counts.error());
    return std::nullopt;
  }
  if (!counts->finished) {
    console.error(text(l, "revisionen i `{0}` er ikke færdig", "the audit in `{0}` is not complete", {file.generic_string()}),
                  text(l, "fortsæt den med `rettesnor audit … --resume`", "go on with it by `rettesnor audit … --resume`"));
    return std::nullopt;
  }
  return std::move(*counts);
}

}  // namespace

Exit run_report(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto counts = counts_of(arguments.inputs.front(), console);
  if (!counts) return Exit::usage;
  std::vector<ledger::Counts> earlier;
  for (const std::filesystem::path& file : arguments.after) {
    auto read = counts_of(file, console);
    if (!read) return Exit::usage;
    earlier.push_back(std::move(*read));
  }
  std::string rule;
  if (!arguments.name.empty()) {
    std::vector<std::string> names;
    for (const ledger::RuleCounts& r : counts->rules) names.push_back(r.rule);
    auto found = duty_named(names, arguments.name, console);
    if (!found) return Exit::usage;
    rule = std::move(*found);
  }
  disclosure::Policy policy;
  if (arguments.threshold > 0) policy = disclosure::Policy::with_threshold(arguments.threshold).value();
  std::vector<report::NeedRow> needs;
  if (!arguments.need_file.empty()) {
    auto read = read_need(arguments.need_file, console);
    if (!read) return Exit::usage;
    needs = std::move(*read);
  }
  report::Publication published = report::publish(*counts, policy, earlier);
  published.needs = std::move(needs);
  // Measures are not held against earlier ones, so they are left out where that is asked for.
  const auto measured = ledger::measures(arguments.inputs.front());
  if (!measured) {
    complain(console, arguments.inputs.front(), measured.error());
    return Exit::usage;
  }
  if (arguments.after.empty()) published.measures = report::publish_measures(*measured, published, policy);
  if (arguments.format == Format::xlsx) return put_out_file(arguments, console, [&](const std::filesystem::path& file) { return report::write_xlsx(published, rule, l, file); });
  return put_out(arguments, console, arguments.format == Format::csv    ? report::as_csv(published, rule, l)
                                     : arguments.format == Format::html ? report::as_html(published, rule, l)
                                                                        : report::as_text(published, rule, l));
}

}  // namespace rettesnor::cli
