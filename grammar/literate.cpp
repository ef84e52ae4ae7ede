#include "grammar/literate.hpp"

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

}  // namespace

bool is_literate(std::string_view name) { return name.ends_with(".md"); }

std::string blank_outside_fences(std::string_view markdown, std::vector<Diagnostic>& diagnostics) {
  std::string out(markdown);
  Fence open;
  Span opened;
  for (std::size_t begin = 0; begin < markdown.size();) {
    std::size_t const end = std::min(markdown.find('\n', begin), markdown.size());
    std::string_view const line = markdown.substr(begin, end - begin);
    Fence const fence = read_fence(line);
    bool rules = false;
    if (open.length == 0) {
      if (fence.length != 0) {
        open = fence;
        opened = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      }
    } else if (fence.mark == open.mark && fence.length >= open.length && fence.info.empty()) {
      open = {};
    } else {
      rules = open.info == "regel";
    }
    if (!rules) {
      for (std::size_t at = begin; at < end; ++at) {
        if (out[at] != '\r') out[at] = ' ';
      }
    }
    begin = end + 1;
  }
  if (open.length != 0 && open.info == "regel") diagnostics.push_back({.code = Code::unclosed_fence, .at = opened});
  return out;
}

}  // namespace rettesnor
