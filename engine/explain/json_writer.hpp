// JsonWriter: writes JSON text; commas, indentation and escapes are its business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rettesnor {

/// Call `key` before each member of an object. Bytes that are not UTF-8 are written as U+FFFD.
class JsonWriter {
 public:
  /// @param indent  blanks a level; 0 writes everything on one line
  explicit JsonWriter(int indent = 2) : indent_(indent) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  /// With so many decimals; null for what is no number.
  JsonWriter& decimal(double value, int digits);
  JsonWriter& yes_no(bool value);
  JsonWriter& null();
  /// key and text.
  JsonWriter& member(std::string_view name, std::string_view value) { return key(name).text(value); }

  const std::string& written() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void before_value();
  void close(char bracket);
  void new_line();

  int indent_;
  std::string out_;
  std::vector<bool> has_members_;
  bool after_key_ = false;
};

/// The text as a JSON string, with its quotes.
std::string json_quoted(std::string_view text);

}  // namespace rettesnor
