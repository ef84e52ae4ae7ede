// The section on data quality: before any verdict, in every form, and protected like all else.
#include <gtest/gtest.h>

#include "engine/report/quality.hpp"
#include "engine/report/report.hpp"
#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report::testing {
namespace {

ledger::Counts with_doubts() {
  ledger::Counts out = run_of({duty("first", {{.key = "0101", .kept = 40, .late = 20}, {.key = "0751", .kept = 30, .late = 20}, {.key = "0851", .kept = 30, .late = 20}}, {})});
  out.flaws = {{.code = "K028", .refused = true, .lines = 7}, {.code = "future", .refused = false, .lines = 900}};
  out.refused = 7;
  out.quality.codes = {{"K070", 731}, {"K074", 3}, {"future", 642}};
  out.quality.municipalities = {{"", 613}, {"0101", 524}, {"0751", 2}};
  return out;
}

TEST(QualitySection, StandsBeforeTheFirstVerdictInEveryForm) {
  const Publication from = publish(with_doubts(), {});
  for (const std::string& page : {as_text(from, "", Language::english), as_csv(from, "", Language::english)}) {
    const std::size_t quality = page.find("Cases judged with doubtful data, by code"), law = page.find("Law, the whole country");
    ASSERT_NE(quality, std::string::npos) << page;
    EXPECT_LT(quality, law);
    EXPECT_NE(page.find("`…` lies after the extraction time"), std::string::npos);
    EXPECT_NE(page.find("731"), std::string::npos);
    EXPECT_NE(page.find("a date lies after the time judged at"), std::string::npos);
  }
  const std::string html = as_html(from, "", Language::danish);
  const std::size_t quality = html.find("<h2 id=\"quality\">Datakvalitet"), law = html.find("<h2 id=\"law\">");
  ASSERT_NE(quality, std::string::npos);
  EXPECT_LT(quality, law);
  EXPECT_NE(html.find("`…` ligger efter udtrækstidspunktet"), std::string::npos);
  EXPECT_NE(html.find("datoen `…` kan ikke læses"), std::string::npos) << "what a code of lines kept out means";
  EXPECT_NE(html.find("København"), std::string::npos);
}

TEST(QualitySection, FewCasesAreHiddenByCodeAndByMunicipality) {
  const Publication from = publish(with_doubts(), {});
  const auto tables = quality_tables(from, Language::english);
  ASSERT_EQ(tables.size(), 3U);
  const auto hidden = [](const Table& table, std::size_t row) { return std::holds_alternative<Hidden>(table.rows.at(row).back()); };
  EXPECT_FALSE(tables[1].total) << "a case may have several codes: their sum counts nothing";
  ASSERT_EQ(tables[1].rows.size(), 3U);
  EXPECT_TRUE(hidden(tables[1], 1)) << "three cases with K074";
  ASSERT_EQ(tables[2].rows.size(), 4U);
  EXPECT_TRUE(hidden(tables[2], 2)) << "two cases of 0751";
  // With the total shown, another must be hidden too, or it could be subtracted.
  EXPECT_TRUE(hidden(tables[2], 0) || hidden(tables[2], 1) || hidden(tables[2], 3));
}

TEST(QualitySection, SaysNoneWhereNothingIsDoubtful) {
  ledger::Counts clean = with_doubts();
  clean.quality = {};
  const auto tables = quality_tables(publish(clean, {}), Language::english);
  EXPECT_TRUE(tables[1].rows.empty());
  EXPECT_EQ(tables[1].notes, std::vector<std::string>{"None."});
}

}  // namespace
}  // namespace rettesnor::report::testing
