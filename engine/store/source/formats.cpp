#include "engine/store/source/formats.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "engine/store/text_check.hpp"
#include "engine/values/decimal.hpp"

namespace rettesnor::source {

namespace {

constexpr std::string_view letters = "ymdHMS";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// How many times the first letter stands at the beginning.
std::size_t run_of(std::string_view text) { return std::min(text.find_first_not_of(text.front()), text.size()); }

bool is_plain_number(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  return !(digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) && parse_decimal(text).has_value();
}

std::expected<std::string, Code> json_of_one(const ColumnMap& from, std::string_view text, Cell::Form form) {
  std::string value(text);
  if (from.codes != nullptr) {
    const auto found = from.codes->find(value);
    if (found == from.codes->end()) return std::unexpected(Code::source_unlisted_code);
    value = found->second;
  }
  switch (from.type.kind) {
    case TypeKind::number:
    case TypeKind::amount: {
      if (from.decimal == ',' && form != Cell::Form::number && from.codes == nullptr) {
        if (value.find('.') != std::string::npos) return std::unexpected(Code::source_bad_format);
        std::ranges::replace(value, ',', '.');
      }
      if (!is_plain_number(value)) return std::unexpected(Code::case_bad_number);
      return value;
    }
    case TypeKind::date:
    case TypeKind::moment: {
      const bool written = form == Cell::Form::time || form == Cell::Form::instant;
      if (!from.format.empty() && !written) {
        auto reformed = reformed_time(value, from.format);
        if (!reformed) return std::unexpected(Code::source_bad_format);
        value = std::move(*reformed);
      }
      if (value.find(':') != std::string::npos && form != Cell::Form::instant) value += from.zone;
      return json_text(value);
    }
    case TypeKind::invalid:
    case TypeKind::yes_no:
    case TypeKind::text:
    case TypeKind::code:
    case TypeKind::duration:
    case TypeKind::periods: return json_text(value);
  }
  return json_text(value);
}

/// Of a source that has lists. An empty one says that there are none.
std::expected<std::string, Code> json_of_list(const ColumnMap& from, const std::vector<std::string>& items) {
  if (!from.type.list) return std::unexpected(Code::source_bad_format);
  std::string out = "[";
  for (const std::string& item : items) {
    if (const auto fault = find_text_fault(item)) return std::unexpected(fault->code);
    const auto one = json_of_one(from, item, Cell::Form::text);
    if (!one) return one;
    out += (out.size() > 1 ? "," : "") + *one;
  }
  return out + "]";
}

}  // namespace

bool is_time_format(std::string_view format) {
  std::string seen;
  while (!format.empty()) {
    const char letter = format.front();
    const std::size_t size = run_of(format);
    if (letters.find(letter) != std::string_view::npos) {
      if (seen.find(letter) != std::string::npos || size > (letter == 'y' ? 4U : 2U)) return false;
      if ((letter == 'y' && size != 4) || ((letter == 'M' || letter == 'S') && size != 2)) return false;
      seen += letter;
    } else if (is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z' && letter != 'T')) {
      return false;
    }
    format.remove_prefix(size);
  }
  const auto has = [&](char c) { return seen.find(c) != std::string::npos; };
  return has('y') && has('m') && has('d') && has('H') == has('M') && (has('M') || !has('S'));
}

std::optional<std::string> reformed_time(std::string_view text, std::string_view format) {
  std::string year, month, day, hour, minute, second;
  while (!format.empty()) {
    const char letter = format.front();
    const std::size_t kind = letters.find(letter);
    if (kind == std::string_view::npos) {
      if (text.empty() || text.front() != letter) return std::nullopt;
      text.remove_prefix(1);
      format.remove_prefix(1);
      continue;
    }
    const std::size_t wanted = run_of(format);
    const std::size_t most = wanted == 1 ? 2 : wanted;
    std::size_t size = 0;
    while (size < most && size < text.size() && is_digit(text[size])) ++size;
    if (size < wanted) return std::nullopt;
    std::string* const into[] = {&year, &month, &day, &hour, &minute, &second};
    *into[kind] = (size == 1 ? "0" : "") + std::string(text.substr(0, size));
    text.remove_prefix(size);
    format.remove_prefix(wanted);
  }
  if (!text.empty()) return std::nullopt;
  std::string out = fmt::format("{}-{}-{}", year, month, day);
  if (!hour.empty()) out += fmt::format(" {}:{}", hour, minute);
  if (!second.empty()) out += ":" + second;
  return out;
}

std::optional<std::string> zone_suffix(std::string_view zone) {
  if (zone == "Europe/Copenhagen") return "";
  if (zone == "UTC") return "Z";
  const bool offset = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && is_digit(zone[1]) && is_digit(zone[2]) && zone[3] == ':' &&
                      is_digit(zone[4]) && is_digit(zone[5]);
  return offset ? std::optional(std::string(zone)) : std::nullopt;
}

std::expected<std::string, Code> json_of(const ColumnMap& from, const Cell& cell) {
  if (cell.items) return json_of_list(from, *cell.items);
  if (cell.form == Cell::Form::unknown) return R"({"unknown":"asked"})";
  if (cell.text.empty()) return std::string();
  if (const auto fault = find_text_fault(cell.text)) return std::unexpected(fault->code);
  if (std::ranges::find(from.unknown, cell.text) != from.unknown.end()) return R"({"unknown":"asked"})";
  if (!from.type.list) return json_of_one(from, cell.text, cell.form);
  std::string out = "[";
  std::string_view rest = cell.text;
  while (true) {
    const std::size_t end = from.split.empty() ? rest.size() : std::min(rest.find(from.split), rest.size());
    const auto one = json_of_one(from, rest.substr(0, end), cell.form);
    if (!one) return one;
    out += (out.size() > 1 ? "," : "") + *one;
    if (end == rest.size()) break;
    rest.remove_prefix(end + from.split.size());
  }
  return out + "]";
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace rettesnor::source
