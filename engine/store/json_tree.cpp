// JSON into a DataTree, from simdjson's forward-only reader, which knows where each value stands.
#include "engine/store/json_tree.hpp"

#include <simdjson.h>

#include <utility>

#include "engine/store/fault_words.hpp"
#include "engine/store/text_check.hpp"
#include "engine/store/tree_builder.hpp"

namespace rettesnor {

namespace {

namespace json = simdjson::ondemand;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

FaultWords words_of(simdjson::error_code error) {
  using namespace simdjson;
  constexpr FaultWords number{"tallet er ikke skrevet som et tal", "the number is not written as a number"};
  constexpr FaultWords bare{"uden anførselstegn kan der kun stå tal, `true`, `false` og `null`",
                            "without quotes only numbers, `true`, `false` and `null` may stand"};
  constexpr FaultWords room{"der er ikke plads til at læse sagen", "there is no room to read the case"};
  const std::pair<error_code, FaultWords> rows[] = {
      {UNCLOSED_STRING, {"en tekst har intet slut-anførselstegn", "a text has no closing quote"}},
      {STRING_ERROR,
       {"efter `\\` står et tegn, der ikke har nogen betydning der",
        "behind `\\` stands a character that means nothing there"}},
      {UNESCAPED_CHARS,
       {"et linjeskift eller kontroltegn står i en tekst", "a line break or control character stands in a text"}},
      {TRAILING_CONTENT, {"der står mere efter sagen", "more stands behind the case"}},
      {INCOMPLETE_ARRAY_OR_OBJECT, {"en parentes, `[` eller `{`, lukkes ikke", "a bracket, `[` or `{`, is not closed"}},
      {DEPTH_ERROR, {"for mange parenteser inden i hinanden", "too many brackets inside each other"}},
      {NUMBER_ERROR, number},
      {NUMBER_OUT_OF_RANGE, number},
      {T_ATOM_ERROR, bare},
      {F_ATOM_ERROR, bare},
      {N_ATOM_ERROR, bare},
      {CAPACITY, room},
      {MEMALLOC, room},
  };
  for (const auto& [code, words] : rows) {
    if (code == error) return words;
  }
  return {"her ventes en værdi, et navn, et komma eller en parentes",
          "a value, a name, a comma or a bracket is expected here"};
}

/// Walks one document. INVARIANT: depth of recursion is bounded by the builder's depth limit.
class Walk {
 public:
  Walk(const simdjson::padded_string& text, std::size_t base, DataTreeBuilder& builder, Problems& problems)
      : start_(text.data()), size_(text.size()), base_(base), builder_(builder), problems_(problems) {}

  bool document(json::document& document) {
    json::json_type type{};
    if (const auto error = document.type().get(type)) return fault(error, 0);
    if (type == json::json_type::object || type == json::json_type::array) {
      json::value value;
      if (const auto error = document.get_value().get(value)) return fault(error, 0);
      if (!this->value(value)) return false;
    } else {
      return root_scalar(document, type);
    }
    const char* rest = nullptr;  // out of bounds when all is read
    if (document.current_location().get(rest) != simdjson::SUCCESS) return true;
    return fault(simdjson::TRAILING_CONTENT, offset(rest));
  }

 private:
  bool value(json::value value) {
    json::json_type type{};
    const std::string_view token = trim(value.raw_json_token());
    const std::size_t at = offset(token.data());
    if (const auto error = value.type().get(type)) return fault(error, at);
    switch (type) {
      case json::json_type::object:
        return object(value, at);
      case json::json_type::array:
        return array(value, at);
      case json::json_type::string: {
        std::string_view text;
        if (const auto error = value.get_string().get(text)) return fault(error, at);
        return builder_.scalar(text, DataNode::Style::quoted, span(at, token.size()));
      }
      case json::json_type::number:
      case json::json_type::boolean:
      case json::json_type::null:
        return word(token, type, at);
    }
    return fault(simdjson::TAPE_ERROR, at);
  }

  bool object(json::value value, std::size_t at) {
    json::object object;
    if (const auto error = value.get_object().get(object)) return fault(error, at);
    if (!builder_.begin(DataNode::Kind::map, span(at, 1))) return false;
    for (auto found : object) {
      json::field field;
      if (const auto error = std::move(found).get(field)) return fault(error, at);
      const std::size_t key_at = offset(field.key().raw()) - 1;  // from the quote
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key)) return fault(error, key_at);
      last_ = key_at;
      if (!builder_.scalar(key, DataNode::Style::quoted, span(key_at, raw_size(key_at)))) return false;
      if (!this->value(field.value())) return false;
    }
    return builder_.end();
  }

  bool array(json::value value, std::size_t at) {
    json::array array;
    if (const auto error = value.get_array().get(array)) return fault(error, at);
    if (!builder_.begin(DataNode::Kind::list, span(at, 1))) return false;
    for (auto found : array) {
      json::value item;
      if (const auto error = std::move(found).get(item)) return fault(error, at);
      if (!this->value(item)) return false;
    }
    return builder_.end();
  }

  /// A text that is one scalar: no case, but JSON if nothing stands behind it.
  bool root_scalar(json::document& document, json::json_type type) {
    std::string_view token;
    if (const auto error = document.raw_json_token().get(token)) return fault(error, 0);
    token = trim(token);
    const std::size_t at = offset(token.data());
    const std::size_t end = at + token.size();
    if (const auto rest = trim({start_ + end, size_ - end}); !rest.empty())
      return fault(simdjson::TRAILING_CONTENT, end);
    if (type != json::json_type::string) return word(token, type, at);
    std::string_view text;
    if (const auto error = document.get_string().get(text)) return fault(error, at);
    return builder_.scalar(text, DataNode::Style::quoted, span(at, token.size()));
  }

  /// A number, true, false or null, by its letters.
  bool word(std::string_view token, json::json_type type, std::size_t at) {
    const Span place = span(at, token.size());
    last_ = at;
    if (type == json::json_type::null && token == "null") return builder_.null(place);
    if (type == json::json_type::boolean && (token == "true" || token == "false"))
      return builder_.scalar(token, DataNode::Style::boolean, place);
    if (type == json::json_type::number && is_json_number(token))
      return builder_.scalar(token, DataNode::Style::number, place);
    add_fault(problems_, Code::case_not_json, place, words_of(simdjson::TAPE_ERROR));
    return false;
  }

  bool fault(simdjson::error_code error, std::size_t at) {
    add_fault(problems_, Code::case_not_json, span(std::max(at, last_), 1), words_of(error));
    return false;
  }

  static std::string_view trim(std::string_view token) {
    const std::size_t last = token.find_last_not_of(" \t\r\n");
    return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
  }

  std::size_t offset(const char* at) const {
    return at < start_ || at > start_ + size_ ? size_ : static_cast<std::size_t>(at - start_);
  }

  /// Bytes of a key with its quotes.
  std::size_t raw_size(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < size_ && start_[end] != '"') end += start_[end] == '\\' ? 2 : 1;
    return std::min(end + 1, size_) - at;
  }

  Span span(std::size_t at, std::size_t size) const {
    return {static_cast<std::uint32_t>(base_ + at), static_cast<std::uint32_t>(base_ + std::min(at + size, size_))};
  }

  const char* start_;
  std::size_t size_;
  std::size_t base_;
  std::size_t last_ = 0;  ///< how far reading came: a mistake is not before it
  DataTreeBuilder& builder_;
  Problems& problems_;
};

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto next = [&](char c) { return at < text.size() && text[at] == c; };
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > from;
  };
  if (next('-')) ++at;
  const bool zero = next('0');
  const std::size_t whole = at;
  if (!digits() || (zero && at > whole + 1)) return false;
  if (next('.')) {
    ++at;
    if (!digits()) return false;
  }
  if (next('e') || next('E')) {
    ++at;
    if (next('+') || next('-')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

std::optional<DataNode> read_json_tree(std::string_view text, const DataLimits& limits, Problems& problems) {
  const std::size_t base = byte_order_mark(text);
  text.remove_prefix(base);
  thread_local json::parser parser;  // keeps its buffers from line to line
  const simdjson::padded_string padded(text);
  DataTreeBuilder builder(limits, problems);
  json::document document;
  if (const auto error = parser.iterate(padded).get(document)) {
    add_fault(problems, Code::case_not_json, {static_cast<std::uint32_t>(base), static_cast<std::uint32_t>(base)},
              words_of(error));
    return std::nullopt;
  }
  if (!Walk(padded, base, builder, problems).document(document)) return std::nullopt;
  return builder.take();
}

}  // namespace rettesnor
