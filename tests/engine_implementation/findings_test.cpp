// Ratings put together, agreement, and actions, worked out by hand.
#include <gtest/gtest.h>

#include "engine/implementation/findings.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor::implementation {
namespace {

using Kind = Rating::Kind;

Date day(std::string_view text) { return parse_date(text)->first; }

class Register : public ::testing::Test {
 protected:
  Register() { reg.determinants = {{"time", "Time", DeterminantLevel::institutional, {}}, {"trust", "Trust", DeterminantLevel::interpersonal, {}}}; }
  Rated& rate(const std::string& municipality, std::size_t determinant, const std::string& rater, Rating rating) {
    reg.ratings.push_back({.municipality = municipality, .package = "p", .determinant = determinant, .rater = rater, .rating = rating});
    return reg.ratings.back();
  }
  Together both(Rating a, Rating b) {
    reg.ratings.clear();
    rate("0999", 0, "B", b);
    rate("0999", 0, "A", a);
    return sites_of(reg, By::municipality).front().opinions.front().together;
  }
  DeterminantRegister reg;
};

TEST_F(Register, TwoRatersTogether) {
  const auto number = [](int v) { return Rating{Kind::number, v}; };
  const Together same = both(number(-2), number(-2));
  EXPECT_TRUE(same.hinders());
  EXPECT_EQ(same.value, -2);
  EXPECT_FALSE(same.apart);
  const Together near = both(number(-2), number(-1));
  EXPECT_EQ(near.value, -1.5);
  EXPECT_TRUE(near.apart);
  EXPECT_EQ(both(number(0), number(1)).value, 0.5);
  // On either side of 0 the mean would say that it does neither.
  EXPECT_EQ(both(number(-2), number(2)).kind, Kind::mixed);
  EXPECT_EQ(both({Kind::mixed}, number(2)).kind, Kind::mixed);
  // Nothing known is no zero: the other's answer stands.
  EXPECT_EQ(both({Kind::missing}, number(2)).value, 2);
  EXPECT_TRUE(both({Kind::missing}, number(2)).apart);
  EXPECT_EQ(both(number(-1), {Kind::not_applicable}).value, -1);
  EXPECT_EQ(both({Kind::missing}, {Kind::missing}).kind, Kind::missing);
  EXPECT_EQ(both({Kind::missing}, {Kind::mixed}).kind, Kind::mixed);
}

TEST_F(Register, MixedAndMissingNeverCountAsZero) {
  for (const Kind kind : {Kind::mixed, Kind::missing, Kind::not_applicable}) {
    EXPECT_FALSE(both({kind}, {kind}).helps());
    EXPECT_FALSE(both({kind}, {kind}).hinders());
  }
}

TEST_F(Register, AMunicipalityThatNobodyRatedKeepsItsDegree) {
  rate("0999", 0, "A", {Kind::number, 1});
  reg.implementing = {{.municipality = "0999", .package = "p", .degree = Degree::high, .source = "s"}, {.municipality = "0998", .package = "p", .degree = Degree::low, .source = "s"}};
  const std::vector<Site> sites = sites_of(reg, By::municipality);
  ASSERT_EQ(sites.size(), 2U);
  EXPECT_EQ(sites[0].municipality, "0998");
  EXPECT_EQ(sites[0].degree, Degree::low);
  EXPECT_TRUE(sites[0].opinions.empty());
  EXPECT_EQ(sites[1].degree, Degree::high);
}

TEST_F(Register, Agreement) {
  // Numbers of A and B: (-2, -2), (-2, -1), (2, 2), (1, 2). Weights 1 - (distance / 4)^2: observed (1 + 15/16 + 1 + 15/16) / 4 = 31/32. A has -2 twice,
  // 1 and 2; B has -2, -1 and 2 twice. By chance, over the 16 pairs of an A and a B: -2 with -2, -1, 2, 2 gives 1 + 15/16 + 0 + 0, twice; 1 with them gives 7/16 + 3/4 + 15/16 + 15/16; 2 with them
  // gives 0 + 7/16 + 1 + 1. Sum 62/16 + 49/16 + 39/16 = 150/16, of 16: 75/128. Kappa (124 - 75) / (128 - 75) = 49/53.
  const int pairs[][2] = {{-2, -2}, {-2, -1}, {2, 2}, {1, 2}};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string code = "000" + std::to_string(i);
    rate(code, 0, "A", {Kind::number, pairs[i][0]});
    rate(code, 0, "B", {Kind::number, pairs[i][1]});
  }
  rate("0005", 0, "A", {Kind::number, 2});  // one rater alone
  rate("0006", 0, "A", {Kind::mixed});
  rate("0006", 0, "B", {Kind::number, 0});
  rate("0007", 0, "A", {Kind::missing});
  rate("0007", 0, "B", {Kind::missing});
  const RaterAgreement a = agreement_of(sites_of(reg, By::municipality));
  EXPECT_EQ(a.both, 6);
  EXPECT_EQ(a.left_out, 1) << "that both know nothing is no agreement";
  EXPECT_EQ(a.same, 2);
  EXPECT_EQ(a.numbers, 4);
  ASSERT_TRUE(a.weighted.has_value());
  EXPECT_NEAR(a.weighted->value, 49.0 / 53, 1e-12);
  // With mixed: two of five alike; by chance -2: 2/5 * 1/5, 2: 1/5 * 2/5, together 4/25. Kappa (10 - 4) / (25 - 4).
  ASSERT_TRUE(a.answers.has_value());
  EXPECT_NEAR(a.answers->value, 2.0 / 7, 1e-12);
}

TEST_F(Register, WhatOneKnowsNothingOfIsLeftOut) {
  rate("0001", 0, "A", {Kind::not_applicable});
  rate("0001", 0, "B", {Kind::not_applicable});
  rate("0002", 0, "A", {Kind::missing});
  rate("0002", 0, "B", {Kind::number, 1});
  const RaterAgreement a = agreement_of(sites_of(reg, By::municipality));
  EXPECT_EQ(a.both, 2);
  EXPECT_EQ(a.left_out, 2);
  EXPECT_EQ(a.same, 0);
  EXPECT_FALSE(a.answers.has_value());
}

TEST_F(Register, NobodyToAgreeWith) {
  rate("0999", 0, "A", {Kind::number, 1});
  const RaterAgreement a = agreement_of(sites_of(reg, By::municipality));
  EXPECT_EQ(a.both, 0);
  EXPECT_FALSE(a.weighted.has_value());
  EXPECT_FALSE(a.answers.has_value());
}

TEST_F(Register, ByMunicipalityOrPackage) {
  rate("0002", 0, "A", {Kind::number, 1}).package = "a";
  rate("0001", 1, "A", {Kind::number, 1}).package = "b";
  rate("0001", 0, "A", {Kind::number, 1}).package = "a";
  rate("0001", 0, "A", {Kind::number, 1}).package = "b";
  std::vector<std::string> municipalities, packages;
  for (const Site& s : sites_of(reg, By::municipality)) municipalities.push_back(s.municipality + s.package);
  for (const Site& s : sites_of(reg, By::package)) packages.push_back(s.package + s.municipality);
  EXPECT_EQ(municipalities, (std::vector<std::string>{"0001a", "0001b", "0002a"}));
  EXPECT_EQ(packages, (std::vector<std::string>{"a0001", "a0002", "b0001"}));
  EXPECT_EQ(sites_of(reg, By::municipality)[1].opinions.size(), 2U);
}

TEST_F(Register, ActionsOverdue) {
  const auto action = [&](const std::string& municipality, std::string_view due, std::string_view done) {
    Rated& r = rate(municipality, 0, "A", {Kind::number, -1});
    r.action = "act";
    r.owner = "o";
    r.due = day(due);
    if (!done.empty()) r.done = day(done);
  };
  action("0001", "2026-03-01", "");
  action("0002", "2026-03-10", "");            // due today is not over
  action("0003", "2026-01-01", "");
  action("0004", "2026-01-01", "2026-02-01");  // done late is done
  action("0005", "2026-01-01", "2026-04-01");  // to be done later is not done
  const auto found = overdue(reg, day("2026-03-10"));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].of->municipality, "0003");
  EXPECT_EQ(found[0].days, 68);
  EXPECT_EQ(found[1].of->municipality, "0005");
  EXPECT_EQ(found[2].of->municipality, "0001");
  EXPECT_EQ(found[2].days, 9);
  EXPECT_EQ(without_action(sites_of(reg, By::municipality)), 0U);
  rate("0006", 0, "A", {Kind::number, -1});
  rate("0007", 0, "A", {Kind::number, 1});
  rate("0008", 0, "A", {Kind::missing});
  EXPECT_EQ(without_action(sites_of(reg, By::municipality)), 1U);
}

}  // namespace
}  // namespace rettesnor::implementation
