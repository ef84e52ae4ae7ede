// A change of the rules: is it one of meaning, of wording, or none, and does its witness hold?
#include "engine/change/diff.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/adequacy/mutants.hpp"
#include "engine/explain/test_run.hpp"
#include "grammar/translate.hpp"
#include "tests/engine_change/change_rules.hpp"
#include "tests/support/load.hpp"
#include "tests/support/rule_files.hpp"

namespace rettesnor::change {
namespace {

using testing::letter_rules;
using testing::letter_tests;
using testing::with;

struct Compared {
  std::unique_ptr<testing::Loaded> before, after;
  Comparison found;
};

Compared compared(const std::string& before, const std::string& after, bool witnesses = true) {
  Compared out{testing::load({before}), testing::load({after}), {}};
  EXPECT_EQ(out.before->problems + out.after->problems, "");
  out.found = compare(out.before->model, out.after->model, Language::english, witnesses);
  return out;
}

/// Letters with one thing replaced.
Compared changed(const std::string& old, const std::string& now) { return compared(letter_rules + letter_tests, with(letter_rules, old, now) + letter_tests); }

const Difference* named(const Comparison& found, const std::string& name) {
  const auto at = std::ranges::find(found.differences, "small.letters." + name, &Difference::name);
  return at == found.differences.end() ? nullptr : &*at;
}

/// The witness, put behind the rules as a test.
bool holds(const std::string& rules, const TestBlock& block) {
  const auto loaded = testing::load({rules + "\n" + block.text});
  EXPECT_EQ(loaded->problems, "") << block.text;
  const auto test = std::ranges::find_if(loaded->model.tests, [](const TestDecl& t) { return t.name.starts_with("witness_"); });
  return test != loaded->model.tests.end() && run_test(loaded->model, *test, Language::english).passed();
}

TEST(Diff, ALongerLimitIsShownByALetterAnsweredOnTheFourthDay) {
  const Compared c = changed("within 3 days", "within 4 days");
  ASSERT_EQ(c.found.differences.size(), 1U);
  EXPECT_TRUE(c.found.changes_meaning());
  const Difference& d = c.found.differences.front();
  EXPECT_EQ(d.name, "small.letters.answered_soon");
  EXPECT_EQ(d.nature, Nature::meaning);
  ASSERT_EQ(d.lines.size(), 2U);  // the duty that was and the one that is; the conditions stand
  EXPECT_EQ(d.lines[0].part.aspect, Aspect::duty);
  EXPECT_FALSE(d.lines[0].after);
  EXPECT_TRUE(d.lines[1].after);
  EXPECT_EQ(c.after->sources.find(d.lines[1].part.at.file)->slice(d.lines[1].part.at.span), "office must complete answered within 4 days of came");
  ASSERT_TRUE(d.witness);
  EXPECT_TRUE(holds(with(letter_rules, "within 3 days", "within 4 days"), d.witness->block)) << d.witness->block.text;
  EXPECT_FALSE(holds(letter_rules, d.witness->block)) << d.witness->block.text;
  EXPECT_NE(d.witness->was, d.witness->is);
}

TEST(Diff, TitlesAreWordingAndCitationsAreSources) {
  const Compared title = changed("rule answered_soon \"Svar\"", "rule answered_soon \"Svar hurtigt\"");
  ASSERT_EQ(title.found.differences.size(), 1U);
  EXPECT_EQ(title.found.differences.front().nature, Nature::wording);
  EXPECT_FALSE(title.found.changes_meaning());
  const Compared cite = changed("cite L § 1", "cite L § 1 stk. 2");
  ASSERT_EQ(cite.found.differences.size(), 1U);
  EXPECT_EQ(cite.found.differences.front().nature, Nature::sources);
  EXPECT_FALSE(cite.found.changes_meaning());
}

TEST(Diff, LayoutLanguageAndOrderAreNoChange) {
  const Source english{.name = "letters", .text = letter_rules + letter_tests, .file = {}};
  const FormatResult danish = translate(english, KeywordLanguage::danish);
  ASSERT_TRUE(danish.ok);
  ASSERT_NE(danish.text.find("regel answered_soon"), std::string::npos);
  const std::string rule = letter_rules.substr(letter_rules.find("rule thanked_soon"), letter_rules.find("exception") - letter_rules.find("rule thanked_soon"));
  for (const std::string& other : {danish.text, with(letter_rules, rule, "") + rule + letter_tests,            // another order of rules
                                   with(letter_rules, "urgent or known", "known or urgent") + letter_tests,   // of terms
                                   with(letter_rules, "  fact urgent yes/no \"Haster\"\n  fact known yes/no \"Kendt\"", "  fact known yes/no \"Kendt\"\n  fact urgent yes/no \"Haster\"") + letter_tests,
                                   with(letter_rules, "red, green, blue", "blue, green, red") + letter_tests, with(letter_rules, "rule thanked", "-- why\n\nrule thanked") + letter_tests}) {
    const Compared c = compared(letter_rules + letter_tests, other);
    EXPECT_TRUE(c.found.differences.empty()) << c.found.differences.front().name << "\n" << other;
    EXPECT_EQ(c.found.layout_only, std::vector<std::string>{"small.letters"});
  }
  EXPECT_TRUE(compared(letter_rules, letter_rules).found.layout_only.empty());
}

TEST(Diff, WhatARuleReadsChangesIt) {
  for (const auto& [old, now, name, rule] : {std::tuple{"urgent or known", "urgent", "pressing", "answered_soon"}, {"value 10 days", "value 20 days", "thanks_within", "thanked_soon"},
                                             {"instead not applicable", "instead office must complete answered within 30 days of came", "waived_answer", "answered_soon"}}) {
    const Compared c = changed(old, now);
    ASSERT_EQ(c.found.differences.size(), 1U) << now;
    const Difference& d = c.found.differences.front();
    EXPECT_EQ(d.name, std::string("small.letters.") + name);
    EXPECT_EQ(d.nature, Nature::meaning);
    EXPECT_EQ(d.rules, std::vector<std::string>{std::string("small.letters.") + rule});
    ASSERT_TRUE(d.witness) << now;
    EXPECT_TRUE(holds(with(letter_rules, old, now), d.witness->block)) << d.witness->block.text;
    EXPECT_FALSE(holds(letter_rules, d.witness->block)) << d.witness->block.text;
    EXPECT_EQ(behind(c.found, std::string("small.letters.") + rule), std::vector<const Difference*>{&d});
    EXPECT_TRUE(behind(c.found, "small.letters.other").empty());
  }
}

TEST(Diff, AddedAndRemoved) {
  const std::string rule = "rule twice \"To\"\n  cite L § 9\n  office must complete answered within 9 days of came\nend\n";
  const Compared more = compared(letter_rules, letter_rules + rule);
  ASSERT_EQ(more.found.differences.size(), 1U);
  EXPECT_EQ(more.found.differences.front().nature, Nature::added);
  EXPECT_TRUE(more.found.changes_meaning());
  const Compared fewer = compared(letter_rules + rule, letter_rules);
  ASSERT_EQ(fewer.found.differences.size(), 1U);
  EXPECT_EQ(fewer.found.differences.front().nature, Nature::removed);
  EXPECT_FALSE(fewer.found.differences.front().after);
  // A fact that no rule reads is a change, and touches none.
  const Compared fact = compared(letter_rules, with(letter_rules, "  fact pages", "  fact stamp yes/no\n  fact pages"));
  ASSERT_NE(named(fact.found, "letter"), nullptr);
  EXPECT_TRUE(named(fact.found, "letter")->rules.empty());
  EXPECT_EQ(named(fact.found, "letter")->lines.size(), 1U);
}

TEST(Diff, WhatNoCaseShowsIsSaidToBeAChangeWithoutAWitness) {
  const Compared weeks = compared(with(letter_rules, "value 10 days", "value 14 days") + letter_tests, with(letter_rules, "value 10 days", "value 2 weeks") + letter_tests);
  ASSERT_EQ(weeks.found.differences.size(), 1U);
  EXPECT_EQ(weeks.found.differences.front().nature, Nature::meaning);
  EXPECT_FALSE(weeks.found.differences.front().witness);
}

TEST(Diff, ARuleWithoutTestsIsShownFromAnEmptyCase) {
  const Compared c = compared(letter_rules, with(letter_rules, "within 3 days", "within 4 days"));
  ASSERT_EQ(c.found.differences.size(), 1U);
  ASSERT_TRUE(c.found.differences.front().witness);
  EXPECT_TRUE(holds(with(letter_rules, "within 3 days", "within 4 days"), c.found.differences.front().witness->block));
}

TEST(Diff, AMovedDayIsOneLineAndAChangedVersionIsSeen) {
  const Compared moved = changed("  cite L § 2\n  in force from 2020-01-01", "  cite L § 2\n  in force from 2021-01-01");
  ASSERT_EQ(moved.found.differences.size(), 1U);
  ASSERT_EQ(moved.found.differences.front().lines.size(), 2U);
  EXPECT_EQ(moved.found.differences.front().lines.front().part.aspect, Aspect::in_force);
}

/// What is spelled alike is answered alike: a small mistake that leaves every spelling as it is, is one that no test can notice.
/// An exception is left out by the rule and not by itself, which
/// no text can do.
TEST(Diff, WhatIsSpelledAlikeIsAnsweredAlike) {
  std::vector<std::string> texts;
  for (const auto& path : testing::rule_files("rules/dk")) texts.push_back(testing::rule_text(path));
  ASSERT_GT(texts.size(), 10U);
  const auto before = testing::load(texts);
  std::ranges::reverse(texts);  // other ids for everything
  const auto after = testing::load(texts);
  ASSERT_EQ(before->problems + after->problems, "");
  const Comparison none = compare(before->model, after->model, Language::danish, false);
  ASSERT_TRUE(none.differences.empty()) << none.differences.front().name;
  std::map<std::string, std::string> is;
  for (const Portrait& p : portraits(before->model)) is[p.name + std::to_string(static_cast<int>(p.what))] = p.meaning();
  std::size_t number = 0;
  std::size_t tried = 0;
  std::size_t silent = 0;
  for (adequacy::Mutant& m : adequacy::mutants_of(after->model, [](PackageId) { return true; })) {
    if (++number % 17 != 0 || m.mistake == adequacy::Mistake::exception) continue;
    ++tried;
    m.swap(after->model);
    const std::vector<Portrait> now = portraits(after->model);
    const bool seen = std::ranges::any_of(now, [&](const Portrait& p) { return is.at(p.name + std::to_string(static_cast<int>(p.what))) != p.meaning(); });
    silent += seen ? 0 : 1;
    for (const TestDecl& test : after->model.tests) {
      const bool about = std::ranges::any_of(test.expectations, [&](const auto& e) { return std::ranges::find(m.rules, e.rule) != m.rules.end(); });
      if (seen || !about) continue;
      EXPECT_TRUE(run_test(after->model, test, Language::danish).passed()) << m.owner << ": " << m.english;
    }
    m.swap(after->model);
  }
  EXPECT_GT(tried, 80U) << "too few mistakes to say anything";
  EXPECT_LT(silent, tried / 10);
}

}  // namespace
}  // namespace rettesnor::change
