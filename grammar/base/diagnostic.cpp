#include "grammar/base/diagnostic.hpp"

#include <algorithm>
#include <tuple>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return level_of(d) == Level::error; });
}

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  std::ranges::stable_sort(diagnostics, {}, [](const Diagnostic& d) { return std::tuple(d.file, d.at.begin); });
}

namespace {

std::u32string letters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    out += point.value;
    at += point.size;
  }
  return out;
}

// Insertions, deletions, replacements and swaps of neighbours.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::size_t const width = b.size() + 1;
  std::vector<std::size_t> before(width), above(width), row(width);
  for (std::size_t j = 0; j < width; ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      std::size_t const change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t longest_name = 200;  // beyond it nobody is helped, and the cost is quadratic
  if (name.size() > longest_name) return std::nullopt;
  std::u32string const wanted = letters(name);
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> found;
  for (std::string_view const candidate : candidates) {
    if (candidate.size() > longest_name || candidate == name) continue;
    std::size_t const differs = distance(wanted, letters(candidate));
    if (differs < best && differs < wanted.size()) {
      best = differs;
      found = candidate;
    }
  }
  return found;
}

}  // namespace rettesnor
