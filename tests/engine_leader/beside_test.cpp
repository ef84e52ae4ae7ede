// A municipality's sums beside the country's: of the same rules, and of nothing that is hidden.
#include "engine/leader/beside.hpp"

#include <gtest/gtest.h>

#include "engine/leader/short.hpp"

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

bool has(const Brief& brief, const std::string& line) { return std::ranges::find(brief.lines, line) != brief.lines.end(); }

TEST(InShort, SaysWhatIsKeptBestAndWhatIsMissedMostOften) {
  // 10 of 100 where the country has 120 of 300; 90 of 100 where it has 200 of 300; 55 of 100 where it has 165 of 300, which says nothing.
  const auto from = report::publish(run_of({rule_of("low", large(10, 90), "deadline"), rule_of("high", large(90, 10), "hearing"), rule_of("even", large(55, 45), "none"), rule_of("few", large(46, 4), "reasons")}), {});
  const std::vector<Brief> danish = in_short(from, {.municipality = "0101", .reg = nullptr}, Date{}, Language::danish);
  ASSERT_EQ(danish.size(), 4U);
  EXPECT_TRUE(has(danish[0], "Pligt high: 90,0 % overholdt af 100 (landet 66,7 %) – sikkert over landet")) << briefs_text(danish);
  EXPECT_EQ(danish[1].lines.front(), "Pligt low: 90 gange ikke overholdt eller for sent af 100 (10,0 % overholdt, landet 40,0 %) – sikkert under landet") << briefs_text(danish);
  for (const std::string& line : danish[0].lines) EXPECT_FALSE(has(danish[1], line));
  // The four missed are hidden: the duty is in no list, and is said to be left out.
  EXPECT_EQ(briefs_text(danish).find("few"), std::string::npos) << briefs_text(danish);
  EXPECT_TRUE(danish[3].lines.front().starts_with("1 af 4 lovkrav er ikke med her")) << briefs_text(danish);
  const std::string english = briefs_html(in_short(from, {.municipality = "0101", .reg = nullptr}, Date{}, Language::english));
  EXPECT_NE(english.find("<li>Duty low: missed or late 90 times of 100 (10.0 % kept, the country 40.0 %) – certainly below the country</li>"), std::string::npos) << english;
}

TEST(InShort, WhatIsOpenTakesTheCertaintyAway) {
  // 10 of 100 settled, and 100 open: it may be 110 of 200, so it is certain of nothing.
  std::vector<Part> parts = large(10, 90);
  parts[0].open = 100;
  const auto from = report::publish(run_of({rule_of("low", parts, "deadline")}), {});
  const std::vector<Brief> briefs = in_short(from, {.municipality = "0101", .reg = nullptr}, Date{}, Language::english);
  EXPECT_EQ(briefs_text(briefs).find("certainly"), std::string::npos) << briefs_text(briefs);
  EXPECT_TRUE(std::ranges::any_of(briefs.back().lines, [](const std::string& line) { return line.starts_with("For one duty of law so much is undetermined"); })) << briefs_text(briefs);
}

}  // namespace
}  // namespace rettesnor::leader
