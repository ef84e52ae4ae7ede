#include "grammar/literate.hpp"

#include <algorithm>
#include <utility>

namespace rettesnor {

namespace {

// The run of back-ticks or tildes that opens or closes a fence, at most three blanks in; 0 if the line has none.
struct Fence {
  char mark = 0;
  std::size_t length = 0;
  std::string_view info;
};

Fence read_fence(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && at < 3 && line[at] == ' ') ++at;
  if (at == line.size() || (line[at] != '`' && line[at] != '~')) return {};
  Fence fence{line[at], 0, {}};
  while (at < line.size() && line[at] == fence.mark) ++at, ++fence.length;
  if (fence.length < 3) return {};
  std::string_view info = line.substr(at);
  while (!info.empty() && (info.front() == ' ' || info.front() == '\t')) info.remove_prefix(1);
  while (!info.empty() && (info.back() == ' ' || info.back() == '\t' || info.back() == '\r')) info.remove_suffix(1);
  fence.info = info;
  return fence;
}

enum class Line : std::uint8_t { words, rules, rules_fence };

// Tells what each line is. @return the fence that was never closed; of length 0 if all were
template <class Tell>
std::pair<Fence, Span> read_lines(std::string_view markdown, Tell tell) {
  Fence open;
  Span opened;
  for (std::size_t begin = 0; begin < markdown.size();) {
    std::size_t const end = std::min(markdown.find('\n', begin), markdown.size());
    Fence const fence = read_fence(markdown.substr(begin, end - begin));
    Line line = Line::words;
    if (open.length == 0) {
      if (fence.length != 0) {
        open = fence;
        opened = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        if (open.info == "regel") line = Line::rules_fence;
      }
    } else if (fence.mark == open.mark && fence.length >= open.length && fence.info.empty()) {
      if (open.info == "regel") line = Line::rules_fence;
      open = {};
    } else if (open.info == "regel") {
      line = Line::rules;
    }
    tell(line, begin, end);
    begin = end + 1;
  }
  return {open, opened};
}

}  // namespace

bool is_literate(std::string_view name) { return name.ends_with(".md"); }

std::string blank_outside_fences(std::string_view markdown, std::vector<Diagnostic>& diagnostics) {
  std::string out(markdown);
  auto const [open, opened] = read_lines(markdown, [&](Line line, std::size_t begin, std::size_t end) {
    if (line == Line::rules) return;
    for (std::size_t at = begin; at < end; ++at) {
      if (out[at] != '\r') out[at] = ' ';
    }
  });
  if (open.length != 0 && open.info == "regel") diagnostics.push_back({.code = Code::unclosed_fence, .at = opened});
  return out;
}

std::vector<Passage> passages(std::string_view markdown) {
  std::vector<Passage> out;
  bool fresh = true;
  read_lines(markdown, [&](Line line, std::size_t begin, std::size_t end) {
    if (line == Line::rules_fence) {
      fresh = true;
      return;
    }
    const bool rules = line == Line::rules;
    if (fresh || out.back().rules != rules) out.push_back({rules, {static_cast<std::uint32_t>(begin), 0}});
    out.back().span.end = static_cast<std::uint32_t>(std::min(end + 1, markdown.size()));
    fresh = false;
  });
  return out;
}

}  // namespace rettesnor
