#include "engine/check/context.hpp"

#include <algorithm>

namespace rettesnor::checking {

namespace {

Keyword keyword_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::yes_no: return Keyword::yes_no;
    case TypeKind::number: return Keyword::number_type;
    case TypeKind::amount: return Keyword::amount;
    case TypeKind::text: return Keyword::text_type;
    case TypeKind::date: return Keyword::date_type;
    case TypeKind::moment: return Keyword::moment;
    case TypeKind::duration: return Keyword::duration_type;
    case TypeKind::periods: return Keyword::periods;
    case TypeKind::code: return Keyword::one_of;
    case TypeKind::invalid: break;
  }
  return Keyword::none;
}

}  // namespace

std::string described(const Model& model, Type type, KeywordLanguage language) {
  if (type.kind == TypeKind::invalid) return "?";
  std::string out;
  if (type.list) out += std::string(spelling(Keyword::list_of, language)) + ' ';
  out += spelling(keyword_of(type.kind), language);
  if (type.kind != TypeKind::code || !type.codes) return out;
  const CodeSet& set = model.code_sets[type.codes];
  constexpr std::size_t shown = 4;
  for (std::size_t i = 0; i < std::min(shown, set.codes.size()); ++i) {
    out += (i == 0 ? " " : set.ordered ? " < " : ", ") + set.codes[i];
  }
  if (set.codes.size() > shown) out += " …";
  return out;
}

Diagnostic& Context::report(Code code, Origin at, std::vector<std::string> arguments) {
  diagnostics.push_back(Diagnostic{.code = code, .at = at.span, .file = at.file, .arguments = std::move(arguments)});
  return diagnostics.back();
}

ExprId Context::add(ExprNode node, Type type, Origin at) {
  return model.exprs.add(Expr{std::move(node), type, at.file, at.span});
}

CodeSetId Context::code_set(CodeSet set) {
  for (std::uint32_t i = 0; i < model.code_sets.size(); ++i) {
    const CodeSet& known = model.code_sets[CodeSetId{i}];
    if (known.ordered == set.ordered && known.codes == set.codes) return CodeSetId{i};
  }
  return model.code_sets.add(std::move(set));
}

std::string Context::describe(Type type, const File& file) const {
  return described(model, type, file.syntax->language);
}

std::string Context::describe(Type type, FileId file) const {
  auto const at = std::ranges::find(files, file, &File::id);
  return described(model, type, at == files.end() ? KeywordLanguage::english : at->syntax->language);
}

Label label(Origin at, std::string danish, std::string english) {
  return Label{at.span, at.file, std::move(danish), std::move(english)};
}

void suggest(Diagnostic& diagnostic, std::string_view name, const std::vector<std::string_view>& candidates) {
  if (auto nearest = nearest_name(name, candidates)) {
    diagnostic.edit = Edit{diagnostic.at, *nearest, false};
    diagnostic.help = std::vector<std::string>{std::move(*nearest)};
  }
}

}  // namespace rettesnor::checking
