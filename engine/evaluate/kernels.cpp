#include "engine/evaluate/kernels.hpp"

#include <algorithm>

// The sanitizers see one version; elsewhere the loader picks the widest that the machine can run.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RSN_WIDEST __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define RSN_WIDEST
#endif

namespace rettesnor::columns::kernel {
namespace {

constexpr std::size_t words_of(std::size_t rows) { return (rows + 63) / 64; }
constexpr std::uint64_t last_mask(std::size_t rows) { return rows % 64 == 0 ? ~std::uint64_t{0} : (std::uint64_t{1} << rows % 64) - 1; }

/// What the words have in common, told from their union and intersection, the last seen apart.
struct Common {
  std::uint64_t any = 0;
  std::uint64_t all = ~std::uint64_t{0};
  Bits of(std::uint64_t last, std::size_t rows) const {
    if ((any | last) == 0) return Bits::zero;
    return all == ~std::uint64_t{0} && last == last_mask(rows) ? Bits::one : Bits::mixed;
  }
};

template <class F>
inline __attribute__((always_inline)) Bits words(std::uint64_t* out, std::size_t rows, F f) {
  const std::size_t n = words_of(rows);
  if (n == 0) return Bits::zero;
  Common c;
  for (std::size_t i = 0; i + 1 < n; ++i) {
    const std::uint64_t w = f(i);
    out[i] = w;
    c.any |= w;
    c.all &= w;
  }
  const std::uint64_t last = f(n - 1) & last_mask(rows);
  out[n - 1] = last;
  return c.of(last, rows);
}

/// Sixty-four comparisons into a word: eight bytes of eight bits, which compilers turn into masks.
template <class F>
inline __attribute__((always_inline)) Bits compared(std::uint64_t* out, std::size_t rows, F holds) {
  return words(out, rows, [&](std::size_t i) {
    std::uint64_t w = 0;
    const std::size_t base = i * 64;
    for (unsigned k = 0; k < 64; ++k) w |= std::uint64_t{holds(base + k)} << k;
    return w;
  });
}

template <class F>
inline __attribute__((always_inline)) void each(std::size_t rows, F f) {
  const std::size_t n = words_of(rows) * 64;
  for (std::size_t i = 0; i < n; ++i) f(i);
}

}  // namespace

RSN_WIDEST Bits and_(std::uint64_t* out, const std::uint64_t* a, const std::uint64_t* b, std::size_t rows) {
  return words(out, rows, [=](std::size_t i) { return a[i] & b[i]; });
}
RSN_WIDEST Bits or_(std::uint64_t* out, const std::uint64_t* a, const std::uint64_t* b, std::size_t rows) {
  return words(out, rows, [=](std::size_t i) { return a[i] | b[i]; });
}
RSN_WIDEST Bits and_not(std::uint64_t* out, const std::uint64_t* a, const std::uint64_t* b, std::size_t rows) {
  return words(out, rows, [=](std::size_t i) { return a[i] & ~b[i]; });
}
RSN_WIDEST Bits not_(std::uint64_t* out, const std::uint64_t* a, std::size_t rows) {
  return words(out, rows, [=](std::size_t i) { return ~a[i]; });
}
Bits common(const std::uint64_t* a, std::size_t rows) {
  const std::size_t n = words_of(rows);
  if (n == 0) return Bits::zero;
  Common c;
  for (std::size_t i = 0; i + 1 < n; ++i) {
    c.any |= a[i];
    c.all &= a[i];
  }
  return c.of(a[n - 1], rows);
}
void fill_one(std::uint64_t* out, std::size_t rows) {
  words(out, rows, [](std::size_t) { return ~std::uint64_t{0}; });
}

#define RSN_COMPARE(name, expression)                                                                              \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int32_t* a, const std::int32_t* b, std::size_t rows) {       \
    return compared(out, rows, [=](std::size_t i) { return expression; });                                         \
  }                                                                                                                \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows) {       \
    return compared(out, rows, [=](std::size_t i) { return expression; });                                         \
  }
RSN_COMPARE(less, a[i] < b[i])
RSN_COMPARE(less_equal, a[i] <= b[i])
RSN_COMPARE(equal, a[i] == b[i])
#undef RSN_COMPARE

#define RSN_COMPARE_CONSTANT(name, expression)                                                              \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int32_t* a, std::int32_t c, std::size_t rows) {       \
    return compared(out, rows, [=](std::size_t i) { return expression; });                                  \
  }                                                                                                         \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int64_t* a, std::int64_t c, std::size_t rows) {       \
    return compared(out, rows, [=](std::size_t i) { return expression; });                                  \
  }
RSN_COMPARE_CONSTANT(less_than, a[i] < c)
RSN_COMPARE_CONSTANT(more_than, a[i] > c)
RSN_COMPARE_CONSTANT(equal_to, a[i] == c)
#undef RSN_COMPARE_CONSTANT

RSN_WIDEST Bits any_bits(std::uint64_t* out, const std::int64_t* a, std::int64_t mask, std::size_t rows) {
  return compared(out, rows, [=](std::size_t i) { return (a[i] & mask) != 0; });
}

#define RSN_EACH(name, type, expression)                                                      \
  RSN_WIDEST void name(type* out, const type* a, const type* b, std::size_t rows) {           \
    each(rows, [=](std::size_t i) { out[i] = expression; });                                  \
  }
RSN_EACH(least, std::int32_t, std::min(a[i], b[i]))
RSN_EACH(least, std::int64_t, std::min(a[i], b[i]))
RSN_EACH(greatest, std::int32_t, std::max(a[i], b[i]))
RSN_EACH(greatest, std::int64_t, std::max(a[i], b[i]))
RSN_EACH(bit_or, std::int64_t, a[i] | b[i])
#undef RSN_EACH

#define RSN_SELECT(type)                                                                                                            \
  RSN_WIDEST void select(type* out, const std::uint64_t* bit, const type* a, const type* b, std::size_t rows) {                      \
    for (std::size_t w = 0; w < words_of(rows); ++w) {                                                                              \
      const std::uint64_t word = bit[w];                                                                                            \
      for (unsigned k = 0; k < 64; ++k) {                                                                                           \
        const std::size_t i = w * 64 + k;                                                                                           \
        out[i] = (word >> k & 1U) != 0 ? a[i] : b[i];                                                                               \
      }                                                                                                                             \
    }                                                                                                                               \
  }
RSN_SELECT(std::int32_t)
RSN_SELECT(std::int64_t)
#undef RSN_SELECT

void fill(std::int32_t* out, std::int32_t value, std::size_t rows) { std::fill_n(out, words_of(rows) * 64, value); }
void fill(std::int64_t* out, std::int64_t value, std::size_t rows) { std::fill_n(out, words_of(rows) * 64, value); }

RSN_WIDEST void add_days(std::int32_t* out, const std::int32_t* a, std::int32_t c, std::int32_t low, std::int32_t high, std::int32_t none,
                         std::size_t rows) {
  each(rows, [=](std::size_t i) {
    const std::int64_t sum = std::int64_t{a[i]} + c;
    out[i] = a[i] >= low && a[i] <= high && sum >= low && sum <= high ? static_cast<std::int32_t>(sum) : none;
  });
}
RSN_WIDEST void add_micros(std::int64_t* out, const std::int64_t* a, std::int64_t c, std::int64_t low, std::int64_t high, std::size_t rows) {
  each(rows, [=](std::size_t i) { out[i] = std::clamp(a[i] + c, low, high); });
}
RSN_WIDEST void days_between(std::int64_t* out, const std::int32_t* a, const std::int32_t* b, std::int64_t scale, std::size_t rows) {
  each(rows, [=](std::size_t i) { out[i] = (std::int64_t{b[i]} - a[i]) * scale; });
}

}  // namespace rettesnor::columns::kernel
