// Every kernel over the same columns, so that versions can be held against each other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rettesnor::testing {

/// Columns of `rows` rows, padded to whole words of rows; what lies beyond them is not looked at.
struct KernelInput {
  std::size_t rows = 0;
  std::vector<std::uint64_t> bits[2];
  std::vector<std::int32_t> days[2];
  std::vector<std::int64_t> numbers[2];
  std::int32_t day = 0;
  std::int64_t number = 0;
  std::vector<std::uint32_t> starts;  ///< rows + 1, of a column of bits below
  std::vector<std::uint64_t> below;
};

/// What one kernel gave: bits as words and what they have in common, or a number a row.
struct KernelOutput {
  std::string name;
  std::vector<std::int64_t> values;
  int common = -1;  ///< 0 mixed, 1 all 0, 2 all 1; -1: no bits
  friend bool operator==(const KernelOutput&, const KernelOutput&) = default;
};

}  // namespace rettesnor::testing

namespace rettesnor::columns::kernel {
std::vector<testing::KernelOutput> every(const testing::KernelInput& in);
}
namespace rettesnor::columns::kernel_default {
std::vector<testing::KernelOutput> every(const testing::KernelInput& in);
}
namespace rettesnor::columns::kernel_avx2 {
std::vector<testing::KernelOutput> every(const testing::KernelInput& in);
}
namespace rettesnor::columns::kernel_avx512f {
std::vector<testing::KernelOutput> every(const testing::KernelInput& in);
}
