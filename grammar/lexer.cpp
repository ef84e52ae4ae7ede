#include "grammar/lexer.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "grammar/base/byte_runs.hpp"
#include "grammar/base/utf8.hpp"
#include "grammar/word_table.hpp"

namespace rettesnor {

namespace {

// What a token that begins with a byte is. Marks of one byte only are `single`.
enum class ByteClass : std::uint8_t {
  letter, digit, blank, newline, high, single, minus, quote, back_tick, slash, comma, dot, bar, less, greater, other
};

constexpr std::array<ByteClass, 256> classes = [] {
  std::array<ByteClass, 256> out{};
  out.fill(ByteClass::other);
  auto const set = [&](std::string_view bytes, ByteClass as) {
    for (char const byte : bytes) out[static_cast<unsigned char>(byte)] = as;
  };
  set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", ByteClass::letter);
  set("0123456789", ByteClass::digit);
  set(" \t\r\f\v", ByteClass::blank);
  set("\n", ByteClass::newline);
  set("+*%=()", ByteClass::single);
  set("-", ByteClass::minus);
  set("\"", ByteClass::quote);
  set("`", ByteClass::back_tick);
  set("/", ByteClass::slash);
  set(",", ByteClass::comma);
  set(".", ByteClass::dot);
  set("|", ByteClass::bar);
  set("<", ByteClass::less);
  set(">", ByteClass::greater);
  for (std::size_t byte = 0x80; byte < 256; ++byte) out[byte] = ByteClass::high;
  return out;
}();

constexpr TokenKind kind_of_single(char byte) {
  switch (byte) {
    case '+': return TokenKind::plus;
    case '*': return TokenKind::star;
    case '%': return TokenKind::percent;
    case '=': return TokenKind::equal;
    case '(': return TokenKind::open;
    default: return TokenKind::close;
  }
}

// The second byte of U+00C0 … U+00FF without × and ÷.
bool is_letter_behind_c3(unsigned char byte) { return byte >= 0x80 && byte <= 0xBF && byte != 0x97 && byte != 0xB7; }

bool is_letter(char32_t c) { return c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7; }

// The loop over plain tokens is one function; what is rare is kept out of it.
// Every member that reads a token takes where it begins and gives where reading goes on: a position that is handed on
// stays in a register, a member would not.
class Lexer {
 public:
  Lexer(std::string_view text, std::size_t longest_string)
      : begin_(text.data()), end_(begin_ + text.size()), longest_string_(longest_string), words_(keyword_words()) {
    out_.tokens.resize(text.size() / 5 + 16);
    next_ = out_.tokens.data();
    limit_ = next_ + out_.tokens.size();
  }

  Lexed run() {
    char const* at = begin_;
    if (std::string_view(begin_, end_).starts_with("\xEF\xBB\xBF")) at += 3;
    while (at != end_) {
      at = step(at);
      if (at != end_ && *at == ' ') ++at;
    }
    line_flag_ = static_cast<std::uint8_t>(TokenFlag::first_on_line);
    push(TokenKind::end_of_file, end_, end_);
    out_.tokens.resize(static_cast<std::size_t>(next_ - out_.tokens.data()));
    return std::move(out_);
  }

 private:
  using At = const char*;
  static constexpr std::ptrdiff_t longest_number = 18;  // fits 64 bits with room for a scale

  char byte(At at) const { return at < end_ ? *at : '\0'; }
  unsigned char number_of(At at) const { return static_cast<unsigned char>(byte(at)); }
  bool digit_at(At at) const { return byte(at) >= '0' && byte(at) <= '9'; }
  std::size_t offset(At at) const { return static_cast<std::size_t>(at - begin_); }

  At step(At at) {
    switch (classes[static_cast<unsigned char>(*at)]) {
      case ByteClass::letter: return word(at);
      case ByteClass::digit: return number(at);
      case ByteClass::newline: line_flag_ = static_cast<std::uint8_t>(TokenFlag::first_on_line); [[fallthrough]];
      case ByteClass::blank:
        do ++at;
        while (at != end_ && *at == ' ');
        return at;
      case ByteClass::single: return push(kind_of_single(*at), at, at + 1);
      case ByteClass::comma: return push(TokenKind::comma, at, at + 1, comma_);
      case ByteClass::slash: return push(TokenKind::slash, at, at + 1, slash_);
      case ByteClass::dot: return one_or_two(at, TokenKind::dot, '.', TokenKind::range);
      case ByteClass::bar: return one_or_two(at, TokenKind::bar, '|', TokenKind::double_bar);
      case ByteClass::greater: return one_or_two(at, TokenKind::greater, '=', TokenKind::greater_equal);
      case ByteClass::less:
        if (byte(at + 1) == '>') return push(TokenKind::not_equal, at, at + 2);
        return one_or_two(at, TokenKind::less, '=', TokenKind::less_equal);
      case ByteClass::minus:
        if (byte(at + 1) == '-') return std::find(at, end_, '\n');
        return push(line_flag_ != 0 ? TokenKind::bullet : TokenKind::minus, at, at + 1);
      case ByteClass::quote: return string(at);
      case ByteClass::back_tick: return quoted_name(at);
      case ByteClass::high: return high(at);
      case ByteClass::other: break;
    }
    return unknown(at, at + 1);
  }

  At push(TokenKind kind, At begin, At end, std::uint16_t word = 0) {
    if (next_ == limit_) make_room();
    auto const glued = static_cast<std::uint8_t>(begin == last_end_ ? static_cast<int>(TokenFlag::glued) : 0);
    *next_++ = {static_cast<std::uint32_t>(offset(begin)), static_cast<std::uint32_t>(offset(end)), kind,
                             static_cast<std::uint8_t>(line_flag_ | glued), Keyword::none, word};
    line_flag_ = 0;
    last_end_ = end;
    return end;
  }
  [[gnu::noinline]] void make_room() {
    auto const count = static_cast<std::size_t>(next_ - out_.tokens.data());
    out_.tokens.resize(2 * count);
    limit_ = out_.tokens.data() + 2 * count;
    next_ = out_.tokens.data() + count;
  }
  At one_or_two(At at, TokenKind one, char second, TokenKind two) {
    return byte(at + 1) == second ? push(two, at, at + 2) : push(one, at, at + 1);
  }

  [[gnu::noinline]] void report(Code code, At begin, At end, std::vector<std::string> arguments = {}) {
    out_.diagnostics.push_back(
        {.code = code,
         .at = {static_cast<std::uint32_t>(offset(begin)), static_cast<std::uint32_t>(offset(end))},
         .arguments = std::move(arguments)});
  }
  [[gnu::noinline]] void report_text(Code code, At begin, At end) {
    report(code, begin, end, {std::string(begin, end)});
  }

  // The end of the letters, digits and `_` from `at` on. Combining marks are taken along and reported once.
  [[gnu::noinline]] At end_of_word(At at) {
    At const begin = at;
    bool decomposed = false;
    for (;;) {
      at = end_of_ascii_word(at, end_);
      if (at == end_ || static_cast<unsigned char>(*at) < 0x80) break;
      if (*at == '\xC3' && is_letter_behind_c3(number_of(at + 1))) {  // æ, ø, å and their neighbours
        at += 2;
        continue;
      }
      CodePoint const point = decode_utf8({begin_, end_}, offset(at));
      bool const combining = point.value >= 0x300 && point.value <= 0x36F;
      if (!combining && !(point.valid && is_letter(point.value))) break;
      decomposed = decomposed || combining;
      at += point.size;
    }
    if (decomposed) report_text(Code::decomposed_letter, begin, at);
    return at;
  }

  At word(At begin) {
    At at = end_of_ascii_word(begin, end_);
    if (at != end_ && static_cast<unsigned char>(*at) >= 0x80) at = end_of_word(begin);
    TokenKind kind = TokenKind::word;
    if (byte(at) == '.' && ends_abbreviation(at + 1)) {
      ++at;
      kind = TokenKind::abbreviation;
    }
    std::uint64_t head = first_eight(begin, end_);
    if (at - begin < 8) head &= (std::uint64_t{1} << (8 * (at - begin))) - 1;
    return push(kind, begin, at, words_.find({begin, at}, head));
  }

  // Does the full stop before `behind` belong to the word? Not if the name goes on.
  bool ends_abbreviation(At behind) const {
    if (behind == end_) return true;
    ByteClass const next = classes[static_cast<unsigned char>(*behind)];
    return next != ByteClass::letter && next != ByteClass::digit && next != ByteClass::high && next != ByteClass::dot &&
           next != ByteClass::back_tick;
  }

  At end_of_digits(At at) const {
    while (digit_at(at)) ++at;
    return at;
  }

  At number(At begin) {
    At at = end_of_digits(begin);
    std::ptrdiff_t const digits = at - begin;
    if (digits == 4 && byte(at) == '-' && digit_at(at + 1) && digit_at(at + 2) && byte(at + 3) == '-' &&
        digit_at(at + 4) && digit_at(at + 5) && !digit_at(at + 6)) {
      return date(begin, at + 6);
    }
    if (digits <= 2 && byte(at) == ':' && digit_at(at + 1)) return time(begin, at);
    if (digits > longest_number) report(Code::number_too_long, begin, at);
    if (byte(at) != '.' || byte(at + 1) == '.') return push(TokenKind::number, begin, at);
    if (!digit_at(at + 1)) return push(TokenKind::ordinal, begin, at + 1);
    std::size_t dots = 0;
    for (; byte(at) == '.' && digit_at(at + 1); ++dots) at = end_of_digits(at + 1);
    if (dots == 1 && at - begin > longest_number + 1) report(Code::number_too_long, begin, at);
    return push(dots == 1 ? TokenKind::number : TokenKind::version, begin, at);
  }

  static unsigned value(At from, std::size_t count) {
    unsigned out = 0;
    for (std::size_t i = 0; i < count; ++i) out = out * 10 + static_cast<unsigned>(from[i] - '0');
    return out;
  }

  [[gnu::noinline]] At date(At begin, At end) {
    unsigned const year = value(begin, 4), month = value(begin + 5, 2), day = value(begin + 8, 2);
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr std::array<unsigned, 13> lengths{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const month_exists = month >= 1 && month <= 12;
    bool const day_exists = month_exists && day >= 1 && day <= lengths[month] + (month == 2 && leap ? 1U : 0U);
    if (!day_exists || year == 0) report_text(Code::no_such_date, begin, end);
    return push(TokenKind::date, begin, end);
  }

  // `colon` is the first one.
  [[gnu::noinline]] At time(At begin, At colon) {
    At at = colon;
    std::size_t parts = 0;
    unsigned seen[3] = {value(begin, static_cast<std::size_t>(at - begin)), 0, 0};
    bool two_digits = at - begin == 2;
    while (byte(at) == ':' && digit_at(at + 1)) {
      At const from = at + 1;
      at = end_of_digits(from);
      two_digits = two_digits && at - from == 2;
      if (++parts < 3 && at - from == 2) seen[parts] = value(from, 2);
    }
    bool const exists = two_digits && parts <= 2 && seen[0] < 24 && seen[1] < 60 && seen[2] < 60;
    if (!exists) report_text(Code::no_such_time, begin, at);
    return push(TokenKind::time, begin, at);
  }

  [[gnu::noinline]] At high(At begin) {
    CodePoint const point = decode_utf8({begin_, end_}, offset(begin));
    if (!point.valid) return broken_bytes(begin);
    if (is_letter(point.value)) return word(begin);
    At at = begin + point.size;
    if (point.value == 0xA0 || point.value == 0x2007 || point.value == 0x202F || point.value == 0xFEFF) return at;  // blanks
    if (point.value == 0xA7) {  // §
      if (byte(at) == '\xC2' && byte(at + 1) == '\xA7') at += 2;
      return push(TokenKind::section, begin, at);
    }
    return unknown(begin, at);
  }

  // A run of bytes that are not UTF-8 is one mistake.
  [[gnu::noinline]] At broken_bytes(At begin) {
    At at = begin;
    while (at != end_ && !decode_utf8({begin_, end_}, offset(at)).valid) ++at;
    report(Code::not_utf8, begin, at);
    return push(TokenKind::unknown, begin, at);
  }

  [[gnu::noinline]] At unknown(At begin, At end) {
    report_text(Code::unknown_character, begin, end);
    return push(TokenKind::unknown, begin, end);
  }

  At string(At begin) {
    At at = begin + 1;
    for (;;) {
      at = find_either(at, end_, '"', '\n');
      if (byte(at) != '"') {
        while (at > begin + 1 && classes[static_cast<unsigned char>(at[-1])] == ByteClass::blank) --at;
        report(Code::unclosed_string, begin, at);
        break;
      }
      ++at;
      if (byte(at) != '"') break;
      ++at;
    }
    if (static_cast<std::size_t>(at - begin) > longest_string_) {
      report(Code::string_too_long, begin, at, {std::to_string(longest_string_)});
    }
    return push(TokenKind::string, begin, at);
  }

  [[gnu::noinline]] At quoted_name(At begin) {
    At const at = end_of_word(begin + 1);
    if (byte(at) == '`' && at > begin + 1) return push(TokenKind::quoted_name, begin, at + 1);
    report(Code::bad_quoted_name, begin, at);
    return push(TokenKind::unknown, begin, at);
  }

  const char* begin_;
  const char* end_;
  std::size_t longest_string_;
  const WordTable& words_;
  std::uint16_t comma_ = words_.find(","), slash_ = words_.find("/");
  Token* next_ = nullptr;   ///< where the next token goes
  Token* limit_ = nullptr;  ///< the end of the room for tokens
  const char* last_end_ = nullptr;  ///< of the last token
  std::uint8_t line_flag_ = static_cast<std::uint8_t>(TokenFlag::first_on_line);  ///< 0 behind a token of the line
  Lexed out_;
};

}  // namespace

Lexed lex(std::string_view text, std::size_t longest_string) { return Lexer(text, longest_string).run(); }

}  // namespace rettesnor
