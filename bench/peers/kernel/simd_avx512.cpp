// The vector kernel on AVX-512 (F, BW, DQ, VL).
#include <immintrin.h>

#include "bench/peers/kernel/simd_kernel.hpp"

namespace rettesnor::bench {
namespace {

struct Avx512 {
  using V = __m512i;
  struct M {
    __mmask16 bits;
    friend M operator&(M a, M b) { return {_kand_mask16(a.bits, b.bits)}; }
    friend M operator|(M a, M b) { return {_kor_mask16(a.bits, b.bits)}; }
    friend M operator!(M a) { return {_knot_mask16(a.bits)}; }
  };
  static V all(std::int32_t x) { return _mm512_set1_epi32(x); }
  static V load(const std::int32_t* p) { return _mm512_loadu_si512(p); }
  static V load(const std::int8_t* p) { return _mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))); }
  static V add(V a, V b) { return _mm512_add_epi32(a, b); }
  static V sub(V a, V b) { return _mm512_sub_epi32(a, b); }
  static V mul(V a, V b) { return _mm512_mullo_epi32(a, b); }
  static M less(V a, V b) { return {_mm512_cmplt_epi32_mask(a, b)}; }
  static M less_equal(V a, V b) { return {_mm512_cmple_epi32_mask(a, b)}; }
  static M equal(V a, V b) { return {_mm512_cmpeq_epi32_mask(a, b)}; }
  static M yes() { return {0xFFFF}; }
  static M no() { return {0}; }
  /// a where not b
  static M without(M a, M b) { return {_kandn_mask16(b.bits, a.bits)}; }
  static bool any(M a) { return a.bits != 0; }
  static std::uint16_t bits(M a) { return a.bits; }
  /// b where m, else a
  static V select(M m, V a, V b) { return _mm512_mask_blend_epi32(m.bits, a, b); }
  static V count(V a, M m) { return _mm512_mask_add_epi32(a, m.bits, a, all(1)); }
  static V gather(const std::int32_t* base, V at, M m, V otherwise) { return _mm512_mask_i32gather_epi32(otherwise, m.bits, at, base, 4); }
  /// Signed bytes; reads up to three bytes behind the last.
  static V gather8(const std::int8_t* base, V at, M m, V otherwise) {
    const V four = _mm512_mask_i32gather_epi32(all(0), m.bits, at, base, 1);
    return _mm512_mask_blend_epi32(m.bits, otherwise, _mm512_srai_epi32(_mm512_slli_epi32(four, 24), 24));
  }
};

}  // namespace

void simd_avx512(const SimdView& view, const SimdRows& rows) { SimdKernel<Avx512>(view).run(rows); }

}  // namespace rettesnor::bench
