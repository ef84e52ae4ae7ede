#include "engine/store/value_reader.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "engine/store/periods_reader.hpp"
#include "engine/store/plain_value.hpp"
#include "engine/store/schema.hpp"
#include "engine/values/parse.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;
using Style = DataNode::Style;

/// Texts of people are shown shortened in messages.
std::string clip(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < longest; ++count) at += decode_utf8(text, at).size;
  std::string out(text.substr(0, at));
  std::ranges::replace(out, '\n', ' ');
  return at < text.size() ? out + "…" : out;
}

/// The text cannot be read; the label says why.
void report_unread(Code code, const DataNode& node, std::string danish, std::string english, Problems& problems) {
  Diagnostic& problem = problems.add(code, node.span, {clip(node.text)});
  problem.labels.push_back({.span = node.span, .danish = std::move(danish), .english = std::move(english)});
}

void report_parse(Code code, const DataNode& node, ParseProblem problem, Problems& problems) {
  report_unread(code, node, describe(problem, Wording::danish), describe(problem, Wording::english), problems);
}

bool is_text_scalar(const DataNode& node) { return node.kind == Kind::scalar && is_text(node.style); }

void report_number(Wanted wanted, const DataNode& node, Problems& problems) {
  if (node.kind != Kind::scalar || !may_be_number(node.style)) {
    report_other(Code::case_expects_number, wanted.name, node, problems);
  } else if (has_leading_zero(node.text)) {
    report_unread(Code::case_bad_number, node, "et foranstillet nul kan betyde to tal",
                  "a leading zero may mean two numbers", problems);
  } else {
    report_parse(Code::case_bad_number, node, parse_decimal(node.text).error(), problems);
  }
}

void report_code(const Model& model, Wanted wanted, const DataNode& node, Problems& problems) {
  if (node.kind == Kind::broken) return;
  const std::vector<std::string>& codes = model.code_sets[wanted.type.codes].codes;
  const std::vector<std::string_view> names(codes.begin(), codes.end());
  Diagnostic& problem = problems.add(Code::case_unknown_code, node.span, {std::string(wanted.name), shown(node)});
  problem.help = {{join(names)}};
  if (node.kind != Kind::scalar) return;
  if (const auto near = nearest_name(node.text, names)) {
    problem.help = {{*near}};
    problem.edit = Edit{inside_quotes(node.span, node.text), *near, false};
  }
}

std::optional<Value> read_codes(const Model& model, Wanted wanted, const DataNode& node, Problems& problems) {
  if (node.kind != Kind::list) {
    report_other(Code::case_expects_codes, wanted.name, node, problems);
    return std::nullopt;
  }
  std::vector<CodeValue> codes;
  bool whole = true;
  for (const DataNode& item : node.items) {
    const auto code = item.kind == Kind::scalar ? code_of(model, wanted.type, item.text, item.style) : std::nullopt;
    if (!code) report_code(model, wanted, item, problems);
    if (problems.full()) return std::nullopt;
    whole = whole && code.has_value();
    if (!code) continue;
    if (std::ranges::find(codes, *code) != codes.end()) {
      problems.add(Code::case_duplicate_code, item.span, {clip(item.text)});
      whole = false;
    }
    codes.push_back(*code);
  }
  if (!whole) return std::nullopt;
  return codes;
}

bool is_between(const DataNode& node) { return node.kind == Kind::map && node.find("between") != nullptr; }

/// The two ends of `{between: [a, b]}`; reported and none if it is something else.
std::optional<std::pair<const DataNode*, const DataNode*>> between_ends(const DataNode& node, Problems& problems) {
  const DataNode* ends = node.find("between");
  const bool two = node.entries.size() == 1 && ends->kind == Kind::list && ends->items.size() == 2;
  if (two) return std::pair(&ends->items[0], &ends->items[1]);
  if (ends->kind != Kind::broken) problems.add(Code::case_bad_interval, ends->span);
  return std::nullopt;
}

template <class Interval, class ReadEnd>
std::optional<Interval> read_between(const DataNode& node, Problems& problems, ReadEnd read_end) {
  const auto ends = between_ends(node, problems);
  if (!ends) return std::nullopt;
  const std::optional<Interval> low = read_end(*ends->first);
  const std::optional<Interval> high = read_end(*ends->second);
  if (!low || !high) return std::nullopt;
  if (low->first <= high->first && low->last <= high->last) return Interval{low->first, high->last};
  problems.add(Code::case_bad_interval, node.find("between")->span);
  return std::nullopt;
}

std::optional<DateInterval> read_plain_date(std::string_view name, const DataNode& node, Problems& problems) {
  if (!is_text_scalar(node)) {
    report_other(Code::case_expects_date, name, node, problems);
    return std::nullopt;
  }
  const auto date = date_of(node.text, node.style);
  if (date) return date;
  const bool has_time = node.text.contains(':');
  const ParseProblem why = has_time ? parse_moment(node.text).error() : parse_date(node.text).error();
  report_parse(Code::case_bad_date, node, why, problems);
  return std::nullopt;
}

std::optional<DateInterval> read_date(std::string_view name, const DataNode& node, Problems& problems) {
  const auto read_end = [&](const DataNode& end) { return read_plain_date(name, end, problems); };
  return is_between(node) ? read_between<DateInterval>(node, problems, read_end) : read_end(node);
}

std::optional<MomentInterval> read_plain_moment(std::string_view name, const DataNode& node, Problems& problems) {
  if (!is_text_scalar(node)) {
    report_other(Code::case_expects_moment, name, node, problems);
    return std::nullopt;
  }
  const auto moment = moment_of(node.text, node.style);
  if (!moment) report_parse(Code::case_bad_moment, node, parse_moment(node.text).error(), problems);
  return moment;
}

template <class T>
std::optional<Value> lift(std::optional<T> value) {
  if (!value) return std::nullopt;
  return Value{std::move(*value)};
}

}  // namespace

std::string shown(const DataNode& node) {
  switch (node.kind) {
    case Kind::null:
    case Kind::broken:
      return "`null`";
    case Kind::list:
      return node.items.empty() ? "`[]`" : "`[…]`";
    case Kind::map:
      return node.entries.empty() ? "`{}`" : "`{…}`";
    case Kind::scalar:
      break;
  }
  const std::string text = clip(node.text);
  return node.style == Style::quoted ? fmt::format("`\"{}\"`", text) : fmt::format("`{}`", text);
}

void report_other(Code code, std::string_view name, const DataNode& node, Problems& problems) {
  if (node.kind == Kind::broken) return;
  std::vector<std::string> arguments;
  if (!name.empty()) arguments.emplace_back(name);
  arguments.push_back(shown(node));
  problems.add(code, node.span, std::move(arguments));
}

std::optional<std::string> read_text(std::string_view name, const DataNode& node, Problems& problems) {
  if (is_text_scalar(node)) return node.text;
  report_other(Code::case_expects_text, name, node, problems);
  return std::nullopt;
}

std::optional<Date> read_day(std::string_view name, const DataNode& node, Problems& problems) {
  const auto date = read_plain_date(name, node, problems);
  if (!date) return std::nullopt;
  if (date->first == date->last) return date->first;
  problems.add(Code::case_not_exact, node.span, {std::string(name), clip(node.text)});
  return std::nullopt;
}

std::optional<MomentInterval> read_moment(std::string_view name, const DataNode& node, Problems& problems) {
  const auto read_end = [&](const DataNode& end) { return read_plain_moment(name, end, problems); };
  return is_between(node) ? read_between<MomentInterval>(node, problems, read_end) : read_end(node);
}

std::optional<Value> read_value(const Model& model, Wanted wanted, const DataNode& node, Problems& problems) {
  if (wanted.type.list) return read_codes(model, wanted, node, problems);
  if (node.kind == Kind::scalar) {
    if (Value value; plain_value(model, wanted.type, node.text, node.style, value)) return value;
  }
  switch (wanted.type.kind) {
    case TypeKind::date:
      return lift(read_date(wanted.name, node, problems));
    case TypeKind::moment:
      return lift(read_moment(wanted.name, node, problems));
    case TypeKind::periods:
      return lift(read_periods(wanted.name, node, problems));
    case TypeKind::yes_no:
      report_other(Code::case_expects_yes_no, wanted.name, node, problems);
      break;
    case TypeKind::number:
    case TypeKind::amount:
      report_number(wanted, node, problems);
      break;
    case TypeKind::code:
      report_code(model, wanted, node, problems);
      break;
    case TypeKind::duration:
      report_other(Code::case_expects_duration, wanted.name, node, problems);
      break;
    case TypeKind::text:
    case TypeKind::invalid:
      report_other(Code::case_expects_text, wanted.name, node, problems);
      break;
  }
  return std::nullopt;
}

}  // namespace rettesnor
