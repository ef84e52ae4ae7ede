// report: what an audit found, as text, CSV, workbook or HTML; or one municipality's page.
#include "apps/cli/commands.hpp"
#include "apps/cli/ledger_trouble.hpp"
#include "apps/cli/need_file.hpp"
#include "apps/cli/published.hpp"
#include "apps/cli/put_out.hpp"

namespace rettesnor::cli {

namespace {

Exit put_out_municipality(const Arguments& arguments, const Console& console, const report::Publication& published) {
  const Language l = console.language();
  if (!leader::is_known(published, arguments.municipality)) {
    console.error(text(l, "`{0}` er ingen af de 98 kommuner og står ikke i revisionen", "`{0}` is none of the 98 municipalities and not in the audit", {arguments.municipality}));
    return Exit::usage;
  }
  leader::Question question{.municipality = arguments.municipality};
  std::optional<DeterminantRegister> reg;
  if (!arguments.register_file.empty()) {
    reg = read_small_file(arguments.register_file, console, read_determinants);
    if (!reg) return Exit::usage;
    question.reg = &*reg;
  }
  return put_out(arguments, console, arguments.format == Format::html ? leader::as_html(published, question, l) : leader::as_text(published, question, l));
}

}  // namespace

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
  if (!arguments.municipality.empty()) return put_out_municipality(arguments, console, *published);
  if (arguments.format == Format::xlsx) return put_out_file(arguments, console, [&](const std::filesystem::path& file) { return report::write_xlsx(*published, rule, l, file); });
  return put_out(arguments, console, arguments.format == Format::csv    ? report::as_csv(*published, rule, l)
                                     : arguments.format == Format::html ? report::as_html(*published, rule, l)
                                                                        : report::as_text(*published, rule, l));
}

}  // namespace rettesnor::cli
