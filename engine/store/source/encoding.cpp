#include "engine/store/source/encoding.hpp"

#include <algorithm>
#include <array>

namespace rettesnor::source {

namespace {

// What Windows-1252 puts where Latin-1 has control characters, 0x80 .. 0x9F; itself: nothing.
constexpr std::array<char16_t, 32> of_windows{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void append(std::string& out, unsigned point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | point >> 6U);
    out += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | point >> 12U);
    out += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
    out += static_cast<char>(0x80U | (point & 0x3FU));
  }
}

}  // namespace

std::optional<Encoding> encoding_of(std::string_view name) {
  std::string low(name);
  std::ranges::transform(low, low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (low == "utf-8") return Encoding::utf8;
  if (low == "latin-1" || low == "iso-8859-1") return Encoding::latin1;
  if (low == "windows-1252") return Encoding::windows1252;
  return std::nullopt;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "utf-8";
    case Encoding::latin1: return "latin-1";
    case Encoding::windows1252: return "windows-1252";
  }
  return {};
}

std::string to_utf8(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::utf8) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(out, encoding == Encoding::windows1252 && byte >= 0x80 && byte < 0xA0 ? of_windows[byte - 0x80U] : byte);
  }
  return out;
}

}  // namespace rettesnor::source
