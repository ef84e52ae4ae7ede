// The vector kernel on AVX2: sixteen numbers are two vectors of eight.
#include <immintrin.h>

#include "bench/peers/kernel/simd_kernel.hpp"

namespace rettesnor::bench {
namespace {

struct Avx2 {
  struct V {
    __m256i a, b;
  };
  /// All ones where true.
  struct M {
    __m256i a, b;
    friend M operator&(M x, M y) { return {_mm256_and_si256(x.a, y.a), _mm256_and_si256(x.b, y.b)}; }
    friend M operator|(M x, M y) { return {_mm256_or_si256(x.a, y.a), _mm256_or_si256(x.b, y.b)}; }
    friend M operator!(M x) { return without(yes(), x); }
  };
  static V all(std::int32_t x) { return {_mm256_set1_epi32(x), _mm256_set1_epi32(x)}; }
  static V load(const std::int32_t* p) {
    const auto* q = reinterpret_cast<const __m256i*>(p);
    return {_mm256_loadu_si256(q), _mm256_loadu_si256(q + 1)};
  }
  static V load(const std::int8_t* p) {
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    return {_mm256_cvtepi8_epi32(x), _mm256_cvtepi8_epi32(_mm_srli_si128(x, 8))};
  }
  static V add(V x, V y) { return {_mm256_add_epi32(x.a, y.a), _mm256_add_epi32(x.b, y.b)}; }
  static V sub(V x, V y) { return {_mm256_sub_epi32(x.a, y.a), _mm256_sub_epi32(x.b, y.b)}; }
  static V mul(V x, V y) { return {_mm256_mullo_epi32(x.a, y.a), _mm256_mullo_epi32(x.b, y.b)}; }
  static M less(V x, V y) { return {_mm256_cmpgt_epi32(y.a, x.a), _mm256_cmpgt_epi32(y.b, x.b)}; }
  static M less_equal(V x, V y) { return without(yes(), less(y, x)); }
  static M equal(V x, V y) { return {_mm256_cmpeq_epi32(x.a, y.a), _mm256_cmpeq_epi32(x.b, y.b)}; }
  static M yes() { return {_mm256_set1_epi32(-1), _mm256_set1_epi32(-1)}; }
  static M no() { return {_mm256_setzero_si256(), _mm256_setzero_si256()}; }
  static M without(M x, M y) { return {_mm256_andnot_si256(y.a, x.a), _mm256_andnot_si256(y.b, x.b)}; }
  static bool any(M x) { return bits(x) != 0; }
  static std::uint16_t bits(M x) {
    const auto low = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(x.a)));
    const auto high = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(x.b)));
    return static_cast<std::uint16_t>(low | high << 8U);
  }
  static V select(M m, V x, V y) { return {_mm256_blendv_epi8(x.a, y.a, m.a), _mm256_blendv_epi8(x.b, y.b, m.b)}; }
  static V count(V x, M m) { return {_mm256_sub_epi32(x.a, m.a), _mm256_sub_epi32(x.b, m.b)}; }
  static V gather(const std::int32_t* base, V at, M m, V otherwise) {
    return {_mm256_mask_i32gather_epi32(otherwise.a, base, at.a, m.a, 4), _mm256_mask_i32gather_epi32(otherwise.b, base, at.b, m.b, 4)};
  }
  static V gather8(const std::int8_t* base, V at, M m, V otherwise) {
    const auto one = [&](__m256i index, __m256i mask, __m256i other) {
      const __m256i four = _mm256_mask_i32gather_epi32(_mm256_setzero_si256(), reinterpret_cast<const int*>(base), index, mask, 1);
      return _mm256_blendv_epi8(other, _mm256_srai_epi32(_mm256_slli_epi32(four, 24), 24), mask);
    };
    return {one(at.a, m.a, otherwise.a), one(at.b, m.b, otherwise.b)};
  }
};

}  // namespace

void simd_avx2(const SimdView& view, const SimdRows& rows) { SimdKernel<Avx2>(view).run(rows); }

}  // namespace rettesnor::bench
