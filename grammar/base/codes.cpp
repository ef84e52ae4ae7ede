#include "grammar/base/codes.hpp"

#include <algorithm>
#include <iterator>

namespace rettesnor {

namespace {

constexpr CodeRow rows[] = {
#define RSN_CODE(name, number, level, danish, english, help_danish, help_english) \
  CodeRow{Code::name, #name, number, Level::level, danish, english, help_danish, help_english},
#include "grammar/base/codes.def"
#undef RSN_CODE
};

}  // namespace

std::span<const CodeRow> code_rows() { return rows; }

const CodeRow& row_of(Code code) { return rows[static_cast<std::size_t>(code)]; }

std::optional<Code> find_code(std::string_view number) {
  auto const found = std::ranges::find(rows, number, &CodeRow::number);
  if (found == std::end(rows)) return std::nullopt;
  return found->code;
}

std::string fill_keywords(std::string_view text, KeywordSpelling keywords) {
  std::string out;
  while (!text.empty()) {
    std::size_t const open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    std::size_t const close = text.find('}');
    if (close == std::string_view::npos) break;
    std::string_view const word = keywords(text.substr(1, close - 1));
    out += word.empty() ? text.substr(0, close + 1) : word;
    text.remove_prefix(close + 1);
  }
  return out += text;
}

std::string fill(std::string_view text, std::span<const std::string> arguments) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '0' &&
                       text[at + 1] <= '9';
    if (!place) {
      out += text[at];
      continue;
    }
    auto const index = static_cast<std::size_t>(text[at + 1] - '0');
    if (index < arguments.size()) out += arguments[index];
    at += 2;
  }
  return out;
}

}  // namespace rettesnor
