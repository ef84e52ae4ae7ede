// Doubtful data: each kind is found where it stands, what may be right is left alone, and the case is judged all the same.
#include "engine/store/quality.hpp"
#include "tests/engine_source/source_support.hpp"

namespace rettesnor::testing_source {
namespace {

constexpr const char* quality_rules = R"(language en
package small.quality version 1
actor office "Kontoret"
source L law "Small law"
concept relative "Pårørende"
  fact relative_born date "Født"
  event met moment "Mødt"
end
concept visit "Besøg"
  event made date "Besøget"
  event closed moment "Lukket"
  state running from made until closed
end
concept matter "Sag"
  fact born date "Født"
  fact limit date "Frist"
  event a date "Anker"
  event placed date "Anbragt"
  event home date "Hjemgivet"
  event moved date "Flyttet"
  state away from placed until earliest of home, moved
  state young from born until born + 18 years
  list visits of visit "Besøg"
  list relatives of relative "Pårørende"
end
rule in_time "I tide" cite L § 1
  office must do placed within 2 days of a
end
)";

class QualityTest : public SourceTest {
 protected:
  std::string rules() const override { return quality_rules; }

  /// `K069@text`: the codes, each with the text of its place in the case.
  std::multiset<std::string> found(const std::string& yaml) const {
    const std::string text = "case: q\nmunicipality: \"0101\"\nextraction_time: 2026-02-01 00:00\n" + yaml;
    std::multiset<std::string> out;
    for (const Diagnostic& d : quality_findings(loaded_->model, testing::read_yaml_case(loaded_->model, text))) {
      out.insert(std::string(number_of(d.code)) + "@" + text.substr(d.at.begin, d.at.end - d.at.begin));
      EXPECT_EQ(level_of(d.code), Level::warning);
    }
    return out;
  }
};

using Found = std::multiset<std::string>;

TEST_F(QualityTest, AnEventBeforeTheBirthIsFoundAndOneOnItsDayIsNot) {
  EXPECT_EQ(found("born: 2020-05-02\na: 2020-05-01\n"), (Found{"K069@2020-05-01"}));
  EXPECT_EQ(found("born: 2020-05-02\nvisits: [{made: 2019-12-31}]\n"), (Found{"K069@2019-12-31"}));
  EXPECT_EQ(found("born: 2020-05-02\na: 2020-05-02\n"), Found{});
  EXPECT_EQ(found("born: 2020-05-02\na: 2020-05\n"), Found{}) << "a month that holds the day may be right";
  EXPECT_EQ(found("born: 2020-05\na: 2020-05-01\n"), Found{});
  EXPECT_EQ(found("born: 2020-05\na: 2020-04-30\n"), (Found{"K069@2020-04-30"}));
  EXPECT_EQ(found("born: {unknown: asked}\na: 1850-05-01\n"), Found{});
  // The older brother was met before the child was born.
  EXPECT_EQ(found("born: 2020-05-02\nrelatives: [{relative_born: 2010-01-01, met: 2015-01-01 10:00}]\n"), Found{});
  EXPECT_EQ(found("born: 2020-05-02\nrelatives: [{relative_born: 2022-01-02, met: 2022-01-01 10:00}]\n"), (Found{"K069@2022-01-01 10:00"}));
}

TEST_F(QualityTest, WhatHappenedOrWasRecordedAfterTheExtractionIsFound) {
  EXPECT_EQ(found("a: 2026-02-02\n"), (Found{"K070@2026-02-02"}));
  EXPECT_EQ(found("a: 2026-02-01\n"), Found{}) << "the day on which the data were drawn";
  EXPECT_EQ(found("a: 2026\n"), Found{});
  EXPECT_EQ(found("limit: 2026-06-01\n"), Found{}) << "a fact may speak of what is to come";
  EXPECT_EQ(found("a: {at: 2026-01-01, recorded_at: 2026-02-03}\n"), (Found{"K070@{at: 2026-01-01, recorded_at: 2026-02-03"}));
  EXPECT_EQ(found("limit: {value: 2026-06-01, recorded_at: 2026-02-03}\n").size(), 1U);
  EXPECT_EQ(found("visits: [{made: 2026-01-01, recorded_at: 2026-02-03 08:00}]\n"), (Found{"K070@{made: 2026-01-01, recorded_at: 2026-02-03 08:00"}));
}

TEST_F(QualityTest, AStateThatEndsBeforeItBeginsIsFound) {
  EXPECT_EQ(found("placed: 2025-05-02\nhome: 2025-05-01\n"), (Found{"K071@2025-05-01"}));
  EXPECT_EQ(found("placed: 2025-05-02\nhome: 2025-06-01\nmoved: 2025-04-01\n"), (Found{"K071@2025-04-01"})) << "the earliest of two ends it";
  EXPECT_EQ(found("placed: 2025-05-02\nhome: 2025-05-02\n"), Found{});
  EXPECT_EQ(found("home: 2025-05-01\n"), Found{});
  EXPECT_EQ(found("visits: [{made: 2025-05-02, closed: 2025-05-02 10:00}, {made: 2025-05-02, closed: 2025-05-01 23:59}]\n"), (Found{"K071@2025-05-01 23:59"}));
}

TEST_F(QualityTest, TimesOfRecordingThatContradictTheEventsAreFound) {
  EXPECT_EQ(found("a: {at: 2026-01-10, recorded_at: 2026-01-09 12:00}\n"), (Found{"K072@{at: 2026-01-10, recorded_at: 2026-01-09 12:00"}));
  EXPECT_EQ(found("a: {at: 2026-01-10, recorded_at: 2026-01-10}\n"), Found{});
  const std::string one = "{made: 2026-01-05, recorded_at: 2026-01-05 12:00}", two = "{made: 2026-01-07, recorded_at: 2026-01-07 12:00}";
  EXPECT_EQ(found("visits: [" + one + ", " + two + "]\n"), Found{});
  EXPECT_EQ(found("visits: [" + two + ", " + one + "]\n"), Found{}) << "the order of the list says nothing";
  const std::string late = "{made: 2026-01-05, recorded_at: 2026-01-08 12:00}";
  EXPECT_EQ(found("visits: [" + late + ", " + two + "]\n"), (Found{"K073@2026-01-05"}));
  EXPECT_EQ(found("visits: [{made: 2026-01-05, recorded_at: 2026-01-07 13:00}, " + two + "]\n"), Found{}) << "on the same day";
  EXPECT_EQ(found("visits: [{made: 2026-01-07, recorded_at: 2026-01-08}, " + two + "]\n"), Found{}) << "neither happened later";
}

TEST_F(QualityTest, ACodeThatNoMunicipalityHasIsFound) {
  const auto codes_of = [&](const std::string& line) {
    Found out;
    for (const Diagnostic& d : quality_findings(loaded_->model, testing::read_yaml_case(loaded_->model, "case: q\nextraction_time: 2026-02-01\n" + line))) out.insert(std::string(number_of(d.code)));
    return out;
  };
  EXPECT_EQ(codes_of("municipality: \"0102\"\n"), Found{"K074"});
  EXPECT_EQ(codes_of("municipality: [{code: \"0101\"}, {code: \"9999\", from: 2020-01-01}]\n"), Found{"K074"});
  EXPECT_EQ(codes_of("municipality: \"0751\"\n"), Found{});
  EXPECT_EQ(codes_of("a: 2026-01-01\n"), Found{});
}

TEST_F(QualityTest, NoMoreAreReturnedThanAskedForAndNoneHoldsAValueOfTheCase) {
  std::string visits;
  for (int i = 0; i < 200; ++i) visits += "{made: 2027-01-01},";
  const Case subject = testing::read_yaml_case(loaded_->model, "case: q\nextraction_time: 2026-02-01\nvisits: [" + visits + "]\n");
  const auto few = quality_findings(loaded_->model, subject, 5);
  ASSERT_EQ(few.size(), 5U);
  EXPECT_EQ(message_text(few.front(), Language::english), "`made` lies after the extraction time");
}

TEST_F(QualityTest, AnAuditJudgesTheCaseAndSaysWhereAndOfWhichMunicipality) {
  std::ofstream(folder_ / "cases.ndjson", std::ios::binary)
      << R"({"case":"C-0","municipality":"0101","extraction_time":"2026-02-01","a":"2026-01-05"})" "\n"
      << R"({"case":"C-1","municipality":"0751","extraction_time":"2026-02-01","a":"2026-03-05"})" "\n"
      << R"({"case":"C-2","municipality":"0751","extraction_time":"2026-02-01","a":"2026-13-05"})" "\n"
      << R"({"case":"C-3","municipality":"0102","extraction_time":"2026-02-01","a":"2026-01-05"})" "\n";
  ASSERT_EQ(run(folder_ / "cases.ndjson", "", "lines.db").size(), 64U);
  const std::string quality = "SELECT code, municipality, source, line, place FROM quality WHERE code LIKE 'K%'";
  EXPECT_EQ(rows("lines.db", quality), (Found{"K070|0751||2|72", "K074|0102||4|1"}));
  EXPECT_EQ(rows("lines.db", "SELECT line, code FROM flaw WHERE refused"), (Found{"3|K028"}));
  EXPECT_EQ(rows("lines.db", "SELECT line FROM subject"), (Found{"1", "2", "4"})) << "doubtful cases are judged";
  const auto sums = ledger::summary(folder_ / "lines.db");
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->quality.municipalities, (std::vector<std::pair<std::string, std::uint64_t>>{{"0102", 1}, {"0751", 1}}));
  // A finding that is taken away, or tied to another case, is found out.
  for (const char* sql : {"DELETE FROM flaw WHERE code = 'K070'", "UPDATE flaw SET position = 0 WHERE code = 'K074'"}) {
    fs::copy_file(folder_ / "lines.db", folder_ / "changed.db", fs::copy_options::overwrite_existing);
    SQLite::Database(folder_ / "changed.db", SQLite::OPEN_READWRITE).exec(sql);
    EXPECT_FALSE(ledger::verify(folder_ / "changed.db")->breaks.empty()) << sql;
  }
}

TEST_F(QualityTest, InATableTheFindingNamesFileRowAndField) {
  const fs::path source = folder_ / "csv";
  fs::create_directories(source);
  std::ofstream(source / "cases.csv") << "id;kom;born;a\nC-0;0101;2020-01-01;2026-01-05\nC-1;0751;2020-01-01;2019-12-30\n";
  std::ofstream(source / "visits.csv") << "case;seen;made\nC-0;2026-01-09 10:00;2026-01-05\nC-0;2026-01-07 10:00;2026-01-07\n";
  const std::string map = "case:\n  table: cases\n  id: id\n  municipality: kom\n  extraction_time: {constant: 2026-02-01 00:00}\n  fields: {born: born, a: a}\n"
                          "lists:\n  visits: {table: visits, parent: case, recorded_at: seen, fields: {made: made}}\n";
  ASSERT_EQ(run(source, map, "csv.db").size(), 64U);
  EXPECT_EQ(rows("csv.db", "SELECT code, municipality, source, line, place FROM quality WHERE code LIKE 'K%'"), (Found{"K069|0751|cases.csv|3|4", "K073|0101|visits.csv|2|3"}));
}

TEST_F(QualityTest, ADatabaseOfAnOlderSchemaIsRefusedByName) {
  std::ofstream(folder_ / "cases.ndjson") << R"({"case":"C-0","extraction_time":"2026-02-01"})" "\n";
  ASSERT_EQ(run(folder_ / "cases.ndjson", "", "old.db").size(), 64U);
  SQLite::Database(folder_ / "old.db", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 2");
  using Kind = ledger::Trouble::Kind;
  EXPECT_EQ(ledger::verify(folder_ / "old.db").error().kind, Kind::older);
  EXPECT_EQ(ledger::counts(folder_ / "old.db").error().kind, Kind::older);
  EXPECT_EQ(ledger::counts(folder_ / "old.db").error().detail, "2");
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, {.file = folder_ / "old.db", .identity = {}, .key = {}, .resume = true}).error().kind, Kind::older);
}

}  // namespace
}  // namespace rettesnor::testing_source
