#include "grammar/format.hpp"

#include <gtest/gtest.h>

#include "tests/format/format_support.hpp"

namespace rettesnor {
namespace {

using namespace format_tests;

/// Formats `before`, expects `after`, and expects `after` to stay as it is.
void expect_layout(std::string_view before, std::string_view after, std::string_view name = "test.regel") {
  EXPECT_EQ(formatted(before, name), after);
  EXPECT_EQ(formatted(after, name), after) << "a formatted file is left alone";
}

TEST(Format, Indents_a_block_and_what_goes_on_from_a_line) {
  expect_layout(R"(language en

rule r "Frist" cite BL § 136
for each n in notifications
      when notifier <> anonymous
        and urgent
municipality must make assessment
within 24 hours of receipt
end
)",
                R"(language en

rule r "Frist"   cite BL § 136
  for each n in notifications
  when notifier <> anonymous
    and urgent
  municipality must make assessment
    within 24 hours of receipt
end
)");
}

TEST(Format, Puts_one_blank_between_words_and_three_between_clauses_of_a_line) {
  expect_layout(R"(language en

rule  r   "T"
  for each n in  notes when a  =  1 and (  b or not c  )
  council must record x  ,  y no later than   z
end
)",
                R"(language en

rule r "T"
  for each n in notes   when a = 1 and (b or not c)
  council must record x, y no later than z
end
)");
}

TEST(Format, Indents_bullets_under_the_line_that_opens_them) {
  expect_layout(R"(language en

rule discharge "Udskrivning" cite SEL § 110 stk. 5
for each s in stays
council may only discharge if all of
- plan has happened
- any of
- own_home_assigned
- decision_107
end
- support_granted
end
end
)",
                R"(language en

rule discharge "Udskrivning"   cite SEL § 110 stk. 5
  for each s in stays
  council may only discharge if all of
    - plan has happened
    - any of
      - own_home_assigned
      - decision_107
    end
    - support_granted
  end
end
)");
}

TEST(Format, Indents_versions_where_there_are_several) {
  expect_layout(R"(language en

rule a "A"
in force until 2023-12-31 cite SEL § 70
board must hold x within 3 months of start
in force from 2024-01-01 cite BL § 95
board must hold x within 6 months of start
end
rule b "B"
in force from 2024-01-01 cite BL § 95
board must hold x within 6 months of start
end
)",
                R"(language en

rule a "A"
  in force until 2023-12-31   cite SEL § 70
    board must hold x within 3 months of start
  in force from 2024-01-01   cite BL § 95
    board must hold x within 6 months of start
end

rule b "B"
  in force from 2024-01-01   cite BL § 95
  board must hold x within 6 months of start
end
)");
}

TEST(Format, Begins_declarations_on_lines_of_their_own_and_sets_blocks_apart) {
  expect_layout(R"(language en package dk.x version 2026.1
source BL law "Barnets lov"
source SEL law "Lov om social service"
parameter p "P"
value 6 weeks from 2011-01-01
end parameter q "Q"
value 7 weeks
end
)",
                R"(language en
package dk.x  version 2026.1
source BL  law "Barnets lov"
source SEL law "Lov om social service"

parameter p "P"
  value 6 weeks from 2011-01-01
end

parameter q "Q"
  value 7 weeks
end
)");
}

TEST(Format, Aligns_the_members_of_a_concept) {
  expect_layout(R"(language en

concept notification "Underretning"
event receipt moment "Modtaget" ask "Hvornår?"
event assessment moment "Vurderet" verb make
event confirmation date "Kvitteret" verb send
fact notifier one of professional, private
list visits of visit

fact urgent yes/no "Haster"
end
)",
                R"(language en

concept notification "Underretning"
  event receipt      moment "Modtaget"  ask "Hvornår?"
  event assessment   moment "Vurderet"  verb make
  event confirmation date   "Kvitteret"  verb send
  fact  notifier     one of professional, private
  list  visits       of visit

  fact urgent yes/no "Haster"
end
)");
}

TEST(Format, Aligns_tables) {
  expect_layout(R"(language en

table need "Behov" of child_case exhaustive
| absence | goals_below || level |
| >= 20 % | - || high |
| 10 % .. < 20 % | - || medium |
| otherwise | otherwise || low |
end
)",
                R"(language en

table need "Behov"   of child_case   exhaustive
  | absence        | goals_below || level  |
  | >= 20 %        | -           || high   |
  | 10 % .. < 20 % | -           || medium |
  | otherwise      | otherwise   || low    |
end
)");
}

TEST(Format, Keeps_comments_where_they_belong) {
  expect_layout(R"(language en
-- The file.
source BL law "Barnets lov"-- the act
-- The rule.
rule r "R" cite BL § 1
      -- who
  board must hold x within 6 months of start    -- six
  remedy "Gør det."   -- what to do
   -- at the end
end
-- after
rule s "S" cite BL § 2
  board must hold y within 6 months of start
end
-- last)",
                R"(language en
-- The file.
source BL law "Barnets lov"  -- the act

-- The rule.
rule r "R"   cite BL § 1
  -- who
  board must hold x within 6 months of start  -- six
  remedy "Gør det."                           -- what to do
  -- at the end
end

-- after
rule s "S"   cite BL § 2
  board must hold y within 6 months of start
end
-- last
)");
}

TEST(Format, Thins_blank_lines) {
  expect_layout("\n\nlanguage en\n\n\n\nrule r \"R\"   cite BL § 1\n  board must hold x after y\n\n\nend\n\n\n",
                "language en\n\nrule r \"R\"   cite BL § 1\n  board must hold x after y\nend\n");
}

TEST(Format, Puts_the_danish_verb_before_its_actor_after_a_clause) {
  expect_layout(R"(language da

regel a "A" jf. BL § 1
  for hver n i notifications
  municipality skal make assessment inden for 24 timer efter receipt
slut
regel b "B" jf. BL § 2
  skal municipality make study inden for 4 måneder efter awareness
slut
undtagelse c fra b "C" jf. BL § 3
  når preliminary er sket
  i stedet municipality skal complete study snarest muligt
slut
regel d "D" jf. BL § 4
  når serious
  board må ikke make decision
slut
)",
                R"(language da

regel a "A"   jf. BL § 1
  for hver n i notifications
  skal municipality make assessment inden for 24 timer efter receipt
slut

regel b "B"   jf. BL § 2
  municipality skal make study inden for 4 måneder efter awareness
slut

undtagelse c fra b "C"   jf. BL § 3
  når preliminary er sket
  i stedet skal municipality complete study snarest muligt
slut

regel d "D"   jf. BL § 4
  når serious
  må board ikke make decision
slut
)");
}

TEST(Format, Lets_only_what_stands_before_a_duty_turn_its_order) {
  expect_layout(R"(language da

regel a "A" jf. BL § 1
  når serious
  gælder til og med 2023-12-31
    municipality skal make study senest awareness
  gælder fra 2024-01-01
    municipality skal make study efter awareness
slut

regel b "B" jf. BL § 2
  gælder til og med 2023-12-31
    når serious
    municipality skal make study så længe placed
  gælder fra 2024-01-01
    skal municipality make study efter awareness
slut
)",
                R"(language da

regel a "A"   jf. BL § 1
  når serious
  gælder til og med 2023-12-31
    skal municipality make study senest awareness
  gælder fra 2024-01-01
    skal municipality make study efter awareness
slut

regel b "B"   jf. BL § 2
  gælder til og med 2023-12-31
    når serious
    skal municipality make study så længe placed
  gælder fra 2024-01-01
    municipality skal make study efter awareness
slut
)");
}

TEST(Format, Does_not_move_a_verb_across_a_comment) {
  expect_layout(R"(language da

regel a "A"   jf. BL § 1
  når serious
  municipality  -- kommunen
    skal make study efter awareness
slut
)",
                R"(language da

regel a "A"   jf. BL § 1
  når serious
  municipality  -- kommunen
    skal make study efter awareness
slut
)");
}

TEST(Format, Indents_what_goes_on_from_a_bullet) {
  expect_layout(R"(language en

rule r "R"   cite BL § 1
  when all of
  - a has happened
  and b
  - c
  end
  board must hold x after y
end
)",
                R"(language en

rule r "R"   cite BL § 1
  when all of
    - a has happened
      and b
    - c
  end
  board must hold x after y
end
)");
}

TEST(Format, Lets_several_actors_share_a_line) {
  expect_layout("language en\nactor a \"A\" actor board \"B\"\nactor c \"C\" source BL law \"L\"\n",
                "language en\nactor a \"A\"   actor board \"B\"\nactor c \"C\"\nsource BL law \"L\"\n");
}

TEST(Format, Lays_out_tests) {
  expect_layout(R"(language en

test t "T"
given siblings
s1 (born 2015-01-01, seen no),
s2 (born 2011-03-02)
at 2026-08-01 12:00
expect r of s1 = fulfilled -- one
expect considered of s2 = late by 1 hour 30 minutes -- two
end
)",
                R"(language en

test t "T"
  given siblings
    s1 (born 2015-01-01, seen no),
    s2 (born 2011-03-02)
  at 2026-08-01 12:00
  expect r of s1 = fulfilled                           -- one
  expect considered of s2 = late by 1 hour 30 minutes  -- two
end
)");
}

TEST(Format, Copies_a_broken_declaration_byte_for_byte) {
  const std::string_view before = R"(language en

rule good "G" cite BL § 1
board must hold x after y
end

  rule broken   "B"  cite BL  § 1
     board   must  hold  x within of
   end

rule fine "F" cite BL § 2
board must hold x after y
end
)";
  const Source source = source_of(before);
  const FormatResult result = format(source);
  ASSERT_TRUE(result.ok) << numbers(result.diagnostics, source);
  EXPECT_FALSE(result.diagnostics.empty());
  EXPECT_NE(result.text.find("  rule broken   \"B\"  cite BL  § 1\n     board   must  hold  x within of\n   end\n"),
            std::string::npos)
      << result.text;
  EXPECT_NE(result.text.find("rule good \"G\"   cite BL § 1\n  board must hold x after y\nend\n"), std::string::npos)
      << result.text;
  EXPECT_NE(result.text.find("rule fine \"F\"   cite BL § 2\n  board must hold x after y\nend\n"), std::string::npos)
      << result.text;
}

TEST(Format, Leaves_the_prose_of_a_literate_file_alone) {
  expect_layout(R"(# Vejledning

Barnet   høres.

```regel
language en

rule r "R" cite BL § 1
board must hold x after y
end

```
  Mere prosa --  med streger.
```text
rule not_a_rule
```
```regel

rule s "S" cite BL § 2
-- a comment
board must hold y after x
end
```
Slut)",
                R"(# Vejledning

Barnet   høres.

```regel
language en

rule r "R"   cite BL § 1
  board must hold x after y
end
```
  Mere prosa --  med streger.
```text
rule not_a_rule
```
```regel
rule s "S"   cite BL § 2
  -- a comment
  board must hold y after x
end
```
Slut)",
                "guide.regel.md");
}

TEST(Format, Keeps_a_byte_order_mark_and_the_kind_of_line_break) {
  expect_layout("\xEF\xBB\xBFlanguage en\r\n\r\n\r\nsource BL   law \"Barnets lov\"\r\n",
                "\xEF\xBB\xBFlanguage en\r\n\r\nsource BL law \"Barnets lov\"\r\n");
}

TEST(Format, Takes_an_empty_file_and_one_of_comments) {
  EXPECT_EQ(format(source_of("")).text, "");
  EXPECT_EQ(format(source_of("   -- alone   \n\n")).text, "-- alone\n");
}

}  // namespace
}  // namespace rettesnor
