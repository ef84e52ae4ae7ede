// report: what an audit found, as text, CSV, workbook or HTML.
#include "apps/cli/commands.hpp"
#include "apps/cli/ledger_trouble.hpp"
#include "apps/cli/need_file.hpp"
#include "apps/cli/published.hpp"
#include "apps/cli/put_out.hpp"

namespace rettesnor::cli {

Exit run_report(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  auto published = published_of(arguments.inputs.front(), arguments, console);
  if (!published) return Exit::usage;
  std::string rule;
  if (!arguments.name.empty()) {
    std::vector<std::string> names;
    for (const report::PublishedRule& r : published->rules) names.push_back(r.rule);
    auto found = duty_named(names, arguments.name, console);
    if (!found) return Exit::usage;
    rule = std::move(*found);
  }
  if (!arguments.need_file.empty()) {
    auto read = read_need(arguments.need_file, console);
    if (!read) return Exit::usage;
    published->needs = std::move(*read);
  }
  if (arguments.format == Format::xlsx) return put_out_file(arguments, console, [&](const std::filesystem::path& file) { return report::write_xlsx(*published, rule, l, file); });
  return put_out(arguments, console, arguments.format == Format::csv    ? report::as_csv(*published, rule, l)
                                     : arguments.format == Format::html ? report::as_html(*published, rule, l)
                                                                        : report::as_text(*published, rule, l));
}

}  // namespace rettesnor::cli
