#include "apps/cli/put_out.hpp"

#include <algorithm>

#include "apps/cli/replace_file.hpp"

namespace rettesnor::cli {

namespace {

Exit written(bool whole, const Arguments& arguments, const Console& console) {
  if (!whole) console.error(text(console.language(), "`{0}` kan ikke skrives", "`{0}` cannot be written", {arguments.out.generic_string()}));
  return whole ? Exit::in_order : Exit::usage;
}

}  // namespace

std::optional<Source> open_small_file(const std::filesystem::path& file, const Console& console) {
  constexpr std::size_t largest = std::size_t{1} << 20U;
  auto bytes = read_file(file, largest);
  if (!bytes) {
    console.error(describe(bytes.error(), console.language()));
    return std::nullopt;
  }
  return Source{.name = file.generic_string(), .text = std::move(*bytes)};
}

void show_problems(const Source& text, Problems& problems, const Console& console) {
  for (const Diagnostic& d : problems.take()) console.note(render(d, text, {console.language(), console.colour_on_error()}) + "\n");
}

bool is_one_of(const Arguments& arguments, const Console& console, std::span<const std::filesystem::path> read) {
  if (arguments.out.empty()) return false;
  const auto same = [&](const std::filesystem::path& file) {
    std::error_code differs;
    return std::filesystem::is_regular_file(file, differs) && std::filesystem::equivalent(file, arguments.out, differs);
  };
  if (std::ranges::none_of(read, same)) return false;
  const Language l = console.language();
  console.error(text(l, "`{0}` er en af de filer, der læses, og ville blive overskrevet", "`{0}` is one of the files that are read, and would be overwritten", {arguments.out.generic_string()}),
                text(l, "vælg et andet navn", "choose another name"));
  return true;
}

bool is_named_too(const Arguments& arguments, const Console& console) {
  std::vector<std::filesystem::path> read{arguments.audit_file, arguments.need_file, arguments.map_file, arguments.key_file, arguments.config_file};
  for (const auto* files : {&arguments.inputs, &arguments.rules, &arguments.overlays, &arguments.after, &arguments.case_sources, &arguments.previous}) read.insert(read.end(), files->begin(), files->end());
  if (!arguments.audit_file.empty()) read.emplace_back(arguments.audit_file.string() + ".key");  // whoever loses it can never find the cases again
  for (const auto& input : arguments.inputs) read.emplace_back(input.string() + ".key");
  for (const std::string& codes : arguments.codes) {
    read.emplace_back(codes);
    read.emplace_back(codes.substr(codes.find('=') + 1));
  }
  return is_one_of(arguments, console, read);
}

Exit put_out(const Arguments& arguments, const Console& console, const std::string& page) {
  if (arguments.out.empty()) {
    console.write(page);
    return Exit::in_order;
  }
  return written(replace_file(arguments.out, page), arguments, console);
}

Exit put_out_file(const Arguments& arguments, const Console& console, const std::function<bool(const std::filesystem::path&)>& write) {
  OutFile out(arguments.out);
  return written(out.is_open() && write(out.written()) && out.put_in_place(), arguments, console);
}

}  // namespace rettesnor::cli
