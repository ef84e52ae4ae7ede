#include "engine/explain/words.hpp"

#include <gtest/gtest.h>

#include <set>

#include "grammar/base/utf8.hpp"

namespace rettesnor {
namespace {

constexpr Language both[] = {Language::danish, Language::english};

TEST(Words, LawAndRecommendationShareNoWordForAKeptOrBrokenDemand) {
  for (const Language language : both) {
    std::set<std::string_view> law;
    for (const Verdict v : all_verdicts) law.insert(word(v, false, language));
    for (const Verdict v : all_verdicts) {
      // Out of scope is out of scope in both.
      if (v == Verdict::not_applicable) continue;
      EXPECT_FALSE(law.contains(word(v, true, language))) << word(v, true, language);
    }
  }
}

TEST(Words, ASetOfSeveralIsUndetermined) {
  EXPECT_EQ(word(VerdictSet{Verdict::late, Verdict::breached}, false, Language::danish), "uafklaret");
  EXPECT_EQ(word(VerdictSet{Verdict::late}, false, Language::danish), "forsinket");
  EXPECT_EQ(word(VerdictSet{Verdict::breached}, true, Language::danish), "fravigelse");
}

TEST(Words, EveryPhraseIsInBothLanguagesWithTheSamePlaces) {
  constexpr int count = 0
#define RSN_MESSAGE(name, danish, english) +1
#include "engine/explain/messages.def"
#undef RSN_MESSAGE
      ;
  for (int i = 0; i < count; ++i) {
    const auto which = static_cast<Saying>(i);
    const std::string_view danish = phrase(which, Language::danish);
    const std::string_view english = phrase(which, Language::english);
    ASSERT_FALSE(danish.empty());
    ASSERT_FALSE(english.empty());
    for (const char* place : {"{0}", "{1}", "{2}", "{3}", "{4}"}) {
      EXPECT_EQ(danish.contains(place), english.contains(place)) << danish << " / " << english;
    }
  }
}

TEST(Words, ATextStandsInForTheLanguageThatIsMissing) {
  EXPECT_EQ(text_in({"Svar", "Answer"}, Language::english, "answered"), "Answer");
  EXPECT_EQ(text_in({"Svar", ""}, Language::english, "answered"), "Svar");
  EXPECT_EQ(text_in({"", ""}, Language::danish, "answered"), "answered");
}

TEST(Words, FirstLettersChangeCaseButAbbreviationsDoNot) {
  EXPECT_EQ(lower_first("Åbn brevet"), "åbn brevet");
  EXPECT_EQ(lower_first("PPV"), "PPV");
  EXPECT_EQ(lower_first("24-timers-vurderingen"), "24-timers-vurderingen");
  EXPECT_EQ(upper_first("ø"), "Ø");
  EXPECT_EQ(upper_first("frist"), "Frist");
}

TEST(Words, ShorteningCountsLettersAndNeverCutsOne) {
  EXPECT_EQ(shorten("åååå", 4), "åååå");
  EXPECT_EQ(shorten("ååååå", 4), "ååå…");
  EXPECT_EQ(count_code_points(shorten("æøå æøå æøå", 6)), 6U);
  EXPECT_EQ(shorten("to ord", 4), "to…");  // no blank before the sign
}

}  // namespace
}  // namespace rettesnor
