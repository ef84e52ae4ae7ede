#include "apps/cli/code_lists.hpp"

#include <algorithm>

namespace rettesnor::cli {

namespace {

bool takes_codes(const FieldDecl& field) { return field.kind == FieldKind::fact && field.type.kind == TypeKind::text && !field.type.list; }

/// The facts of text that `name` means: `name`, or `concept.name`.
std::vector<FieldId> facts_named(const Model& model, std::string_view name) {
  std::vector<FieldId> out;
  for (const Concept& owner : model.concepts.rows()) {
    for (const FieldId id : owner.fields) {
      const FieldDecl& field = model.fields[id];
      if (takes_codes(field) && (name.empty() || field.name == name || owner.name + "." + field.name == name)) out.push_back(id);
    }
  }
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

void no_such_fact(const Console& console, const Model& model, const std::string& name) {
  std::vector<std::string_view> names;
  for (const FieldDecl& field : model.fields.rows()) {
    if (takes_codes(field)) names.push_back(field.name);
  }
  const Language l = console.language();
  const auto near = nearest_name(name, names);
  console.error(text(l, "`{0}` er ingen oplysning, der er tekst", "`{0}` is no fact of text", {name}),
                near ? text(l, "mente du `{0}`?", "did you mean `{0}`?", {std::string(*near)}) : text(l, "skriv `--codes NAVN=FIL`", "write `--codes NAME=FILE`"));
}

}  // namespace

std::optional<CodeLists> read_code_lists(const Arguments& arguments, const Console& console, const Rules& rules) {
  CodeLists out;
  for (const std::string& given : arguments.codes) {
    const std::size_t sign = given.find('=');
    std::error_code ignored;
    const bool whole = sign == std::string::npos || std::filesystem::exists(given, ignored);  // a file's name may hold the sign
    const std::filesystem::path path = whole ? given : given.substr(sign + 1);
    const auto bytes = read_file(path, source::largest_code_file);
    if (!bytes) {
      console.error(describe(bytes.error(), console.language()));
      return std::nullopt;
    }
    const Source file{.name = path.generic_string(), .text = *bytes};
    auto table = source::read_codes(file);
    if (!table) {
      for (const Diagnostic& d : table.error()) console.note(render(d, file, {console.language(), console.colour_on_error()}) + "\n");
      return std::nullopt;
    }
    const std::size_t number = out.use.tables.size();
    out.use.tables.push_back(std::move(*table));
    out.digests += hexadecimal(sha256(*bytes)) + " " + (whole ? "" : given.substr(0, sign)) + "\n";
    for (const std::string& name : whole ? std::vector<std::string>{""} : split(std::string_view(given).substr(0, sign))) {
      const auto facts = !whole && name.empty() ? std::vector<FieldId>{} : facts_named(rules.model, name);
      if (facts.empty() && !whole) {
        no_such_fact(console, rules.model, name);
        return std::nullopt;
      }
      for (const FieldId fact : facts) out.use.facts.push_back({fact, number, !whole});
    }
  }
  return out;
}

}  // namespace rettesnor::cli
