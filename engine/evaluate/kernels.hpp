// The loops over columns. Each is plain C++ that the compiler vectorises, in several instruction sets of which the widest
// that the machine has is taken when the program starts; what comes out is the same on all.
#pragma once

#include <cstddef>
#include <cstdint>

/// One version on its own stands in a namespace of another name; only tests have such.
#ifndef RSN_KERNEL
#define RSN_KERNEL kernel
#endif

namespace rettesnor::columns::RSN_KERNEL {

/// What bits have in common: all 0, all 1, or neither. Of no rows: all 0.
enum class Bits : std::uint8_t { mixed, zero, one };

/// Over whole words; the last is kept within `rows`. @return what the result has in common
Bits and_(std::uint64_t* out, const std::uint64_t* a, const std::uint64_t* b, std::size_t rows);
Bits or_(std::uint64_t* out, const std::uint64_t* a, const std::uint64_t* b, std::size_t rows);
Bits and_not(std::uint64_t* out, const std::uint64_t* a, const std::uint64_t* b, std::size_t rows);
Bits not_(std::uint64_t* out, const std::uint64_t* a, std::size_t rows);
Bits common(const std::uint64_t* a, std::size_t rows);
void fill_one(std::uint64_t* out, std::size_t rows);

/// Columns are padded to whole words of rows: 64 are read and written at a time.
Bits less(std::uint64_t* out, const std::int32_t* a, const std::int32_t* b, std::size_t rows);
Bits less(std::uint64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
Bits less_equal(std::uint64_t* out, const std::int32_t* a, const std::int32_t* b, std::size_t rows);
Bits less_equal(std::uint64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
Bits equal(std::uint64_t* out, const std::int32_t* a, const std::int32_t* b, std::size_t rows);
Bits equal(std::uint64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
Bits any_bits(std::uint64_t* out, const std::int64_t* a, std::int64_t mask, std::size_t rows);

/// The same with one side a constant: a < c, c < a, …
Bits less_than(std::uint64_t* out, const std::int32_t* a, std::int32_t c, std::size_t rows);
Bits less_than(std::uint64_t* out, const std::int64_t* a, std::int64_t c, std::size_t rows);
Bits more_than(std::uint64_t* out, const std::int32_t* a, std::int32_t c, std::size_t rows);
Bits more_than(std::uint64_t* out, const std::int64_t* a, std::int64_t c, std::size_t rows);
Bits equal_to(std::uint64_t* out, const std::int32_t* a, std::int32_t c, std::size_t rows);
Bits equal_to(std::uint64_t* out, const std::int64_t* a, std::int64_t c, std::size_t rows);

void least(std::int32_t* out, const std::int32_t* a, const std::int32_t* b, std::size_t rows);
void least(std::int64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
void greatest(std::int32_t* out, const std::int32_t* a, const std::int32_t* b, std::size_t rows);
void greatest(std::int64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
void select(std::int32_t* out, const std::uint64_t* bit, const std::int32_t* a, const std::int32_t* b, std::size_t rows);
void select(std::int64_t* out, const std::uint64_t* bit, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
void bit_or(std::int64_t* out, const std::int64_t* a, const std::int64_t* b, std::size_t rows);
void fill(std::int32_t* out, std::int32_t value, std::size_t rows);
void fill(std::int64_t* out, std::int64_t value, std::size_t rows);
/// a + c where both lie in low .. high, `none` elsewhere.
void add_days(std::int32_t* out, const std::int32_t* a, std::int32_t c, std::int32_t low, std::int32_t high, std::int32_t none, std::size_t rows);
/// a + c, kept within low .. high.
void add_micros(std::int64_t* out, const std::int64_t* a, std::int64_t c, std::int64_t low, std::int64_t high, std::size_t rows);

/// For each of `rows` the bits starts[r] .. starts[r + 1] - 1 of `a`: how many times `scale`; whether there are at least `least`.
void count_under(std::int64_t* out, const std::uint64_t* a, const std::uint32_t* starts, std::int64_t scale, std::size_t rows);
void count_under(std::int32_t* out, const std::uint64_t* a, const std::uint32_t* starts, std::int32_t scale, std::size_t rows);
Bits some_under(std::uint64_t* out, const std::uint64_t* a, const std::uint32_t* starts, std::uint32_t least, std::size_t rows);

}  // namespace rettesnor::columns::RSN_KERNEL
