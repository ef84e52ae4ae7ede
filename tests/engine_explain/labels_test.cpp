#include "engine/explain/labels.hpp"

#include <gtest/gtest.h>

#include "engine/store/ledger/dated_cites.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor::testing {
namespace {

Cite cite_of(const std::string& text) {
  Cite out;
  out.locator = "§ 82 b";
  const auto range = parse_date(text);
  if (range) out.text_of = DateInterval{range->first, range->last};
  return out;
}

Model model_with(Norm norm) {
  Model out;
  out.sources.add(SourceDecl{.name = "SL", .norm = norm, .title = "Kilde", .url = {}, .package = {}, .origin = {}});
  return out;
}

TEST(Labels, TheTextThatWasReadIsADayOrAYear) {
  EXPECT_EQ(text_of_code(cite_of("2016-05-01")), "2016-05-01");
  EXPECT_EQ(text_of_code(cite_of("2016")), "2016");
  EXPECT_EQ(text_of_code(cite_of("")), "");
  EXPECT_EQ(text_of_label(cite_of("2016-05-01"), Language::danish), "tekst af 1. maj 2016");
  EXPECT_EQ(text_of_label(cite_of("2016"), Language::english), "text of 2016");
  EXPECT_EQ(text_of_label(cite_of(""), Language::danish), "");
}

TEST(Labels, TheNoteSaysWhatToDoAboutIt) {
  const Model law = model_with(Norm::law), guidance = model_with(Norm::guidance);
  Cite day = cite_of("2016-05-01"), year = cite_of("2016");
  day.source = year.source = SourceId{0};
  EXPECT_EQ(text_of_note(law, day, Language::danish), "efter lovteksten, som den stod 1. maj 2016: kontrollér, at den stadig gælder");
  EXPECT_EQ(text_of_note(law, year, Language::danish), "efter lovteksten, som den stod i 2016: kontrollér, at den stadig gælder");
  EXPECT_EQ(text_of_note(guidance, year, Language::english), "after the text as it stood in 2016: check that it still holds");
  EXPECT_EQ(text_of_note(law, cite_of(""), Language::english), "");
}

TEST(Labels, StandOnceEach) {
  const Cite a = cite_of("2016"), b = cite_of("2016"), c = cite_of("2018");
  EXPECT_EQ(labels_of({&a, &b, &c}, true, Language::danish), "ikke efterprøvet, tekst af 2016, tekst af 2018");
  EXPECT_EQ(labels_of({}, false, Language::danish), "");
}

TEST(Labels, StandBehindTheCitationThatTheyAreOf) {
  const Model law = model_with(Norm::law);
  Cite plain = cite_of(""), old = cite_of("2015-05-01"), doubtful = cite_of("2018");
  plain.locator = "§ 1";
  old.locator = "§ 2";
  doubtful.locator = "§ 3";
  doubtful.unverified = true;
  EXPECT_EQ(cites_labelled(law, {&old, &plain}, 2, false, Language::danish), "§ 2, tekst af 2015; § 1");
  EXPECT_EQ(cites_labelled(law, {&plain, &doubtful}, 2, true, Language::danish), "§ 1; § 3, ikke efterprøvet, tekst af 2018");
  // What no citation on the line says, the rule does.
  EXPECT_EQ(cites_labelled(law, {&plain, &doubtful}, 1, true, Language::english), "§ 1, unverified");
  EXPECT_EQ(cites_labelled(law, {}, 2, true, Language::danish), "ikke efterprøvet");
  EXPECT_EQ(cites_labelled(law, {}, 2, false, Language::danish), "");
}

TEST(Labels, AnAuditDatabaseHoldsTheDayInNoLanguage) {
  const Model law = model_with(Norm::law);
  Cite cite = cite_of("2016");
  cite.source = SourceId{0};
  EXPECT_EQ(dated_cite_text(law, cite), "SL § 82 b [2016]");
  EXPECT_TRUE(has_dated_cite("BL § 1; SL § 82 b [2016]"));
  EXPECT_TRUE(has_dated_cite("SL § 82 b [2016-05-01]; BL § 1"));
  EXPECT_FALSE(has_dated_cite("BL § 1; NR side [a] og [17]"));
  EXPECT_FALSE(has_dated_cite("BL § 1; NR side [2016"));
}

TEST(Labels, QualityIsSaidOnlyWhereTheRuleSaysIt) {
  RuleDecl rule;
  EXPECT_EQ(quality_text(rule, Language::danish), "");
  EXPECT_EQ(code_of(rule.quality), "");
  rule.quality = Quality::deadline;
  EXPECT_EQ(quality_text(rule, Language::danish), "sagsbehandlingstid");
  rule.material = true;
  EXPECT_EQ(quality_text(rule, Language::english), "case processing time, material");
  EXPECT_EQ(code_of(Quality::none), "none");
}

}  // namespace
}  // namespace rettesnor::testing
