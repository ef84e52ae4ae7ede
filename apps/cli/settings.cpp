#include "apps/cli/settings.hpp"

#include <array>
#include <fstream>

#include "apps/cli/locate.hpp"

namespace rettesnor::cli {

std::optional<Settings> find_settings(const Arguments& arguments, const Console& console) {
  std::filesystem::path file = arguments.config_file;
  if (file.empty()) file = find_settings_file().value_or(std::filesystem::path());
  if (file.empty()) return Settings{};
  constexpr std::size_t largest = std::size_t{1} << 20U;
  const auto text = read_file(file, largest);
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

bool is_bundle(const std::filesystem::path& file) {
  if (!regular_file(file)) return false;
  std::array<char, 512> head{};
  std::ifstream in_file(file, std::ios::binary);
  in_file.read(head.data(), head.size());
  return publish::looks_like_bundle({head.data(), static_cast<std::size_t>(in_file.gcount())});
}

}  // namespace rettesnor::cli
