// What an explanation tells of periods, of exceptions that may apply, and of limits that nobody has set.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/explain/due.hpp"
#include "engine/explain/explanation.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {


using ::testing::HasSubstr;
using ::testing::Not;

const Loaded& rules() {
  static const std::unique_ptr<Loaded> loaded = load({R"(language en
package test.told  version 1
title "Fortalt" "Told"
owner "Rettesnor"   status draft   review by 2030-01-01

actor council "Kommunen" "The council"
source DL law "Den digtede lov" "The invented law"   url "https://example.org/dl"

concept visit "Besøg" "Visit"
  event made date "Aflagt" "Made"
end

concept place "Sted" "Place"
  list visits of visit
  event opened date "Åbnet" "Opened"
  event closed date "Lukket" "Closed"
  event asked date "Spurgt" "Asked"
  event answered date "Besvaret" "Answered"
  fact urgent yes/no "Haster" "Urgent"
  fact hopeless yes/no "Håbløs" "Hopeless"
  state runs from opened until closed
end

parameter limit "Frist" "Limit"
  national value none
  municipality may set
  cite DL § 9
end

rule yearly "Besøg hvert år" "Visits every year"
  in force from 2020-01-01   cite DL § 1
  while runs
  council must make visits at least 1 times in every 12 months
end

rule answer "Svar" "Answer"
  in force from 2020-01-01   cite DL § 2
  council must answered within 5 days of asked
end

exception later to answer "Svar senere" "Answer later"
  when urgent
  instead council must answered within 6 days of asked
  cite DL § 3
end

rule local "Svar inden for egen frist" "Answer within the council's own limit"
  in force from 2020-01-01   cite DL § 4
  council must answered within limit of asked
end
)"});
  return *loaded;
}

RuleId named(const std::string& name) {
  for (std::uint32_t i = 0; i < rules().model.rules.size(); ++i) {
    if (rules().model.rules[RuleId{i}].name == name) return RuleId{i};
  }
  throw std::runtime_error("no rule " + name);
}

struct Asked {
  Case subject;
  Prober prober;
  Asked(const std::string& yaml, const std::string& when) : subject(read_yaml_case(rules().model, yaml)), prober(rules().model, subject, question(when), &rules().sources) {}
  static Question question(const std::string& when) {
    Question out;
    out.as_of = at(when);
    return out;
  }
};

TEST(Told, WhatWasDoneInAPeriodIsNotWhatWasDoneBeforeIt) {
  ASSERT_EQ(rules().problems, "");
  Asked asked("{case: c, opened: 2024-01-01, visits: [{id: a, made: 2024-01-02}, {id: b, made: 2025-12-30}]}", "2026-06-01 12:00");
  const auto all = asked.prober.judge(named("yearly"));
  ASSERT_GE(all.size(), 2U);
  ASSERT_TRUE(all[1].done.has_value());
  EXPECT_EQ(local_day(all[1].done->earliest), make_date(2025, 12, 30));
  EXPECT_EQ(local_day(all[0].done->earliest), make_date(2024, 1, 2));
}

TEST(Told, AnExceptionWhoseFactIsUnknownMayApply) {
  // Nothing was answered within five days nor within six: breached either way, and whether the exception applies stays unknown.
  Asked asked("{case: c, asked: 2026-03-01, extraction_time: 2026-06-01 12:00}", "2026-06-01 12:00");
  const auto all = asked.prober.judge(named("answer"));
  ASSERT_EQ(all.size(), 1U);
  ASSERT_TRUE(all[0].possible.is(Verdict::breached));
  EXPECT_EQ(all[0].exceptions.size(), 1U);
  EXPECT_EQ(all[0].unsure_exceptions.size(), 1U);
}

TEST(Told, ALimitThatNobodyHasSetIsNoDayInACalendar) {
  Asked asked("{case: c, municipality: '0999', asked: 2026-03-02, extraction_time: 2026-03-10}", "2026-03-10 12:00");
  const Report report = make_report(asked.prober, {});
  const std::string calendar = to_icalendar(rules().model, find_due(report, 30), at("2026-03-10 12:00"), Language::english);
  EXPECT_THAT(calendar, Not(HasSubstr("own limit")));
  Asked known("{case: c, municipality: '0999', asked: 2026-03-08, urgent: no, extraction_time: 2026-03-10}", "2026-03-10 12:00");
  const Report other = make_report(known.prober, {});
  EXPECT_THAT(to_icalendar(rules().model, find_due(other, 30), at("2026-03-10 12:00"), Language::english), HasSubstr("20260313"));
}

}  // namespace
}  // namespace rettesnor::testing
