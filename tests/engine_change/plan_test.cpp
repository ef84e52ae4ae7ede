// What a change does to cases: transitions counted by hand, and the same for any number of threads.
#include "engine/change/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "engine/change/reason.hpp"
#include "tests/engine_change/change_rules.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::change {
namespace {

using testing::letter_rules;
using testing::with;
using enum Verdict;

Question at(const char* time) {
  Question out;
  out.as_of = testing::at(time);
  out.trust_as_of_watermark = false;
  return out;
}

Plan planned(const Side& before, const Side& after, const std::string& cases, const PlanOptions& options = {}) {
  std::istringstream in(cases);
  LineFeed feed(in, 1U << 20U, {});
  return plan(before, after, feed, options);
}

Move move(VerdictSet from, VerdictSet to, bool due = false) { return {from.bits(), to.bits(), due}; }

const RuleMoves& rule(const Plan& plan, const std::string& name) {
  for (const RuleMoves& r : plan.rules) {
    if (r.name == "small.letters." + name) return r;
  }
  throw std::runtime_error("no rule " + name);
}

std::string letter(const std::string& id, const std::string& rest, const std::string& place = "0101") {
  return "{\"case\":\"" + id + "\",\"municipality\":\"" + place + "\",\"extraction_time\":\"2026-03-01 00:00\",\"known\":false,\"waived\":false,\"pages\":2," + rest + "}\n";
}

/// Seven letters, judged on Friday 20 February 2026. The limit goes from 3 days to 4.
const std::string letters = letter("in_time", R"("urgent":true,"came":"2026-02-02","answered":"2026-02-05")") +           // due the 5th
                            letter("fourth_day", R"("urgent":true,"came":"2026-02-02","answered":"2026-02-06")") +        // late, then the last day
                            letter("fifth_day", R"("urgent":true,"came":"2026-02-02","answered":"2026-02-07")") +         // late by both
                            letter("open", R"("urgent":true,"came":"2026-02-16")", "0751") +                              // due the 19th, then the 20th
                            letter("running", R"("urgent":true,"came":"2026-02-19")", "0751") +                           // due the 22nd, then the 23rd
                            letter("calm", R"("urgent":false,"came":"2026-02-02","answered":"2026-02-06")") +             // no duty
                            letter("perhaps", R"("urgent":{"unknown":"asked"},"came":"2026-02-02","answered":"2026-02-06")");        // if there is one: late, then in time

// A right that was used is held against a duty in one set of words: used as fulfilled, unused as pending, too late as breached.
TEST(Plan, ARightThatBecomesADutyMovesWhereItNoLongerApplies) {
  const std::string may = with(letter_rules, "office must complete answered within 3 days of came", "office may complete answered within 3 days of came");
  const auto old = testing::load({may});
  const auto now = testing::load({with(letter_rules, "when pressing", "when known")});
  ASSERT_EQ(old->problems + now->problems, "");
  const Question question = at("2026-02-20 12:00");
  const std::string used = letter("used", R"("urgent":true,"came":"2026-02-02","answered":"2026-02-05")");
  const Plan found = planned({old->model, question, {}}, {now->model, question, {}}, used);
  const std::map<std::pair<std::string, Move>, std::uint64_t> wanted{{{"0101", move(fulfilled, not_applicable)}, 1}};
  EXPECT_EQ(rule(found, "answered_soon").counts, wanted);
  EXPECT_EQ(found.refused, 0U);
  EXPECT_EQ(found.changed_cases, 1U);
}

TEST(Plan, ALimitOneDayLongerMovesWhatWasCountedByHand) {
  const auto old = testing::load({letter_rules});
  const auto now = testing::load({with(letter_rules, "within 3 days", "within 4 days")});
  ASSERT_EQ(old->problems + now->problems, "");
  const Question question = at("2026-02-20 12:00");
  const Plan found = planned({old->model, question, {}}, {now->model, question, {}}, letters);
  EXPECT_EQ(found.cases, 7U);
  EXPECT_EQ(found.refused, 0U);
  EXPECT_EQ(found.changed_cases, 4U);  // fourth_day, open, running (its due alone), perhaps
  const std::map<std::pair<std::string, Move>, std::uint64_t> wanted{
      {{"0101", move(fulfilled, fulfilled)}, 1}, {{"0101", move(late, fulfilled)}, 1}, {{"0101", move(late, late)}, 1},
      {{"0751", move(breached, pending)}, 1},    {{"0751", move(pending, pending, true)}, 1}, {{"0101", move(not_applicable, not_applicable)}, 1},
      {{"0101", move({not_applicable, late}, {not_applicable, fulfilled})}, 1}};
  EXPECT_EQ(rule(found, "answered_soon").counts, wanted);
  EXPECT_FALSE(rule(found, "thanked_soon").changes());
  const auto& examples = rule(found, "answered_soon").examples;
  ASSERT_EQ(examples.size(), 4U);
  EXPECT_EQ(examples.at(move(late, fulfilled)).front().case_id, "fourth_day");
  EXPECT_EQ(examples.at(move(pending, pending, true)).front().case_id, "running");

  // The first differing fact is the due: the 5th, then the 6th.
  const Reason reason = reason_of({old->model, question, {}}, old->sources, {now->model, question, {}}, now->sources, rule(found, "answered_soon"),
                                  examples.at(move(late, fulfilled)).front(), Language::english);
  const auto says = [](const std::vector<std::string>& lines, const std::string& what) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(what) != std::string::npos; });
  };
  EXPECT_TRUE(says(reason.was, "5 February 2026")) << reason.was.size();
  EXPECT_TRUE(says(reason.is, "6 February 2026")) << reason.is.size();
}

TEST(Plan, TheSameRulesChangeNothing) {
  const auto rules = testing::load({letter_rules});
  const auto same = testing::load({letter_rules});
  const Side side{rules->model, at("2026-02-20 12:00"), {}};
  EXPECT_FALSE(planned(side, side, letters).changes());
  EXPECT_FALSE(planned(side, {same->model, side.question, {}}, letters).changes());
}

TEST(Plan, AnotherDayMovesWhatRunsOut) {
  const auto rules = testing::load({letter_rules});
  const Plan found = planned({rules->model, at("2026-02-20 12:00"), {}}, {rules->model, at("2026-02-24 12:00"), {}}, letters);
  // The letter of the 19th is due the 22nd.
  const std::map<Move, std::uint64_t> totals = rule(found, "answered_soon").totals();
  EXPECT_EQ(totals.at(move(pending, breached)), 1U);
  EXPECT_FALSE(totals.contains(move(breached, pending)));
}

TEST(Plan, RulesThatComeAndGoMoveFromAndToNotApplicable) {
  const auto old = testing::load({letter_rules});
  const std::string renamed = with(with(letter_rules, "rule answered_soon", "rule answered"), "waived_answer to answered_soon", "waived_answer to answered");
  const auto now = testing::load({renamed});
  ASSERT_EQ(now->problems, "");
  const Question question = at("2026-02-20 12:00");
  const Plan found = planned({old->model, question, {}}, {now->model, question, {}}, letters);
  // All that the one demanded is no longer demanded, and the other way round; what was no duty is no move.
  const std::map<Move, std::uint64_t> gone{{move(fulfilled, not_applicable), 1}, {move(late, not_applicable), 2}, {move(breached, not_applicable), 1},
                                           {move(pending, not_applicable), 1}, {move({not_applicable, late}, not_applicable), 1}};
  EXPECT_EQ(rule(found, "answered_soon").totals(), gone);
  EXPECT_FALSE(rule(found, "answered_soon").after);
  std::map<Move, std::uint64_t> come;
  for (const auto& [m, count] : gone) come[{m.to, m.from, false}] = count;
  EXPECT_EQ(rule(found, "answered").totals(), come);
  EXPECT_FALSE(rule(found, "answered").before);
}

TEST(Plan, ARecordThatOneSideCannotReadIsCountedAndNotCompared) {
  const auto old = testing::load({letter_rules});
  const auto now = testing::load({with(letter_rules, "red, green, blue", "red, green")});
  const Question question = at("2026-02-20 12:00");
  const std::string cases = letter("a", R"("urgent":true,"colour":"blue")") + letter("b", R"("urgent":true,"colour":"red")") + "no case\n";
  const Plan found = planned({old->model, question, {}}, {now->model, question, {}}, cases);
  EXPECT_EQ(found.cases, 1U);
  EXPECT_EQ(found.refused, 2U);
  ASSERT_EQ(found.problems.size(), 2U);
  EXPECT_EQ(found.problems.front().line, 1U);
  EXPECT_EQ(found.problems.back().line, 3U);
}

TEST(Plan, ThreadsAndBatchesChangeNothing) {
  const auto old = testing::load({letter_rules});
  const auto now = testing::load({with(letter_rules, "within 3 days", "within 4 days")});
  const Question question = at("2026-02-20 12:00");
  std::string many;
  for (int i = 0; i < 300; ++i) {
    many += letter("c" + std::to_string(i), "\"urgent\":true,\"came\":\"2026-02-" + std::string(i % 9 == 0 ? "16" : "02") + "\",\"answered\":\"2026-02-0" + std::to_string(3 + i % 6) + "\"",
                   i % 2 == 0 ? "0101" : "0751");
  }
  const Side before{old->model, question, {}};
  const Side after{now->model, question, {}};
  const Plan whole = planned(before, after, many, {.batch = 1024, .threads = 1});
  ASSERT_TRUE(whole.changes());
  for (const auto& [batch, threads] : {std::pair{1U, 1U}, {7U, 3U}, {64U, 2U}}) {
    const Plan cut = planned(before, after, many, {.batch = batch, .threads = threads});
    EXPECT_EQ(cut.cases, whole.cases);
    EXPECT_EQ(cut.changed_cases, whole.changed_cases);
    for (std::size_t r = 0; r < whole.rules.size(); ++r) {
      EXPECT_EQ(cut.rules[r].counts, whole.rules[r].counts);
      ASSERT_EQ(cut.rules[r].examples.size(), whole.rules[r].examples.size());
      for (const auto& [m, examples] : whole.rules[r].examples) {
        const std::vector<Example>& others = cut.rules[r].examples.at(m);
        ASSERT_EQ(others.size(), examples.size());
        for (std::size_t i = 0; i < examples.size(); ++i) EXPECT_EQ(others[i].case_id, examples[i].case_id);
        EXPECT_FALSE(others.front().text.empty());
      }
    }
  }
}

}  // namespace
}  // namespace rettesnor::change
