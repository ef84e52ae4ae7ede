// Reasons of departures as they may leave: what is hidden, and that they stand with what the rule's own table shows.
#include "engine/report/reasons.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using ledger::ReasonCounts;
using testing::duty;
using testing::Part;
using testing::run_of;

struct Site {
  std::string code;
  std::uint64_t declined = 0, no_room = 0, other = 0, undetermined = 0;
};

struct Made {
  ledger::Counts counts;
  ReasonCounts reasons{.rule = "p.a", .accepted = {{"declined", "afslog", "declined"}, {"no_room", "", ""}}, .municipalities = {}};
};

Made run_with(const std::vector<Site>& sites) {
  std::vector<Part> parts;
  for (const Site& s : sites) parts.push_back({s.code, 60, 0, 40, s.undetermined, 0});
  ledger::RuleCounts rule = duty("a", parts, parts, false);
  Made out;
  for (const Site& s : sites) {
    const std::uint64_t explained = s.declined + s.no_room + s.other;
    const unsigned bits = VerdictSet(Verdict::for_judgement).bits();
    rule.all.counts[bits] += explained;
    rule.municipalities[s.code].counts[bits] += explained;
    rule.months[s.code].counts[bits] += explained;
    auto& by_reason = out.reasons.municipalities[s.code];
    if (s.declined > 0) by_reason["declined"] = s.declined;
    if (s.no_room > 0) by_reason["no_room"] = s.no_room;
    if (s.other > 0) by_reason[""] = s.other;
  }
  out.counts = run_of({rule});
  return out;
}

std::vector<PublishedReasons> published(const Made& run) { return publish_reasons({run.reasons}, run.counts.rules, publish(run.counts, {}), {}); }

TEST(PublishedReasons, StandByReasonForTheCountryAndByMunicipality) {
  const auto found = published(run_with({{"0101", 20, 10, 0, 0}, {"0461", 8, 15, 0, 0}, {"0751", 30, 7, 0, 0}}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].national, (std::vector<Maybe>{58, 32, 0}));
  EXPECT_EQ(found[0].explained, 90);
  EXPECT_EQ(reasons_in(found[0], "0461"), (std::vector<Maybe>{8, 15, 0}));
  EXPECT_EQ(reason_name(found[0].reasons[0], Language::danish), "afslog");
  EXPECT_EQ(reason_name(found[0].reasons[1], Language::danish), "no_room");
  EXPECT_TRUE(reasons_in(found[0], "0147").empty());
}

TEST(PublishedReasons, ASmallCountIsHiddenAndSoIsItsPartner) {
  // Of 0461's 23 three declined: that and another count of its row must be hidden, and of the column as well.
  const auto found = published(run_with({{"0101", 20, 10, 0, 0}, {"0461", 3, 20, 0, 0}, {"0751", 30, 7, 0, 0}}));
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].municipalities);
  const std::vector<Maybe> row = reasons_in(found[0], "0461");
  EXPECT_FALSE(row[0]);
  EXPECT_FALSE(row[1]);
  std::size_t hidden = 0;
  for (const char* code : {"0101", "0751"}) hidden += reasons_in(found[0], code)[0] ? 0 : 1;
  EXPECT_GE(hidden, 1U) << "the column's sum is shown";
}

TEST(PublishedReasons, WhereTheRulesOwnTableHidesASumNothingOfItIsTold) {
  // Four departures in 0825 (with three of one reason alone no mask is safe, since a listed row has somebody): its open count is hidden in the rule's own table, with a partner.
  const Made run = run_with({{"0101", 20, 10, 0, 0}, {"0461", 8, 15, 0, 0}, {"0825", 3, 1, 0, 0}, {"0751", 30, 7, 0, 0}});
  const Publication beside = publish(run.counts, {});
  const auto found = publish_reasons({run.reasons}, run.counts.rules, beside, {});
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].municipalities);
  std::size_t told = 0;
  for (std::size_t i = 0; i < beside.rules[0].municipalities->row_labels().size(); ++i) {
    const std::string& code = beside.rules[0].municipalities->row_labels()[i];
    const auto& shown = found[0].municipalities->row_labels();
    const auto at = std::ranges::find(shown, code);
    if (at == shown.end()) continue;
    const auto row = static_cast<std::size_t>(at - shown.begin());
    const bool hidden = !row_of(*beside.rules[0].municipalities, i).open;
    EXPECT_EQ(hidden, !found[0].municipalities->at({row, 4})) << code << ": both hide the same sums";
    if (!hidden) continue;
    for (const std::size_t c : {0U, 1U}) EXPECT_FALSE(found[0].municipalities->at({row, c})) << code;
    ++told;
  }
  EXPECT_GE(told, 2U) << "the small one and its partner";
}

TEST(PublishedReasons, AreNotShownWhereTheirSumIsNot) {
  // Two undetermined: the country's split of what is open is hidden, and so are the parts of one side of it.
  const auto found = published(run_with({{"0101", 20, 10, 0, 2}, {"0461", 8, 15, 0, 0}, {"0751", 30, 7, 0, 0}}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].national.empty());
  EXPECT_FALSE(found[0].municipalities);
}

TEST(PublishedReasons, OtherIsWhatNoSingleReasonExplains) {
  Made run = run_with({{"0101", 20, 10, 9, 0}, {"0461", 8, 15, 0, 0}, {"0751", 30, 7, 6, 0}});
  run.reasons.municipalities["0101"]["declined+no_room"] = 0;
  const auto found = published(run);
  EXPECT_EQ(found.at(0).national, (std::vector<Maybe>{58, 32, 15}));
}

}  // namespace
}  // namespace rettesnor::report
