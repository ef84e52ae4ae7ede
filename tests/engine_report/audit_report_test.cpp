// The report of a real audit database, from a small caseload made here.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/audit/audit.hpp"
#include "engine/report/report.hpp"
#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/tallies.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::report {
namespace {

namespace fs = std::filesystem;

/// A municipality's cases: in time, late, not done, and not done with an open condition.
struct Plan {
  const char* code;
  int in_time, late, missing, open;
};

/// Missed, by municipality: 20, 6, 3, 4, 12, 9, 16, 5, none of 2. Below five: Helsingør (3), Odense (4); Læsø's two are themselves too few.
constexpr Plan plans[] = {{"0101", 60, 12, 8, 6}, {"0151", 45, 6, 0, 5}, {"0217", 41, 3, 0, 0}, {"0461", 30, 2, 2, 0}, {"0561", 52, 7, 5, 0},
                          {"0621", 38, 9, 0, 7},  {"0751", 71, 10, 6, 9}, {"0851", 33, 0, 5, 0}, {"0825", 2, 0, 0, 0}};

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string caseload() {
  std::string out;
  int number = 0;
  for (const Plan& p : plans) {
    for (const auto& [count, kind] : {std::pair{p.in_time, 0}, {p.late, 1}, {p.missing, 2}, {p.open, 3}}) {
      for (int i = 0; i < count; ++i, ++number) {
        const std::string month = "2025-" + std::string(number % 10 < 9 ? "0" : "") + std::to_string(number % 10 + 1);
        out += R"({"case":"C)" + std::to_string(number) + R"(","municipality":")" + p.code + R"(","extraction_time":"2026-02-01 00:00","a":")" + month + "-05\"";
        if (kind == 0) out += R"(,"e":")" + month + "-06\"";
        if (kind == 1) out += R"(,"e":")" + month + "-09\"";
        if (kind != 3) out += R"(,"c":true)";
        out += "}\n";
      }
    }
    out += "no case\n";
  }
  return out;
}

class AuditReport : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / "rettesnor_report_test";
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const auto loaded = rettesnor::testing::load({read("tests/engine_report/rules/visits.regel")});
    ASSERT_EQ(loaded->problems, "");
    std::ofstream(folder_ / "cases.ndjson", std::ios::binary) << caseload();
    auto opened = ledger::Ledger::open(loaded->model, {.file = folder_ / "a.db", .identity = {{"as_of", "2026-01-20T12:00:00+01:00"}, {"source", "cases.ndjson"}}, .key = "a key for the test"});
    ASSERT_TRUE(opened);
    const audit::Options options{.question = {.as_of = rettesnor::testing::at("2026-01-20 12:00"), .trust_as_of_watermark = false}, .reading = {}, .shard_size = 100, .threads = 1};
    ASSERT_TRUE(audit::run(loaded->model, folder_ / "cases.ndjson", options, (*opened)->start(), **opened, [](const audit::Progress&) { return true; }));
    (*opened)->finish();
    opened->reset();
    auto counts = ledger::counts(folder_ / "a.db");
    ASSERT_TRUE(counts);
    counts->head = "the head of the chain";
    published_ = publish(*counts, {});
  }
  void TearDown() override { fs::remove_all(folder_); }

  static void hold(const std::string& found, const fs::path& golden) {
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") std::ofstream(golden, std::ios::binary) << found;
    EXPECT_EQ(found, read(golden)) << "run with UPDATE_GOLDEN=1 and review " << golden;
  }

  fs::path folder_;
  Publication published_;
};

TEST_F(AuditReport, CountsAreThoseOfTheCaseload) {
  const PublishedRule& r = published_.rules.at(0);
  EXPECT_EQ(r.rule, "small.report.in_time");
  EXPECT_EQ(r.fulfilled, 372);
  EXPECT_EQ(r.late, 49);
  EXPECT_EQ(r.breached, 26);
  EXPECT_EQ(r.undetermined, 27);
  EXPECT_EQ(r.national.relevant, 474);
  EXPECT_EQ(published_.cases, 474);
  EXPECT_EQ(published_.refused, 9);
  EXPECT_EQ(published_.municipalities, 9U);
  // Within five days, also those two days late; whether the condition holds does not matter there.
  const PublishedRule& soon = published_.rules.at(1);
  EXPECT_FALSE(soon.law);
  EXPECT_EQ(soon.national.kept, 421);
  EXPECT_EQ(soon.national.missed, 53);
}

TEST_F(AuditReport, TextIsAsReviewed) {
  hold(as_text(published_, "", Language::danish), "tests/engine_report/golden/all_da.txt");
  hold(as_text(published_, "small.report.in_time", Language::english), "tests/engine_report/golden/in_time_en.txt");
}

TEST_F(AuditReport, CsvIsAsReviewed) {
  hold(as_csv(published_, "small.report.in_time", Language::danish), "tests/engine_report/golden/in_time_da.csv");
  hold(as_csv(published_, "", Language::english), "tests/engine_report/golden/all_en.csv");
}

}  // namespace
}  // namespace rettesnor::report
