#include "grammar/translate.hpp"

#include <gtest/gtest.h>

#include "tests/format/format_support.hpp"

namespace rettesnor {
namespace {

using namespace format_tests;

constexpr KeywordLanguage english = KeywordLanguage::english;
constexpr KeywordLanguage danish = KeywordLanguage::danish;

std::string translated(std::string_view text, KeywordLanguage to) {
  const Source source = source_of(text);
  const FormatResult result = translate(source, to);
  EXPECT_TRUE(result.ok) << numbers(result.diagnostics, source) << text;
  return result.text;
}

void expect_pair(std::string_view in_english, std::string_view in_danish) {
  EXPECT_EQ(translated(in_english, danish), in_danish);
  EXPECT_EQ(translated(in_danish, english), in_english);
}

TEST(Translate, Writes_a_rule_in_the_other_language) {
  expect_pair(R"(language en

rule assessment_24h "Vurdering inden for 24 timer"
  cite SEL § 155 until 2023-12-31, BL § 136 from 2024-01-01
  for each n in notifications
  municipality must make assessment within 24 hours of receipt
end
)",
              R"(language da

regel assessment_24h "Vurdering inden for 24 timer"
  jf. SEL § 155 til og med 2023-12-31, BL § 136 fra 2024-01-01
  for hver n i notifications
  skal municipality make assessment inden for 24 timer efter receipt
slut
)");
}

TEST(Translate, Writes_exceptions_prohibitions_and_licences) {
  expect_pair(R"(language en

exception too_young to hearing_first "For ung"   cite BL § 5 stk. 4
  when maturity_speaks_against and view_otherwise has happened
  instead may be omitted
end

rule discharge "Udskrivning"   cite SEL § 110 stk. 5
  council may only discharge if all of
    - plan has happened
    - at least 2 of
      - assigned
      - granted
    end
  end
end

rule no_force "Ingen magt"   cite BL § 1
  while placed
  municipality must not use force
end
)",
              R"(language da

undtagelse too_young fra hearing_first "For ung"   jf. BL § 5 stk. 4
  når maturity_speaks_against og view_otherwise er sket
  i stedet kan det undlades
slut

regel discharge "Udskrivning"   jf. SEL § 110 stk. 5
  council må kun discharge hvis alle følgende
    - plan er sket
    - mindst 2 af følgende
      - assigned
      - granted
    slut
  slut
slut

regel no_force "Ingen magt"   jf. BL § 1
  så længe placed
  må municipality ikke use force
slut
)");
}

TEST(Translate, Counts_in_the_other_language) {
  expect_pair(R"(language en

rule visits "Tilsynsbesøg"   cite BL § 156 stk. 5
  while placed
  municipality must make visits at least 1 time in every 12 months
end

rule second "Igen"   cite BL § 156
  municipality must make visit within 1 year of start
end
)",
              R"(language da

regel visits "Tilsynsbesøg"   jf. BL § 156 stk. 5
  så længe placed
  skal municipality make visits mindst 1 gang pr. 12 måneder
slut

regel second "Igen"   jf. BL § 156
  municipality skal make visit inden for 1 år efter start
slut
)");
}

TEST(Translate, Keeps_names_texts_comments_and_line_breaks) {
  expect_pair(R"(language en
-- rule and must are words here.
actor municipality "rule must end"  -- comment: within

rule r "must"   cite BL "within 4 months"
  municipality must make x
    within 4 months  -- not of receipt
    of receipt
end
)",
              R"(language da
-- rule and must are words here.
aktør municipality "rule must end"  -- comment: within

regel r "must"   jf. BL "within 4 months"
  municipality skal make x
    inden for 4 måneder  -- not of receipt
    efter receipt
slut
)");
}

TEST(Translate, Moves_a_comment_out_of_a_phrase) {
  EXPECT_EQ(translated(R"(language en

rule r "R"   cite BL § 1
  when x has  -- really
    happened
  municipality must make y after x
end
)",
                       danish),
            R"(language da

regel r "R"   jf. BL § 1
  når x er sket  -- really
  skal municipality make y efter x
slut
)");
}

TEST(Translate, Keeps_a_literate_file_s_prose) {
  const Source source =
      source_of("Must and rule.\n```regel\nlanguage en\nsource BL law \"Must\"\n```\nend\n", "x.regel.md");
  const FormatResult result = translate(source, danish);
  EXPECT_TRUE(result.ok) << numbers(result.diagnostics, source);
  EXPECT_EQ(result.text, "Must and rule.\n```regel\nlanguage da\nkilde BL lov \"Must\"\n```\nend\n");
}

TEST(Translate, Quotes_a_name_that_the_other_language_reads_as_a_keyword) {
  // `senest` is a plain name in English; in Danish it begins a time clause.
  const std::string in_danish = translated(R"(language en

rule r "R"   cite BL § 1
  municipality must make senest after start
end
)",
                                           danish);
  EXPECT_EQ(in_danish, R"(language da

regel r "R"   jf. BL § 1
  municipality skal make `senest` efter start
slut
)");
}

TEST(Translate, To_the_same_language_is_to_format) {
  EXPECT_EQ(translated("language en\nsource  BL law \"Barnets lov\"\n", english),
            "language en\nsource BL law \"Barnets lov\"\n");
}

TEST(Translate, Refuses_a_file_with_errors) {
  const Source source = source_of("language en\n\nrule r \"R\" cite BL § 1\n  municipality must within\nend\n");
  const FormatResult result = translate(source, danish);
  EXPECT_FALSE(result.ok);
  EXPECT_EQ(result.text, source.text);
  EXPECT_NE(numbers(result.diagnostics, source).find("F002"), std::string::npos);
  EXPECT_GE(result.diagnostics.size(), 2U) << "the mistake itself is named too";
}

}  // namespace
}  // namespace rettesnor
