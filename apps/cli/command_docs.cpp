// docs: a package as a document people read: one page, a folder of pages, or paper.
#include <algorithm>
#include <fstream>

#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/print_pdf.hpp"
#include "apps/cli/replace_file.hpp"
#include "apps/cli/rule_inputs.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

Exit cannot_write(const Console& console, const fs::path& path) {
  console.error(text(console.language(), "`{0}` kunne ikke skrives", "`{0}` could not be written", {path.generic_string()}));
  return Exit::usage;
}

/// A page that somebody else made: it is not written over.
bool is_foreign(const fs::path& file) {
  constexpr std::size_t head = 4096;
  std::ifstream in(file, std::ios::binary);
  std::string start(head, '\0');
  in.read(start.data(), static_cast<std::streamsize>(head));
  start.resize(static_cast<std::size_t>(in.gcount()));
  return !start.empty() && start.find(R"(<meta name="generator" content="Rettesnor">)") == std::string::npos;
}

Exit write_site(const Console& console, const document::Asked& asked, const fs::path& folder) {
  std::error_code trouble;
  fs::create_directories(folder, trouble);
  if (trouble) return cannot_write(console, folder);
  const std::vector<document::Page> pages = document::site(asked);
  for (const document::Page& page : pages) {
    if (!is_foreign(folder / page.name)) continue;
    console.error(text(console.language(), "`{0}` er ikke skrevet af rettesnor og ville blive overskrevet", "`{0}` was not written by rettesnor, and would be overwritten", {(folder / page.name).generic_string()}),
                  text(console.language(), "vælg en anden mappe", "choose another folder"));
    return Exit::usage;
  }
  for (const document::Page& page : pages) {
    if (!replace_file(folder / page.name, page.html)) return cannot_write(console, folder / page.name);
  }
  return Exit::in_order;
}

Exit write_paper(const Console& console, const document::Asked& asked, const fs::path& file) {
  const Language l = console.language();
  switch (print_pdf(document::one_page(asked), file)) {
    case Printed::done: return Exit::in_order;
    case Printed::no_browser:
      console.error(text(l, "PDF kræver Chromium, og den findes ikke her", "PDF needs Chromium, and it is not here"),
                    text(l, "installér `chromium`, eller skriv en side med `--out FIL.html` og udskriv den", "install `chromium`, or write a page by `--out FILE.html` and print it"));
      return Exit::usage;
    case Printed::failed: break;
  }
  console.error(text(l, "Chromium kunne ikke lave `{0}`", "Chromium could not make `{0}`", {file.generic_string()}));
  return Exit::usage;
}

}  // namespace

Exit run_docs(const Arguments& arguments, const Console& console) {
  const auto rules = load_rules(arguments, console, with_neighbours(arguments));
  if (!rules) return Exit::usage;
  document::Asked asked{.model = rules->model, .sources = rules->sources, .files = rules->files, .packages = {}, .language = arguments.language,
                        .as_of = local_day(arguments.as_of ? *arguments.as_of : now())};
  for (std::uint32_t i = 0; i < rules->model.packages.size(); ++i) {
    const PackageId id{i};
    if (is_about(arguments, *rules, rules->model.packages[id].file)) asked.packages.push_back(id);
  }
  // The package that others build on comes first: names are shortest there.
  std::ranges::stable_sort(asked.packages, {}, [&](PackageId id) { return rules->model.packages[id].name; });
  if (asked.packages.empty()) {
    console.error(text(arguments.language, "der er ingen pakke at skrive om", "there is no package to write about"));
    return Exit::usage;
  }
  const std::string ending = arguments.out.extension().string();
  if (arguments.out.empty()) {
    console.write(document::one_page(asked));
    return Exit::in_order;
  }
  if (ending == ".pdf") return write_paper(console, asked, arguments.out);
  if (ending == ".html" || ending == ".htm") return replace_file(arguments.out, document::one_page(asked)) ? Exit::in_order : cannot_write(console, arguments.out);
  return write_site(console, asked, arguments.out);
}

}  // namespace rettesnor::cli
