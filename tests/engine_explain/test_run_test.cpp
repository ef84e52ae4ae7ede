#include "engine/explain/test_run.hpp"

#include <gtest/gtest.h>

#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

// The package's own test with one expectation changed.
TestOutcome run_changed(void (*change)(TestDecl::Expectation&), std::size_t which) {
  static const std::unique_ptr<Loaded> own = [] {
    std::string text(desk().sources.begin()->text);
    return load({text});
  }();
  TestDecl& test = own->model.tests.at(0);
  const TestDecl::Expectation kept = test.expectations.at(which);
  change(test.expectations.at(which));
  TestOutcome out = run_test(own->model, test, Language::danish, &own->sources);
  test.expectations.at(which) = kept;
  return out;
}

TEST(TestRun, ATestThatHoldsHasNoMismatch) {
  EXPECT_TRUE(run_changed([](TestDecl::Expectation&) {}, 0).passed());
}

TEST(TestRun, AWrongVerdictIsTold) {
  const TestOutcome out = run_changed([](TestDecl::Expectation& e) { e.possible = Verdict::fulfilled; }, 0);
  ASSERT_EQ(out.mismatches.size(), 1U);
  EXPECT_EQ(out.mismatches.front().expected, "overholdt");
  EXPECT_EQ(out.mismatches.front().found, "forsinket");
}

TEST(TestRun, AWrongLengthIsTold) {
  const TestOutcome out = run_changed([](TestDecl::Expectation& e) {
    e.late_by.reset();
    e.late_by_parts = {Duration{2, Unit::hours}};
  }, 0);
  ASSERT_EQ(out.mismatches.size(), 1U);
  EXPECT_EQ(out.mismatches.front().found, "1 time 30 minutter for sent");
}

TEST(TestRun, AWrongDueIsTold) {
  const TestOutcome out = run_changed([](TestDecl::Expectation& e) {
    e.due = DateInterval{*make_date(2026, 3, 9), *make_date(2026, 3, 9)};
  }, 1);
  ASSERT_EQ(out.mismatches.size(), 1U);
  EXPECT_EQ(out.mismatches.front().found, "frist 9.-10. marts 2026");
}

TEST(TestRun, AnInstanceThatDoesNotExistIsTold) {
  const TestOutcome out = run_changed([](TestDecl::Expectation& e) { e.element = "zz"; }, 0);
  ASSERT_EQ(out.mismatches.size(), 1U);
  EXPECT_EQ(out.mismatches.front().found, "ingen sådan forekomst");
}

// Letter a was opened too late; without saying of which, every letter is meant.
TEST(TestRun, ARuleAloneIsEachOfItsElements) {
  const TestOutcome out = run_changed([](TestDecl::Expectation& e) {
    e.element.clear();
    e.possible = Verdict::not_applicable;
    e.late_by.reset();
    e.late_by_parts.clear();
  }, 0);
  ASSERT_EQ(out.mismatches.size(), 1U);
  EXPECT_EQ(out.mismatches.front().found, "forsinket");
  EXPECT_TRUE(run_changed([](TestDecl::Expectation& e) { e.element.clear(); }, 0).passed());
}

// Not applicable, since nobody has that name; but then there is no due, and nothing is late.
TEST(TestRun, WhatIsSaidOfNoInstanceIsNotPassedOver) {
  const TestOutcome due = run_changed([](TestDecl::Expectation& e) {
    e.element = "zz";
    e.possible = Verdict::not_applicable;
  }, 1);
  ASSERT_EQ(due.mismatches.size(), 1U);
  EXPECT_EQ(due.mismatches.front().found, "ingen sådan forekomst");
  EXPECT_TRUE(run_changed([](TestDecl::Expectation& e) {
    e.element = "zz";
    e.possible = Verdict::not_applicable;
    e.due.reset();
  }, 1).passed());
}

}  // namespace
}  // namespace rettesnor::testing
