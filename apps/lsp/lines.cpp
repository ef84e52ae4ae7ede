#include "apps/lsp/lines.hpp"

#include <algorithm>

#include "grammar/base/utf8.hpp"

namespace rettesnor::lsp {

Lines::Lines(std::string_view text) : begins_{0} {
  // (A search for either letter takes several times as long.)
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const ends = text[at] == '\n' || (text[at] == '\r' && text.substr(at + 1, 1) != "\n");
    if (ends) begins_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::uint32_t units(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::utf8) return static_cast<std::uint32_t>(text.size());
  std::uint32_t out = 0;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    out += point.value > 0xFFFF ? 2 : 1;
    at += point.size;
  }
  return out;
}

std::uint32_t Lines::line(std::uint32_t offset) const {
  return static_cast<std::uint32_t>(std::ranges::upper_bound(begins_, offset) - begins_.begin() - 1);
}

std::uint32_t Lines::offset(std::string_view text, const Json& position, Encoding encoding) const {
  std::uint32_t const wanted = number_at(position, {"line"});
  if (wanted >= begins_.size()) return static_cast<std::uint32_t>(text.size());
  std::uint32_t at = begins_[wanted];
  std::uint32_t end = wanted + 1 < begins_.size() ? begins_[wanted + 1] : static_cast<std::uint32_t>(text.size());
  while (end > at && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  std::uint32_t left = number_at(position, {"character"});
  while (at < end && left > 0) {
    CodePoint const point = decode_utf8(text, at);
    std::uint32_t const size = encoding == Encoding::utf8 ? static_cast<std::uint32_t>(point.size) : point.value > 0xFFFF ? 2 : 1;
    if (size > left) break;  // in the middle of a letter
    left -= size;
    at += static_cast<std::uint32_t>(point.size);
  }
  return std::min(at, end);
}

Span Lines::span(std::string_view text, const Json& range, Encoding encoding) const {
  const Json* const begin = find(range, {"start"});
  const Json* const end = find(range, {"end"});
  if (begin == nullptr || end == nullptr) return {0, 0};
  Span out{offset(text, *begin, encoding), offset(text, *end, encoding)};
  if (out.end < out.begin) std::swap(out.begin, out.end);
  return out;
}

Lines::Place Lines::place(std::string_view text, std::uint32_t offset, Encoding encoding) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  std::uint32_t const row = line(offset);
  return {row, units(text.substr(begins_[row], offset - begins_[row]), encoding)};
}

Json Lines::position(std::string_view text, std::uint32_t offset, Encoding encoding) const {
  Place const at = place(text, offset, encoding);
  return {{"line", at.line}, {"character", at.character}};
}

Json Lines::range(std::string_view text, Span span, Encoding encoding) const {
  return {{"start", position(text, span.begin, encoding)}, {"end", position(text, std::max(span.begin, span.end), encoding)}};
}

}  // namespace rettesnor::lsp
