#include "engine/store/plain_json.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "engine/store/json_tree.hpp"
#include "engine/store/text_check.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;
using Style = DataNode::Style;

constexpr std::size_t most_keys = 16;  // every key is held against those before it

/// The first quote or backslash from `at` on, else `end`. Eight letters at a time: what is subtracted from a byte borrows
/// from the next only where the byte is one that is looked for, so the first is always right.
const char* to_sign(const char* at, const char* end) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    const auto zeros = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes; };
    for (; end - at >= 8; at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, sizeof word);
      const std::uint64_t found = (zeros(word ^ ('"' * ones)) | zeros(word ^ ('\\' * ones))) & (0x80 * ones);
      if (found != 0) return at + std::countr_zero(found) / 8;
    }
  }
  while (at != end && *at != '"' && *at != '\\') ++at;
  return at;
}

/// Four hexadecimal digits; none for anything else.
std::optional<char32_t> code_unit(std::string_view text) {
  char32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const char small = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool letter = small >= 'a' && small <= 'f';
    if (!letter && (c < '0' || c > '9')) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(letter ? small - 'a' + 10 : c - '0');
  }
  return value;
}

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_of_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

}  // namespace

std::string_view PlainJson::without_end(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

bool PlainJson::may_be_plain(std::string_view text) {
  text = without_end(text);
  // How far any byte is above a blank; less than a blank is far above. No way out of the loop: the compiler takes many at once.
  std::uint8_t most = 0;
  for (const char c : text) most = std::max(most, static_cast<std::uint8_t>(c - ' '));
  if (most <= '~' - ' ') return true;
  const auto has = [&](char sign) { return text.find(sign) != std::string_view::npos; };
  return !has('\t') && !has('\n') && !has('\r') && !find_text_fault(text);
}

bool PlainJson::string(Scalar& out) {
  const std::uint32_t from = place();
  const char* const first = at_ + 1;
  at_ = to_sign(first, end_);
  out.text = {first, at_};
  if (at_ != end_ && *at_ == '\\') {
    if (!decode(first)) return false;
    out.text = decoded_;
  }
  if (at_ == end_) return false;
  ++at_;
  out.kind = Kind::scalar;
  out.style = Style::quoted;
  out.span = {from, place()};
  return true;
}

/// A text with escapes, up to its last quote, which is left.
bool PlainJson::decode(const char* first) {
  decoded_.assign(first, at_);
  while (at_ != end_ && *at_ == '\\') {
    if (!escape()) return false;
    const char* const from = at_;
    at_ = to_sign(from, end_);
    decoded_.append(from, at_);
  }
  return !find_text_fault(decoded_);
}

bool PlainJson::escape() {
  constexpr std::string_view written = "\"\\/nrt";
  constexpr std::string_view meant = "\"\\/\n\r\t";
  const std::string_view rest(at_ + 1, end_);
  if (rest.empty()) return false;
  if (rest.front() != 'u') {
    const std::size_t which = written.find(rest.front());
    if (which == std::string_view::npos) return false;
    decoded_ += meant[which];
    at_ += 2;
    return true;
  }
  auto code = code_unit(rest.substr(1));
  if (!code) return false;
  at_ += 6;
  if (*code >= 0xD800 && *code < 0xDC00) {  // the first half of a character
    const std::string_view half(at_, end_);
    const auto second = half.starts_with("\\u") ? code_unit(half.substr(2)) : std::nullopt;
    if (!second || *second < 0xDC00 || *second >= 0xE000) return false;
    code = 0x10000 + ((*code - 0xD800) << 10U) + (*second - 0xDC00);
    at_ += 6;
  }
  if (*code >= 0xDC00 && *code < 0xE000) return false;
  append_utf8(decoded_, *code);
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
