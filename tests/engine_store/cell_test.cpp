// The six states of a cell, the long forms, and the two times.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;

Cell read(std::string_view body, std::string_view field) {
  Case input = accepted_body(body);
  return cell(input, field);
}

TEST(Cell, LeftOutAndNullAreTheSame) {
  for (const char* body : {"", "notifier:", "notifier: null", "notifier: ~"}) {
    EXPECT_EQ(read(body, "notifier").state, CellState::not_recorded) << body;
    EXPECT_TRUE(std::holds_alternative<std::monostate>(read(body, "notifier").value)) << body;
  }
  EXPECT_EQ(read("study: null", "study").state, CellState::not_recorded);
  EXPECT_EQ(read("study: {at: null}", "study").state, CellState::not_recorded);
}

TEST(Cell, AskedButUnknown) {
  EXPECT_EQ(read("notifier: {unknown: asked}", "notifier").state, CellState::asked_unknown);
  EXPECT_EQ(read("study: {unknown: asked}", "study").state, CellState::asked_unknown);
  EXPECT_THAT(refused_body("notifier: {unknown: true}"), ElementsAre("K044 2:21"));
}

TEST(Cell, WithheldAndDoesNotExistKeepTheirReason) {
  const Cell withheld = read("notifier: {withheld: \"Fortroligt\"}", "notifier");
  EXPECT_EQ(withheld.state, CellState::withheld);
  EXPECT_EQ(withheld.reason, "Fortroligt");
  EXPECT_EQ(read("notifier: {withheld: true}", "notifier").reason, "");
  const Cell none = read("study: {does_not_exist: \"Sagen er henlagt\"}", "study");
  EXPECT_EQ(none.state, CellState::does_not_exist);
  EXPECT_EQ(none.reason, "Sagen er henlagt");
  EXPECT_EQ(read("notifier: {withheld: ja}", "notifier").reason, "");
  EXPECT_THAT(refused_body("notifier: {withheld: false}"), ElementsAre("K045 2:22"));
  EXPECT_THAT(refused_body("notifier: {withheld: nej}"), ElementsAre("K045 2:22"));  // surely not meant as the reason
  EXPECT_THAT(refused_body("notifier: {does_not_exist: }"), ElementsAre("K045 2:28"));
}

TEST(Cell, ConflictingKeepsEverySource) {
  const Cell fact =
      read("notifier: {conflicting: [{value: private, source: A}, {value: professional, source: B}]}", "notifier");
  EXPECT_EQ(fact.state, CellState::conflicting);
  ASSERT_EQ(fact.alternatives.size(), 2U);
  EXPECT_EQ(std::get<CodeValue>(fact.alternatives[0].value).code, 1U);
  EXPECT_EQ(fact.alternatives[1].source, "B");
  const Cell event = read("study: {conflicting: [{at: 2026-05-01, source: A}, {at: 2026-05}]}", "study");
  ASSERT_EQ(event.alternatives.size(), 2U);
  EXPECT_EQ(std::get<DateInterval>(event.alternatives[1].value).last, day("2026-05-31"));
}

TEST(Cell, AConflictNeedsTwoValues) {
  EXPECT_THAT(refused_body("notifier: {conflicting: [{value: private}]}"), ElementsAre("K046 2:25"));
  EXPECT_THAT(refused_body("notifier: {conflicting: private}"), ElementsAre("K046 2:25"));
  EXPECT_THAT(refused_body("notifier: {conflicting: [{source: A}, {value: private}]}"), ElementsAre("K046 2:26"));
  EXPECT_THAT(refused_body("study: {conflicting: [{value: 2026-01-01}, {at: 2026-01-02}]}"),
              ElementsAre("K046 2:23", "K016 2:24"));
}

TEST(Cell, LongFormOfAnEvent) {
  const Cell study = read("study: {at: 2026-05-09, recorded_at: 2026-05-12, source: \"journal\"}", "study");
  EXPECT_EQ(std::get<DateInterval>(study.value).first, day("2026-05-09"));
  EXPECT_EQ(study.source, "journal");
  // Known by the end of the day: with --known-at 2026-05-12 08:00 nobody can be sure that it was there.
  EXPECT_EQ(study.recorded_at->micros, at("2026-05-13 00:00").micros - 1);
  const Cell coarse = read("study: {between: [2026-05-01, 2026-05-09], source: journal}", "study");
  EXPECT_EQ(std::get<DateInterval>(coarse.value).last, day("2026-05-09"));
  EXPECT_EQ(coarse.source, "journal");
}

TEST(Cell, PartsOfAnEvent) {
  const Cell with = read("preliminary: {at: 2026-05-01, reasons: \"Afventer psykolog\"}", "preliminary");
  ASSERT_EQ(with.parts.size(), 1U);
  EXPECT_EQ(std::get<std::string>(with.parts[0].value), "Afventer psykolog");
  const Cell held_back = read("preliminary: {at: 2026-05-01, reasons: {withheld: \"Fortroligt\"}}", "preliminary");
  EXPECT_EQ(held_back.parts[0].state, CellState::withheld);
  EXPECT_TRUE(read("preliminary: 2026-05-01", "preliminary").parts.empty());
}

TEST(Cell, Judgement) {
  const Cell whole = read("serious: {value: yes, by: Sagsbehandleren, on: 2026-01-12, reasons: \"…\"}", "serious");
  EXPECT_TRUE(std::get<bool>(whole.value));
  ASSERT_EQ(whole.parts.size(), 3U);
  EXPECT_EQ(std::get<std::string>(whole.parts[0].value), "Sagsbehandleren");
  EXPECT_EQ(std::get<DateInterval>(whole.parts[1].value).first, day("2026-01-12"));
  const Cell without_who = read("serious: {value: no, on: 2026-01-12}", "serious");
  EXPECT_FALSE(std::get<bool>(without_who.value));
  EXPECT_EQ(without_who.parts[0].state, CellState::not_recorded);
  EXPECT_EQ(read("serious: {by: X}", "serious").state, CellState::not_recorded);
  EXPECT_TRUE(std::get<bool>(read("serious: ja", "serious").value));
}

TEST(Cell, NotBy) {
  const Cell blank = read("study: {not_by: 2026-02-01}", "study");
  EXPECT_EQ(blank.state, CellState::not_recorded);
  EXPECT_EQ(blank.not_by, at("2026-02-01 00:00"));  // some time on that day: no more than its beginning is sure
  EXPECT_EQ(read("study: {not_by: 2026-02-01 12:00}", "study").not_by, at("2026-02-01 12:00"));
  EXPECT_THAT(refused_body("study: {at: 2026-01-01, not_by: 2026-02-01}"), ElementsAre("K043 2:25"));
  EXPECT_THAT(refused_body("born: {not_by: 2026-02-01}"), ElementsAre("K016 2:8"));
}

TEST(Cell, OneStateOnly) {
  EXPECT_THAT(refused_body("notifier: {value: private, withheld: true}"), ElementsAre("K043 2:28"));
  EXPECT_THAT(refused_body("study: {at: 2026-01-01, between: [2026-01-01, 2026-01-02]}"), ElementsAre("K043 2:25"));
}

TEST(Cell, NamesOfTheLongForm) {
  EXPECT_THAT(refused_body("study: {value: 2026-01-01}"), ElementsAre("K016 2:9"));
  EXPECT_THAT(refused_body("notifier: {at: private}"), ElementsAre("K016 2:12"));
  EXPECT_THAT(refused_body("study: {at: 2026-01-01, sorce: x}"), ElementsAre("K016 2:25"));
}

TEST(Cell, AStateFollowsFromItsEvents) { EXPECT_THAT(refused_body("placed: yes"), ElementsAre("K042 2:1")); }

TEST(Cell, KnowsWhereItStands) {
  const std::string text = "case: A-1\nnote: \"hej\"\n";
  const Case input = accepted(text);
  const Span span = cell(input, "note").span;
  EXPECT_EQ(text.substr(span.begin, span.size()), "\"hej\"");
}

}  // namespace
}  // namespace rettesnor::testing_store
