#include "apps/cli/settings.hpp"

#include <array>
#include <fstream>

#include "apps/cli/locate.hpp"

namespace rettesnor::cli {

namespace {

std::optional<Settings> read_file_of_settings(const std::filesystem::path& file, const Console& console) {
  const auto text = read_file(file, largest_settings);
  if (!text) {
    console.error(describe(text.error(), console.language()));
    return std::nullopt;
  }
  auto settings = read_settings(*text);
  if (!settings) {
    Diagnostic& d = settings.error();
    d.arguments.front() = file.generic_string() + ":" + d.arguments.front();
    console.note(render(d, Sources{}, {console.language(), console.colour_on_error()}));
    return std::nullopt;
  }
  return *settings;
}

/// From the working folder outwards; else from where the rules lie.
std::vector<std::filesystem::path> found_settings(const Arguments& arguments) {
  std::error_code problem;
  std::vector<std::filesystem::path> out = settings_files(std::filesystem::current_path(problem));
  if (!out.empty()) return out;
  std::vector<std::filesystem::path> places = arguments.rules;
  if (arguments.command == Command::lint) places.insert(places.end(), arguments.inputs.begin(), arguments.inputs.end());
  if (places.empty()) {
    if (const auto rules = find_rules_folder()) places.push_back(*rules);
  }
  for (const auto& place : places) {
    out = settings_files(std::filesystem::is_directory(place, problem) ? place : place.parent_path());
    if (!out.empty()) break;
  }
  return out;
}

}  // namespace

std::optional<Settings> find_settings(const Arguments& arguments, const Console& console) {
  if (!arguments.config_file.empty()) return read_file_of_settings(arguments.config_file, console);
  std::optional<Settings> out;
  for (const auto& file : found_settings(arguments)) {
    auto settings = read_file_of_settings(file, console);
    if (!settings) return std::nullopt;
    if (!out) {
      out = std::move(settings);
      continue;
    }
    // Whom to trust is for the outermost to say: a folder within must not switch it off.
    if (settings->trusted.empty() && !settings->require_signed) continue;
    out->trusted = std::move(settings->trusted);
    out->require_signed = out->require_signed || settings->require_signed;
  }
  return out ? out : Settings{};
}

bool is_bundle(const std::filesystem::path& file) {
  if (!regular_file(file)) return false;
  std::array<char, 512> head{};
  std::ifstream in_file(file, std::ios::binary);
  in_file.read(head.data(), head.size());
  return publish::looks_like_bundle({head.data(), static_cast<std::size_t>(in_file.gcount())});
}

}  // namespace rettesnor::cli
