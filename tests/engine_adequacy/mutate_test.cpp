// Small mistakes: each changes the rules and can be taken out again; those that no test notices come with one that would.
#include "engine/adequacy/mutate.hpp"

#include <gtest/gtest.h>

#include "engine/explain/test_run.hpp"
#include "engine/reference/evaluate.hpp"
#include "tests/engine_adequacy/adequacy_rules.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

using adequacy::Fate;
using adequacy::MutantFate;

constexpr auto everything = [](const auto&) { return true; };

std::vector<MutantFate> fates(Model& model) { return adequacy::mutate(model, everything, everything, Language::english, {}); }

const MutantFate* find(const std::vector<MutantFate>& all, const std::string& english) {
  const auto found = std::ranges::find_if(all, [&](const MutantFate& f) { return f.mutant.english == english; });
  return found == all.end() ? nullptr : &*found;
}

TEST(Mutate, ABoundaryThatTheTestsKeepIsKilledOnBothSides) {
  const auto loaded = load({paper_rules + two_tests});
  ASSERT_EQ(loaded->problems, "");
  const auto all = fates(loaded->model);
  // Answered on day 3 is in time and on day 4 late by a day: no other limit gives both.
  for (const char* change : {"“3 days” becomes “4 days”", "“3 days” becomes “2 days”", "the first day is counted"}) {
    ASSERT_NE(find(all, change), nullptr) << change;
    EXPECT_EQ(find(all, change)->fate, Fate::killed) << change;
  }
}

TEST(Mutate, WhatNoTestReadsSurvivesAndIsShownByACase) {
  const auto loaded = load({paper_rules + two_tests});
  const auto all = fates(loaded->model);
  const MutantFate* const exception = find(all, "the exception is left out");
  ASSERT_NE(exception, nullptr);
  ASSERT_EQ(exception->fate, Fate::survived);
  ASSERT_TRUE(exception->would_kill);
  EXPECT_TRUE(exception->would_kill->text.contains("waived yes")) << exception->would_kill->text;
}

TEST(Mutate, EachTestThatIsShownKillsItsMistakeAndPassesWithoutIt) {
  const auto loaded = load({paper_rules + two_tests});
  const auto before = fates(loaded->model);
  std::size_t shown = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!before[i].would_kill) continue;
    ++shown;
    const auto with = load({paper_rules + two_tests + "\n" + before[i].would_kill->text});
    ASSERT_EQ(with->problems, "") << before[i].would_kill->text;
    for (const TestDecl& test : with->model.tests) EXPECT_TRUE(run_test(with->model, test, Language::english).passed()) << before[i].would_kill->text;
    const auto after = fates(with->model);
    ASSERT_EQ(after.size(), before.size());
    EXPECT_EQ(after[i].fate, Fate::killed) << before[i].mutant.english << "\n" << before[i].would_kill->text;
  }
  EXPECT_GE(shown, 4U);
}

TEST(Mutate, EveryMistakeIsTakenOutAgain) {
  const auto loaded = load({paper_rules + two_tests});
  Model& model = loaded->model;
  const TestDecl& test = model.tests.front();
  Question question;
  question.as_of = test.at;
  const auto said = [&] {
    std::string out;
    for (const InstanceResult& r : evaluate(model, test.given, question)) out += names(r.possible) + (r.due ? to_string(r.due->latest) : "") + ";";
    return out;
  };
  const std::string before = said();
  std::size_t differing = 0;
  for (adequacy::Mutant& m : adequacy::mutants_of(model, everything)) {
    m.swap(model);
    differing += said() == before ? 0 : 1;
    m.swap(model);
    EXPECT_EQ(said(), before) << m.english;
  }
  EXPECT_GE(differing, 4U) << "the mistakes change nothing";
}

}  // namespace
}  // namespace rettesnor::testing
