// Runs of bytes, sixteen at a time where the machine can (every x86-64 can), else one by one.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rettesnor {

/// An ASCII letter, a digit or `_`.
constexpr bool is_ascii_word(char byte) {
  char const small = static_cast<char>(byte | 0x20);
  return (small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/// The first eight bytes of a text as one number, zeros behind its end; the first byte is the lowest on every machine.
inline std::uint64_t first_eight(const char* at, const char* end) {
  std::uint64_t out = 0;
  if (end - at >= 8) {
    std::memcpy(&out, at, 8);
    if constexpr (std::endian::native == std::endian::big) out = __builtin_bswap64(out);
    return out;
  }
  for (std::size_t i = 0; at + i < end; ++i) out |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  return out;
}

#if defined(__SSE2__)
namespace detail {

inline __m128i sixteen(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }

/// Which bytes are one of the `count` from `first` on: these become the lowest signed ones, for a single comparison.
inline __m128i within(__m128i bytes, char first, int count) {
  __m128i const moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(-128 - first)));
  return _mm_cmplt_epi8(moved, _mm_set1_epi8(static_cast<char>(-128 + count)));
}

/// One bit for each byte that is set.
inline unsigned bits(__m128i bytes) { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); }

}  // namespace detail
#endif

/// The end of the ASCII letters, digits and `_` from `at` on.
inline const char* end_of_ascii_word(const char* at, const char* end) {
#if defined(__SSE2__)
  for (; end - at >= 16; at += 16) {
    __m128i const bytes = detail::sixteen(at);
    __m128i const letter = detail::within(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26);
    __m128i const other = _mm_or_si128(detail::within(bytes, '0', 10), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
    unsigned const word = detail::bits(_mm_or_si128(letter, other));
    if (word != 0xFFFF) return at + std::countr_one(word);
  }
#endif
  while (at != end && is_ascii_word(*at)) ++at;
  return at;
}

/// The first `a` or `b` from `at` on, or the end.
inline const char* find_either(const char* at, const char* end, char a, char b) {
#if defined(__SSE2__)
  for (; end - at >= 16; at += 16) {
    __m128i const bytes = detail::sixteen(at);
    unsigned const found =
        detail::bits(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b))));
    if (found != 0) return at + std::countr_zero(found);
  }
#endif
  while (at != end && *at != a && *at != b) ++at;
  return at;
}

}  // namespace rettesnor
