// Each version of the kernels that this machine can run gives what the plainest loop over rows gives, bit for bit.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "tests/engine_evaluate/kernels/every.hpp"

namespace rettesnor {
namespace {

using testing::KernelInput;
using testing::KernelOutput;
using Random = std::mt19937_64;

bool bit(const std::vector<std::uint64_t>& bits, std::size_t i) { return (bits[i / 64] >> i % 64 & 1U) != 0; }

KernelInput drawn(Random& random) {
  KernelInput in;
  in.rows = random() % 200;
  const std::size_t words = (in.rows + 63) / 64;
  // All 0, all 1, or mixed; beyond the last row bits are 0, as the kernels leave them.
  const auto drawn_bits = [&](std::size_t rows) {
    const std::uint64_t kind = random() % 4;
    std::vector<std::uint64_t> out((rows + 63) / 64);
    for (std::size_t i = 0; i < rows; ++i) out[i / 64] |= std::uint64_t{kind == 1 || (kind > 1 && random() % kind == 0)} << i % 64;
    return out;
  };
  // Few values, so that equals meet, and the greatest and least there are. What is added stays in range, as it does elsewhere.
  const std::int64_t width = random() % 3 == 0 ? 1 : 2000;
  const auto number = [&] { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(width)) - width / 2; };
  const bool extremes = random() % 4 == 0;
  for (int k = 0; k < 2; ++k) {
    in.bits[k] = drawn_bits(in.rows);
    for (std::size_t i = 0; i < words * 64; ++i) {
      const bool extreme = extremes && random() % 3 == 0;
      in.days[k].push_back(extreme ? (random() % 2 == 0 ? INT32_MIN : INT32_MAX) : static_cast<std::int32_t>(number()));
      in.numbers[k].push_back(extreme ? (random() % 2 == 0 ? INT64_MIN / 2 : INT64_MAX / 2) : number());
    }
  }
  in.day = static_cast<std::int32_t>(number());
  in.number = number();
  in.starts.push_back(static_cast<std::uint32_t>(random() % 3));
  for (std::size_t i = 0; i < in.rows; ++i) in.starts.push_back(in.starts.back() + static_cast<std::uint32_t>(random() % 5 == 0 ? random() % 150 : random() % 4));
  in.below = drawn_bits(in.starts.back());
  return in;
}

/// The same, row by row.
std::vector<KernelOutput> plain(const KernelInput& in) {
  std::vector<KernelOutput> out;
  const auto bits = [&](const char* name, const std::function<bool(std::size_t)>& holds) {
    std::vector<std::uint64_t> words((in.rows + 63) / 64);
    std::size_t ones = 0;
    for (std::size_t i = 0; i < in.rows; ++i) {
      words[i / 64] |= std::uint64_t{holds(i)} << i % 64;
      ones += holds(i) ? 1 : 0;
    }
    out.push_back({name, {words.begin(), words.end()}, ones == 0 ? 1 : ones == in.rows ? 2 : 0});
  };
  const auto values = [&](const char* name, const std::function<std::int64_t(std::size_t)>& value) {
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < in.rows; ++i) all.push_back(value(i));
    out.push_back({name, std::move(all), -1});
  };
  const auto p = [&](std::size_t i) { return bit(in.bits[0], i); };
  const auto q = [&](std::size_t i) { return bit(in.bits[1], i); };
  const auto d = [&](std::size_t i) { return in.days[0][i]; };
  const auto e = [&](std::size_t i) { return in.days[1][i]; };
  const auto x = [&](std::size_t i) { return in.numbers[0][i]; };
  const auto y = [&](std::size_t i) { return in.numbers[1][i]; };
  const auto under = [&](std::size_t i) {
    std::int64_t n = 0;
    for (std::size_t k = in.starts[i]; k < in.starts[i + 1]; ++k) n += bit(in.below, k) ? 1 : 0;
    return n;
  };
  bits("and", [&](auto i) { return p(i) && q(i); });
  bits("or", [&](auto i) { return p(i) || q(i); });
  bits("and not", [&](auto i) { return p(i) && !q(i); });
  bits("not", [&](auto i) { return !p(i); });
  bits("one", [&](auto) { return true; });
  bits("less, days", [&](auto i) { return d(i) < e(i); });
  bits("less, numbers", [&](auto i) { return x(i) < y(i); });
  bits("less or equal, days", [&](auto i) { return d(i) <= e(i); });
  bits("less or equal, numbers", [&](auto i) { return x(i) <= y(i); });
  bits("equal, days", [&](auto i) { return d(i) == e(i); });
  bits("equal, numbers", [&](auto i) { return x(i) == y(i); });
  bits("less than, days", [&](auto i) { return d(i) < in.day; });
  bits("less than, numbers", [&](auto i) { return x(i) < in.number; });
  bits("more than, days", [&](auto i) { return d(i) > in.day; });
  bits("more than, numbers", [&](auto i) { return x(i) > in.number; });
  bits("equal to, days", [&](auto i) { return d(i) == in.day; });
  bits("equal to, numbers", [&](auto i) { return x(i) == in.number; });
  bits("any bits", [&](auto i) { return (x(i) & in.number) != 0; });
  values("least, days", [&](auto i) { return std::min(d(i), e(i)); });
  values("least, numbers", [&](auto i) { return std::min(x(i), y(i)); });
  values("greatest, days", [&](auto i) { return std::max(d(i), e(i)); });
  values("greatest, numbers", [&](auto i) { return std::max(x(i), y(i)); });
  values("select, days", [&](auto i) { return p(i) ? d(i) : e(i); });
  values("select, numbers", [&](auto i) { return p(i) ? x(i) : y(i); });
  values("bit or", [&](auto i) { return x(i) | y(i); });
  values("fill, days", [&](auto) { return in.day; });
  values("fill, numbers", [&](auto) { return in.number; });
  values("add days", [&](auto i) {
    const bool inside = d(i) >= -1000 && d(i) <= 1000 && std::int64_t{d(i)} + in.day >= -1000 && std::int64_t{d(i)} + in.day <= 1000;
    return inside ? d(i) + in.day : 5000;
  });
  values("add micros", [&](auto i) { return std::clamp<std::int64_t>(x(i) + in.number, -1000, 1000); });
  values("count under, numbers", [&](auto i) { return under(i) * 1'000'000; });
  values("count under, days", under);
  bits("some under", [&](auto i) { return under(i) >= 1; });
  bits("two under", [&](auto i) { return under(i) >= 2; });
  return out;
}

void expect_plain(const std::function<std::vector<KernelOutput>(const KernelInput&)>& version) {
  Random random(20261126);
  for (int round = 0; round < 500; ++round) {
    const KernelInput in = drawn(random);
    const auto expected = plain(in);
    const auto found = version(in);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k) {
      ASSERT_EQ(found[k].name, expected[k].name);
      ASSERT_EQ(found[k].values, expected[k].values) << expected[k].name << ", " << in.rows << " rows, round " << round;
      ASSERT_EQ(found[k].common, expected[k].common) << expected[k].name << ", " << in.rows << " rows, round " << round;
    }
  }
}

TEST(Kernels, TakenOnThisMachine) { expect_plain(columns::kernel::every); }
TEST(Kernels, ForEveryMachine) { expect_plain(columns::kernel_default::every); }

#if defined(__x86_64__)
TEST(Kernels, WithAvx2) {
  if (!__builtin_cpu_supports("avx2")) GTEST_SKIP() << "this machine has no AVX2";
  expect_plain(columns::kernel_avx2::every);
}
TEST(Kernels, WithAvx512) {
  if (!__builtin_cpu_supports("avx512f")) GTEST_SKIP() << "this machine has no AVX-512";
  expect_plain(columns::kernel_avx512f::every);
}
#endif

}  // namespace
}  // namespace rettesnor
