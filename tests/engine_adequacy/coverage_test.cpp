// What two tests meet of a rule that can be counted by hand, and what further tests add.
#include "engine/adequacy/coverage.hpp"

#include <gtest/gtest.h>

#include "engine/adequacy/coverage_page.hpp"
#include "engine/adequacy/propose.hpp"
#include "engine/explain/test_run.hpp"
#include "tests/engine_adequacy/adequacy_rules.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

using adequacy::Aspect;

struct Covered {
  std::unique_ptr<Loaded> loaded;
  Sights sights;
  adequacy::Coverage coverage;
};

Covered covered(const std::string& tests) {
  Covered out{load({paper_rules + tests}), {}, {}};
  EXPECT_EQ(out.loaded->problems, "");
  for (const TestDecl& test : out.loaded->model.tests) {
    EXPECT_TRUE(run_test(out.loaded->model, test, Language::english, nullptr, &out.sights).passed()) << test.name;
  }
  out.coverage = adequacy::coverage_of(out.loaded->model, out.sights, [](PackageId) { return true; });
  return out;
}

/// `urgent yes`, one a line, of what was never met; by the rules' own text.
std::string gaps(const Covered& c) {
  std::string out;
  for (const adequacy::Item& item : c.coverage.items) {
    if (!item.met) out += adequacy::gap_text(c.loaded->sources, item, Language::english) + "\n";
  }
  return out;
}

TEST(Coverage, CountsWhatTheTestsMet) {
  const Covered c = covered(two_tests);
  // Three atoms, each yes, no and unknown. Met: urgent yes, known no, waived no.
  EXPECT_EQ(c.coverage.sum(adequacy::Group::atoms).all, 9U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::atoms).met, 3U);
  // `urgent or known`: four ways of deciding. Met: urgent decides at yes, since known is no. `waived` stands alone and is not asked.
  EXPECT_EQ(c.coverage.sum(adequacy::Group::decisions).all, 4U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::decisions).met, 1U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::versions).all, 1U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::versions).met, 0U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::exceptions).all, 1U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::exceptions).met, 0U);
  EXPECT_EQ(c.coverage.sum().all, 11U);
  EXPECT_EQ(c.coverage.sum().met, 3U);
}

TEST(Coverage, NamesEachGapInTheWordsOfTheRule) {
  EXPECT_EQ(gaps(covered(two_tests)),
            "nothing is judged on the version's first day, 2026-01-01\n"
            "“urgent” is never no\n"
            "“urgent” is never unknown\n"
            "“urgent” never decides when it is no\n"
            "“known” is never yes\n"
            "“known” is never unknown\n"
            "“known” never decides when it is yes\n"
            "“known” never decides when it is no\n"
            "the exception never applies\n"
            "“waived” is never yes\n"
            "“waived” is never unknown\n");
}

TEST(Coverage, AnAtomThatAnotherCoversDoesNotDecide) {
  // Both are yes: either could be no and the answer would be the same.
  const Covered c = covered(R"(
test both "Begge"
  given
    came 2026-01-01
    urgent yes
    known yes
    waived yes
  at 2026-02-10
  expect answered_soon = not applicable
end
)");
  EXPECT_EQ(c.coverage.sum(adequacy::Group::decisions).met, 0U);
  EXPECT_EQ(c.coverage.sum(adequacy::Group::versions).met, 1U) << "the anchor lies on the version's first day";
  EXPECT_EQ(c.coverage.sum(adequacy::Group::exceptions).met, 1U);
}

TEST(Coverage, WhatOnlyTheSearchForMissingFactsTriedIsNotMet) {
  // To say what is missing, `urgent` is tried as yes and no; the test itself never says it.
  const Covered c = covered(R"(
test open "Åben"
  given
    came 2026-02-02
    known no
    waived no
  at 2026-02-10
  expect answered_soon = not applicable or breached missing urgent
end
)");
  const std::string said = gaps(c);
  EXPECT_TRUE(said.contains("“urgent” is never yes\n")) << said;
  EXPECT_FALSE(said.contains("“urgent” is never unknown\n")) << said;
}

TEST(Coverage, OnlyThePackagesAskedFor) {
  const Covered c = covered(two_tests);
  EXPECT_TRUE(adequacy::coverage_of(c.loaded->model, c.sights, [](PackageId) { return false; }).items.empty());
}

TEST(Coverage, LcovHoldsEachAtomAsBranches) {
  const Covered c = covered(two_tests);
  const std::string lcov = adequacy::coverage_lcov(c.loaded->sources, c.coverage);
  // Line 15 is `when urgent or known`: two atoms, three branches each, urgent yes and known no taken.
  EXPECT_TRUE(lcov.contains("BRDA:15,0,0,1\nBRDA:15,0,1,0\nBRDA:15,0,2,0\nBRDA:15,0,3,0\nBRDA:15,0,4,1\nBRDA:15,0,5,0\n")) << lcov;
  EXPECT_TRUE(lcov.contains("BRF:11\nBRH:3\n")) << lcov;
  EXPECT_TRUE(lcov.contains("DA:15,1\n")) << lcov;
}

TEST(Coverage, PercentIsCutNotRounded) {
  EXPECT_EQ(adequacy::percent_of({999, 1000}), "99.9");
  EXPECT_EQ(adequacy::percent_of({9999, 10000}), "99.9");
  EXPECT_EQ(adequacy::percent_of({3, 3}), "100.0");
  EXPECT_EQ(adequacy::percent_of({0, 0}), "100.0");
}

TEST(Propose, EachProposalClosesItsGapWhenItIsTakenIn) {
  const Covered before = covered(two_tests);
  std::size_t proposed = 0;
  for (std::size_t i = 0; i < before.coverage.items.size(); ++i) {
    const adequacy::Item& item = before.coverage.items[i];
    if (item.met) continue;
    const auto block = adequacy::propose(before.loaded->model, item, i, Language::english);
    if (!block) continue;
    ++proposed;
    ASSERT_TRUE(block->notes.empty());
    const Covered after = covered(two_tests + "\n" + block->text);
    EXPECT_TRUE(after.coverage.items.at(i).met) << block->text << adequacy::gap_text(before.loaded->sources, item, Language::english);
  }
  EXPECT_GE(proposed, 9U) << "of eleven gaps";
}

}  // namespace
}  // namespace rettesnor::testing
