// The hand-written kernels and the package say the same of every rule and instance, and the shipped package is the one
// that the copies are made from. How many cases: environment BENCH_CASES, else 4000.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "bench/peers/kernel/columns.hpp"
#include "bench/peers/serve/ours.hpp"
#include "bench/peers/workload/write.hpp"
#include "engine/engine.hpp"
#include "tests/support/both_ways.hpp"

namespace rettesnor::bench {
namespace {

namespace fs = std::filesystem;

const fs::path workload = "bench/peers/rules/workload.regel";
constexpr std::uint64_t seed = 7;

std::size_t cases() {
  const char* asked = std::getenv("BENCH_CASES");
  return asked == nullptr ? 4000 : std::strtoul(asked, nullptr, 10);
}

std::string workload_text() {
  std::ifstream in(workload, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The sets of each rule in the order of the evaluator: case by case, in it by part and row; rows without an instance
/// are left out.
std::vector<std::vector<std::uint8_t>> in_order(const Columns& c, const auto& set_at) {
  std::vector<std::vector<std::uint8_t>> out(rule_count);
  const auto add = [&](std::size_t part, std::size_t row) {
    const std::uint8_t set = set_at(part, row);
    if (set != 0) out[parts[part].rule].push_back(set);
  };
  for (std::size_t i = 0; i < c.cases; ++i) {
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const auto rows = [&](const std::vector<std::int32_t>& from) {
        for (auto row = from[i]; row < from[i + 1]; ++row) add(p, static_cast<std::size_t>(row));
      };
      switch (parts[p].domain) {
        case Domain::cases: add(p, i); break;
        case Domain::notifications: rows(c.notifications_from); break;
        case Domain::decisions: rows(c.decisions_from); break;
        case Domain::followups: rows(c.followups_from); break;
      }
    }
  }
  return out;
}

void expect_same(const std::vector<std::uint8_t>& ours, const std::vector<std::uint8_t>& theirs, const std::string& what) {
  ASSERT_EQ(ours.size(), theirs.size()) << what << ": number of instances";
  for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_EQ(int{ours[i]}, int{theirs[i]}) << what << ", instance " << i;
}

/// Its lines are read straight into cases, and those cases are the ones that a tree gives.
TEST(Workload, LinesAreReadStraight) {
  const auto rules = load(std::array{workload});
  ASSERT_TRUE(rules && rules->ok());
  testing::BothWays both(rules->model);
  for (std::size_t i = 0; i < cases(); ++i) {
    std::string line;
    append_case_line(line, make_case(seed, i));
    ASSERT_EQ(both.held(line), "") << line;
  }
  EXPECT_EQ(both.plain, cases());
}

TEST(Workload, CopyZeroIsTheShippedPackage) {
  const std::string text = workload_text();
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(package_of(text, rule_count), text);
}

TEST(Workload, CasesDependOnSeedAndNumberAlone) {
  const Columns few = make_columns(seed, 10);
  const Columns many = make_columns(seed, 20);
  const Columns other = make_columns(seed + 1, 10);
  EXPECT_TRUE(std::equal(few.awareness.begin(), few.awareness.begin() + 10, many.awareness.begin()));
  EXPECT_FALSE(std::equal(few.awareness.begin(), few.awareness.begin() + 10, other.awareness.begin()));
}

/// Copy `number` of the rules, by the evaluator and by both kernels.
void compare_copy(std::int32_t number, std::size_t count) {
  const fs::path file = fs::temp_directory_path() / ("workload_test_" + std::to_string(number) + ".regel");
  std::ofstream(file, std::ios::binary) << package_of_copy(workload_text(), number);
  const auto judge = [&](Way way) {
    Ours ours(file, way);
    ours.prepare(seed, count);
    return ours.sets();
  };
  const auto judged = judge(Way::tree);
  const auto by_columns = judge(Way::columns);
  fs::remove(file);
  for (std::size_t r = 0; r < rule_count; ++r) expect_same(judged[r], by_columns[r], "columns, copy " + std::to_string(number) + ", rule " + std::to_string(r + 1));

  const Columns c = make_columns(seed, count);
  Calendars calendars;
  const Limits limits = limits_of(number);
  const Tables tables = tables_for(limits, calendars);
  Sets sets(c);
  judge_scalar(c, tables, limits, sets, {0, c.cases});
  const auto scalar = in_order(c, [&](std::size_t part, std::size_t row) { return sets.of[part][row]; });
  for (std::size_t r = 0; r < rule_count; ++r) expect_same(judged[r], scalar[r], "scalar, copy " + std::to_string(number) + ", rule " + std::to_string(r + 1));

  Planes planes(c);
  if (!judge_simd(c, tables, limits, planes)) GTEST_SKIP() << "no vectors on this machine";
  const auto simd = in_order(c, [&](std::size_t part, std::size_t row) { return planes.set(part, row); });
  for (std::size_t r = 0; r < rule_count; ++r) expect_same(judged[r], simd[r], std::string(simd_in_use()) + ", copy " + std::to_string(number) + ", rule " + std::to_string(r + 1));
  EXPECT_EQ(sets.tally(), planes.tally());
}

/// What is timed, from columns to counts, counts what the sets say; on any number of threads.
TEST(Workload, CountsAreThoseOfTheSets) {
  const Columns c = make_columns(seed, cases());
  Calendars calendars;
  const Limits limits;
  Sets sets(c);
  judge_scalar(c, tables_for(limits, calendars), limits, sets, {0, c.cases});
  const Tally expected = sets.tally();
  for (const Way way : {Way::columns, Way::tree}) {
    Ours ours(workload, way);
    ours.prepare(seed, c.cases);
    for (const unsigned threads : {1U, 3U}) {
      const auto counts = ours.evaluate(threads);
      EXPECT_TRUE(std::ranges::equal(counts, expected)) << ours.name() << ", " << threads << " threads";
    }
  }
}

TEST(Workload, KernelsSayWhatTheEvaluatorSays) { compare_copy(0, cases()); }
TEST(Workload, KernelsSayItWithOtherLimits) {
  for (const std::int32_t number : {1, 4, 9}) compare_copy(number, cases() / 8);
}

/// Every verdict that a rule of its form can give is among the cases, so that the comparisons above mean something.
TEST(Workload, ReachesSetsOfOneAndOfSeveral) {
  const Columns c = make_columns(seed, 3000);
  Calendars calendars;
  const Limits limits;
  Sets sets(c);
  judge_scalar(c, tables_for(limits, calendars), limits, sets, {0, c.cases});
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::set<std::uint8_t> found(sets.of[p].begin(), sets.of[p].end());
    EXPECT_GE(found.size(), p == p16 + most_years - 1 ? 2U : 3U) << "part " << p;  // no measure is five years old
  }
  const std::set<std::uint8_t> study(sets.of[p03].begin(), sets.of[p03].end());
  for (const int set : {+bit_n, +bit_f, +bit_x, +bit_p, +bit_b, bit_f | bit_l, bit_x | bit_l, bit_x | bit_p, bit_x | bit_b}) {
    EXPECT_TRUE(study.contains(static_cast<std::uint8_t>(set))) << set;
  }
}

}  // namespace
}  // namespace rettesnor::bench
