// JSON lines: every line handed on once, bad ones with their place, none in the way of the next.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "engine/store/bulk.hpp"
#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Outcome {
  std::vector<std::string> ids;
  std::vector<std::string> bad;  ///< `line:column code`
  std::vector<Case> cases;
  std::optional<BulkTotals> totals;
};

Outcome run(const std::string& text, BulkOptions options = {.root = {}, .extraction_time = Moment{0}, .limits = {}}) {
  Outcome out;
  std::istringstream in(text);
  out.totals = read_cases(model(), in, options, [&](std::uint64_t line, std::expected<Case, BadRecord>&& record) {
    if (record) {
      out.ids.push_back(std::to_string(line) + ' ' + record->id);
      out.cases.push_back(std::move(*record));
      return true;
    }
    EXPECT_EQ(record.error().line, line);
    for (const Diagnostic& problem : record.error().problems) {
      const RecordPlace at = place(record.error(), problem);
      out.bad.push_back(std::to_string(at.line) + ':' + std::to_string(at.column) + ' ' +
                        std::string(number_of(problem.code)));
    }
    return true;
  });
  return out;
}

TEST(Bulk, OneBadLineDoesNotStopTheRest) {
  const Outcome found = run(R"({"case": "A"}
{"case": "B", "born": "x"}
{"case": "C"
not json at all

{"case": "D"}
)");
  EXPECT_THAT(found.ids, ElementsAre("1 A", "6 D"));
  ASSERT_EQ(found.bad.size(), 3U);
  EXPECT_EQ(found.bad[0], "2:23 K028");
  EXPECT_EQ(found.bad[1].substr(0, 2), "3:");
  EXPECT_EQ(found.bad[2].substr(0, 2), "4:");
  EXPECT_EQ(found.totals->cases, 2U);
  EXPECT_EQ(found.totals->bad, 3U);
}

TEST(Bulk, EveryCaseHasAnExtractionTime) {
  const std::string text = "{\"case\": \"A\", \"extraction_time\": \"2026-01-01 08:00\"}\n{\"case\": \"B\"}";
  const Outcome given = run(text, {.root = {}, .extraction_time = at("2026-03-01 08:00"), .limits = {}});
  ASSERT_EQ(given.cases.size(), 2U);
  EXPECT_EQ(given.cases[0].extraction_time, at("2026-01-01 08:00"));  // its own prevails
  EXPECT_EQ(given.cases[1].extraction_time, at("2026-03-01 08:00"));
  const Outcome without = run(text, {});
  EXPECT_THAT(without.ids, ElementsAre("1 A"));
  EXPECT_THAT(without.bad, ElementsAre("2:1 K049"));
}

TEST(Bulk, ASecondCaseOfOneIdIsReported) {
  const Outcome found =
      run("{\"case\": \"A\"}\n{\"case\": \"B\"}\n{\"case\": \"A\"}\n{\"case\": \"A\", \"born\": \"x\"}");
  EXPECT_THAT(found.ids, ElementsAre("1 A", "2 B"));
  EXPECT_THAT(found.bad, ElementsAre("3:1 K050", "4:23 K028"));
}

TEST(Bulk, LineBreaksAndEnds) {
  EXPECT_THAT(run("{\"case\": \"A\"}\r\n{\"case\": \"B\"}").ids, ElementsAre("1 A", "2 B"));
  EXPECT_THAT(run("\n\n  \n{\"case\": \"A\"}\n\n").ids, ElementsAre("4 A"));
  EXPECT_THAT(run("\xEF\xBB\xBF{\"case\": \"A\"}\n").ids, ElementsAre("1 A"));
  const Outcome empty = run("");
  EXPECT_EQ(empty.totals->cases + empty.totals->bad, 0U);
}

TEST(Bulk, LinesThatSpanTheReadersChunks) {
  // Longer than what is read at a time, so that a line is put together from several reads.
  std::string text;
  for (int i = 0; i < 5; ++i)
    text += "{\"case\": \"" + std::to_string(i) + "\", \"note\": \"" + std::string(150'000, 'x') + "\"}\n";
  const Outcome found = run(text);
  EXPECT_THAT(found.ids, ElementsAre("1 0", "2 1", "3 2", "4 3", "5 4"));
  for (const Case& input : found.cases) EXPECT_EQ(std::get<std::string>(cell(input, "note").value).size(), 150'000U);
}

TEST(Bulk, ALineBeyondTheLimitIsKeptOutAndTheNextIsRead) {
  const std::string text = "{\"case\": \"A\", \"note\": \"" + std::string(5'000'000, 'x') + "\"}\n{\"case\": \"B\"}\n";
  const Outcome found = run(text, {.root = {}, .extraction_time = Moment{0}, .limits = {.max_bytes = 1'000}});
  EXPECT_THAT(found.ids, ElementsAre("2 B"));
  EXPECT_THAT(found.bad, ElementsAre("1:1 K004"));
}

TEST(Bulk, StopsWhenAsked) {
  std::istringstream in("{\"case\": \"A\"}\n{\"case\": \"B\"}\n");
  int seen = 0;
  const auto totals = read_cases(model(), in, {.root = {}, .extraction_time = Moment{0}, .limits = {}},
                                 [&](std::uint64_t, std::expected<Case, BadRecord>&&) { return ++seen == 0; });
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(totals->cases, 1U);
}

TEST(Bulk, ReportsForPeople) {
  std::istringstream in("{\"case\": \"A\"}\n{\"case\": \"B\", \"borne\": \"2010-01-01\"}\n");
  std::string report;
  read_cases(model(), in, {.root = {}, .extraction_time = Moment{0}, .limits = {}},
             [&](std::uint64_t, std::expected<Case, BadRecord>&& record) {
               if (!record) report += render(record.error(), "sager.ndjson", Language::danish);
               return true;
             });
  EXPECT_EQ(report, "sager.ndjson:2:15: fejl[K016]: `borne` findes ikke på `child_case`\n  = ret: skriv `born`\n");
}

TEST(Bulk, FilesThatCannotBeRead) {
  const auto take = [](std::uint64_t, std::expected<Case, BadRecord>&&) { return true; };
  EXPECT_EQ(read_cases(model(), "tests/no_such_file.ndjson", {}, take).error().kind, FileProblem::Kind::not_found);
  EXPECT_EQ(read_cases(model(), "tests", {}, take).error().kind, FileProblem::Kind::is_folder);
  EXPECT_EQ(read_cases(model(), "/dev/zero", {}, take).error().kind, FileProblem::Kind::not_regular);  // one line without an end
}

}  // namespace
}  // namespace rettesnor::testing_store
