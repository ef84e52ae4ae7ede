#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/explain/names.hpp"
#include "engine/explain/report.hpp"
#include "grammar/base/utf8.hpp"
#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

std::string said(const std::string& yaml, const std::string& when, const std::string& rule, const std::string& element = "",
                 Language language = Language::danish) {
  const auto prober = asked(yaml, when);
  const auto all = prober->judge(rule_named(rule));
  const auto missing = find_missing(*prober, rule_named(rule), all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].element != element || all[i].rest) continue;
    Finding finding = make_finding(prober->model(), all[i], prober->question());
    finding.missing = missing[i];
    return headline(prober->model(), finding, language);
  }
  return "no such instance";
}

TEST(Headline, BreachedSaysWhatIsMissingByWhichParagraphAndSinceWhen) {
  EXPECT_EQ(said("{case: c, awareness: 2025-10-15, serious: yes}", "2026-03-04 08:00", "study"),
            "Undersøgelse: »Undersøgelse afsluttet« mangler, fristen var 15. februar 2026 (DL § 3 stk. 1): gør det nu");
}

TEST(Headline, PendingSaysWhoMustDoItByWhen) {
  EXPECT_EQ(said("{case: c, awareness: 2026-01-15, serious: yes}", "2026-03-04 08:00", "study"),
            "Undersøgelse: »Undersøgelse afsluttet« mangler, kontoret skal nå det senest 15. maj 2026 (DL § 3 stk. 1)");
}

TEST(Headline, LateSaysByHowMuch) {
  EXPECT_EQ(said("{case: c, letters: [{id: a, received: 2026-03-02 09:00, opened: 2026-03-03 10:30}]}", "2026-03-04 08:00", "opened_24h", "a", Language::english),
            "Letter opened within a day (a): done 1 hour 30 minutes late, it was due 3 March 2026 09:00 (DL § 1)");
}

TEST(Headline, UndeterminedSaysWhatToState) {
  EXPECT_EQ(said("{case: c, awareness: 2026-01-15}", "2026-03-04 08:00", "study"),
            "Undersøgelse: oplys »Alvorlig sag«; frist 15. maj 2026 (DL § 3 stk. 1)");
}

TEST(Headline, AnUnverifiedCiteIsLabelled) {
  EXPECT_THAT(said("{case: c, letters: [{id: a, received: 2026-03-02 09:00, sender: person}]}", "2026-03-04 08:00", "answered", "a"),
              ::testing::HasSubstr("(DL § 2, ikke efterprøvet)"));
}

TEST(Headline, ARecommendationSpeaksOfRecommending) {
  // 30 days from 1 January end on 31 January.
  EXPECT_EQ(said("{case: c, awareness: 2026-01-01}", "2026-03-04 08:00", "meet"),
            "Hold et møde: anbefalet senest 31. januar 2026, ikke gjort (DV afsnit 2)");
}

TEST(Headline, KeepsItsPlaceWhereTheTitleIsCut) {
  // Two letters are told apart by their names alone; the title gives way, between two words.
  const std::string one = said("{case: c, letters: [{id: brevet_om_skolegang_fra_naboen_i_nummer_fire_som_kom_igen_og_blev_laest_sent_1, received: 2026-03-02 09:00, opened: 2026-03-03 10:30}]}", "2026-03-04 08:00", "opened_24h",
                               "brevet_om_skolegang_fra_naboen_i_nummer_fire_som_kom_igen_og_blev_laest_sent_1", Language::english);
  EXPECT_LE(count_code_points(one), 120U) << one;
  EXPECT_THAT(one, ::testing::HasSubstr(" … (brevet_om_skolegang_fra_naboen_i_nummer_fire_som_kom_igen_og_blev_laest_sent_1)"));
}

TEST(Times, WhatMayNeverBeIsNotDoneBefore) {
  const Moment day = at("2026-03-09 00:00");
  EXPECT_EQ(done_text({.earliest = day, .latest = day, .day = true}, Language::danish), "sket 9. marts 2026");
  EXPECT_EQ(done_text({.earliest = day, .latest = day, .day = true, .open_end = true}, Language::danish), "ikke sket før 9. marts 2026");
  EXPECT_EQ(done_text({.earliest = day, .latest = day, .day = true, .open_end = true}, Language::english), "not done before 9 March 2026");
}

TEST(Headline, NeverLongerThan120Letters) {
  const char* const cases[] = {
      "{case: c}",
      "{case: c, awareness: 2025-10-15, serious: yes, decision: 2026-02-01}",
      "{case: c, awareness: 2025-10, letters: [{id: en_meget_lang_betegnelse_for_en_henvendelse, received: 2026-03-02}], decision: 2026-03-01}",
      "{case: c, extraction_time: 2025-01-01, letters: [{id: a}, {id: b}]}",
  };
  for (const char* const yaml : cases) {
    const auto prober = asked(yaml, "2026-03-04 08:00");
    const Report report = make_report(*prober);
    for (const auto* list : {&report.law, &report.recommendations, &report.rights, &report.suggestions}) {
      for (const Finding& finding : *list) {
        for (const Language language : {Language::danish, Language::english}) {
          const std::string text = headline(prober->model(), finding, language);
          EXPECT_LE(count_code_points(text), 120U) << text;
          EXPECT_FALSE(text.contains('{')) << text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace rettesnor::testing
