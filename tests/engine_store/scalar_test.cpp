// Bare values: each type reads what it means and refuses the rest where it stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <class T>
T value(std::string_view body, std::string_view field) {
  const Case input = accepted_body(body);
  const Cell& found = cell(input, field);
  EXPECT_EQ(found.state, CellState::value) << body;
  const T* held = std::get_if<T>(&found.value);
  EXPECT_NE(held, nullptr) << body;
  return held != nullptr ? *held : T{};
}

TEST(Scalar, YesAndNoInBothLanguages) {
  for (const char* yes : {"yes", "true", "ja"}) EXPECT_TRUE(value<bool>("written: " + std::string(yes), "written"));
  for (const char* no : {"no", "false", "nej"}) EXPECT_FALSE(value<bool>("written: " + std::string(no), "written"));
}

TEST(Scalar, OtherWordsAreNeitherYesNorNo) {
  // YAML 1.1 reads `on`, `y` and `Yes` as true; here they are mistakes, since nobody knows what the author meant.
  for (const char* word : {"on", "off", "y", "n", "Yes", "TRUE", "1", "0", "\"\""})
    EXPECT_THAT(refused_body("written: " + std::string(word)), ElementsAre("K022 2:10")) << word;
}

TEST(Scalar, NumbersAreExactDecimals) {
  EXPECT_EQ(value<Decimal>("grade: 12", "grade").millionths, 12'000'000);
  EXPECT_EQ(value<Decimal>("grade: -0.5", "grade").millionths, -500'000);
  EXPECT_EQ(value<Decimal>("grade: 0", "grade").millionths, 0);
  EXPECT_EQ(value<Decimal>("fees: 1105.50", "fees").millionths, 1'105'500'000);
}

TEST(Scalar, AnythingElseIsNotANumber) {
  for (const char* text : {"0123",
                           "-01",
                           "00",
                           "0x1F",
                           "0o17",
                           "1e3",
                           "1E3",
                           ".nan",
                           "NaN",
                           ".inf",
                           "-.inf",
                           "+5",
                           "1_000",
                           "1,5",
                           "12:30",
                           "1.1234567",
                           "1.",
                           ".5",
                           "9999999999999999999",
                           "1234567890123456789",
                           "5 kr",
                           "²"})
    EXPECT_THAT(refused_body("grade: " + std::string(text)), ElementsAre("K024 2:8")) << text;
  EXPECT_THAT(refused_body("grade: \"5\""), ElementsAre("K023 2:8"));
  EXPECT_THAT(refused_body("grade: [5]"), ElementsAre("K023 2:8"));
}

TEST(Scalar, TextKeepsWhatIsWritten) {
  EXPECT_EQ(value<std::string>("note: 0123", "note"), "0123");  // never octal
  EXPECT_EQ(value<std::string>("note: 1e3", "note"), "1e3");
  EXPECT_EQ(value<std::string>("note: yes", "note"), "yes");
  EXPECT_EQ(value<std::string>("note: 2026-01-01", "note"), "2026-01-01");
  EXPECT_EQ(value<std::string>("note: \"a: b # c\"", "note"), "a: b # c");
  EXPECT_EQ(value<std::string>("note: 'it''s'", "note"), "it's");
  EXPECT_EQ(value<std::string>("note: \"null\"", "note"), "null");  // quoted: not nothing
  EXPECT_EQ(value<std::string>("note: |\n  en\n  to\n", "note"), "en\nto\n");
  EXPECT_EQ(value<std::string>("note: Åse Øgård", "note"), "Åse Øgård");
}

TEST(Scalar, CodesAreTheDeclaredOnes) {
  EXPECT_EQ(value<CodeValue>("notifier: private", "notifier").code, 1U);
  EXPECT_EQ(value<CodeValue>("notifier: \"anonymous\"", "notifier").code, 2U);
  EXPECT_THAT(refused_body("notifier: privat"), ElementsAre("K026 2:11"));
  EXPECT_THAT(refused_body("notifier: Private"), ElementsAre("K026 2:11"));
  EXPECT_THAT(refused_body("notifier: [private]"), ElementsAre("K026 2:11"));
}

TEST(Scalar, NearestCodeIsOffered) {
  const Source source{.name = "c", .text = "case: A\nnotifier: profesional"};
  const auto found = read_case(model(), source, {}, CaseFormat::yaml);
  ASSERT_FALSE(found);
  ASSERT_EQ(found.error().size(), 1U);
  ASSERT_TRUE(found.error()[0].edit.has_value());
  EXPECT_EQ(found.error()[0].edit->replacement, "professional");
  EXPECT_EQ(source.slice(found.error()[0].edit->span), "profesional");
}

TEST(Scalar, ListOfCodes) {
  EXPECT_THAT(value<std::vector<CodeValue>>("kinds: [c, a]", "kinds"), ElementsAre(CodeValue{2}, CodeValue{0}));
  EXPECT_THAT(value<std::vector<CodeValue>>("kinds: []", "kinds"), IsEmpty());  // known to be none, not unknown
  EXPECT_THAT(refused_body("kinds: a"), ElementsAre("K034 2:8"));
  EXPECT_THAT(refused_body("kinds: [a, d, a]"), ElementsAre("K026 2:12", "K035 2:15"));
}

TEST(Scalar, DatesExactAndCoarse) {
  EXPECT_EQ(value<DateInterval>("born: 2010-05-01", "born"), (DateInterval{day("2010-05-01"), day("2010-05-01")}));
  EXPECT_EQ(value<DateInterval>("born: 2024-02", "born"), (DateInterval{day("2024-02-01"), day("2024-02-29")}));
  EXPECT_EQ(value<DateInterval>("born: 2010", "born"), (DateInterval{day("2010-01-01"), day("2010-12-31")}));
  EXPECT_EQ(value<DateInterval>("born: \"2010-05-01\"", "born"), (DateInterval{day("2010-05-01"), day("2010-05-01")}));
}

TEST(Scalar, AMomentCountsAsItsLocalDay) {
  // 23:30 UTC on 1 May is 01:30 on 2 May in Denmark.
  EXPECT_EQ(value<DateInterval>("born: 2010-05-01T23:30:00Z", "born"),
            (DateInterval{day("2010-05-02"), day("2010-05-02")}));
}

TEST(Scalar, DatesThatAreNone) {
  for (const char* text : {"2026-02-30", "2025-02-29", "1799-12-31", "2201-01-01", "2026-13-01", "01-05-2010",
                           "1. maj 2010", "2010-5-1", "yes", "2010-05-01 25:00", "2010-05-01 24:00", "20100501"})
    EXPECT_THAT(refused_body("born: " + std::string(text)), ElementsAre("K028 2:7")) << text;
  EXPECT_THAT(refused_body("born: [2010-05-01]"), ElementsAre("K027 2:7"));
}

TEST(Scalar, MomentsWithAndWithoutOffset) {
  const Moment nine = at("2026-03-02 09:00");
  EXPECT_EQ(value<MomentInterval>("meeting: 2026-03-02 09:00", "meeting"), (MomentInterval{nine, nine}));
  EXPECT_EQ(value<MomentInterval>("meeting: 2026-03-02T08:00:00Z", "meeting"),
            (MomentInterval{nine, nine}));  // winter: UTC+1
  const MomentInterval log = value<MomentInterval>("meeting: 2011-10-11T13:42:22.688+02:00", "meeting");
  EXPECT_EQ(log.first.micros % 1'000'000, 688'000);
}

TEST(Scalar, AMomentOfWhichOnlyTheDayOrMonthIsKnown) {
  const MomentInterval whole = value<MomentInterval>("meeting: 2026-03-02", "meeting");
  EXPECT_EQ(whole.first, at("2026-03-02 00:00"));
  EXPECT_EQ(whole.last.micros, at("2026-03-03 00:00").micros - 1);
  const MomentInterval month = value<MomentInterval>("meeting: 2026-03", "meeting");
  EXPECT_EQ(month.first, at("2026-03-01 00:00"));
  EXPECT_EQ(month.last.micros, at("2026-04-01 00:00").micros - 1);
}

TEST(Scalar, SpringGapIsRefusedAndAutumnHourIsTwo) {
  // 2026-03-29 02:00-03:00 does not exist; 2026-10-25 02:00-03:00 occurs twice, one hour apart.
  EXPECT_THAT(refused_body("meeting: 2026-03-29 02:30"), ElementsAre("K030 2:10"));
  const MomentInterval twice = value<MomentInterval>("meeting: 2026-10-25 02:30", "meeting");
  EXPECT_EQ(twice.last.micros - twice.first.micros, micros_per_hour);
  const MomentInterval once = value<MomentInterval>("meeting: 2026-10-25 02:30 +01:00", "meeting");
  EXPECT_EQ(once.first, twice.last);
}

TEST(Scalar, Between) {
  EXPECT_EQ(value<DateInterval>("born: {between: [2026-03-01, 2026-03-05]}", "born"),
            (DateInterval{day("2026-03-01"), day("2026-03-05")}));
  EXPECT_EQ(value<DateInterval>("born: {between: [2026-01, 2026-02]}", "born"),
            (DateInterval{day("2026-01-01"), day("2026-02-28")}));
  const MomentInterval hours =
      value<MomentInterval>("meeting: {between: [2026-03-01 09:00, 2026-03-01 10:00]}", "meeting");
  EXPECT_EQ(hours.last.micros - hours.first.micros, micros_per_hour);
  EXPECT_THAT(refused_body("born: {between: [2026-03-05, 2026-03-01]}"), ElementsAre("K032 2:17"));
  EXPECT_THAT(refused_body("born: {between: [2026-03-05]}"), ElementsAre("K032 2:17"));
  EXPECT_THAT(refused_body("born: {between: 2026-03-05}"), ElementsAre("K032 2:17"));
}

TEST(Scalar, Durations) {
  EXPECT_EQ(value<Duration>("answer: 8 weeks", "answer"), (Duration{8, Unit::weeks}));
  EXPECT_EQ(value<Duration>("answer: 1 måned", "answer"), (Duration{1, Unit::months}));
  EXPECT_EQ(value<Duration>("answer: 6 hverdage", "answer"), (Duration{6, Unit::calendar_days, 0}));
  for (const char* text : {"8", "weeks", "8weeks", "-1 week", "1.5 weeks", "8 fortnights", "99999999999 days"})
    EXPECT_THAT(refused_body("answer: " + std::string(text)), ElementsAre("K033 2:9")) << text;
}

TEST(Scalar, Periods) {
  const auto periods =
      value<std::vector<Period>>("inpatient: [{from: 2026-03-01}, {from: 2026-01-01, until: 2026-02-01}]", "inpatient");
  EXPECT_THAT(periods,
              ElementsAre(Period{day("2026-01-01"), day("2026-02-01")}, Period{day("2026-03-01"), std::nullopt}));
  EXPECT_THAT(value<std::vector<Period>>("inpatient: []", "inpatient"), IsEmpty());
  // One that ends where the next begins does not overlap: `until` is the first day outside.
  EXPECT_EQ(
      value<std::vector<Period>>("inpatient: [{from: 2026-01-01, until: 2026-02-01}, {from: 2026-02-01}]", "inpatient")
          .size(),
      2U);
}

TEST(Scalar, PeriodsThatAreNone) {
  EXPECT_THAT(refused_body("inpatient: [{from: 2026-02-01, until: 2026-02-01}]"), ElementsAre("K037 2:13"));
  EXPECT_THAT(refused_body("inpatient: [{until: 2026-02-01}]"), ElementsAre("K037 2:13"));
  EXPECT_THAT(refused_body("inpatient: [{from: 2026-02-01, to: 2026-03-01}]"), ElementsAre("K037 2:13"));
  EXPECT_THAT(refused_body("inpatient: [{from: 2026-02}]"), ElementsAre("K031 2:20"));
  EXPECT_THAT(refused_body("inpatient: [{from: 2026-01-01}, {from: 2026-02-01}]"), ElementsAre("K038 2:33"));
  EXPECT_THAT(refused_body("inpatient: 2026-01-01"), ElementsAre("K036 2:12"));
}

}  // namespace
}  // namespace rettesnor::testing_store
