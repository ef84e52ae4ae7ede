// Any bytes as a SQLite database: opened or refused, read to an end or refused, twice the same, and never written to.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/store/source/tables.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using rettesnor::fuzz::require;

/// All cells of all tables, with their lines.
std::string contents(const std::filesystem::path& file) {
  const auto tables = rettesnor::source::open_database(file);
  if (!tables) return "refused";
  std::string out;
  for (const std::string& name : (*tables)->names()) {
    out += name + "\n";
    const auto columns = (*tables)->columns(name);
    const auto done = (*tables)->read(name, [&](rettesnor::source::Row&& row) {
      require(columns && row.cells.size() == columns->size() && row.line > 0);
      if (out.size() > 1'000'000) return;
      out += std::to_string(row.line);
      for (const auto& cell : row.cells) out += "|" + cell.text;
    });
    if (!done) out += "refused\n";
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file = std::filesystem::temp_directory_path() / ("rettesnor_sqlite_fuzz_" + std::to_string(getpid()));
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  require(contents(file) == contents(file));
  std::ifstream in(file, std::ios::binary);
  const std::string after((std::istreambuf_iterator<char>(in)), {});
  require(after == rettesnor::fuzz::text_of(data, size));
  std::filesystem::remove(file);
  return 0;
}
