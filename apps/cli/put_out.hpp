// A small YAML file in, a page out: what commands of one file share. And no file that is read is written over.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "apps/cli/commands.hpp"

namespace rettesnor::cli {

/// The text of a small file. Nothing: said why not.
std::optional<Source> open_small_file(const std::filesystem::path& file, const Console& console);
/// Draws what was found in it, on standard error.
void show_problems(const Source& text, Problems& problems, const Console& console);

/// Reads one file by `read(text, problems)`; mistakes and warnings are shown.
template <class Read>
auto read_small_file(const std::filesystem::path& file, const Console& console, Read read) -> decltype(read(std::declval<const Source&>(), std::declval<Problems&>())) {
  constexpr std::size_t most_problems = 20;
  const auto text = open_small_file(file, console);
  if (!text) return std::nullopt;
  Problems problems({}, most_problems);
  auto out = read(*text, problems);
  show_problems(*text, problems, console);
  return out;
}

/// Is the file of `--out` one of those that are read, by whatever name? Then it would be destroyed; said on standard error.
bool is_one_of(const Arguments& arguments, const Console& console, std::span<const std::filesystem::path> read);
/// The same of the files that the arguments name.
bool is_named_too(const Arguments& arguments, const Console& console);

/// To the file of `--out`, else to standard output.
Exit put_out(const Arguments& arguments, const Console& console, const std::string& page);
/// By a library that writes files itself and says only whether it did.
Exit put_out_file(const Arguments& arguments, const Console& console, const std::function<bool(const std::filesystem::path&)>& write);

}  // namespace rettesnor::cli
