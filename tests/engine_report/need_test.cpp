// Need against reach, and which months were delivered.
#include "engine/report/need.hpp"

#include <gtest/gtest.h>

#include "engine/report/compose.hpp"
#include "engine/report/report.hpp"
#include "engine/report/svg.hpp"
#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using testing::duty;
using testing::run_of;

/// Seven municipalities with the needs and reaches of the worked example, per 1,000 of 10,000 inhabitants; they stand in the file
/// in another order than by code.
Publication seven() {
  const std::vector<std::pair<const char*, std::uint64_t>> counts{{"0101", 12}, {"0151", 11}, {"0217", 16}, {"0461", 29}, {"0561", 36}, {"0621", 51}, {"0751", 44}};
  std::vector<testing::Part> parts;
  for (const auto& [code, n] : counts) parts.push_back({code, n, 0, 0, 0});
  Publication p = publish(run_of({duty("a", parts, {})}), {});
  p.needs = {{"0751", 10'000, 23.9}, {"0101", 10'000, 4.1}, {"0621", 10'000, 20.5}, {"0151", 10'000, 5.2}, {"0561", 10'000, 19.0}, {"0217", 10'000, 5.4}, {"0461", 10'000, 11.1}};
  return p;
}

TEST(Need, TheWorkedExampleComesOut) {
  const auto need = need_of(seven(), nullptr);
  ASSERT_TRUE(need && need->expected && need->spearman);
  EXPECT_NEAR(need->expected->intercept, 0.4924191781, 1e-9);
  EXPECT_NEAR(need->expected->slope, 0.1844514098, 1e-9);
  EXPECT_NEAR(need->expected->r_squared, 0.9115984855, 1e-9);
  EXPECT_NEAR(*need->spearman, 0.9285714286, 1e-9);
  ASSERT_EQ(need->points.size(), 7U);
  EXPECT_EQ(need->points[5].code, "0621");
  EXPECT_NEAR(*need->points[5].studentised, 3.102116, 1e-6) << "each municipality has its own residual, whatever the order of the file";
  EXPECT_NEAR(*need->points[4].studentised, -0.847174, 1e-6);
  // Medians are 11.1 and 2.9; on the median is high.
  EXPECT_EQ(need->points[0].quadrant, statistics::Quadrant::low_need_low_reach);
  EXPECT_EQ(need->points[3].quadrant, statistics::Quadrant::high_need_high_reach);
  EXPECT_DOUBLE_EQ(need->median_need, 11.1);
  EXPECT_DOUBLE_EQ(need->median_reach, 2.9);
  EXPECT_LT(*need->concentration, 0) << "more where the need is greater";
}

TEST(Need, AMunicipalityThatDeliveredNothingHasNoReachAndAHiddenOneNone) {
  Publication p = seven();
  p.needs.push_back({"0860", 5'000, 9.0});
  const auto need = need_of(p, nullptr);
  EXPECT_EQ(need->points.back().code, "0860");
  EXPECT_EQ(need->points.back().count, 0);
  EXPECT_EQ(need->points.back().reach, 0.0);
  std::vector<testing::Part> parts{{"0101", 12, 0, 0, 0}, {"0151", 11, 0, 0, 0}, {"0217", 2, 0, 0, 0}, {"0461", 29, 0, 0, 0}, {"0561", 36, 0, 0, 0}};
  Publication small = publish(run_of({duty("a", parts, {})}), {});
  small.needs = p.needs;
  std::size_t hidden = 0;
  const auto some = need_of(small, nullptr);
  for (const NeedPoint& point : some->points) hidden += point.count ? 0 : 1;
  EXPECT_GE(hidden, 2U) << "the small one, and what gives it away";
  const std::string page = as_html(small, "", Language::english), sheet = as_csv(small, "", Language::english);
  for (const std::string& out : {page, sheet}) EXPECT_TRUE(out.contains("Low reach may be low registration"));
  EXPECT_TRUE(sheet.contains("0217,Helsingør,10000,5.40,•,•,•,•,•")) << sheet;
}

TEST(Need, IsOnlyThereWhenItIsGiven) {
  Publication p = seven();
  EXPECT_TRUE(as_html(p, "", Language::danish).contains("need-picture"));
  p.needs.clear();
  EXPECT_FALSE(need_of(p, nullptr));
  for (const std::string& out : {as_html(p, "", Language::danish), as_csv(p, "", Language::danish), as_text(p, "", Language::danish)}) EXPECT_FALSE(out.contains("rækkevidde"));
}

TEST(Need, NamesInThePictureDoNotLieOnEachOther) {
  Publication p = seven();
  const std::string picture = need_svg(*need_of(p, nullptr), "x", "cases", Language::english);
  EXPECT_TRUE(picture.contains(">Vejen<") || picture.contains(">Kolding<")) << "0621, the one far from the line, is named";
}

/// A run with instances of two municipalities by month.
ledger::Counts delivered(std::uint64_t few) {
  ledger::Counts out = run_of({duty("a", {{"0101", 60, 0, 0, 0}, {"0751", 80, 0, 0, 0}, {"0825", 2, 0, 0, 0}, {"0151", 40, 0, 0, 0}}, {})});
  out.by_month["0101"] = {{"2025-01", 30}, {"2025-02", 30}, {"2026-01", few}, {"2042-01", 9}};
  out.by_month["0825"] = {{"2025-03", 2}};
  return out;
}

TEST(Coverage, SaysWhichMonthsAreEmptyAndHidesTheSmall) {
  const Publication p = publish(delivered(3), {});
  ASSERT_EQ(p.coverage.months.size(), 13U);
  EXPECT_EQ(p.coverage.months.front(), "2025-01");
  EXPECT_EQ(p.coverage.months.back(), "2026-01") << "the run is as of January; what is dated later is no delivery";
  const auto& copenhagen = p.coverage.municipalities.at("0101");
  EXPECT_EQ(copenhagen[0], Delivered::some);
  EXPECT_EQ(copenhagen[2], Delivered::none);
  EXPECT_EQ(copenhagen[12], Delivered::hidden) << "three";
  for (const Delivered d : p.coverage.municipalities.at("0825")) EXPECT_EQ(d, Delivered::hidden) << "its cases are hidden, and so is when they were";
  const std::string sheet = as_csv(p, "", Language::english);
  EXPECT_TRUE(sheet.contains("Delivered nothing: 94 of 98 municipalities")) << sheet;
}

TEST(Coverage, ANewMonthOfAFewIsNotSeenBesideAnEarlierReport) {
  const ledger::Counts first = delivered(30), second = delivered(32), third = delivered(0);
  EXPECT_EQ(publish(second, {}).coverage.municipalities.at("0101")[12], Delivered::some);
  EXPECT_EQ(publish(second, {}, std::vector{first}).coverage.municipalities.at("0101")[12], Delivered::hidden);
  EXPECT_EQ(publish(third, {}, std::vector{delivered(2)}).coverage.municipalities.at("0101")[12], Delivered::hidden) << "that the two are gone";
}

}  // namespace
}  // namespace rettesnor::report
