#include "grammar/format/wrap.hpp"

#include <algorithm>

namespace rettesnor::format_detail {
namespace {

/// The columns that a token takes on a line without indentation.
struct Extent {
  std::size_t begin = 0, end = 0;
};

std::vector<Extent> extents_of(const Syntax& syntax, const std::vector<TokenShape>& shapes, const WrappedLine& line) {
  std::vector<Extent> extents;
  extents.reserve(line.last - line.first);
  std::size_t at = 0;  // in bytes
  std::size_t column = 0;
  for (std::uint32_t i = line.first; i < line.last; ++i) {
    const std::size_t begin = line.text.find_first_not_of(' ', at);
    const std::string_view text = syntax.tree.text(syntax.tokens()[shapes[i].shown]);
    column += begin - at;
    extents.push_back({column, column + width_of(text)});
    column = extents.back().end;
    at = begin + text.size();
  }
  return extents;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void find_breaks(const Syntax& syntax, const std::vector<TokenShape>& shapes, const WrappedLine& line,
                 std::vector<std::uint32_t>& breaks) {
  if (line.indentation + line.text.size() <= widest_line) return;  // bytes are never fewer than code points
  const std::vector<Extent> extents = extents_of(syntax, shapes, line);
  const auto extent = [&](std::uint32_t i) -> const Extent& { return extents[i - line.first]; };
  std::size_t indentation = line.indentation;
  std::uint32_t first = line.first;
  for (;;) {
    const bool too_long = indentation + extents.back().end - extent(first).begin > widest_line;
    std::uint32_t best = line.last;
    bool outside = false;  // best is further out than the break at `first`: what was broken inside ends before it
    for (std::uint32_t i = first + 1; i < line.last && !outside; ++i) {
      const bool fits = indentation + extent(i - 1).end - extent(first).begin <= widest_line;
      if (!fits && best != line.last) break;
      if (!shapes[i].breakable) continue;
      if (best == line.last || shapes[i].depth <= shapes[best].depth) best = i;
      outside = first != line.first && shapes[i].depth < shapes[first].depth;
    }
    if (!too_long && !outside) return;
    if (best == line.last) return;
    breaks.push_back(best);
    first = best;
    indentation = line.continuation;
  }
}

}  // namespace rettesnor::format_detail
