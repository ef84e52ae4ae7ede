#include "grammar/format/gaps.hpp"

#include <algorithm>
#include <array>

#include "grammar/literate.hpp"

namespace rettesnor::format_detail {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
// What the lexer takes for blanks besides ASCII: no-break, figure and narrow no-break space, and a stray mark.
constexpr std::array<std::string_view, 4> wide_blanks = {"\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\xAF", byte_order_mark};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::size_t blank_size(std::string_view text) {
  if (is_blank(text.front())) return 1;
  for (std::string_view blank : wide_blanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

Gaps::Gaps(const Syntax& syntax) : syntax_(syntax), text_(syntax.source->text), rules_(text_) {
  if (is_literate(syntax.source->name)) {
    std::vector<Diagnostic> reported_by_parse;
    blanked_ = blank_outside_fences(text_, reported_by_parse);
    rules_ = blanked_;
  } else if (text_.starts_with(byte_order_mark)) {
    mark_ = text_.substr(0, byte_order_mark.size());
  }
}

std::vector<GapPart> Gaps::before(std::size_t index) const {
  const auto tokens = syntax_.tokens();
  const std::size_t begin = index == 0 ? mark_.size() : tokens[index - 1].end;
  const std::size_t end = tokens[index].begin;
  std::vector<GapPart> parts;
  // Prose is what differs between the file and what the lexer saw: whole lines, the fences' own among them.
  const auto differs = [&](std::size_t at) { return text_[at] != rules_[at]; };
  std::size_t first = begin;
  while (first < end && !differs(first)) ++first;
  if (first == end) {
    read(begin, end, parts);
    return parts;
  }
  std::size_t last = end - 1;
  while (!differs(last)) --last;
  const std::size_t line_before = text_.rfind('\n', first);
  const std::size_t prose_begin = line_before == std::string_view::npos ? 0 : line_before + 1;
  const std::size_t line_end = text_.find('\n', last);
  const std::size_t prose_end = line_end == std::string_view::npos ? text_.size() : line_end + 1;
  read(begin, std::max(begin, prose_begin), parts);
  parts.push_back({GapKind::prose, text_.substr(prose_begin, prose_end - prose_begin)});
  read(std::min(end, prose_end), end, parts);
  return parts;
}

void Gaps::read(std::size_t begin, std::size_t end, std::vector<GapPart>& parts) const {
  int breaks = 0;  // since the last comment
  const auto push_breaks = [&] {
    if (breaks > 0) parts.push_back({GapKind::line_break, {}});
    if (breaks > 1) parts.push_back({GapKind::blank_line, {}});
    breaks = 0;
  };
  std::size_t at = begin;
  while (at < end) {
    const std::string_view rest = rules_.substr(at, end - at);
    if (rest.front() == '\n') {
      ++breaks;
      ++at;
    } else if (rest.starts_with("--")) {
      push_breaks();
      const std::size_t size = std::min(rest.find('\n'), rest.size());
      parts.push_back({GapKind::comment, without_blanks_behind(rest.substr(0, size))});
      at += size;
    } else if (const std::size_t size = blank_size(rest)) {
      at += size;
    } else {
      push_breaks();
      parts.push_back({GapKind::comment, rest.substr(0, 1)});
      ++at;
    }
  }
  push_breaks();
}

}  // namespace rettesnor::format_detail
