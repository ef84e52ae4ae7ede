// Which of a licence's conditions is said to fail, where they stand in choices and groups.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/explain/report.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

const Loaded& rules() {
  static const std::unique_ptr<Loaded> loaded = load({R"(language en
package test.licence  version 1
title "Udskrivning" "Discharge"
owner "Rettesnor"   status draft   review by 2030-01-01

actor council "Kommunen" "The council"

source DL law "Den digtede lov" "The invented law"   url "https://example.org/dl"

concept stay_case "Sag" "Case"
  event discharge date "Udskrevet" "Discharged"
  event plan date "Plan" "Plan"
  event lease date "Lejekontrakt" "Lease"
  fact other_plan yes/no "Anden plan" "Other plan"
  fact home_ready yes/no "Boligen er klar" "Home is ready"
  fact support_ready yes/no "Støtten er klar" "Support is ready"
  fact place_offered yes/no "Plads tilbudt" "Place offered"
  fact place_ready yes/no "Pladsen er klar" "Place is ready"
end

rule leave "Udskrivning" "Discharge"
  in force from 2020-01-01   cite DL § 1
  council may only decide discharge if all of
    - plan has happened or other_plan
    - any of
      - all of
        - lease has happened
        - home_ready
        - support_ready
      end
      - all of
        - place_offered
        - place_ready
      end
    end
  end
end
)"});
  return *loaded;
}

// What the headline says of a discharge on 1 March 2026, the rest of the case being `facts`.
std::string said(const std::string& facts, Language language = Language::danish) {
  Question question;
  question.as_of = at("2026-03-10 12:00");
  const Case subject = read_yaml_case(rules().model, "{case: c, discharge: 2026-03-01, " + facts + "}");
  Prober prober(rules().model, subject, question, &rules().sources);
  const auto all = prober.judge(RuleId{0});
  return all.size() == 1 ? headline(rules().model, make_finding(rules().model, all[0], question), language) : "not one instance";
}

TEST(Licence, NamesTheOneConditionThatTheNearestChoiceLacks) {
  ASSERT_EQ(rules().problems, "");
  EXPECT_EQ(said("plan: 2026-01-01, lease: 2026-02-01, home_ready: yes, support_ready: no, place_offered: no, place_ready: no"),
            "Udskrivning: sket, selv om betingelsen »Støtten er klar« ikke er opfyldt (DL § 1)");
  EXPECT_EQ(said("plan: 2026-01-01, home_ready: no, support_ready: yes, place_offered: yes, place_ready: no"),
            "Udskrivning: sket, selv om betingelsen »Pladsen er klar« ikke er opfyldt (DL § 1)");
}

TEST(Licence, NamesAnEventThatHasNotHappened) {
  EXPECT_EQ(said("plan: 2026-01-01, lease: 2026-03-05, home_ready: yes, support_ready: yes, place_offered: no, place_ready: no"),
            "Udskrivning: sket, selv om betingelsen »Lejekontrakt« ikke er opfyldt (DL § 1)");
}

TEST(Licence, NamesBothSidesOfAnOr) {
  EXPECT_EQ(said("other_plan: no, place_offered: yes, place_ready: yes"),
            "Udskrivning: sket, selv om betingelsen »Plan« eller »Anden plan« ikke er opfyldt (DL § 1)");
  EXPECT_EQ(said("other_plan: no, place_offered: yes, place_ready: yes", Language::english), "Discharge: done without the condition “Plan” or “Other plan” (DL § 1)");
}

TEST(Licence, NamesNoneWhereTwoChoicesLackAsMuch) {
  // One condition of each choice fails: which of them was meant is not known.
  EXPECT_EQ(said("plan: 2026-01-01, lease: 2026-02-01, home_ready: yes, support_ready: no, place_offered: yes, place_ready: no"),
            "Udskrivning: »Udskrevet« er sket, men betingelsen er ikke opfyldt (DL § 1)");
}

TEST(Licence, NamesWhatFailsOutsideTheChoiceToo) {
  EXPECT_EQ(said("other_plan: no, lease: 2026-02-01, home_ready: yes, support_ready: no, place_offered: no, place_ready: no", Language::english),
            "Discharge: done without the condition “Plan” or “Other plan” and “Support is ready” (DL § 1)");
}

}  // namespace
}  // namespace rettesnor::testing
