// Whole cases with their bytes shaken: whatever comes out is read or refused, the same every time, and never half.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/engine_store/case_support.hpp"
#include "tests/support/both_ways.hpp"

namespace rettesnor::testing_store {
namespace {

constexpr std::array yaml_seeds{
    "case: A\nmunicipality: [{code: \"0751\"}, {code: \"0101\", from: 2025-06-01}]\nborn: 2010-05\nkinds: [a, c]\n",
    "case: A\nstudy: {at: 2026-05-09, recorded_at: 2026-05-12, source: \"journal\"}\nserious: {value: yes, by: X, on: "
    "2026-01-12}\n",
    "case: A\nnotifier: {conflicting: [{value: private, source: \"A\"}, {value: anonymous}]}\nunmapped: "
    "[visits.made]\n",
    "case: A\nvisits: {complete_to: 2026-01-01, items: [{id: v1, made: {between: [2026-01-01, 2026-01-03]}}, {}]}\n",
    "case: A\ninpatient: [{from: 2026-01-01, until: 2026-02-01}, {from: 2026-03-01}]\nanswer: 8 weeks\ngrade: -12.50\n",
    "case: A\nnotifications:\n  - receipt: 2026-10-25 02:30\n    followups: [{held: 2026-03-10}]\nnote: |\n  to\n  "
    "linjer\n",
};
constexpr std::array json_seeds{
    R"({"case":"A","extraction_time":"2026-03-04 08:00","municipality":"0751","grade":12.5,"written":true,"born":null})",
    R"({"case":"A","notifications":[{"id":"n1","receipt":"2026-03-02 09:00","followups":[{"held":"2026-03"}]},{}]})",
    R"({"case":"A","study":{"does_not_exist":"x"},"kinds":["a","b"],"note":"\u00e6\n\"","fees":1105.50})",
};
/// The picture of what is read, or the list of what is wrong; empty if it is neither or both.
std::string outcome(const std::string& text, CaseFormat format) {
  const Source source{.name = "case", .text = text};
  const auto found = read_case(model(), source, {}, format);
  if (found) return !found->id.empty() && found->root ? picture(*found) : "";
  std::string out;
  for (const Diagnostic& problem : found.error()) {
    if (problem.at.begin > problem.at.end || problem.at.end > text.size()) return "";
    out += std::string(number_of(problem.code)) + '@' + std::to_string(problem.at.begin) + ' ';
  }
  return has_errors(found.error()) ? out : "";
}

template <std::size_t N>
void shake_all(const std::array<const char*, N>& seeds, CaseFormat format, int rounds) {
  std::mt19937 random(20260304);
  int read = 0;
  for (int i = 0; i < rounds; ++i) {
    const std::string text = testing::shake(seeds[static_cast<std::size_t>(i) % N], random);
    const std::string first = outcome(text, format);
    ASSERT_FALSE(first.empty()) << text;
    ASSERT_EQ(first, outcome(text, format)) << text;
    read += first.starts_with("case ") ? 1 : 0;
  }
  EXPECT_GT(read, rounds / 50);  // the shaking is mild enough to reach what lies behind the parser
  EXPECT_LT(read, rounds);
}

TEST(Shaken, Yaml) { shake_all(yaml_seeds, CaseFormat::yaml, 6'000); }
TEST(Shaken, Json) { shake_all(json_seeds, CaseFormat::json, 6'000); }

}  // namespace
}  // namespace rettesnor::testing_store
