// How it is written: safe cells, two languages, law apart, one mask.
#include <gtest/gtest.h>

#include "engine/report/compose.hpp"
#include "engine/report/report.hpp"
#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using testing::duty;
using testing::Part;
using testing::run_of;

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

TEST(Csv, NoTextIsAFormula) {
  for (const char* text : {"=1+1", "+45", "-1", "@SUM(A1)", "\tx", "\rx"}) {
    EXPECT_EQ(csv_text(text, ';'), "\"'" + std::string(text) + "\"");
  }
  EXPECT_EQ(csv_text("Aarhus", ';'), "Aarhus");
  EXPECT_EQ(csv_text("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(csv_text("a;b", ','), "a;b");
  EXPECT_EQ(csv_text("a,b", ','), "\"a,b\"");
  EXPECT_EQ(csv_text("say \"so\"", ','), "\"say \"\"so\"\"\"");
  EXPECT_EQ(csv_text("a\nb", ','), "\"a\nb\"");
}

TEST(Numbers, AreWrittenAsTheLanguageDoes) {
  EXPECT_EQ(grouped(1234567, Language::danish), "1.234.567");
  EXPECT_EQ(grouped(1234567, Language::english), "1,234,567");
  EXPECT_EQ(grouped(999, Language::danish), "999");
  EXPECT_EQ(grouped(0, Language::danish), "0");
  EXPECT_EQ(percent(0.91449, Language::danish), "91,4 %");
  EXPECT_EQ(percent(1, Language::english, false), "100.0");
}

Publication sample() {
  const std::vector<Part> law{{"0101", 60, 12, 8, 6}, {"0151", 45, 6, 0, 5}, {"0561", 52, 7, 5, 0}, {"0621", 38, 9, 0, 7}, {"0751", 71, 10, 6, 9}};
  const std::vector<Part> good{{"0101", 40, 0, 46, 0}, {"0751", 41, 0, 55, 0}};
  std::vector<Part> months;
  for (int m = 1; m <= 8; ++m) months.push_back({"2025-0" + std::to_string(m), 25, 4, 2, 0});
  months.push_back({"2025-09", 25, 4, 2, 13});
  months.push_back({"2025-10", 41, 8, 1, 14});
  return publish(run_of({duty("a", law, months), duty("b", good, {}, false)}), {});
}

TEST(Measured, LawIsSummedByCategoryFromWhatIsPublishedAlone) {
  const auto of = [](ledger::RuleCounts rule, std::string quality, bool material) {
    rule.quality = std::move(quality);
    rule.material = material;
    return rule;
  };
  const std::vector<Part> a{{"0101", 60, 12, 8, 6}, {"0151", 45, 6, 7, 5}}, b{{"0101", 40, 10, 20, 0}}, tiny{{"0101", 30, 1, 0, 0}};
  const Publication from = publish(run_of({of(duty("a", a, {}), "reasons", false), of(duty("b", b, {}), "reasons", true), of(duty("c", b, {}), "none", false),
                                           of(duty("d", b, {}), "", false), of(duty("e", tiny, {}), "deadline", false), of(duty("f", b, {}, false), "plan", false)}), {});
  ASSERT_FALSE(from.rules[4].national.missed) << "one missed of one rule is hidden";
  const Table table = measured_table(from, Language::english);
  // a and b: 60 + 45 + 40 kept, 12 + 8 + 6 + 7 + 10 + 20 missed, 6 + 5 open. Of the rest one is hidden, two have no category, one is no law.
  ASSERT_EQ(table.rows.size(), 2U);
  const auto figures = [&](std::size_t row) {
    std::vector<std::int64_t> out;
    for (std::size_t i = 1; i < 6; ++i) out.push_back(std::get<std::int64_t>(table.rows[row][i]));
    return out;
  };
  EXPECT_EQ(std::get<std::string>(table.rows[0][0]), "Reasons");
  EXPECT_EQ(figures(0), (std::vector<std::int64_t>{2, 219, 145, 63, 11}));
  EXPECT_EQ(std::get<std::string>(table.rows[1][0]), "Reasons: material");
  EXPECT_EQ(figures(1), (std::vector<std::int64_t>{1, 70, 40, 30, 0}));
  ASSERT_EQ(table.notes.size(), 3U);
  EXPECT_TRUE(table.notes[1].starts_with("1 rule")) << table.notes[1];
  EXPECT_TRUE(table.notes[2].starts_with("2 rules")) << table.notes[2];
}

TEST(Text, SaysSharesBoundsAndIntervalsOfTheCountry) {
  // 266 kept, 44 late, 19 breached, 27 open: 266/329; 266/356 to 293/356.
  const std::string text = as_text(sample(), "", Language::danish);
  EXPECT_TRUE(text.contains("80,9 %")) << text;
  EXPECT_TRUE(text.contains("74,7–82,3 %")) << text;
  EXPECT_TRUE(text.contains("5 af 98 kommuner"));
  // Wilson for 266 of 329: centre (266 + 1.92073) / 332.8415 = 0.80495, half width 1.95996 / 332.8415 · sqrt(266·63/329 + 0.96036) = 0.04231.
  EXPECT_TRUE(text.contains("76,3–84,7 %")) << text;
}

// The brackets are explained where there are some, and only there.
TEST(Text, SaysWhatTheDayOfATextMeans) {
  ledger::RuleCounts old = duty("old", {{"0101", 60, 12, 8, 6}, {"0151", 45, 6, 0, 5}}, {});
  old.cites = "L § 1; L § 82 b [2016]";
  const Publication p = publish(run_of({old}), {});
  EXPECT_TRUE(as_text(p, "", Language::danish).contains("[dag] eller [år] efter en kilde: reglen følger teksten, som den stod da.")) << as_text(p, "", Language::danish);
  EXPECT_TRUE(as_html(p, "", Language::english).contains("[day] or [year] behind a source"));
  EXPECT_FALSE(as_text(sample(), "", Language::danish).contains("[dag]"));
}

TEST(Text, LawAndRecommendationsAreTablesOfTheirOwn) {
  const Publication p = sample();
  const Table law = national_table(p, true, "", Language::english), other = national_table(p, false, "", Language::english);
  ASSERT_EQ(law.rows.size(), 1U);
  ASSERT_EQ(other.rows.size(), 1U);
  EXPECT_EQ(std::get<std::string>(law.rows[0][1]), "p.a");
  EXPECT_EQ(std::get<std::string>(other.rows[0][1]), "p.b");
  EXPECT_FALSE(law.total || other.total);
  // A recommendation alone has no law table.
  EXPECT_FALSE(as_text(p, "p.b", Language::english).contains("Law, the whole country"));
}

TEST(Html, AMarkAMunicipalityAndATwinAPicture) {
  const std::string page = as_html(sample(), "", Language::danish);
  EXPECT_TRUE(page.starts_with("<!doctype html>\n<html lang=\"da\">"));
  EXPECT_EQ(count(page, "<svg"), 2U);
  EXPECT_EQ(count(page, "<svg role=\"img\""), 2U);
  EXPECT_EQ(count(page, "<title id="), 2U);
  EXPECT_EQ(count(page, "<desc id="), 2U);
  EXPECT_EQ(count(page, "<details>"), 2U);
  EXPECT_EQ(count(page, "class=\"point\""), 5U + 10U) << "municipalities and months";
}

TEST(Html, EscapesWhatTheRulesSay) {
  auto rule = duty("a", {{"0101", 60, 12, 8, 6}}, {});
  rule.title_da = "<script>alert('&')</script>";
  const std::string page = as_html(publish(run_of({rule}), {}), "", Language::danish);
  EXPECT_FALSE(page.contains("<script"));
  EXPECT_TRUE(page.contains("&lt;script&gt;alert(&#39;&amp;&#39;)"));
}

TEST(Outputs, CarryTheRunsIdentity) {
  const Publication p = sample();
  for (const std::string& out : {as_csv(p, "", Language::english), as_html(p, "", Language::english)}) {
    for (const char* part : {"2026-01-20", "rules_sha256", "def", "engine", "abc"}) EXPECT_TRUE(out.contains(part)) << part;
  }
}

}  // namespace
}  // namespace rettesnor::report
