#include "engine/explain/limbs.hpp"

#include <vector>

#include "engine/explain/names.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor {

namespace {

using expr::BinaryOp;

std::string said(Language language, std::string_view danish, std::string_view english, std::initializer_list<std::string> fills) {
  return fill(language == Language::danish ? danish : english, std::span(fills.begin(), fills.size()));
}

/// The field whose cell an expression reads, or its part; none: it reads no single one.
FieldId field_read(const Model& model, ExprId id) {
  if (const auto* field = std::get_if<expr::Field>(&model.exprs[id].node)) return field->part ? field->part : field->field;
  const auto* pick = std::get_if<expr::PickField>(&model.exprs[id].node);
  return pick == nullptr ? FieldId{} : pick->part ? pick->part : pick->field;
}

/// What an event, a fact, a definition or a parameter is called, in quotation marks; empty for anything else.
std::string titled(const Model& model, ExprId id, Language language) {
  std::string title;
  if (const auto* parameter = std::get_if<expr::Parameter>(&model.exprs[id].node)) title = text_in(model.parameters[parameter->parameter].title, language, "");
  else if (const auto* define = std::get_if<expr::Define>(&model.exprs[id].node)) title = text_in(model.defines[define->define].title, language, "");
  else title = title_of_expression(model, id, language);
  return title.empty() ? title : quoted(title, language);
}

std::string code_text(const Model& model, ExprId of, std::uint32_t code, Language language) {
  const FieldId field = field_read(model, of);
  if (field) return title_of_code(model, model.fields[field], code, language);
  const CodeSetId set = model.exprs[of].type.codes;
  return set && code < model.code_sets[set].codes.size() ? model.code_sets[set].codes[code] : std::string();
}

/// A number, an amount, a length, a code of what it is compared with, a day, or something that has a title.
std::string operand_text(const Model& model, ExprId id, ExprId compared_with, Language language) {
  const Expr& e = model.exprs[id];
  if (const auto* number = std::get_if<expr::Number>(&e.node)) return e.type.kind == TypeKind::amount ? format_amount(number->value, wording_of(language)) : to_string(number->value, wording_of(language));
  if (const auto* code = std::get_if<expr::Code>(&e.node)) return code_text(model, compared_with, code->code, language);
  if (const auto* date = std::get_if<expr::DateValue>(&e.node)) return day_text(date->value, language);
  if (const auto* length = std::get_if<expr::DurationValue>(&e.node)) {
    const bool named = length->value.unit == Unit::calendar_days && length->value.calendar < model.calendars.size();
    return to_string(length->value, wording_of(language), named ? std::string_view(model.calendars[CalendarId{length->value.calendar}].name) : std::string_view());
  }
  return titled(model, id, language);
}

std::string comparison(BinaryOp op, const std::string& left, const std::string& right, Language language) {
  if (op == BinaryOp::greater_equal) return said(language, "{0} mindst {1}", "{0} at least {1}", {left, right});
  if (op == BinaryOp::greater) return said(language, "{0} over {1}", "{0} above {1}", {left, right});
  if (op == BinaryOp::less_equal) return said(language, "{0} højst {1}", "{0} at most {1}", {left, right});
  if (op == BinaryOp::less) return said(language, "{0} under {1}", "{0} below {1}", {left, right});
  if (op == BinaryOp::equal) return left + ": " + right;
  if (op == BinaryOp::not_equal) return said(language, "{0}: ikke {1}", "{0}: not {1}", {left, right});
  return {};
}

}  // namespace

std::string limb_text(const Model& model, ExprId condition, Language language) {
  const ExprNode& node = model.exprs[condition].node;
  if (const auto* negated = std::get_if<expr::Not>(&node)) {
    const std::string inner = limb_text(model, negated->operand, language);
    const bool simple = !std::holds_alternative<expr::Binary>(model.exprs[negated->operand].node);
    return inner.empty() || !simple ? std::string() : said(language, "ikke {0}", "not {0}", {inner});
  }
  if (const auto* among = std::get_if<expr::Among>(&node)) {
    const std::string title = titled(model, among->operand, language);
    std::vector<std::string> names;
    for (const std::uint32_t code : among->codes) names.push_back(code_text(model, among->operand, code, language));
    return title.empty() ? title : title + ": " + listing(names, language, 3);
  }
  const auto* two = std::get_if<expr::Binary>(&node);
  if (two == nullptr) return titled(model, condition, language);
  if (two->op == BinaryOp::or_) {
    const std::string left = limb_text(model, two->left, language), right = limb_text(model, two->right, language);
    return left.empty() || right.empty() ? std::string() : left + (language == Language::danish ? " eller " : " or ") + right;
  }
  if (const auto* wanted = std::get_if<expr::YesNo>(&model.exprs[two->right].node); wanted != nullptr && two->op == BinaryOp::equal) {
    const std::string inner = limb_text(model, two->left, language);
    return inner.empty() || wanted->value ? inner : said(language, "ikke {0}", "not {0}", {inner});
  }
  const std::string left = operand_text(model, two->left, two->right, language), right = operand_text(model, two->right, two->left, language);
  return left.empty() || right.empty() ? std::string() : comparison(two->op, left, right, language);
}

}  // namespace rettesnor
