#include "engine/store/plain_value.hpp"

#include <algorithm>

#include "engine/store/unit_names.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor {

namespace {

using Style = DataNode::Style;

template <class T>
bool put(std::optional<T> value, Value& out) {
  if (value) out.emplace<T>(*value);
  return value.has_value();
}

}  // namespace

std::optional<bool> yes_or_no(std::string_view text) {
  if (text == "yes" || text == "ja" || text == "true") return true;
  if (text == "no" || text == "nej" || text == "false") return false;
  return std::nullopt;
}

bool has_leading_zero(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

std::optional<bool> yes_no_of(std::string_view text, Style style) {
  return style == Style::number ? std::nullopt : yes_or_no(text);
}

std::optional<Decimal> number_of(std::string_view text, Style style) {
  if (!may_be_number(style) || has_leading_zero(text)) return std::nullopt;
  const auto number = parse_decimal(text);
  if (!number) return std::nullopt;
  return *number;
}

std::optional<CodeValue> code_of(const Model& model, Type type, std::string_view text, Style style) {
  if (!is_text(style)) return std::nullopt;
  const std::vector<std::string>& codes = model.code_sets[type.codes].codes;
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) return std::nullopt;
  return CodeValue{static_cast<std::uint32_t>(found - codes.begin())};
}

std::optional<DateInterval> date_of(std::string_view text, Style style) {
  if (!is_text(style)) return std::nullopt;
  if (const auto date = parse_date(text)) return DateInterval{date->first, date->last};
  const auto moment = parse_moment(text);
  if (!moment) return std::nullopt;
  return DateInterval{local_day(moment->first), local_day(moment->last)};
}

std::optional<MomentInterval> moment_of(std::string_view text, Style style) {
  if (!is_text(style)) return std::nullopt;
  if (const auto moment = parse_moment(text)) return MomentInterval{moment->first, moment->last};
  const auto days = parse_date(text);
  if (!days) return std::nullopt;
  return MomentInterval{start_of_day(days->first), Moment{end_of_day(days->last).micros - 1}};
}

bool plain_value(const Model& model, Type type, std::string_view text, Style style, Value& out) {
  if (type.list) return false;
  switch (type.kind) {
    case TypeKind::yes_no:
      return put(yes_no_of(text, style), out);
    case TypeKind::number:
    case TypeKind::amount:
      return put(number_of(text, style), out);
    case TypeKind::code:
      return put(code_of(model, type, text, style), out);
    case TypeKind::date:
      return put(date_of(text, style), out);
    case TypeKind::moment:
      return put(moment_of(text, style), out);
    case TypeKind::duration:
      return is_text(style) && put(parse_duration(model, text), out);
    case TypeKind::periods:
      return false;
    case TypeKind::text:
    case TypeKind::invalid:
      break;
  }
  if (is_text(style)) out.emplace<std::string>(text);
  return is_text(style);
}

}  // namespace rettesnor
