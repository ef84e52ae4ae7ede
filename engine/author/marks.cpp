#include "engine/author/marks.hpp"

#include <algorithm>

namespace rettesnor::author {

namespace {

MarkKind mark_of(Named kind) {
  switch (kind) {
    case Named::package: return MarkKind::package;
    case Named::actor: return MarkKind::actor;
    case Named::source: return MarkKind::source;
    case Named::calendar: return MarkKind::unit;
    case Named::concept_: return MarkKind::concept_;
    case Named::field: return MarkKind::field;
    case Named::code:
    case Named::reading: return MarkKind::code;
    case Named::parameter:
    case Named::define:
    case Named::table:
    case Named::output: return MarkKind::value;
    case Named::rule:
    case Named::exception:
    case Named::indicator: return MarkKind::rule;
    case Named::variable: return MarkKind::variable;
  }
  return MarkKind::field;
}

std::optional<MarkKind> mark_of(const Token& token) {
  if (token.keyword != Keyword::none) return MarkKind::keyword;
  switch (token.kind) {
    case TokenKind::string: return MarkKind::string;
    case TokenKind::number: case TokenKind::ordinal: case TokenKind::version: case TokenKind::date: case TokenKind::time:
      return MarkKind::number;
    case TokenKind::bullet: case TokenKind::minus: case TokenKind::plus: case TokenKind::star: case TokenKind::slash:
    case TokenKind::equal: case TokenKind::not_equal: case TokenKind::less: case TokenKind::less_equal: case TokenKind::greater:
    case TokenKind::greater_equal: case TokenKind::bar: case TokenKind::double_bar: return MarkKind::operator_;
    default: return std::nullopt;
  }
}

// Lines of a gap between tokens from `--` on.
void comments(std::string_view text, Span gap, std::vector<Mark>& out) {
  for (std::size_t at = gap.begin; at < gap.end;) {
    std::size_t const begin = text.substr(0, gap.end).find("--", at);
    if (begin == std::string_view::npos) return;
    std::size_t end = std::min<std::size_t>(text.find('\n', begin), gap.end);
    std::size_t const next = end;
    while (end > begin && text[end - 1] == '\r') --end;
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, MarkKind::comment, false});
    at = next;
  }
}

}  // namespace

std::vector<Mark> marks(const Desk& desk, FileId file, std::optional<Span> range) {
  const Syntax& syntax = desk.syntax(file);
  std::string_view const text = syntax.source->text;
  bool const prose = syntax.source->name.ends_with(".md");  // between fences there is prose, which is no comment
  auto use = std::ranges::lower_bound(desk.uses(), file, {}, &Use::file);
  std::vector<Mark> out;
  std::uint32_t before = 0;
  for (const Token& token : syntax.tokens()) {
    if (!prose) comments(text, {before, token.begin}, out);
    before = token.end;
    while (use != desk.uses().end() && use->file == file && use->at.begin < token.begin) ++use;
    bool const named = use != desk.uses().end() && use->file == file && use->at.begin == token.begin && use->at.end >= token.end;
    std::optional<MarkKind> const kind = named ? std::optional(mark_of(use->meant.kind)) : mark_of(token);
    if (!kind || token.begin == token.end) continue;
    if (text.substr(token.begin, token.end - token.begin).contains('\n')) continue;  // a string that was never closed
    out.push_back({token.span(), *kind, named && use->declares});
  }
  if (range) std::erase_if(out, [&](const Mark& m) { return m.span.end <= range->begin || m.span.begin >= range->end; });
  return out;
}

}  // namespace rettesnor::author
