#include "engine/evaluate/kernels.hpp"

#include <algorithm>
#include <array>

// The sanitizers see one version; elsewhere the loader picks the widest that the machine can run.
#if defined(RSN_WIDEST)
// a test wants one version alone
#elif defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RSN_WIDEST __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define RSN_WIDEST
#endif

namespace rettesnor::columns::RSN_KERNEL {
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

template <class Lane, std::size_t n>
constexpr std::array<Lane, n> places = [] {
  std::array<Lane, n> out{};
  for (std::size_t k = 0; k < n; ++k) out[k] = Lane{1} << k;
  return out;
}();

/// Sixty-four comparisons into a word. A bit stands in a lane as wide as what is compared, so that compilers do many at a time.
template <class Compared, class F>
inline __attribute__((always_inline)) Bits compared(std::uint64_t* out, std::size_t rows, F holds) {
  return words(out, rows, [&](std::size_t i) {
    const std::size_t base = i * 64;
    if constexpr (sizeof(Compared) == 4) {
      std::uint32_t low = 0;
      std::uint32_t high = 0;
      for (std::size_t k = 0; k < 32; ++k) low |= holds(base + k) ? places<std::uint32_t, 32>[k] : 0;
      for (std::size_t k = 0; k < 32; ++k) high |= holds(base + 32 + k) ? places<std::uint32_t, 32>[k] : 0;
      return low | std::uint64_t{high} << 32;
    } else {
      std::uint64_t w = 0;
      for (std::size_t k = 0; k < 64; ++k) w |= holds(base + k) ? places<std::uint64_t, 64>[k] : 0;
      return w;
    }
  });
}

template <class F>
inline __attribute__((always_inline)) void each(std::size_t rows, F f) {
  const std::size_t n = words_of(rows) * 64;
  for (std::size_t i = 0; i < n; ++i) f(i);
}

/// How many bits are set from one place to the next.
struct Counting {
  const std::uint64_t* bits;
  std::uint32_t word;         ///< all before it are in `before`
  std::uint32_t before = 0;
  std::uint32_t reached = 0;  ///< bits up to the last place asked for
  inline __attribute__((always_inline)) Counting(const std::uint64_t* a, std::uint32_t start) : bits(a), word(start / 64) {
    if (start % 64 != 0) reached = ones(bits[word] & ((std::uint64_t{1} << start % 64) - 1));
  }
  static inline __attribute__((always_inline)) std::uint32_t ones(std::uint64_t w) { return static_cast<std::uint32_t>(__builtin_popcountll(w)); }
  inline __attribute__((always_inline)) std::uint32_t up_to(std::uint32_t end) {
    for (; word < end / 64; ++word) before += ones(bits[word]);
    const std::uint32_t all = end % 64 == 0 ? before : before + ones(bits[word] & ((std::uint64_t{1} << end % 64) - 1));
    const std::uint32_t count = all - reached;
    reached = all;
    return count;
  }
};

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
    return compared<std::int32_t>(out, rows, [=](std::size_t i) { return expression; });                                         \
  }                                                                                                                \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows) {       \
    return compared<std::int64_t>(out, rows, [=](std::size_t i) { return expression; });                                         \
  }
RSN_COMPARE(less, a[i] < b[i])
RSN_COMPARE(less_equal, a[i] <= b[i])
RSN_COMPARE(equal, a[i] == b[i])
#undef RSN_COMPARE

#define RSN_COMPARE_CONSTANT(name, expression)                                                              \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int32_t* a, std::int32_t c, std::size_t rows) {       \
    return compared<std::int32_t>(out, rows, [=](std::size_t i) { return expression; });                                  \
  }                                                                                                         \
  RSN_WIDEST Bits name(std::uint64_t* out, const std::int64_t* a, std::int64_t c, std::size_t rows) {       \
    return compared<std::int64_t>(out, rows, [=](std::size_t i) { return expression; });                                  \
  }
RSN_COMPARE_CONSTANT(less_than, a[i] < c)
RSN_COMPARE_CONSTANT(more_than, a[i] > c)
RSN_COMPARE_CONSTANT(equal_to, a[i] == c)
#undef RSN_COMPARE_CONSTANT

RSN_WIDEST Bits any_bits(std::uint64_t* out, const std::int64_t* a, std::int64_t mask, std::size_t rows) {
  return compared<std::int64_t>(out, rows, [=](std::size_t i) { return (a[i] & mask) != 0; });
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

#define RSN_SELECT(type)                                                                                              \
  RSN_WIDEST void select(type* out, const std::uint64_t* bit, const type* a, const type* b, std::size_t rows) {        \
    for (std::size_t half = 0; half < 2 * words_of(rows); ++half) {                                                   \
      const auto word = static_cast<std::uint32_t>(bit[half / 2] >> half % 2 * 32);                                   \
      const std::size_t base = half * 32;                                                                             \
      for (std::size_t k = 0; k < 32; ++k) {                                                                          \
        out[base + k] = (word & places<std::uint32_t, 32>[k]) != 0 ? a[base + k] : b[base + k];                       \
      }                                                                                                               \
    }                                                                                                                 \
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
  // Lanes beyond the last row may hold anything: there the sum may wrap, and nobody reads it.
  each(rows, [=](std::size_t i) { out[i] = std::clamp(static_cast<std::int64_t>(static_cast<std::uint64_t>(a[i]) + static_cast<std::uint64_t>(c)), low, high); });
}
RSN_WIDEST void count_under(std::int64_t* out, const std::uint64_t* a, const std::uint32_t* starts, std::int64_t scale, std::size_t rows) {
  Counting count{a, starts[0]};
  for (std::size_t r = 0; r < rows; ++r) out[r] = std::int64_t{count.up_to(starts[r + 1])} * scale;
}
RSN_WIDEST void count_under(std::int32_t* out, const std::uint64_t* a, const std::uint32_t* starts, std::int32_t scale, std::size_t rows) {
  Counting count{a, starts[0]};
  for (std::size_t r = 0; r < rows; ++r) out[r] = static_cast<std::int32_t>(count.up_to(starts[r + 1])) * scale;
}
RSN_WIDEST Bits some_under(std::uint64_t* out, const std::uint64_t* a, const std::uint32_t* starts, std::uint32_t least, std::size_t rows) {
  Counting count{a, rows == 0 ? 0 : starts[0]};
  return words(out, rows, [&](std::size_t w) {
    std::uint64_t word = 0;
    const std::size_t last = std::min<std::size_t>(64, rows - w * 64);
    for (std::size_t k = 0; k < last; ++k) word |= std::uint64_t{count.up_to(starts[w * 64 + k + 1]) >= least} << k;
    return word;
  });
}

}  // namespace rettesnor::columns::RSN_KERNEL
