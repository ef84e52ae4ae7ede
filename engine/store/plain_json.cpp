#include "engine/store/plain_json.hpp"

#include <cstdint>

#include "engine/store/json_tree.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;
using Style = DataNode::Style;

constexpr std::size_t most_keys = 16;  // every key is held against those before it

/// A letter of a text in quotes that stands for itself. UTF-8 was looked at before.
bool stands_for_itself(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }

/// Do all eight letters stand for themselves? What is subtracted from a byte borrows from the next only where the byte is
/// one that is looked for, so none is overlooked.
bool stand_for_themselves(const char* eight) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  const auto below = [](std::uint64_t bytes, std::uint64_t limit) { return (bytes - limit * ones) & ~bytes; };
  return ((below(word, 0x20) | below(word ^ ('"' * ones), 1) | below(word ^ ('\\' * ones), 1)) & (0x80 * ones)) == 0;
}

bool is_of_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

}  // namespace

bool PlainJson::string(Scalar& out) {
  const std::uint32_t from = place();
  const char* const first = ++at_;
  while (end_ - at_ >= 8 && stand_for_themselves(at_)) at_ += 8;
  while (stands_for_itself(*at_)) ++at_;
  if (*at_ != '"') return false;
  out.text = {first, at_};
  ++at_;
  out.kind = Kind::scalar;
  out.style = Style::quoted;
  out.span = {from, place()};
  return true;
}

bool PlainJson::word(Scalar& out) {
  const std::uint32_t from = place();
  const auto is = [&](std::string_view wanted) {
    if (!std::string_view(at_, end_).starts_with(wanted)) return false;
    out.text = wanted;
    return true;
  };
  out.kind = Kind::scalar;
  if (is("true") || is("false")) {
    out.style = Style::boolean;
  } else if (is("null")) {
    out.kind = Kind::null;
    out.style = Style::plain;
  } else {
    const char* stop = at_;
    while (is_of_number(*stop)) ++stop;
    out.text = {at_, stop};
    out.style = Style::number;
    if (!is_json_number(out.text)) return false;
  }
  at_ += out.text.size();  // what follows is a comma, a bracket or nothing, or the caller stops there
  out.span = {from, place()};
  return true;
}

bool PlainJson::scalar(Scalar& out) {
  if (!(peek() == '"' ? string(out) : word(out))) return false;
  last_ = out.span.end;
  return true;
}

bool PlainJson::tree(DataNode& out) {
  const char next = peek();
  if (next == '{') return map(out);
  if (next == '[') return list(out);
  Scalar found;
  if (!scalar(found)) return false;
  out.kind = found.kind;
  out.style = found.style;
  out.span = found.span;
  if (found.kind == Kind::scalar) out.text = found.text;
  return true;
}

bool PlainJson::map(DataNode& out) {
  out.kind = Kind::map;
  if (!open('{', out.span)) return false;
  if (close('}', out.span)) return true;
  do {
    Scalar name;
    if (!key(name) || name.text.empty() || out.entries.size() == most_keys || out.find(name.text) != nullptr) return false;
    DataEntry& entry = out.entries.emplace_back();
    entry.key = name.text;
    entry.key_span = name.span;
    if (!tree(entry.value)) return false;
  } while (take(','));
  return close('}', out.span);
}

bool PlainJson::list(DataNode& out) {
  out.kind = Kind::list;
  if (!open('[', out.span)) return false;
  if (close(']', out.span)) return true;
  do {
    if (!tree(out.items.emplace_back())) return false;
  } while (take(','));
  return close(']', out.span);
}

}  // namespace rettesnor
