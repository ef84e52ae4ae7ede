// An act that was done and falls short of what the rule asks of it; the titles of parts; what a right hangs on; whose word an exception is.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/explain/explanation.hpp"
#include "engine/explain/report.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

const Loaded& rules() {
  static const std::unique_ptr<Loaded> loaded = load({R"(language en
package test.short  version 1
actor council "Kommunen" "The council"
actor citizen "Borgeren" "The citizen"
source DL law "Den digtede lov" "The invented law"
source DV law "Den anden lov" "The other law"
concept case_of_help "Sag" "Case"
  event asked date "Ansøgt" "Asked"
  event offer date "Tilbud" "Offer"  with expected date "Ny dato" "New date"  with grounds one of home, work "Grund" "Ground" called home "bolig" "home", work "arbejde"  with note text  with reasons text
  fact hours number "Timer" "Hours"
  fact therapist one of doctor, other "Behandler" "Therapist" called doctor "en læge" "a doctor", other "en anden" "someone else"
  fact able yes/no "Kan selv" "Able"
  fact settled yes/no "Afklaret" "Settled"
end
define enough_hours "Nok timer" "Enough hours" as hours >= 10
rule ten "Ti timer" "Ten hours" cite DL § 1
  council must give offer where hours >= 10 and therapist = doctor within 14 days of asked
end
rule none "Uden ord" "Unnamed" cite DL § 2
  council must give offer where hours + 1 >= 10 within 14 days of asked
end
exception late_help to ten "Hjælp senere" "Help later" cite DL § 1 stk. 2, DV § 7 unverified
  when able
  instead council must give offer no later than asked + 90 days
end
rule told "Besked" "Told" cite DL § 4
  council must record offer.expected, offer.grounds no later than asked
end
rule choice "Eget valg" "Own choice" cite DL § 5
  when settled and able
  citizen may make offer
end
)"});
  return *loaded;
}

RuleId named(const std::string& name) {
  for (std::uint32_t i = 0; i < rules().model.rules.size(); ++i) {
    if (rules().model.rules[RuleId{i}].name == name) return RuleId{i};
  }
  throw std::runtime_error(name);
}

struct Said {
  std::string headline;
  Explanation explanation;
};

Said said(const std::string& rule, const std::string& facts, const std::string& when, Language language = Language::danish) {
  Question question;
  question.as_of = at(when);
  const Case subject = read_yaml_case(rules().model, "{case: c, asked: 2026-03-01" + facts + "}");
  Prober prober(rules().model, subject, question, &rules().sources);
  const auto all = prober.judge(named(rule));
  if (all.size() != 1) throw std::runtime_error("not one instance");
  Explanation explanation = explain_instance(prober, make_finding(rules().model, all[0], question), language);
  std::string line = headline(rules().model, explanation.finding, language);
  return {std::move(line), std::move(explanation)};
}

std::string head(const std::string& rule, const std::string& facts, const std::string& when, Language language = Language::danish) { return said(rule, facts, when, language).headline; }

bool has(const std::vector<std::string>& lines, const std::string& text) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

// 14 days from Sunday 1 March 2026 end on 15 March.
TEST(Short, SaysWhatAnOfferFallsShortOf) {
  ASSERT_EQ(rules().problems, "");
  EXPECT_EQ(head("ten", ", offer: 2026-03-05, hours: 9, therapist: doctor, able: no", "2026-03-10 12:00"), "Ti timer: »Tilbud« opfylder ikke kravet om »Timer« mindst 10, frist 15. marts 2026 (DL § 1)");
  EXPECT_EQ(head("ten", ", offer: 2026-03-05, hours: 9, therapist: other, able: no", "2026-03-20 12:00", Language::english),
            "Ten hours: “Offer” falls short of “Hours” at least 10 and “Therapist”: a doctor, it was due 15 March 2026 (DL § 1)");
  // What cannot be said in a few words is said without them.
  EXPECT_EQ(head("none", ", offer: 2026-03-05, hours: 8", "2026-03-10 12:00"), "Uden ord: »Tilbud« opfylder ikke kravet (DL § 2)");
  EXPECT_TRUE(has(said("ten", ", offer: 2026-03-05, hours: 9, therapist: doctor, able: no", "2026-03-10 12:00").explanation.why_not, "`hours >= 10` – Timer: 9"));
}

TEST(Short, WhatWasNotDoneIsMissingAndWhatMayBeEnoughIsAsked) {
  EXPECT_EQ(head("ten", ", hours: 9, therapist: doctor, able: no", "2026-03-10 12:00"), "Ti timer: »Tilbud« mangler, kommunen skal nå det senest 15. marts 2026 (DL § 1)");
  // Offered after T: not yet done.
  EXPECT_EQ(head("ten", ", offer: 2026-03-12, hours: 9, therapist: doctor, able: no", "2026-03-10 12:00"), "Ti timer: »Tilbud« mangler, kommunen skal nå det senest 15. marts 2026 (DL § 1)");
  EXPECT_NE(head("ten", ", offer: 2026-03-05, therapist: doctor, able: no", "2026-03-10 12:00").find("oplys »Timer«"), std::string::npos);
}

TEST(Short, AnExceptionIsGivenItsOwnSources) {
  const Said applies = said("ten", ", able: yes", "2026-03-20 12:00");
  EXPECT_TRUE(has(applies.explanation.because, "undtagelsen »Hjælp senere« gælder (DL § 1 stk. 2; DV § 7, ikke efterprøvet)"));
  const Said may = said("ten", "", "2026-03-20 12:00");
  EXPECT_TRUE(has(may.explanation.because, "undtagelsen »Hjælp senere« kan gælde (DL § 1 stk. 2; DV § 7, ikke efterprøvet)"));
}

TEST(Titles, PartsOfEventsHaveTheirOwn) {
  const Model& m = rules().model;
  const auto offer = std::ranges::find(m.fields.rows(), "offer", &FieldDecl::name);
  ASSERT_NE(offer, m.fields.rows().end());
  const FieldId id{static_cast<std::uint32_t>(offer - m.fields.rows().begin())};
  EXPECT_EQ(title_of(m, id, Language::danish, offer->parts[0]), "Tilbud, ny dato");
  EXPECT_EQ(title_of(m, id, Language::english, offer->parts[0]), "Offer, new date");
  // Without a title: the name; reasons have always had one. The event's own title stands before its parts.
  EXPECT_EQ(title_of(m, id, Language::danish, offer->parts[2]), "Tilbud, note");
  EXPECT_EQ(title_of(m, id, Language::danish, offer->parts[3]), "Tilbud, begrundelse");
  EXPECT_EQ(title_of_code(m, m.fields[offer->parts[1]], 0, Language::english), "home");
  EXPECT_EQ(title_of_code(m, m.fields[offer->parts[1]], 1, Language::english), "arbejde");
  EXPECT_EQ(head("told", "", "2026-03-10 12:00"), "Besked: mangler »Tilbud, ny dato« og »Tilbud, grund« (DL § 4): angiv det nu");
}

TEST(Rights, SayWhatTheyDependOn) {
  EXPECT_EQ(head("choice", ", able: yes", "2026-03-10 12:00"), "Eget valg: afhænger af »Afklaret« (DL § 5)");
  EXPECT_EQ(head("choice", "", "2026-03-10 12:00", Language::english), "Own choice: depends on “Able” and “Settled” (DL § 5)");
  EXPECT_EQ(head("choice", ", able: yes, settled: yes", "2026-03-10 12:00"), "Eget valg: kan benyttes (DL § 5)");
}

}  // namespace
}  // namespace rettesnor::testing
