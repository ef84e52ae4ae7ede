// A fault planted in what production says must be found, made small, and printed as a `test` block that runs.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/explain/test_run.hpp"
#include "engine/model/case_copy.hpp"
#include "tests/engine_evaluate/comparing.hpp"
#include "tests/engine_evaluate/random_rules.hpp"
#include "tests/engine_evaluate/shrinking.hpp"

namespace rettesnor {
namespace {

using testing::Random;
using testing::Specimen;
using testing::Tally;

/// Says `fulfilled` of what is late by a deadline of a rule without exceptions.
void late_is_fulfilled(const Model& model, Seen& seen) {
  const RuleDecl& rule = model.rules[seen.rule];
  if (rule.kind == RuleKind::suggestion || rule.should || !rule.exceptions.empty()) return;
  const Duty& duty = model.duties[rule.versions.front().duties.front()];
  if (duty.form == DutyForm::within && seen.possible.is(Verdict::late)) seen.possible = Verdict::fulfilled;
}

bool planted(const Model& model, const Case& c, const Question& q) {
  std::vector<Case> one;
  one.push_back(clone(c));
  Tally tally;
  const auto found = testing::compare(model, one, q, tally, late_is_fulfilled);
  return std::ranges::any_of(found, [](const auto& d) { return d.reference.starts_with("[late]") && d.production.starts_with("[fulfilled]"); });
}

/// The first drawn package and case on which the fault shows.
Specimen first_specimen(std::uint64_t seed) {
  for (;; ++seed) {
    Random random(seed);
    Specimen s{.texts = testing::random_rules(random), .loaded = {}, .subject = {}, .question = {}};
    s.loaded = testing::load(s.texts);
    if (!s.loaded->problems.empty()) continue;
    const Model& model = s.loaded->model;
    s.question = testing::drawn_question(model, random);
    const auto days = testing::telling_days(model, local_day(s.question.as_of));
    for (int i = 0; i < 20; ++i) {
      s.subject = testing::random_case(model, model.roots.front(), days, {}, random);
      if (planted(model, s.subject, s.question)) return s;
    }
  }
}

std::size_t lines(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

TEST(Shrinking, LeavesOneRuleAndWhatItNeeds) {
  for (const std::uint64_t seed : {1000, 2000, 3000}) {
    Specimen s = first_specimen(seed);
    testing::shrink(s, planted);
    const Model& model = s.loaded->model;
    ASSERT_TRUE(planted(model, s.subject, s.question)) << "the fault got lost";
    ASSERT_EQ(s.texts.size(), 1U);
    EXPECT_EQ(model.rules.size(), 1U) << s.texts.front();
    EXPECT_TRUE(model.exceptions.rows().empty()) << s.texts.front();
    EXPECT_EQ(model.rules[RuleId{0}].versions.size(), 1U) << s.texts.front();
    EXPECT_TRUE(model.rules[RuleId{0}].versions.front().when.empty()) << s.texts.front();
    // Head, actor, source, a concept with the fields read, the rule and its end: a screenful, whatever was drawn.
    EXPECT_LE(lines(s.texts.front()), 18U) << s.texts.front();
    EXPECT_FALSE(s.question.known_at || s.question.municipality || !s.question.trust_as_of_watermark || !s.question.pins.empty());

    // What is printed is a package whose test holds: the reference's own verdict.
    const std::string text = testing::printed(s, RuleId{0});
    EXPECT_EQ(text.find("cannot be said"), std::string::npos) << text;
    const auto again = testing::load({text});
    ASSERT_EQ(again->problems, "") << text;
    ASSERT_EQ(again->model.tests.size(), 1U);
    const TestDecl& test = again->model.tests.front();
    EXPECT_TRUE(run_test(again->model, test, Language::english).passed()) << text;
    EXPECT_TRUE(std::ranges::any_of(test.expectations, [](const auto& e) { return e.possible.is(Verdict::late); })) << text;
  }
}

TEST(Shrinking, WhatATestBlockCannotSayIsSaid) {
  const std::vector<std::string> texts{R"(language en
package t.s version 1
actor office "o"
source L law "l"
concept matter "m"
  event a date
  event e date with note text
  fact f moment
  list xs of x
end
concept x "x"
  event t date
end
rule r "r" cite L § 1
  office must do e within 2 days of a
end
)"};
  Specimen s{.texts = texts, .loaded = testing::load(texts), .subject = {}, .question = {.as_of = testing::at("2026-03-10 12:00")}};
  ASSERT_EQ(s.loaded->problems, "");
  s.subject = testing::read_yaml_case(s.loaded->model, R"(
case: c
a: {between: [2026-03-01, 2026-03-02]}
e: 2026-03-05
f: 2026-03-01
xs: {complete_to: 2026-01-10, items: [{id: first, t: 2026-01-01}]}
)");
  s.question.pins["q"] = false;
  const std::string text = testing::printed(s, RuleId{0});
  for (const char* said : {"a between 2026-03-01 and 2026-03-02", "xs complete to 2026-01-1", "pin q = no", "f 2026-03-01\n", "expect r = late"}) {
    EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
  }
}

}  // namespace
}  // namespace rettesnor
