#include "grammar/base/source.hpp"

#include <algorithm>
#include <utility>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

std::string_view Source::slice(Span span) const {
  std::size_t const begin = std::min<std::size_t>(span.begin, text.size());
  std::size_t const end = std::clamp<std::size_t>(span.end, begin, text.size());
  return std::string_view(text).substr(begin, end - begin);
}

Span Source::line_span(std::uint32_t offset) const {
  std::size_t const at = std::min<std::size_t>(offset, text.size());
  std::size_t const before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  std::size_t const begin = before == std::string::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Position Source::position(std::uint32_t offset) const {
  std::size_t const at = std::min<std::size_t>(offset, text.size());
  auto const lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  Span const before{line_span(offset).begin, static_cast<std::uint32_t>(at)};
  return {static_cast<std::uint32_t>(lines) + 1, static_cast<std::uint32_t>(display_width(slice(before))) + 1};
}

FileId Sources::add(std::string name, std::string text) {
  FileId const file{static_cast<std::uint32_t>(sources_.size())};
  sources_.push_back({std::move(name), std::move(text), file});
  return file;
}

}  // namespace rettesnor
