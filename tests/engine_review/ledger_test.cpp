// Samples and answers in an audit's database: beside its verdicts, in a chain that finds every change.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/audit/audit.hpp"
#include "engine/review/draw.hpp"
#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/reviews.hpp"
#include "tests/support/load.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;

constexpr const char* rules_text = R"(language en
package small version 1
actor office "Kontoret"
source L law "Small law"
concept visit "Besøg"
  event made date "Besøget"
  event told date "Fortalt"
end
concept matter "Sag"
  fact c yes/no "Betingelse"
  list visits of visit "Besøg"
end
rule told "Fortalt" "Told" cite L § 1
  for each v in visits
  when c
  office must do told within 2 days of made
end
)";

/// Each of 20 cases has two visits, on the 1st and the i-th day of March: the first told in time, the second never. Those of every
/// fifth case are out of scope. T is 1 June.
class ReviewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("rettesnor_review_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    loaded_ = testing::load({rules_text});
    ASSERT_EQ(loaded_->problems, "");
    std::ofstream out(folder_ / "cases.ndjson");
    for (int i = 1; i <= 20; ++i) {
      const std::string day = (i < 10 ? "0" : "") + std::to_string(i);
      out << R"({"case":"C)" << i << R"(","municipality":")" << (i % 2 == 0 ? "0101" : "0751") << R"(","extraction_time":"2026-07-01 00:00","c":)" << (i % 5 == 0 ? "false" : "true")
          << R"(,"visits":[{"made":"2026-03-01","told":"2026-03-02"},{"made":"2026-03-)" << day << "\"}]}\n";
    }
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path audited(bool keep_days = true) {
    const fs::path file = folder_ / "a.db";
    auto opened = ledger::Ledger::open(loaded_->model, {.file = file, .identity = {{"source", "cases"}}, .key = {}, .keep_days = keep_days});
    audit::Options options{.question = {.as_of = testing::at("2026-06-01 12:00"), .trust_as_of_watermark = false}, .reading = {}, .shard_size = 7, .threads = 2};
    EXPECT_TRUE(opened && audit::run(loaded_->model, folder_ / "cases.ndjson", options, {}, **opened, {}));
    (*opened)->finish();
    return file;
  }

  std::int64_t drawn(const fs::path& file) {
    const auto frame = ledger::frame_of(file, "told");
    EXPECT_TRUE(frame);
    const auto sample = review::draw(*frame, 10, review::Strata::verdict, 1);
    EXPECT_TRUE(sample);
    const auto number = ledger::add_sample(file, *frame, *sample);
    EXPECT_TRUE(number);
    return *number;
  }

  fs::path folder_;
  std::unique_ptr<testing::Loaded> loaded_;
};

TEST_F(ReviewTest, TheFrameIsEveryInstanceInScope) {
  const auto frame = ledger::frame_of(audited(), "small.told");
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->rule, "small.told");
  EXPECT_TRUE(frame->finished);
  ASSERT_EQ(frame->instances.size(), 32U);  // two of sixteen cases
  const ledger::FrameInstance& second = frame->instances.at(1);
  EXPECT_EQ(second.case_id, "C1");
  EXPECT_EQ(second.instance, 2U);
  EXPECT_TRUE(second.possible.is(Verdict::breached));
  EXPECT_EQ(second.municipality, "0751");
  ASSERT_TRUE(second.day);
  EXPECT_EQ(to_string(*second.day), "2026-03-01");
  EXPECT_EQ(to_string(*frame->instances.back().day), "2026-03-19");
  EXPECT_EQ(frame->instances.back().line, 19U);
  EXPECT_TRUE(ledger::frame_of(folder_ / "a.db", "nothing")->rule.empty());
}

TEST_F(ReviewTest, DaysAreKeptOnlyWhenAskedFor) {
  const auto frame = ledger::frame_of(audited(false), "told");
  ASSERT_TRUE(frame);
  EXPECT_FALSE(frame->has_days);
  EXPECT_FALSE(frame->instances.front().day);
}

TEST_F(ReviewTest, SamplesAndAnswersStandBesideTheRunsVerdicts) {
  const fs::path file = audited();
  const auto before = ledger::verify(file);
  ASSERT_TRUE(before && before->breaks.empty());
  EXPECT_EQ(drawn(file), 1);
  EXPECT_EQ(drawn(file), 2);
  ASSERT_TRUE(ledger::add_answers(file, {{1, 1, {"Anna", "late", "2026-07-02"}}, {1, 1, {"Bo", "fulfilled", "2026-07-02"}}}));
  ASSERT_TRUE(ledger::add_answers(file, {{2, 4, {"Anna", "unclear", "2026-07-03"}}}));
  const auto samples = ledger::samples(file);
  ASSERT_TRUE(samples);
  ASSERT_EQ(samples->size(), 2U);
  EXPECT_EQ(samples->at(0).frame, 32U);
  EXPECT_EQ(samples->at(0).seed, 1U);
  EXPECT_EQ(samples->at(0).drawn.size(), 10U);
  EXPECT_EQ(samples->at(0).drawn.at(0).answers.size(), 2U);
  EXPECT_EQ(samples->at(0).drawn.at(0).answers.at(1).rater, "Bo");
  EXPECT_EQ(samples->at(1).drawn.at(3).answers.at(0).verdict, "unclear");
  EXPECT_EQ(samples->at(0).frame_sha256, samples->at(1).frame_sha256);
  const auto after = ledger::verify(file);
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->breaks.empty());
  EXPECT_EQ(after->head, before->head);  // the run is as it was
  EXPECT_EQ(after->reviews, 4U);
  EXPECT_EQ(after->review_head.size(), 64U);
}

TEST_F(ReviewTest, ASecondAnswerIsRefusedWholly) {
  const fs::path file = audited();
  drawn(file);
  ASSERT_TRUE(ledger::add_answers(file, {{1, 1, {"Anna", "late", "2026-07-02"}}}));
  EXPECT_FALSE(ledger::add_answers(file, {{1, 2, {"Anna", "late", "2026-07-02"}}, {1, 1, {"Anna", "fulfilled", "2026-07-02"}}}));
  EXPECT_FALSE(ledger::add_answers(file, {{9, 1, {"Anna", "late", "2026-07-02"}}}));
  EXPECT_TRUE(ledger::samples(file)->at(0).drawn.at(1).answers.empty());
  EXPECT_TRUE(ledger::verify(file)->breaks.empty());
}

TEST_F(ReviewTest, AnyChangeToThemIsFound) {
  const fs::path file = audited();
  drawn(file);
  ASSERT_TRUE(ledger::add_answers(file, {{1, 1, {"Anna", "late", "2026-07-02"}}, {1, 2, {"Anna", "late", "2026-07-02"}}}));
  ASSERT_TRUE(ledger::add_answers(file, {{1, 3, {"Anna", "late", "2026-07-02"}}}));
  for (const char* sql : {
           "UPDATE answer SET verdict = 'fulfilled' WHERE number = 1",
           "UPDATE answer SET rater = 'Bo' WHERE number = 2",
           "UPDATE answer SET day = '2026-07-03' WHERE number = 3",
           "UPDATE answer SET entry = 2 WHERE number = 1",
           "DELETE FROM answer WHERE number = 1",
           "INSERT INTO answer VALUES (1, 5, 'Anna', 'late', '2026-07-02', 1)",
           "INSERT INTO answer VALUES (1, 5, 'Anna', 'late', '2026-07-02', 9)",
           "UPDATE drawn SET of_stratum = of_stratum + 1 WHERE number = 1",
           "UPDATE drawn SET possible = 32 WHERE possible = 2",
           "UPDATE sample SET seed = 2",
           "DELETE FROM review_log WHERE entry = 1",
           "DELETE FROM review_log WHERE entry = 0",
           "UPDATE review_log SET entry = 10 - entry WHERE entry > 0",
           "UPDATE anchor_day SET days = zeroblob(length(days))",
       }) {
    fs::copy_file(file, folder_ / "b.db", fs::copy_options::overwrite_existing);
    {
      SQLite::Database db(folder_ / "b.db", SQLite::OPEN_READWRITE);
      ASSERT_GT(db.exec(sql), 0) << sql;
    }
    const auto found = ledger::verify(folder_ / "b.db");
    ASSERT_TRUE(found) << sql;
    EXPECT_FALSE(found->breaks.empty()) << sql;
  }
}

}  // namespace
}  // namespace rettesnor
