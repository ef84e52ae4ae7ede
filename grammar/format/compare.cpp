#include "grammar/format/compare.hpp"

namespace rettesnor::format_detail {

std::vector<std::string_view> asides(const Syntax& syntax, const Gaps& gaps) {
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < syntax.tokens().size(); ++i) {
    for (const GapPart& part : gaps.before(i)) {
      if (part.kind == GapKind::comment || part.kind == GapKind::prose) found.push_back(part.text);
    }
  }
  return found;
}

std::optional<std::uint32_t> first_token_changed(const Syntax& before, const std::vector<TokenShape>& shapes,
                                                 const Syntax& after) {
  const auto old_tokens = before.tokens();
  const auto new_tokens = after.tokens();
  for (std::size_t i = 0; i < old_tokens.size(); ++i) {
    const Token& was = old_tokens[shapes[i].shown];
    const bool same = i < new_tokens.size() && new_tokens[i].kind == was.kind &&
                      after.tree.text(new_tokens[i]) == before.tree.text(was);
    if (!same) return was.begin;
  }
  if (new_tokens.size() != old_tokens.size()) return old_tokens.back().begin;
  return std::nullopt;
}

std::string comparable_tree(const Syntax& syntax) {
  const std::string tree = dump(syntax.tree, syntax.root);
  std::string out;
  out.reserve(tree.size());
  bool line_start = true;
  for (const char c : tree) {
    if (c == '\n') line_start = true;
    // Depth is kept; inside a line several blanks are one.
    if (c == ' ' && !line_start && out.back() == ' ') continue;
    if (c != ' ' && c != '\n') line_start = false;
    out += c;
  }
  for (const std::string_view line : {"  language en\n", "  language da\n"}) {
    if (const std::size_t at = out.find(line); at != std::string::npos) out.erase(at, line.size());
  }
  return out;
}

}  // namespace rettesnor::format_detail
