// The worked examples, to the øre where they are given to it, and what must hold of every result.
#include "engine/invest/calculate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/invest/output.hpp"
#include "tests/engine_invest/invest_support.hpp"

namespace rettesnor::testing_invest {
namespace {

using invest::calculate;
using invest::Result;

std::string stakeholders() { return text_of("tests/engine_invest/stakeholders.yaml"); }
std::string cash_flow() { return text_of("tests/engine_invest/cash_flow.yaml"); }
std::string sample() { return text_of("samples/investment/housing_support.yaml"); }

const invest::PayerResult& of(const Result& r, Payer p) { return r.by_payer[static_cast<std::size_t>(p)]; }

TEST(Invest, TheCashFlow) {
  const Result r = calculate(accepted(cash_flow()), 1);
  const double expected[] = {-100000, -80676.33, -43335.90, -7258.19, 27599.50};
  ASSERT_EQ(r.cumulative.size(), 5U);
  for (std::size_t y = 0; y < 5; ++y) EXPECT_NEAR(r.cumulative[y], expected[y], 0.005) << y;
  EXPECT_NEAR(r.total.net, 27599.50, 0.005);
  EXPECT_EQ(r.total.break_even_year, 4U);
  EXPECT_NEAR(calculate(accepted(changed(cash_flow(), "value: 0.035", "value: 0.04")), 1).total.net, 25965.04, 0.005);
}

TEST(Invest, SeveralPayers) {
  const Result r = calculate(accepted(stakeholders()), 1);
  EXPECT_NEAR(of(r, Payer::municipality).net, 709'031.4, 0.05);
  EXPECT_NEAR(of(r, Payer::state).net, 1'128'763, 0.5);
  EXPECT_NEAR(of(r, Payer::region).net, 225'752.6, 0.05);
  EXPECT_NEAR(r.total.net, 2'063'547, 0.5);
  EXPECT_EQ(r.total.break_even_year, 3U);
  EXPECT_NEAR(r.cumulative[3], 521'473.3, 0.05);
  ASSERT_TRUE(r.break_even_rate.has_value());
  EXPECT_NEAR(*r.break_even_rate, 0.0984362, 5e-8);
  EXPECT_NEAR(r.total.undiscounted, 2'500'000, 1e-6);
  // The others spend nothing, so they have nothing to earn back.
  EXPECT_FALSE(of(r, Payer::state).break_even_year.has_value());
  EXPECT_NEAR(of(r, Payer::municipality).cost, -2'000'000, 1e-6);
  EXPECT_NEAR(r.extra_successes, 10, 1e-12);
}

TEST(Invest, PayersAddUpToTheTotal) {
  const Result r = calculate(accepted(sample()), 1);
  double net = 0, cost = 0, undiscounted = 0;
  for (const invest::PayerResult& p : r.by_payer) {
    net += p.net;
    cost += p.cost;
    undiscounted += p.undiscounted;
    EXPECT_NEAR(p.net, p.cost + p.consequences, 1e-6);
  }
  EXPECT_NEAR(net, r.total.net, 1e-6);
  EXPECT_NEAR(cost, r.total.cost, 1e-6);
  EXPECT_NEAR(undiscounted, r.total.undiscounted, 1e-6);
  EXPECT_NEAR(r.cumulative.back(), r.total.net, 1e-6);
}

TEST(Invest, TheBaselineCounts) {
  // Half of the successes would have come anyway: half of the savings, all of the cost.
  const InvestmentModel m = accepted(changed(stakeholders(), "baseline: {value: 0,", "baseline: {value: 0.1,"));
  const Result r = calculate(m, 1);
  EXPECT_NEAR(r.total.net, 4'063'547.0 / 2 - 2'000'000, 0.5);
  // What is needed is that much above the baseline.
  EXPECT_NEAR(*r.break_even_rate, 0.1984362, 5e-8);
}

TEST(Invest, MoreUseOfAServiceCosts) {
  const Result r = calculate(accepted(changed(stakeholders(), "change: {value: -1,", "change: {value: 1,")), 1);
  EXPECT_NEAR(of(r, Payer::state).net, -1'128'763, 0.5);
  EXPECT_FALSE(r.break_even_rate.has_value());
  EXPECT_FALSE(r.total.break_even_year.has_value());
}

TEST(Invest, NoSuccessIsEnough) {
  const Result r = calculate(accepted(changed(stakeholders(), "amount: {value: 40000,", "amount: {value: 500000,")), 1);
  EXPECT_FALSE(r.break_even_rate.has_value()) << "1.23 is no share";
}

TEST(Invest, OneNumberAtATime) {
  const Result r = calculate(accepted(stakeholders()), 1);
  ASSERT_EQ(r.tornado.size(), 2U);
  // Half and one and a half of the savings.
  EXPECT_EQ(r.tornado[0].of.name, "success");
  EXPECT_NEAR(r.tornado[0].at_low, 4'063'547.0 / 2 - 2'000'000, 0.5);
  EXPECT_NEAR(r.tornado[0].at_high, 4'063'547.0 * 1.5 - 2'000'000, 1);
  // 900,000 a year for five years at 2 % and 5 %: annuities 4.713460 and 4.329477.
  EXPECT_EQ(r.tornado[1].of.name, "discount_rate");
  EXPECT_NEAR(r.tornado[1].at_low, 900'000 * 4.713460 - 2'000'000, 1);
  EXPECT_NEAR(r.tornado[1].at_high, 900'000 * 4.329477 - 2'000'000, 1);
}

TEST(Invest, DrawsFollowTheTriangles) {
  const Result r = calculate(accepted(changed(stakeholders(), "low: 0.02, high: 0.05, ", "")), 7);
  ASSERT_TRUE(r.simulation.has_value());
  // The success alone: triangular on 0.1, 0.2, 0.3 has mean and median 0.2 and standard deviation 0.1 / sqrt(6); the net result is a line
  // in it with slope 20,317,735. Below lie 5 % at 0.1 + sqrt(0.05 * 0.2 * 0.1), above 5 % at 0.3 less the same.
  const double slope = 4'063'547 / 0.2, deviation = slope * 0.1 / std::sqrt(6.0), error = deviation / std::sqrt(10'000.0);
  EXPECT_NEAR(r.simulation->mean, 2'063'547, 4 * error);
  EXPECT_NEAR(r.simulation->median, 2'063'547, 6 * error);
  const double tail = slope * (0.1 - std::sqrt(0.001));
  EXPECT_NEAR(r.simulation->low, 2'063'547 - tail, 8 * error);
  EXPECT_NEAR(r.simulation->high, 2'063'547 + tail, 8 * error);
  EXPECT_EQ(r.simulation->share_not_negative, 1.0) << "from 0.1 on it breaks even";
}

TEST(Invest, TheSeedDecidesTheDraws) {
  const InvestmentModel m = accepted(stakeholders());
  EXPECT_EQ(calculate(m, 3).simulation->mean, calculate(m, 3).simulation->mean);
  EXPECT_NE(calculate(m, 3).simulation->mean, calculate(m, 4).simulation->mean);
  EXPECT_FALSE(calculate(accepted(cash_flow()), 3).simulation.has_value()) << "no number has a range";
}

TEST(Invest, WhatRestsOnGuesses) {
  // The baseline is a guess, so every consequence is: at the success's high half as much again as 4,063,547; the cost is measured.
  constexpr double most = 4'063'547.0 * 1.5, all = most + 2'000'000;
  const Result r = calculate(accepted(stakeholders()), 1);
  EXPECT_NEAR(r.resting_on[static_cast<std::size_t>(EstimateKind::guess)], most / all, 1e-6);
  EXPECT_NEAR(r.resting_on[static_cast<std::size_t>(EstimateKind::measured)], 2'000'000 / all, 1e-6);
  EXPECT_NEAR(r.net_without_guesses, -2'000'000, 1e-6);
  // Once it is measured, the success and the change are the weakest: literature.
  const Result measured = calculate(accepted(changed(stakeholders(), "baseline: {value: 0, kind: guess", "baseline: {value: 0, kind: measured")), 1);
  EXPECT_NEAR(measured.resting_on[static_cast<std::size_t>(EstimateKind::literature)], most / all, 1e-6);
  EXPECT_NEAR(measured.net_without_guesses, measured.total.net, 1e-6);
}

TEST(Invest, AGuessOfZeroWithARangeWeighs) {
  const Result ranged = calculate(accepted(changed(stakeholders(), "change: {value: -1, kind: literature", "change: {value: 0, low: -1, high: 1, kind: guess")), 1);
  EXPECT_NEAR(ranged.resting_on[static_cast<std::size_t>(EstimateKind::guess)], 4'063'547.0 / 6'063'547, 1e-6);
  EXPECT_TRUE(ranged.unweighed.empty());
  const Result bare = calculate(accepted(changed(stakeholders(), "change: {value: -1, kind: literature", "change: {value: 0, kind: guess")), 1);
  ASSERT_EQ(bare.unweighed.size(), 1U);
  EXPECT_EQ(bare.unweighed[0].name, "change (Services)");
}

TEST(Invest, TwoGuessesOfZeroThatHideEachOtherAreBothNamed) {
  std::string text = changed(stakeholders(), "change: {value: -1, kind: literature", "change: {value: 0, kind: guess");
  text = changed(text, "participants: {value: 50, kind: measured", "participants: {value: 0, kind: guess");
  const Result r = calculate(accepted(text), 1);
  std::vector<std::string> names;
  for (const Estimate& e : r.unweighed) names.push_back(e.name);
  EXPECT_NE(std::ranges::find(names, "participants"), names.end());
  EXPECT_NE(std::ranges::find(names, "change (Services)"), names.end()) << "alone it would leave the amount 0, since there are no participants";
  EXPECT_NE(invest::as_json(accepted(text), r).find("\"unweighed\": [\n"), std::string::npos);
}

TEST(Invest, WhomTheModelNeverNamesIsLeftOut) {
  const InvestmentModel m = accepted(cash_flow());
  const Result r = calculate(m, 1);
  EXPECT_TRUE(of(r, Payer::municipality).stated);
  EXPECT_FALSE(of(r, Payer::region).stated);
  EXPECT_NE(invest::as_text(m, r, Language::english).find("The model says nothing of region, state"), std::string::npos);
  EXPECT_EQ(invest::as_json(m, r).find("\"payer\": \"region\""), std::string::npos);
}

TEST(Invest, BreakEvenEitherWay) {
  using invest::BreakEven;
  EXPECT_EQ(calculate(accepted(stakeholders()), 1).break_even, BreakEven::at_least);
  EXPECT_EQ(calculate(accepted(changed(stakeholders(), "amount: {value: 40000,", "amount: {value: 500000,")), 1).break_even, BreakEven::never);
  EXPECT_EQ(calculate(accepted(changed(stakeholders(), "amount: {value: 40000,", "amount: {value: 0,")), 1).break_even, BreakEven::always);
  // Fewer successes than the baseline save what the service costs: 0.3 less 2,000,000 / 20,317,735.
  const std::string costs = changed(changed(stakeholders(), "change: {value: -1,", "change: {value: 1,"), "baseline: {value: 0,", "baseline: {value: 0.3,");
  const Result r = calculate(accepted(costs), 1);
  EXPECT_EQ(r.break_even, BreakEven::at_most);
  EXPECT_NEAR(*r.break_even_rate, 0.3 - 0.0984362, 5e-8);
}

TEST(Invest, WhatIsTooLargeIsSaid) {
  EXPECT_FALSE(calculate(accepted(stakeholders()), 1).too_large);
  EXPECT_TRUE(calculate(accepted(changed(stakeholders(), "amount: {value: 40000,", "amount: {value: 1000000000000,")), 1).too_large);
}

TEST(Invest, EveryNumberIsListed) {
  const Result r = calculate(accepted(stakeholders()), 1);
  std::vector<std::string> names;
  for (const Estimate& e : r.estimates) names.push_back(e.name);
  EXPECT_EQ(names, (std::vector<std::string>{"participants", "success", "baseline", "discount_rate", "amount (Programme)", "change (Services)",
                                             "price (Services, municipality)", "price (Services, region)", "price (Services, state)"}));
}

TEST(Invest, NoFormStandsWithoutTheCitizens) {
  const InvestmentModel m = accepted(sample());
  const Result r = calculate(m, 1);
  for (const std::string& page : {invest::as_text(m, r, Language::danish), invest::as_text(m, r, Language::english), invest::as_json(m, r), invest::as_html(m, r, Language::danish)}) {
    EXPECT_NE(page.find("62 af 100 havde egen bolig"), std::string::npos) << page;
    EXPECT_NE(page.find("samme evaluering"), std::string::npos) << page;
  }
}

TEST(Invest, WhatAnAuthorWroteIsNoMarkup) {
  const InvestmentModel m = accepted(changed(sample(), "model: Støtte i egen bolig efter herberg (opdigtet)", "model: \"<script>alert(1)</script>\""));
  const std::string page = invest::as_html(m, calculate(m, 1), Language::danish);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

}  // namespace
}  // namespace rettesnor::testing_invest
