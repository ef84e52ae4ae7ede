#include "engine/explain/second_look.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/explain/probe.hpp"
#include "engine/explain/report.hpp"
#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

/// A duty that is late or breached, a right, a recommendation and a suggestion.
const auto subject = "{case: c, awareness: 2025-10-15, serious: yes, decision: 2026-02-20, minor: yes}";

struct Held {
  std::unique_ptr<Prober> prober = asked(subject, "2026-03-04 08:00");
  std::vector<InstanceResult> results = prober->judge_all();
  SecondLook look{prober->model(), prober->question()};

  void hold() { look.hold(prober->subject(), results); }
  std::ptrdiff_t errors() const { return std::ranges::count_if(results, &InstanceResult::internal_error); }
};

TEST(SecondLook, LeavesWhatBothSay) {
  Held h;
  const std::vector<InstanceResult> before = h.results;
  h.hold();
  EXPECT_EQ(h.errors(), 0);
  ASSERT_EQ(h.results.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(h.results[i].possible, before[i].possible);
}

TEST(SecondLook, BelievesNeitherWhereTheVerdictsDiffer) {
  for (std::size_t i = 0; i < Held().results.size(); ++i) {
    Held h;
    h.results[i].possible = h.results[i].possible.is(Verdict::fulfilled) ? Verdict::breached : Verdict::fulfilled;
    h.hold();
    EXPECT_EQ(h.errors(), 1);
    EXPECT_TRUE(h.results[i].internal_error);
    EXPECT_TRUE(h.results[i].possible.has(Verdict::fulfilled) && h.results[i].possible.has(Verdict::breached));
  }
}

TEST(SecondLook, BelievesNeitherWhereTheDaysDiffer) {
  Held h;
  const auto dated = std::ranges::find_if(h.results, [](const InstanceResult& r) { return r.due.has_value(); });
  ASSERT_NE(dated, h.results.end());
  dated->due->latest.micros += 1;
  h.hold();
  EXPECT_EQ(h.errors(), 1);
  EXPECT_TRUE(dated->internal_error);
  EXPECT_FALSE(dated->due) << "a due that is not certain is not shown";
}

TEST(SecondLook, MissesNoInstance) {
  Held h;
  const RuleId gone = h.results.front().rule;
  h.results.erase(h.results.begin());
  h.hold();
  EXPECT_EQ(h.errors(), 1);
  EXPECT_EQ(h.results.back().rule, gone);
  EXPECT_TRUE(h.results.back().internal_error);

  Held more;
  more.results.push_back(more.results.front());
  more.results.back().occurrence = 77;
  more.hold();
  EXPECT_EQ(more.errors(), 1);
  EXPECT_TRUE(more.results.back().internal_error);
}

TEST(SecondLook, StandsBehindTheReport) {
  Held h;
  SecondLook other(h.prober->model(), [&] {
    Question later = h.prober->question();
    later.as_of.micros += std::int64_t{400} * 24 * 3'600 * 1'000'000;  // another question, so that answers differ
    return later;
  }());
  EXPECT_EQ(make_report(*h.prober, {.second_look = &h.look}).internal_errors, 0U);
  EXPECT_GT(make_report(*h.prober, {.second_look = &other}).internal_errors, 0U);
}

}  // namespace
}  // namespace rettesnor::testing
