#include "grammar/lexer.hpp"

#include <array>
#include <string>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

enum class ByteClass : std::uint8_t { other, blank, newline, letter, digit, high };

constexpr std::array<ByteClass, 256> classes = [] {
  std::array<ByteClass, 256> out{};
  for (std::size_t i = 0; i < 256; ++i) {
    bool const letter = (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z') || i == '_';
    out[i] = i >= 0x80                                                ? ByteClass::high
             : letter                                                 ? ByteClass::letter
             : i >= '0' && i <= '9'                                   ? ByteClass::digit
             : i == ' ' || i == '\t' || i == '\r' || i == '\f' || i == '\v' ? ByteClass::blank
             : i == '\n'                                              ? ByteClass::newline
                                                                      : ByteClass::other;
  }
  return out;
}();

// Letters of one byte, digits and `_`.
constexpr std::array<bool, 256> in_words = [] {
  std::array<bool, 256> out{};
  for (std::size_t i = 0; i < 256; ++i) out[i] = classes[i] == ByteClass::letter || classes[i] == ByteClass::digit;
  return out;
}();

// The second byte of U+00C0 … U+00FF without × and ÷.
bool is_letter_behind_c3(unsigned char byte) { return byte >= 0x80 && byte <= 0xBF && byte != 0x97 && byte != 0xB7; }

bool is_letter(char32_t c) { return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7; }

class Lexer {
 public:
  Lexer(std::string_view text, std::size_t longest_string) : text_(text), longest_string_(longest_string) {
    out_.tokens.reserve(text.size() / 5 + 16);
  }

  Lexed run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size()) step();
    start_ = at_;
    first_on_line_ = true;
    push(TokenKind::end_of_file);
    return std::move(out_);
  }

 private:
  static constexpr std::size_t longest_number = 18;  // fits 64 bits with room for a scale

  unsigned char byte(std::size_t i) const { return i < text_.size() ? static_cast<unsigned char>(text_[i]) : 0; }
  unsigned char byte_at(std::size_t i) const { return static_cast<unsigned char>(text_[i]); }  // no check
  ByteClass class_at(std::size_t i) const { return i < text_.size() ? classes[byte(i)] : ByteClass::newline; }
  bool digit_at(std::size_t i) const { return class_at(i) == ByteClass::digit; }

  void step() {
    start_ = at_;
    switch (classes[byte(at_)]) {
      case ByteClass::blank:
        do ++at_;
        while (at_ < text_.size() && text_[at_] == ' ');
        return;
      case ByteClass::newline:
        ++at_;
        first_on_line_ = true;
        return;
      case ByteClass::letter: return word();
      case ByteClass::digit: return number();
      case ByteClass::high: return high();
      case ByteClass::other: return mark();
    }
  }

  void push(TokenKind kind, std::uint16_t word = 0) {
    Token token{static_cast<std::uint32_t>(start_), static_cast<std::uint32_t>(at_), kind, 0, Keyword::none, word};
    if (first_on_line_) token.add(TokenFlag::first_on_line);
    if (!out_.tokens.empty() && out_.tokens.back().end == token.begin) token.add(TokenFlag::glued);
    first_on_line_ = false;
    out_.tokens.push_back(token);
  }

  void report(Code code, std::vector<std::string> arguments = {}) {
    out_.diagnostics.push_back({.code = code,
                                .at = {static_cast<std::uint32_t>(start_), static_cast<std::uint32_t>(at_)},
                                .arguments = std::move(arguments)});
  }

  std::string_view taken() const { return text_.substr(start_, at_ - start_); }

  // Moves over letters, digits and `_`. Combining marks are taken along and reported once.
  void take_word() {
    bool decomposed = false;
    for (;;) {
      while (at_ < text_.size() && in_words[byte_at(at_)]) ++at_;
      if (class_at(at_) == ByteClass::high) {
        if (byte_at(at_) == 0xC3 && is_letter_behind_c3(byte(at_ + 1))) {  // æ, ø, å and their neighbours
          at_ += 2;
          continue;
        }
        CodePoint const point = decode_utf8(text_, at_);
        bool const combining = point.value >= 0x300 && point.value <= 0x36F;
        if (!combining && !(point.valid && is_letter(point.value))) break;
        decomposed = decomposed || combining;
        at_ += point.size;
      } else {
        break;
      }
    }
    if (decomposed) report(Code::decomposed_letter, {std::string(taken())});
  }

  void word() {
    take_word();
    if (byte(at_) == '.') {
      ByteClass const behind = class_at(at_ + 1);
      bool const name_goes_on = behind == ByteClass::letter || behind == ByteClass::digit || behind == ByteClass::high;
      if (!name_goes_on && byte(at_ + 1) != '.' && byte(at_ + 1) != '`') {
        ++at_;
        push(TokenKind::abbreviation, word_number(taken()));
        return;
      }
    }
    push(TokenKind::word, word_number(taken()));
  }

  void number() {
    while (digit_at(at_)) ++at_;
    std::size_t const digits = at_ - start_;
    if (digits == 4 && byte(at_) == '-' && digit_at(at_ + 1) && digit_at(at_ + 2) && byte(at_ + 3) == '-' &&
        digit_at(at_ + 4) && digit_at(at_ + 5) && !digit_at(at_ + 6)) {
      at_ += 6;
      return date();
    }
    if (digits <= 2 && byte(at_) == ':' && digit_at(at_ + 1)) return time();
    if (digits > longest_number) report(Code::number_too_long);
    if (byte(at_) != '.' || byte(at_ + 1) == '.') return push(TokenKind::number);
    if (!digit_at(at_ + 1)) {
      ++at_;
      return push(TokenKind::ordinal);
    }
    std::size_t dots = 0;
    while (byte(at_) == '.' && digit_at(at_ + 1)) {
      ++dots;
      ++at_;
      while (digit_at(at_)) ++at_;
    }
    if (dots == 1 && at_ - start_ > longest_number + 1) report(Code::number_too_long);
    push(dots == 1 ? TokenKind::number : TokenKind::version);
  }

  unsigned value(std::size_t from, std::size_t count) const {
    unsigned out = 0;
    for (std::size_t i = from; i < from + count; ++i) out = out * 10 + (byte(i) - '0');
    return out;
  }

  void date() {
    unsigned const year = value(start_, 4), month = value(start_ + 5, 2), day = value(start_ + 8, 2);
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr std::array<unsigned, 13> lengths{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const month_exists = month >= 1 && month <= 12;
    bool const day_exists = month_exists && day >= 1 && day <= lengths[month] + (month == 2 && leap ? 1U : 0U);
    if (!day_exists || year == 0) report(Code::no_such_date, {std::string(taken())});
    push(TokenKind::date);
  }

  void time() {
    std::size_t parts = 0;
    unsigned seen[3] = {value(start_, at_ - start_), 0, 0};
    bool two_digits = at_ - start_ == 2;
    while (byte(at_) == ':' && digit_at(at_ + 1)) {
      std::size_t const from = ++at_;
      while (digit_at(at_)) ++at_;
      two_digits = two_digits && at_ - from == 2;
      if (++parts < 3 && at_ - from == 2) seen[parts] = value(from, 2);
    }
    bool const exists = two_digits && parts <= 2 && seen[0] < 24 && seen[1] < 60 && seen[2] < 60;
    if (!exists) report(Code::no_such_time, {std::string(taken())});
    push(TokenKind::time);
  }

  void high() {
    CodePoint const point = decode_utf8(text_, at_);
    if (!point.valid) return broken_bytes();
    if (is_letter(point.value)) return word();
    at_ += point.size;
    if (point.value == 0xA0 || point.value == 0x2007 || point.value == 0x202F || point.value == 0xFEFF) return;  // blanks
    if (point.value == 0xA7) {  // §
      if (byte(at_) == 0xC2 && byte(at_ + 1) == 0xA7) at_ += 2;
      return push(TokenKind::section);
    }
    unknown();
  }

  // A run of bytes that are not UTF-8 is one mistake.
  void broken_bytes() {
    while (at_ < text_.size() && !decode_utf8(text_, at_).valid) ++at_;
    report(Code::not_utf8);
    push(TokenKind::unknown);
  }

  void unknown() {
    report(Code::unknown_character, {std::string(taken())});
    push(TokenKind::unknown);
  }

  void string() {
    ++at_;
    for (;;) {
      if (line_end_ < at_) line_end_ = std::min(text_.find('\n', at_), text_.size());
      at_ = std::min(text_.find('"', at_), line_end_);
      if (at_ == line_end_) {
        while (at_ > start_ + 1 && classes[byte(at_ - 1)] == ByteClass::blank) --at_;
        report(Code::unclosed_string);
        break;
      }
      ++at_;
      if (byte(at_) != '"') break;
      ++at_;
    }
    if (at_ - start_ > longest_string_) report(Code::string_too_long, {std::to_string(longest_string_)});
    push(TokenKind::string);
  }

  void quoted_name() {
    ++at_;
    take_word();
    bool const closed = byte(at_) == '`' && at_ > start_ + 1;
    if (closed) {
      ++at_;
    } else {
      report(Code::bad_quoted_name);
    }
    push(closed ? TokenKind::quoted_name : TokenKind::unknown);
  }

  void one(TokenKind kind, std::uint16_t word = 0) {
    ++at_;
    push(kind, word);
  }
  void two(TokenKind kind) {
    at_ += 2;
    push(kind);
  }

  void mark() {
    unsigned char const next = byte(at_ + 1);
    switch (byte(at_)) {
      case '-':
        if (next == '-') {
          at_ = std::min(text_.find('\n', at_), text_.size());
          return;
        }
        return one(first_on_line_ ? TokenKind::bullet : TokenKind::minus);
      case '"': return string();
      case '`': return quoted_name();
      case '+': return one(TokenKind::plus);
      case '*': return one(TokenKind::star);
      case '/': {
        static const std::uint16_t slash = word_number("/");
        return one(TokenKind::slash, slash);
      }
      case ',': {
        static const std::uint16_t comma = word_number(",");
        return one(TokenKind::comma, comma);
      }
      case '%': return one(TokenKind::percent);
      case '=': return one(TokenKind::equal);
      case '(': return one(TokenKind::open);
      case ')': return one(TokenKind::close);
      case '.': return next == '.' ? two(TokenKind::range) : one(TokenKind::dot);
      case '|': return next == '|' ? two(TokenKind::double_bar) : one(TokenKind::bar);
      case '<': return next == '=' ? two(TokenKind::less_equal) : next == '>' ? two(TokenKind::not_equal) : one(TokenKind::less);
      case '>': return next == '=' ? two(TokenKind::greater_equal) : one(TokenKind::greater);
      default: ++at_; return unknown();
    }
  }

  std::string_view text_;
  std::size_t longest_string_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::size_t line_end_ = 0;  // of the last line that a text was looked for in; stale while before at_
  bool first_on_line_ = true;
  Lexed out_;
};

}  // namespace

Lexed lex(std::string_view text, std::size_t longest_string) { return Lexer(text, longest_string).run(); }

}  // namespace rettesnor
