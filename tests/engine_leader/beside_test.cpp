// A municipality's sums beside the country's: of the same rules, and of nothing that is hidden.
#include "engine/leader/beside.hpp"

#include <gtest/gtest.h>

#include "tests/engine_report/report_support.hpp"

namespace rettesnor::leader {
namespace {

using report::testing::duty;
using report::testing::Part;
using report::testing::run_of;

ledger::RuleCounts rule_of(const std::string& name, const std::vector<Part>& parts, const std::string& quality, bool material = false) {
  ledger::RuleCounts out = duty(name, parts, parts);
  out.quality = quality;
  out.material = material;
  return out;
}

/// Three municipalities, all counts large enough to show.
std::vector<Part> large(std::uint64_t first_kept, std::uint64_t first_missed) { return {{"0101", first_kept, first_missed}, {"0461", 60, 40}, {"0751", 50, 50}}; }

const CategorySum* sum_in(const CategorySums& sums, const std::string& category, bool material) {
  for (const CategorySum& s : sums.sums) {
    if (s.category == category && s.material == material) return &s;
  }
  return nullptr;
}

TEST(CategorySums, CountryIsSummedOverTheRulesThatTheMunicipalityIs) {
  // The third has no instance in 0101: it must not be in the country's sum beside it. Five categories later, deadlines.
  const std::vector<Part> elsewhere{{"0461", 60, 40}, {"0751", 50, 50}};
  const auto from = report::publish(run_of({rule_of("a", large(30, 20), "deadline", true), rule_of("b", large(40, 10), "deadline"), rule_of("c", elsewhere, "deadline")}), {});
  const CategorySums sums = category_sums(from, "0101");
  const CategorySum* all = sum_in(sums, "deadline", false);
  ASSERT_NE(all, nullptr);
  EXPECT_EQ(all->rules, 2);
  EXPECT_EQ(all->own.kept, 70);
  EXPECT_EQ(all->own.missed, 30);
  EXPECT_EQ(all->country.kept, 30 + 40 + 2 * 110);
  EXPECT_EQ(all->country.relevant, 2 * 250);
  const CategorySum* material = sum_in(sums, "deadline", true);
  ASSERT_NE(material, nullptr);
  EXPECT_EQ(material->rules, 1);
  EXPECT_EQ(material->own.kept, 30);
  EXPECT_EQ(material->country.kept, 140);
  EXPECT_EQ(sums.hidden, 0U);
  EXPECT_EQ(sums.outside, 0U);
}

TEST(CategorySums, RulesWithAHiddenCountAndRulesOfNoCategoryAreLeftOutAndSaid) {
  // 46 kept and 4 missed: the four are hidden, so the rule is in no sum.
  const auto from = report::publish(run_of({rule_of("a", large(46, 4), "hearing"), rule_of("b", large(30, 20), "hearing"), rule_of("c", large(30, 20), "none"), rule_of("d", large(30, 20), "")}), {});
  const CategorySums sums = category_sums(from, "0101");
  const CategorySum* all = sum_in(sums, "hearing", false);
  ASSERT_NE(all, nullptr);
  EXPECT_EQ(all->rules, 1);
  EXPECT_EQ(all->own.missed, 20);
  EXPECT_EQ(sums.hidden, 1U);
  EXPECT_EQ(sums.outside, 2U);
}

TEST(SharesBeside, LawIsSummedByCategoryAndRecommendationsStandOneByOne) {
  std::vector<ledger::RuleCounts> rules{rule_of("a", large(30, 20), "hearing"), duty("b", large(40, 10), large(40, 10), false), duty("c", large(45, 5), large(45, 5), false)};
  const auto from = report::publish(run_of(std::move(rules)), {});
  const auto shares = shares_beside(from, "0101", Language::english);
  ASSERT_EQ(shares.size(), 3U);
  EXPECT_EQ(shares[0].group, Group::law);
  EXPECT_DOUBLE_EQ(shares[0].own.value.value(), 0.6);
  EXPECT_DOUBLE_EQ(shares[0].country.value.value(), 140.0 / 250);
  EXPECT_EQ(shares[1].group, Group::recommendation);
  EXPECT_EQ(shares[1].title, "Duty b");
  EXPECT_DOUBLE_EQ(shares[1].own.value.value(), 0.8);
  EXPECT_EQ(shares[2].group, Group::recommendation);
  EXPECT_TRUE(shares_beside(from, "0147", Language::english).empty());
}

}  // namespace
}  // namespace rettesnor::leader
