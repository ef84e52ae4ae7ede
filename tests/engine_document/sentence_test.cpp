// Rule text → what a caseworker reads, argued by reading the rule: who, must or may, what, by when, when it applies.
#include <gtest/gtest.h>

#include "engine/document/sentences.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::document {
namespace {

const std::string words = R"(language en
package small.sentences version 1
actor office "Kontoret" "The office"
actor clerk "Sagsbehandleren" "The clerk"
source L law "Small law"
calendar open_days "åbningsdage" "opening days" days monday .. friday end
concept letter "Brev" "Letter"
  event came moment "Modtaget" "Received"
  event reply moment "Svar" "Reply" verb send
  fact angry yes/no "Vred tone" "Angry tone"
end
concept file_case "Sag" "Case"
  list letters of letter
  event opened date "Sagen åbnet" "Case opened"
  event closed date "Sagen lukket" "Case closed" verb complete
  event shown date "Akterne vist" "Files shown" verb shew
  event visit date "Besøg" "Visit" verb make
  fact note text "Notat" "Note"
  fact summary text "Resumé" "Summary"
  fact born date "Fødselsdag" "Birthday"
  fact share number "Andel" "Share"
  fact kind one of small, large, huge "Slags" "Kind"
  fact urgent yes/no "Haster" "Urgent"
  state running "Løber" "Running" from opened until closed
  judgement serious by clerk "Alvorlig" "Serious"
end
define reply_day "Svardag" "Day of reply" of letter as came + 7 days
parameter limit "Svarfrist" "Answer limit"
  value 6 open_days   cite L § 9
end
)";

struct Row {
  const char* rule;  ///< from `cite` on
  const char* danish;
  const char* english;
};

/// Loads one rule with this body and says its only version.
std::string said(const std::string& body, Language language) {
  auto loaded = testing::load({words + "rule r \"Regel\" \"Rule\" cite L § 1\n" + body + "\nend\n"});
  EXPECT_EQ(loaded->problems, "") << body;
  if (!loaded->problems.empty()) return {};
  const RuleDecl& rule = loaded->model.rules[RuleId{0}];
  return Sentences(loaded->model, loaded->sources, language, make_date(2026, 1, 1)).rule(rule, rule.versions.front());
}

class Sentence : public ::testing::TestWithParam<Row> {};

TEST_P(Sentence, SaysWhatTheRuleSays) {
  EXPECT_EQ(said(GetParam().rule, Language::danish), GetParam().danish);
  EXPECT_EQ(said(GetParam().rule, Language::english), GetParam().english);
}

// One row a form of duty, in the order of DutyForm.
INSTANTIATE_TEST_SUITE_P(Duties, Sentence, ::testing::Values(
    Row{"for each n in letters\n office must send reply within 24 hours of came",
        "For hver »Brev« skal kontoret sende »Svar« inden for 24 timer efter »Modtaget«.",
        "For each “Letter” the office must send “Reply” within 24 hours of “Received”."},
    Row{"office must complete closed within limit of opened",
        "Kontoret skal afslutte »Sagen lukket« inden for »Svarfrist« (6 åbningsdage) efter »Sagen åbnet«.",
        "The office must complete “Case closed” within “Answer limit” (6 opening days) of “Case opened”."},
    Row{"office must complete closed no later than opened + 2 months",
        "Kontoret skal afslutte »Sagen lukket« senest 2 måneder efter »Sagen åbnet«.",
        "The office must complete “Case closed” no later than 2 months after “Case opened”."},
    Row{"office must complete closed after opened",
        "Kontoret skal afslutte »Sagen lukket« efter »Sagen åbnet«. Der er ingen fast frist.",
        "The office must complete “Case closed” after “Case opened”. There is no fixed time limit."},
    Row{"office must complete closed at once after opened",
        "Kontoret skal straks afslutte »Sagen lukket« efter »Sagen åbnet«. Om det er hurtigt nok, vurderes fagligt.",
        "The office must at once complete “Case closed” after “Case opened”. Whether it is soon enough is judged by a person."},
    Row{"office must complete closed as far as possible, otherwise record note",
        "Kontoret skal så vidt muligt afslutte »Sagen lukket«. Sker det ikke, skal »Notat« registreres.",
        "The office must as far as possible complete “Case closed”. If it is not done, “Note” must be recorded."},
    Row{"office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«.",
        "The office must make “Visit” before “Case closed”."},
    Row{"office may only complete closed if serious",
        "Kontoret må kun afslutte »Sagen lukket«, hvis sagsbehandleren vurderer, at »Alvorlig« er tilfældet.",
        "The office may only complete “Case closed” if the clerk judges that “Serious” is the case."},
    Row{"office must record note, summary no later than closed",
        "Kontoret skal registrere »Notat« og »Resumé« senest ved »Sagen lukket«.",
        "The office must record “Note” and “Summary” no later than “Case closed”."},
    Row{"office must not make visit while running",
        "Kontoret må ikke foretage »Besøg«, så længe tilstanden »Løber« er gældende.",
        "The office must not make “Visit” while the state “Running” holds."},
    Row{"office may make visit within 1 month of opened",
        "Kontoret kan foretage »Besøg« inden for 1 måned efter »Sagen åbnet«.",
        "The office may make “Visit” within 1 month of “Case opened”."},
    Row{"office must any of\n - make visit\n - complete closed\n end after opened",
        "Kontoret skal enten foretage »Besøg« efter »Sagen åbnet« eller afslutte »Sagen lukket« efter »Sagen åbnet«. Der er ingen fast frist.",
        "The office must either make “Visit” after “Case opened” or complete “Case closed” after “Case opened”. There is no fixed time limit."},
    Row{"office must send letters first within 3 months of opened, then within 6 months of previous",
        "Kontoret skal sende »Brev« første gang inden for 3 måneder efter »Sagen åbnet« og derefter igen inden for 6 måneder efter den foregående.",
        "The office must send a “Letter” the first time within 3 months of “Case opened” and then again within 6 months of the previous one."},
    Row{"office must send letters at least 2 times in every calendar year",
        "Kontoret skal sende »Brev« mindst 2 gange i hvert kalenderår.",
        "The office must send a “Letter” at least 2 times in every calendar year."}));

// A verb that is not among the everyday ones is not guessed at.
INSTANTIATE_TEST_SUITE_P(Verbs, Sentence, ::testing::Values(
    Row{"office must shew shown before closed",
        "Kontoret skal sørge for »Akterne vist« før »Sagen lukket«.",
        "The office must see to “Files shown” before “Case closed”."}));

INSTANTIATE_TEST_SUITE_P(Clocks, Sentence, ::testing::Values(
    Row{"office must complete closed within 7 days of opened counting first day",
        "Kontoret skal afslutte »Sagen lukket« inden for 7 dage efter »Sagen åbnet«. Dagen selv tæller med som den første.",
        "The office must complete “Case closed” within 7 days of “Case opened”. The day itself counts as the first."},
    Row{"office must complete closed within 7 days of opened rolling to open_days",
        "Kontoret skal afslutte »Sagen lukket« inden for 7 dage efter »Sagen åbnet«. Ender fristen uden for »åbningsdage«, flyttes den til den næste af dem.",
        "The office must complete “Case closed” within 7 days of “Case opened”. A time limit that ends outside “opening days” moves to the next of them."},
    Row{"office must make visit within 7 days of opened paused while running",
        "Kontoret skal foretage »Besøg« inden for 7 dage efter »Sagen åbnet«. Fristen står stille, så længe tilstanden »Løber« er gældende.",
        "The office must make “Visit” within 7 days of “Case opened”. The time limit stands still while the state “Running” holds."}));

// Denials are said as they are written: `<>` and `not … =` differ for what does not exist, `unless` is a denied `when`.
INSTANTIATE_TEST_SUITE_P(Conditions, Sentence, ::testing::Values(
    Row{"when urgent and (share >= 15 % or kind <> small)\n office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«, når »Haster« er tilfældet, og enten »Andel« er mindst 15 %, eller »Slags« er noget andet end small.",
        "The office must make “Visit” before “Case closed” when “Urgent” is the case, and either “Share” is at least 15 %, or “Kind” is something other than small."},
    Row{"when not urgent and not (share >= 15 %)\n office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«, når »Haster« ikke er tilfældet, og det ikke er sådan, at »Andel« er mindst 15 %.",
        "The office must make “Visit” before “Case closed” when “Urgent” is not the case, and it is not so that “Share” is at least 15 %."},
    Row{"when kind is among large, huge\n unless shown has happened no later than opened\n office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«, når »Slags« er blandt large og huge, og »Akterne vist« ikke er sket senest ved »Sagen åbnet«.",
        "The office must make “Visit” before “Case closed” when “Kind” is among large and huge, and “Files shown” has not happened no later than “Case opened”."},
    Row{"when born + 15 years has happened no later than opened\n office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«, når 15 år efter »Fødselsdag« er nået senest ved »Sagen åbnet«.",
        "The office must make “Visit” before “Case closed” when 15 years after “Birthday” has come no later than “Case opened”."},
    // What has parts stands last, whatever the rule's order; two such are numbered.
    Row{"when (urgent or share > 2) and kind = huge\n office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«, når »Slags« er huge, og enten »Haster« er tilfældet, eller »Andel« er over 2.",
        "The office must make “Visit” before “Case closed” when “Kind” is huge, and either “Urgent” is the case, or “Share” is above 2."},
    Row{"when (urgent or share > 2) and kind = huge and not (urgent and share > 2)\n office must make visit before closed",
        "Kontoret skal foretage »Besøg« før »Sagen lukket«, når alt dette gælder: (1) »Slags« er huge; (2) enten »Haster« er tilfældet, eller »Andel« er over 2; (3) det ikke er sådan, at både »Haster« er tilfældet, og »Andel« er over 2.",
        "The office must make “Visit” before “Case closed” when all of this holds: (1) “Kind” is huge; (2) either “Urgent” is the case, or “Share” is above 2; (3) it is not so that both “Urgent” is the case, and “Share” is above 2."},
    // A demand with a condition of its own is told apart from when it applies.
    Row{"when kind = huge\n office may only complete closed if all of\n - urgent\n - serious\n end",
        "Når »Slags« er huge: Kontoret må kun afslutte »Sagen lukket«, hvis alt dette gælder: (a) »Haster« er tilfældet; (b) sagsbehandleren vurderer, at »Alvorlig« er tilfældet.",
        "When “Kind” is huge: The office may only complete “Case closed” if all of this holds: (a) “Urgent” is the case; (b) the clerk judges that “Serious” is the case."},
    Row{"for each n in letters\n when angry\n office may only send reply if urgent",
        "For hver »Brev«, når »Vred tone« er tilfældet: Kontoret må kun sende »Svar«, hvis »Haster« er tilfældet.",
        "For each “Letter”, when “Angry tone” is the case: The office may only send “Reply” if “Urgent” is the case."},
    Row{"when urgent\n office must keep running while running",
        "Så længe tilstanden »Løber« er gældende, når »Haster« er tilfældet: Kontoret skal sørge for, at tilstanden »Løber« er gældende.",
        "While the state “Running” holds, when “Urgent” is the case: The office must see to it that the state “Running” holds."},
    Row{"for each n in letters\n when no m in letters where m.reply has happened no later than n.reply_day\n office must send reply within 24 hours of came",
        "For hver »Brev« skal kontoret sende »Svar« inden for 24 timer efter »Modtaget«, når der ikke findes »Brev«, hvor »Svar« er sket senest »Svardag« (for samme »Brev«, som reglen gælder for).",
        "For each “Letter” the office must send “Reply” within 24 hours of “Received” when there is no “Letter” where “Reply” has happened no later than “Day of reply” (of the same “Letter” that the rule is about)."},
    Row{"for each n in letters\n when any m in letters where m.came < n.came and m.angry\n office must send reply within 24 hours of came",
        "For hver »Brev« skal kontoret sende »Svar« inden for 24 timer efter »Modtaget«, når der findes mindst 1 »Brev«, hvor både »Modtaget« er før »Modtaget« (for samme »Brev«, som reglen gælder for), og »Vred tone« er tilfældet.",
        "For each “Letter” the office must send “Reply” within 24 hours of “Received” when there is a “Letter” where both “Received” is before “Received” (of the same “Letter” that the rule is about), and “Angry tone” is the case."}));

TEST(ExceptionSentence, SaysWhenAndWhatThen) {
  const auto all = [](const std::string& instead, Language language) {
    auto loaded = testing::load({words + "rule r \"Regel\" cite L § 1\n office must complete closed within 2 months of opened\nend\nexception e to r \"Undtaget\" cite L § 2\n when urgent\n instead " + instead + "\nend\n"});
    EXPECT_EQ(loaded->problems, "");
    return Sentences(loaded->model, loaded->sources, language, std::nullopt).exception(loaded->model.exceptions[ExceptionId{0}], 0);
  };
  EXPECT_EQ(all("not applicable", Language::danish), "Reglen gælder ikke, når »Haster« er tilfældet.");
  EXPECT_EQ(all("may be omitted", Language::danish), "Kravet kan undlades, når »Haster« er tilfældet; om det er berettiget, vurderes fagligt.");
  EXPECT_EQ(all("office must complete closed within 6 months of opened", Language::danish),
            "Noget andet gælder, når »Haster« er tilfældet. I stedet: kontoret skal afslutte »Sagen lukket« inden for 6 måneder efter »Sagen åbnet«.");
  EXPECT_EQ(all("not applicable", Language::english), "The rule does not apply when “Urgent” is the case.");
  EXPECT_EQ(all("may be omitted", Language::english), "The demand may be left out when “Urgent” is the case; whether that is justified is judged by a person.");
}

}  // namespace
}  // namespace rettesnor::document
