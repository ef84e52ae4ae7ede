// The small world's rules: one for each form, over a handful of facts.
#pragma once

namespace rettesnor::testing {

inline constexpr const char* rules_text = R"(language en
package small.world version 1
actor office "Kontoret"
source L law "Small law"
concept item "Punkt"
  event t date "Tid" verb do
  fact ok yes/no "I orden"
end
concept matter "Sag"
  event a date "Anker"
  event e date "Handling" verb do
  event d date "Grænse"
  event am moment "Anker med klokkeslæt"
  event em moment "Handling med klokkeslæt" verb do
  event s1 date "Begyndelse"
  event s2 date "Slut"
  event k1 date "Begyndelse af dækning"
  event k2 date "Slut af dækning"
  fact c yes/no "Betingelse"
  fact g yes/no "En betingelse til"
  fact born date "Født"
  state s from s1 until s2
  state k from k1 until k2
  list items of item "Punkter"
end
define weight as sum of 2 in items where ok
rule summed "t" cite L § 1
  when weight >= 3
  office must do e within 2 days of a
end
rule within_days "t" cite L § 1
  office must do e within 2 days of a
end
rule within_hours "t" cite L § 1
  office must do em within 24 hours of am
end
rule no_later "t" cite L § 1
  office must do e no later than d
end
rule computed "t" cite L § 1
  office must do e no later than born + 2 days
end
rule plain "t" cite L § 1
  while s
  office must do e
end
rule plain_after "t" cite L § 1
  office must do e after a
end
rule soon "t" cite L § 1
  office must do e as soon as possible after a
end
rule soon_limited "t" cite L § 1
  office must do e as soon as possible, no later than d
end
rule far "t" cite L § 1
  office must do e as far as possible, no later than d
end
rule first_this "t" cite L § 1
  office must do e before d
end
rule first_this_moment "t" cite L § 1
  office must do em before am
end
rule licensed "t" cite L § 1
  office may only do e if c
end
rule licensed_after "t" cite L § 1
  office may only do e if a has happened
end
rule forbidden "t" cite L § 1
  while s
  office must not do e
end
rule kept "t" cite L § 1
  while s
  office must keep k
end
rule series "t" cite L § 1
  office must do items first within 2 days of a, then within 2 days of previous
end
rule gridded "t" cite L § 1
  office must do items every 3 days of a
end
rule counted "t" cite L § 1
  while s
  office must do items at least 2 times in every calendar year
end
rule listed "t" cite L § 1
  office must do items where ok within 2 days of a
end
rule guarded "t" cite L § 1
  when c unless g
  office must do e within 2 days of a
end
rule lapsing "t" cite L § 1
  while s
  office must do e within 2 days of a
end
rule omitted "t" cite L § 1
  office must do e within 2 days of a
end
exception omit to omitted cite L § 1
  when c
  instead may be omitted
end
rule scoped "t" cite L § 1
  office must do e within 2 days of a
end
exception scope to scoped cite L § 1
  when c
  instead not applicable
end
rule replaced "t" cite L § 1
  office must do e within 1 days of a
end
exception longer to replaced cite L § 1
  when c
  instead office must do e within 3 days of a
end
rule earliest "t" cite L § 1
  office must do e no later than earliest of a, d
end
rule latest "t" cite L § 1
  office must do e no later than latest of a, d
end
rule both "t" cite L § 1
  office must all of
    - do e within 2 days of a
    - do em no later than d
  end
end
rule either "t" cite L § 1
  office must any of
    - do e within 2 days of a
    - do em no later than d
  end
end
rule conditional_act "t" cite L § 1
  office must do e where c within 2 days of a
end
rule changed "t"
  in force until 2025-12-31 cite L § 1
    office must do e within 3 days of a
  in force from 2026-01-01 cite L § 2
    office must do e within 1 days of a
end
rule crossing "t"
  in force until 2025-12-31 cite L § 1
    office must do e within 3 days of a
  in force from 2026-01-01 cite L § 2
    office must do e within 1 days of a
    transition unsettled
end
rule quantified "t" cite L § 1
  when any x in items where x.ok and x.t < d
  office must do e within 2 days of a
end
rule counting "t" cite L § 1
  when (count of items where ok) >= 2
  office must do e within 2 days of a
end
rule paused "t" cite L § 1
  office must do e within 2 days of a paused while s
end
rule rolled "t" cite L § 1
  office must do e within 2 days of a counting first day
end
)";

}  // namespace rettesnor::testing
