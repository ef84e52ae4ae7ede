// Claims of a story: each speaks of something and can fail, or is refused with a way out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/explain/scenario_run.hpp"
#include "engine/store/scenario_reader.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Loaded& rules() {
  static const std::unique_ptr<Loaded> loaded = load({R"(language en
package t.story version 1
actor office "K" "The office"
actor citizen "B" "The citizen"
source L law "Lov"
source G guidance "Vejledning"
concept letter "Brev" "Letter"
  event received date
  event opened date  verb open
end
concept visit "Besøg" "Visit"
  event held date
  event noted date  verb note
end
concept stay "Ophold" "Stay"
  event began date
  list visits of visit
end
concept file "Sag" "File"
  list letters of letter
  list stays of stay
  event awareness date
  event study date  verb complete
  event complaint date  verb bring
  fact minor yes/no
end
rule opened "Åbnet" cite L § 1
  for each l in letters
  office must open opened within 1 days of received
end
rule noted "Noteret" of visit cite L § 2
  office must note noted within 1 days of held
end
rule study "Undersøgt" cite L § 3
  office must complete study within 10 days of awareness
end
rule complain "Klage" cite L § 4
  citizen may bring complaint within 4 weeks of awareness
end
suggest slow "Vent" because G
  when minor
end
)"});
  return *loaded;
}

// Letters a (opened in time), x.a (never) and one without an id (never); a stay with two visits of which the second has no id.
constexpr const char* story = R"(case: S-1
concept: file
awareness: 2026-03-01
minor: false
letters:
  - {id: a, received: 2026-03-02, opened: 2026-03-03}
  - {id: x.a, received: 2026-03-02}
  - {received: 2026-03-02}
stays:
  - began: 2026-01-01
    visits:
      - {id: v1, held: 2026-03-02, noted: 2026-03-02}
      - {held: 2026-03-02}
expect:
)";

struct Told {
  std::vector<std::string> refused;  ///< `K016 16:16 the help's first place`
  std::vector<std::string> failed;   ///< what was found instead
};

Told told(const std::string& steps) {
  EXPECT_EQ(rules().problems, "");
  Told out;
  const auto read = read_scenario(rules().model, Source{.name = "story.yaml", .text = story + steps}, CaseFormat::yaml);
  if (!read) {
    const Source source{.name = "story.yaml", .text = story + steps};
    for (const Diagnostic& d : read.error()) {
      const std::string_view before = std::string_view(source.text).substr(0, d.at.begin);
      const auto line = std::count(before.begin(), before.end(), '\n') + 1;
      const auto column = before.size() - (before.rfind('\n') + 1) + 1;
      out.refused.push_back(std::string(row_of(d.code).number) + " " + std::to_string(line) + ":" + std::to_string(column) + (d.help ? " " + d.help->front() : ""));
    }
    return out;
  }
  for (const TestMismatch& m : run_scenario(rules().model, *read, Language::english).mismatches) out.failed.push_back(m.found);
  return out;
}

/// One claim on 20 March, when the limits of the duties are past. It stands on line 16.
Told claim(const std::string& text) { return told("  - at: 2026-03-20\n    " + text + "\n"); }

TEST(ScenarioClaims, AnElementIsTheOneThatIsNamed) {
  EXPECT_THAT(claim("required: {opened of a: fulfilled}").failed, IsEmpty());
  EXPECT_THAT(claim("required: {opened of x.a: breached}").failed, IsEmpty());
  EXPECT_THAT(claim("required: {\"opened of letters[3]\": breached}").failed, IsEmpty());
  EXPECT_THAT(claim("required: {\"opened of letters[3]\": fulfilled}").failed, ElementsAre("breached on 20 March 2026"));
  EXPECT_THAT(claim("required: {noted of v1: fulfilled, \"noted of visits[2]\": breached}").failed, IsEmpty());
  EXPECT_THAT(claim("required: {\"noted of stays[1]/visits[2]\": breached}").failed, IsEmpty());
  EXPECT_THAT(claim("forbidden: {\"noted of visits[2]\": breached}").failed, ElementsAre("breached on 20 March 2026"));
}

TEST(ScenarioClaims, WhatTheRuleIsNeverAboutIsRefused) {
  // The number alone is no name: with another element in front of it, it would be another.
  EXPECT_THAT(claim("required: {opened of 3: not applicable}").refused, ElementsAre("K016 16:16 opened of letters[3]"));
  EXPECT_THAT(claim("forbidden: {noted of 2: fulfilled}").refused, ElementsAre("K016 16:17 noted of stays[1]/visits[2]"));
  // Another list's element, one of the list around, and any element where the rule is about the whole case.
  EXPECT_THAT(claim("forbidden: {opened of v1: breached}").refused, ElementsAre("K016 16:17 opened of a"));
  EXPECT_THAT(claim("optional: {\"noted of stays[1]\": not applicable}").refused, ElementsAre("K016 16:16 noted of v1"));
  EXPECT_THAT(claim("forbidden: {study of a: breached}").refused, ElementsAre("K016 16:17 study"));
  // No such element at all.
  EXPECT_THAT(claim("required: {opened of b: breached}").refused, ElementsAre("K016 16:16"));
  EXPECT_THAT(claim("required: {opened of letter: breached}").refused, ElementsAre("K016 16:16"));
}

TEST(ScenarioClaims, AClaimThatCannotFailIsRefused) {
  EXPECT_THAT(claim("required: {study: []}").refused, ElementsAre("K026 16:23 not applicable, fulfilled, for judgement, late, pending, breached"));
  EXPECT_THAT(claim("forbidden: {study: []}\n    required: {study: breached}").refused, ElementsAre("K026 16:24 not applicable, fulfilled, for judgement, late, pending, breached"));
  EXPECT_THAT(claim("required: {study: breached}\n    optional: {}").refused, ElementsAre("K014 17:15"));
  EXPECT_THAT(claim("optional: {study: [not applicable, fulfilled, for judgement, late, pending, breached]}").refused,
              ElementsAre("K026 16:23 not applicable, fulfilled, for judgement, late, pending, breached"));
  // A right is used, unused, too late or none; a suggestion is shown or not.
  EXPECT_THAT(claim("optional: {complain: [not applicable, fulfilled, pending, breached]}").refused, ElementsAre("K026 16:26 not applicable, fulfilled, pending, breached"));
  EXPECT_THAT(claim("forbidden: {complain: [late, for judgement]}").refused, ElementsAre("K026 16:27 not applicable, fulfilled, pending, breached"));
  EXPECT_THAT(claim("forbidden: {slow: breached}").refused, ElementsAre("K026 16:23 not applicable, pending"));
  // One verdict less, and it can. The four weeks of the complaint run until the 29th.
  EXPECT_THAT(claim("optional: {study: [not applicable, fulfilled, for judgement, late, pending]}").failed, ElementsAre("breached on 20 March 2026"));
  EXPECT_THAT(claim("forbidden: {complain: pending}").failed, ElementsAre("pending on 20 March 2026"));
  EXPECT_THAT(claim("forbidden: {slow: not applicable}").failed, ElementsAre("not applicable on 20 March 2026"));
}

TEST(ScenarioClaims, ADayIsADay) {
  const auto at = [](const std::string& when) { return told("  - at: " + when + "\n    required: {study: breached}\n"); };
  EXPECT_THAT(at("2026-03-20").refused, IsEmpty());
  EXPECT_THAT(at("2026-03-20 09:00").refused, IsEmpty());
  EXPECT_THAT(at("2026-10-25 02:30").refused, IsEmpty()) << "the clock goes through it twice, on one day";
  for (const char* coarse : {"2026", "2026-03", "{between: [2026-03-01, 2026-03-20]}", "{between: [2026-03-20 09:00, 2026-03-20 10:00]}"}) {
    EXPECT_THAT(at(coarse).refused, ElementsAre("K031 15:9")) << coarse;
  }
}

}  // namespace
}  // namespace rettesnor::testing
