#include "apps/cli/put_out.hpp"

#include <fstream>

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

Exit put_out(const Arguments& arguments, const Console& console, const std::string& page) {
  if (arguments.out.empty()) {
    console.write(page);
    return Exit::in_order;
  }
  std::ofstream out(arguments.out, std::ios::binary);
  out << page;
  return written(static_cast<bool>(out.flush()), arguments, console);
}

Exit put_out_file(const Arguments& arguments, const Console& console, const std::function<bool(const std::filesystem::path&)>& write) {
  // The library says nothing of a file that it cannot open until it has written everything elsewhere.
  const bool open = static_cast<bool>(std::ofstream(arguments.out, std::ios::binary | std::ios::app));
  return written(open && write(arguments.out), arguments, console);
}

}  // namespace rettesnor::cli
