// Agreement and weighted shares against figures worked out elsewhere.
#include "engine/review/findings.hpp"

#include <gtest/gtest.h>

namespace rettesnor::review {
namespace {

ledger::Drawn one(std::vector<std::string> answers, VerdictSet machine = Verdict::fulfilled, const std::string& stratum = "all", std::uint64_t of = 100, std::uint64_t drawn = 50) {
  ledger::Drawn out{.stratum = stratum, .machine = machine, .of_stratum = of, .drawn_of_stratum = drawn, .answers = {}};
  const char* raters[] = {"Anna", "Bo", "Cai"};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!answers[i].empty()) out.answers.push_back({raters[i], answers[i], "2026-04-01"});
  }
  return out;
}

void add(ledger::SampleInfo& to, int times, const ledger::Drawn& drawn) {
  for (int i = 0; i < times; ++i) to.drawn.push_back(drawn);
}

TEST(Findings, TwoRatersAgreeAsInTheWorkedExample) {
  // [[20, 5], [10, 15]]: agreement .7, by chance .5, kappa .4; AC1 .405940594.
  ledger::SampleInfo s{.mode = "stratified", .drawn = {}};
  add(s, 20, one({"fulfilled", "fulfilled"}));
  add(s, 5, one({"fulfilled", "breached"}));
  add(s, 10, one({"breached", "fulfilled"}));
  add(s, 15, one({"breached", "breached"}));
  const Findings found = findings(s);
  ASSERT_EQ(found.raters.size(), 1U);
  EXPECT_EQ(found.raters[0].both, 50);
  EXPECT_EQ(found.raters[0].same, 35);
  EXPECT_NEAR(found.raters[0].kappa->value, 0.4, 1e-12);
  EXPECT_NEAR(found.raters[0].ac1->value, 0.405940594, 1e-9);
  EXPECT_EQ(found.settled, 35);
  // The machine said fulfilled of all: Anna of 25, Bo of 30.
  ASSERT_EQ(found.machine.size(), 2U);
  EXPECT_EQ(found.machine[0].same, 25);
  EXPECT_EQ(found.machine[1].same, 30);
}

TEST(Findings, AnUndeterminedVerdictIsUnclear) {
  ledger::SampleInfo s{.mode = "stratified", .drawn = {}};
  add(s, 4, one({"unclear"}, {Verdict::fulfilled, Verdict::late}));
  add(s, 6, one({"late"}, Verdict::late));
  const Findings found = findings(s);
  EXPECT_EQ(found.machine.at(0).same, 10);
  EXPECT_EQ(found.settled, 6);
  EXPECT_EQ(found.answered, 10);
}

TEST(Findings, TheWeightedShareIsThatOfTheStrata) {
  // N 500, 300, 200; n 50, 30, 20; kept .8, .6, .5: .68 with standard error .04334424.
  ledger::SampleInfo s{.mode = "stratified", .drawn = {}};
  const auto stratum = [&](const std::string& name, std::uint64_t of, int drawn, int kept) {
    add(s, kept, one({"fulfilled", "fulfilled"}, Verdict::fulfilled, name, of, static_cast<std::uint64_t>(drawn)));
    add(s, drawn - kept, one({"late"}, Verdict::fulfilled, name, of, static_cast<std::uint64_t>(drawn)));
  };
  stratum("a", 500, 50, 40);
  stratum("b", 300, 30, 18);
  stratum("c", 200, 20, 10);
  const Findings found = findings(s);
  ASSERT_TRUE(found.kept && found.missed && found.right);
  EXPECT_NEAR(found.kept->share, 0.68, 1e-12);
  EXPECT_NEAR(found.kept->standard_error, 0.04334424, 1e-8);
  EXPECT_NEAR(found.missed->share, 0.32, 1e-12);
  EXPECT_NEAR(found.right->share, 0.68, 1e-12);
}

TEST(Findings, NoEstimateWhereItCannotRest) {
  ledger::SampleInfo s{.mode = "stratified", .drawn = {}};
  add(s, 1, one({"fulfilled"}, Verdict::fulfilled, "a", 100, 1));
  add(s, 9, one({"fulfilled"}, Verdict::fulfilled, "b", 100, 9));
  EXPECT_FALSE(findings(s).kept);  // one of a hundred has no spread
  s.drawn.front().of_stratum = 1;  // taken whole it needs none
  EXPECT_TRUE(findings(s).kept);
  s.drawn.front().answers.clear();
  EXPECT_FALSE(findings(s).kept);
  ledger::SampleInfo latest{.mode = "latest", .drawn = {}};
  add(latest, 9, one({"fulfilled"}));
  EXPECT_FALSE(findings(latest).kept);
  EXPECT_EQ(findings(latest).machine.at(0).same, 9);
}

TEST(Findings, ThoseWhoDifferSettleNothing) {
  ledger::SampleInfo s{.mode = "stratified", .drawn = {}};
  add(s, 3, one({"fulfilled", "late"}));
  add(s, 2, one({}));
  const Findings found = findings(s);
  EXPECT_EQ(found.settled, 0);
  EXPECT_EQ(found.answered, 3);
  EXPECT_FALSE(found.kept);
}

}  // namespace
}  // namespace rettesnor::review
