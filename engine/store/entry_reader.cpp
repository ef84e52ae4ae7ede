#include "engine/store/entry_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/store/cell_reader.hpp"
#include "engine/store/value_reader.hpp"
#include "engine/values/decimal.hpp"
#include "grammar/base/one_line.hpp"

namespace rettesnor {

using Kind = DataNode::Kind;

namespace {

/// Of two bytes in UTF-8: the first of the letters from À to ÿ, and what small ones lie above large ones.
constexpr char latin = '\xC3';
constexpr unsigned char large_from = 0x80, large_until = 0x9E, times = 0x97, divided = 0xB7, to_small = 0x20;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string in_small_letters(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] - 'A' + 'a');
    const auto byte = static_cast<unsigned char>(out[i]);
    if (i > 0 && out[i - 1] == latin && byte >= large_from && byte <= large_until && byte != times) out[i] = static_cast<char>(byte + to_small);
  }
  return out;
}

bool names_nobody(std::string_view text) {
  constexpr std::string_view placeholders[] = {"todo", "tbd", "tba", "fixme", "na", "nn", "ukendt", "unknown", "mangler", "missing", "ingen", "none", "null", "nil", "vedikke", "ikkeangivet", "notstated", "kommer", "senere", "later"};
  const std::string small = in_small_letters(text);
  std::vector<std::string> letters;
  std::string all;
  for (std::size_t i = 0; i < small.size();) {
    const auto lead = static_cast<unsigned char>(small[i]);
    const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::string one = small.substr(i, size);
    i += size;
    const bool sign = one.size() == 2 && one[0] == latin && (static_cast<unsigned char>(one[1]) == times || static_cast<unsigned char>(one[1]) == divided);
    // Of what is written in three bytes, those from E2 are dashes, quotes and dots.
    if (size == 1 ? !is_ascii_letter(one[0]) : lead < 0xC3 || lead == 0xE2 || sign) continue;
    all += one;
    letters.push_back(std::move(one));
  }
  if (letters.size() < 2 || std::ranges::find(placeholders, all) != std::end(placeholders)) return true;
  return std::ranges::all_of(letters, [&](const std::string& c) { return c == letters.front(); });
}

std::optional<DataNode> EntryReader::root(const Source& text, std::string_view first) {
  DataTree tree = read_tree(text, DataFormat::yaml);
  for (const Diagnostic& d : tree.diagnostics) {
    // What the catalogue says of an empty file is said of a case.
    if (d.code == Code::case_empty) problems_.add(Code::map_missing, d.at, {std::string(first)});
    else problems_.add(d.code, d.at, d.arguments) = d;
  }
  if (!tree.root || tree.root->kind != Kind::map) {
    if (!problems_.has_errors()) report_other(Code::case_not_a_map, {}, tree.root.value_or(DataNode{}), problems_);
    return std::nullopt;
  }
  return std::move(tree.root);
}

bool EntryReader::map(const DataNode& node, std::string_view owner, const std::vector<std::string_view>& names) {
  if (node.kind != Kind::map) {
    report_other(Code::case_not_a_map, {}, node, problems_);
    return false;
  }
  for (const DataEntry& entry : node.entries) {
    if (std::ranges::find(names, entry.key) == names.end()) report_unknown_name(entry, owner, names, problems_);
  }
  return true;
}

std::span<const DataNode> EntryReader::list(const DataNode& node, std::string_view name) {
  const DataNode* value = given(node, name);
  if (value == nullptr) return {};
  if (value->kind == Kind::list) return value->items;
  report_other(Code::case_expects_list, name, *value, problems_);
  return {};
}

const DataNode* EntryReader::given(const DataNode& node, std::string_view name) const {
  const DataNode* value = node.find(name);
  return value == nullptr || value->kind == Kind::null ? nullptr : value;
}

Span EntryReader::place(const DataNode& node, std::string_view name) const {
  const auto found = std::ranges::find(node.entries, name, &DataEntry::key);
  return found == node.entries.end() ? Span{node.span.begin, node.span.begin} : found->key_span;
}

std::string EntryReader::text(const DataNode& node, std::string_view name) {
  const DataNode* value = given(node, name);
  if (value == nullptr) return {};
  if (value->kind != Kind::scalar) {
    report_other(Code::case_expects_text, name, *value, problems_);
    return {};
  }
  std::string out = on_one_line(value->text);  // a line break in a title would look like a line of the page
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string EntryReader::needed_text(const DataNode& node, std::string_view name) {
  std::string out = text(node, name);
  const DataNode* value = node.find(name);
  if (out.empty() && (value == nullptr || value->kind == Kind::null || value->kind == Kind::scalar)) missing(node, name);
  return out;
}

std::string EntryReader::answering(const DataNode& node, std::string_view name) {
  std::string out = text(node, name);
  return names_nobody(out) ? std::string() : out;
}

std::optional<double> EntryReader::number(const DataNode& value, const std::string& called, double low, double high) {
  const auto read = value.kind == Kind::scalar && value.style != DataNode::Style::quoted ? parse_decimal(value.text) : std::unexpected(ParseProblem{});
  if (!read) {
    report_other(Code::case_expects_number, called, value, problems_);
    return std::nullopt;
  }
  const double out = static_cast<double>(read->millionths) / static_cast<double>(millionths_per_one);
  if (out >= low && out <= high) return out;
  bad(value, called, fmt::format("{} … {}", low, high), out > 1 && high <= 1 ? Reason{"procent skrives som andel: 3,5 % er 0.035", "a per cent is written as a share: 3.5 % is 0.035"} : Reason{});
  return std::nullopt;
}

std::optional<int> EntryReader::whole(const DataNode& node, std::string_view name, int low, int high) {
  const DataNode* value = given(node, name);
  if (value == nullptr) {
    missing(node, name);
    return std::nullopt;
  }
  const auto read = number(*value, std::string(name), low, high);
  if (!read) return std::nullopt;
  if (*read == std::floor(*read)) return static_cast<int>(*read);
  bad(*value, name, fmt::format("{}, {}, …, {}", low, low + 1, high));
  return std::nullopt;
}

std::optional<Date> EntryReader::day(const DataNode& node, std::string_view name) {
  const DataNode* value = given(node, name);
  return value == nullptr ? std::nullopt : read_day(name, *value, problems_);
}

Diagnostic& EntryReader::missing(const DataNode& node, std::string_view name, const std::string& called, const Reason& reason) {
  const Span at = place(node, name);
  Diagnostic& out = problems_.add(Code::map_missing, at, {called.empty() ? std::string(name) : called});
  if (!reason.danish.empty()) out.labels.push_back({.span = at, .danish = reason.danish, .english = reason.english});
  return out;
}

void EntryReader::bad(const DataNode& value, std::string_view name, std::string wanted, const Reason& reason) {
  if (value.kind == Kind::broken) return;
  Diagnostic& out = problems_.add(Code::map_bad_value, value.span, {std::string(name), shown(value)});
  out.help = {{std::move(wanted)}};
  if (!reason.danish.empty()) out.labels.push_back({.span = value.span, .danish = reason.danish, .english = reason.english});
}

}  // namespace rettesnor
