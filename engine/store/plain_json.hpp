// JSON written plainly, taken bit by bit, as programs write a line. Whatever is not plain is left alone.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/store/tree.hpp"

namespace rettesnor {

/// Walks through one text. Everything it takes is JSON, means what read_json_tree says, and stands where read_json_tree
/// says. What it does not take it does not judge: a caller that meets `false` leaves the text to read_json_tree, and uses
/// nothing of what was taken.
/// @pre may_be_plain(text); the text stays where it is
class PlainJson {
 public:
  /// Is it UTF-8 without any character that may not stand in a text, and without tabs and line breaks but at its end?
  /// Cost: O(bytes)
  static bool may_be_plain(std::string_view text);

  struct Scalar {
    DataNode::Kind kind = DataNode::Kind::null;  ///< null or scalar
    DataNode::Style style = DataNode::Style::plain;
    Span span{};
    std::string_view text{};  ///< without quotes and escapes; valid until the next
  };

  /// @param max_depth  of lists and maps inside each other
  PlainJson(const std::string& text, std::size_t max_depth)
      : begin_(text.data()), at_(begin_), end_(begin_ + without_end(text).size()), max_depth_(max_depth) {}

  /// The next sign that is not blank, left where it is; at the end one that is never taken.
  char peek() {
    while (*at_ == ' ') ++at_;
    return *at_;  // behind the end is a line break, or the 0 that ends a string
  }
  bool take(char sign) {
    if (peek() != sign) return false;
    ++at_;
    return true;
  }
  bool at_end() {
    peek();
    return at_ == end_;
  }

  /// A list or map begins: `[` or `{`. @param span  where it is; its end is for `close` to say
  bool open(char sign, Span& span) {
    if (depth_ == max_depth_ || !take(sign)) return false;
    ++depth_;
    last_ = place();
    span = {last_ - 1, last_};
    return true;
  }
  /// It ends: `]` or `}`. As in a DataNode, its place reaches to the end of its last value.
  bool close(char sign, Span& span) {
    if (!take(sign)) return false;
    --depth_;
    span.end = last_;
    return true;
  }

  /// The key that is expected, with its quotes and the colon behind it. @return false: it is another, and nothing was taken
  bool key(std::string_view quoted) {
    peek();
    if (static_cast<std::size_t>(end_ - at_) < quoted.size() || std::memcmp(at_, quoted.data(), quoted.size()) != 0)
      return false;
    const char* const before = at_;
    at_ += quoted.size();
    if (take(':')) return true;
    at_ = before;
    return false;
  }
  /// Any key, and the colon behind it.
  bool key(Scalar& out) { return peek() == '"' && string(out) && take(':'); }

  /// A text, number, true, false or null.
  bool scalar(Scalar& out);
  /// Any value; in a map at most 16 keys.
  bool tree(DataNode& out);

 private:
  /// The text up to the line break, if any, that ends it.
  static std::string_view without_end(std::string_view text);
  bool string(Scalar& out);
  bool decode(const char* first);
  bool escape();
  bool word(Scalar& out);
  bool map(DataNode& out);
  bool list(DataNode& out);
  std::uint32_t place() const { return static_cast<std::uint32_t>(at_ - begin_); }

  const char* begin_;
  const char* at_;
  const char* end_;
  std::size_t max_depth_;
  std::size_t depth_ = 0;
  std::string decoded_{};   ///< a text that has escapes
  std::uint32_t last_ = 0;  ///< where the last value ended, or the last `{` or `[`
};

}  // namespace rettesnor
