#include "grammar/format.hpp"

#include "grammar/format/compare.hpp"
#include "grammar/format/layout.hpp"

namespace rettesnor {
namespace {

using namespace format_detail;

FormatResult refuse(const Syntax& syntax, std::vector<Diagnostic> diagnostics, std::uint32_t at) {
  diagnostics.push_back({.code = Code::format_refused, .at = {at, at}, .file = syntax.source->file});
  sort_by_place(diagnostics);
  return {syntax.source->text, false, std::move(diagnostics)};
}

}  // namespace

FormatResult format(const Syntax& syntax) {
  const Gaps gaps(syntax);
  std::vector<TokenShape> shapes = shape_of(syntax, gaps);
  Layout layout = lay_out(syntax, gaps, shapes);
  // Broken lines are laid out as if the author had broken them; that may move others, so it is done until none is long.
  for (std::vector<bool> broken(shapes.size()); !layout.breaks.empty();) {
    for (const std::uint32_t i : layout.breaks) broken[i] = true;
    shapes = shape_of(syntax, gaps, broken);
    layout = lay_out(syntax, gaps, shapes);
  }
  const Source made{syntax.source->name, std::move(layout.text), syntax.source->file};
  const Syntax read_back = parse(made);
  if (const auto at = first_token_changed(syntax, shapes, read_back)) return refuse(syntax, syntax.diagnostics, *at);
  const Gaps gaps_back(read_back);
  const bool same = asides(syntax, gaps) == asides(read_back, gaps_back) && syntax.ok() == read_back.ok() &&
                    (!syntax.ok() || comparable_tree(syntax) == comparable_tree(read_back));
  if (!same) return refuse(syntax, syntax.diagnostics, 0);
  return {made.text, true, syntax.diagnostics};
}

FormatResult format(const Source& source) { return format(parse(source)); }

}  // namespace rettesnor
