#include "apps/cli/mapped.hpp"

#include <algorithm>
#include <set>

#include "apps/cli/ffb_page.hpp"
#include "apps/cli/inputs.hpp"

namespace rettesnor::cli {

std::string shown_input(const std::filesystem::path& file) {
  return source::is_address(file.native()) ? source::shown_source(file.native()) : file.generic_string();
}

void complain(const Console& console, const std::filesystem::path& file, const source::Unusable& trouble) {
  Diagnostic d{.code = trouble.code, .at = {}};
  d.arguments = trouble.arguments;
  if (!d.arguments.empty() && d.arguments.front().empty()) d.arguments.front() = shown_input(file);
  console.error(message_text(d, console.language()) + " [" + std::string(number_of(d.code)) + "]", help_text(d, console.language()));
}

std::unique_ptr<MappedSource> open_mapped(const Arguments& arguments, const Console& console, const Rules& rules, const CodeUse* codes) {
  const std::filesystem::path& path = arguments.inputs.front();
  constexpr std::size_t largest = std::size_t{1} << 20U, most_problems = 20;
  auto text = read_file(arguments.map_file, largest);
  if (!text) {
    console.error(describe(text.error(), console.language()));
    return nullptr;
  }
  auto out = std::make_unique<MappedSource>();
  out->map_sha256 = sha256(*text);
  const Source written{.name = arguments.map_file.generic_string(), .text = std::move(*text)};
  Problems problems({}, most_problems);
  const auto said = [&] {
    const auto found = problems.take();
    for (const Diagnostic& d : found) console.note(render(d, written, {console.language(), console.colour_on_error()}) + "\n");
    return has_errors(found);
  };
  auto mapping = source::read_mapping(rules.model, written, concept_of(arguments, rules), problems);
  if (!mapping) {
    said();
    return nullptr;
  }
  out->mapping = std::move(*mapping);
  if (arguments.command == Command::import && !out->mapping.ffb) {
    const Language l = console.language();
    console.error(in(l, "tilknytningen er ikke til FHIR-bundler", "the mapping is not for FHIR bundles"), in(l, "skriv `source: ffb` i den", "write `source: ffb` in it"));
    return nullptr;
  }
  if (out->mapping.ffb) {
    const bool any = codes != nullptr && !codes->tables.empty();
    auto bundles = ffb::Delivery::open(out->mapping, {.inputs = arguments.inputs, .known_at = arguments.known_at, .codes = any ? &codes->tables : nullptr});
    if (!bundles) {
      complain(console, path, bundles.error());
      return nullptr;
    }
    console.note(ffb_page((*bundles)->tidings(), console.language()));  // before any verdict
    out->bundles = bundles->get();
    out->tables = std::move(*bundles);
  } else {
    auto tables = source::open_tables(path, out->mapping.encoding, out->mapping.delimiter);
    if (!tables) {
      complain(console, path, tables.error());
      return nullptr;
    }
    out->tables = std::move(*tables);
  }
  const auto whole = source::check_tables(out->mapping, *out->tables, problems);
  if (!whole) {
    complain(console, path, whole.error());
    return nullptr;
  }
  if (said()) return nullptr;
  std::set<std::string> names;
  for (const source::TableMap& t : out->mapping.tables) names.insert(t.table.text);
  const auto print = out->tables->fingerprint({names.begin(), names.end()});
  if (!print) {
    complain(console, path, print.error());
    return nullptr;
  }
  out->print = {print->first, print->second};
  return out;
}

}  // namespace rettesnor::cli
