// What is refused, and where it is said.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/engine_invest/invest_support.hpp"

namespace rettesnor::testing_invest {
namespace {

using Found = std::vector<std::string>;

/// Lines of it are named below: participants are line 6, success 7, baseline 8, the rate 9.
std::string model() { return text_of("tests/engine_invest/stakeholders.yaml"); }
std::string with(std::string_view from, std::string_view to) { return changed(model(), from, to); }

TEST(Reading, AWholeModel) {
  const InvestmentModel m = accepted(model());
  EXPECT_EQ(m.horizon, 5);
  EXPECT_EQ(m.prices_of, "2024");
  EXPECT_EQ(m.success.value, 0.2);
  EXPECT_EQ(m.success.low, 0.1);
  EXPECT_EQ(m.success.kind, EstimateKind::literature);
  EXPECT_EQ(m.success.source, "the example");
  EXPECT_EQ(m.success.owner, "the test");
  ASSERT_EQ(m.costs.size(), 1U);
  EXPECT_TRUE(m.costs[0].per_participant);
  ASSERT_EQ(m.consequences.size(), 1U);
  ASSERT_EQ(m.consequences[0].prices.size(), 3U);
  EXPECT_EQ(m.consequences[0].prices[2].payer, Payer::state);
}

TEST(Reading, DanishWordsMeanTheSame) {
  const InvestmentModel m = accepted(changed(with("payer: municipality\n", "payer: kommune\n"), "baseline: {value: 0, kind: guess", "baseline: {value: 0, kind: skøn"));
  EXPECT_EQ(m.costs[0].payer, Payer::municipality);
  EXPECT_EQ(m.baseline.kind, EstimateKind::guess);
}

TEST(Reading, NothingWithoutSourceAndOwner) {
  EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: {value: 50, kind: measured, owner: the test}")), Found{"K064 6:15"});
  EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: {value: 50, kind: measured, source: the example}")), Found{"K064 6:15"});
  EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: {value: 50, kind: measured, source: \" \", owner: the test}")), Found{"K064 6:43"});
  EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: 50")), (Found{"K064 6:15", "K064 6:15"}));
  EXPECT_EQ(refused(with("horizon: {value: 5, source: the example, owner: the test}", "horizon: {value: 5}")), (Found{"K064 5:10", "K064 5:10"}));
  EXPECT_EQ(refused(with("amount: {value: 40000, kind: measured, source: the example, owner: the test}", "amount: {value: 40000, kind: measured}")), (Found{"K064 16:13", "K064 16:13"}));
  EXPECT_EQ(refused(with("amount: {value: 5000, kind: measured, source: the example, owner: the test}", "amount: {value: 5000, kind: measured, source: the example}")), Found{"K064 27:33"});
  EXPECT_EQ(refused(with("text: the example says nothing of them, source: the test", "text: the example says nothing of them")), Found{"K064 30:5"});
}

TEST(Reading, APlaceholderIsNoSourceAndNoOwner) {
  for (const std::string& nobody : std::vector<std::string>{"TODO", ".", "-", "?", "xxx", "n/a", "ukendt", "2024", "\u2013", "T.B.D.", "to do", "Å", "Ukendt"}) {
    EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: {value: 50, kind: measured, source: \"" + nobody + "\", owner: the test}")), Found{"K064 6:43"}) << nobody;
    EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: {value: 50, kind: measured, source: the example, owner: \"" + nobody + "\"}")), Found{"K064 6:64"}) << nobody;
  }
  for (const std::string& somebody : std::vector<std::string>{"AH", "Åse Ø", "KL", "the unknown soldiers' account, 2024"}) {
    EXPECT_EQ(refused(with("participants: {value: 50, kind: measured, source: the example, owner: the test}", "participants: {value: 50, kind: measured, source: the example, owner: \"" + somebody + "\"}")), Found{}) << somebody;
  }
}

TEST(Reading, HowLongAConsequenceLastsHasASourceAndAnOwner) {
  EXPECT_EQ(refused(with("    until: 5\n    source: the example\n    owner: the test\n", "    until: 5\n")), (Found{"K064 18:5", "K064 18:5"}));
  EXPECT_EQ(refused(with("    until: 5\n    source: the example\n", "    until: 5\n    source: TODO\n")), Found{"K064 22:5"});
  const InvestmentModel m = accepted(model());
  EXPECT_EQ(m.consequences[0].source, "the example");
  EXPECT_EQ(m.consequences[0].owner, "the test");
}

TEST(Reading, NothingIsFilledIn) {
  EXPECT_EQ(refused(with("baseline: {value: 0, kind: guess, source: \"the example states none, so none\", owner: the test}\n", "")), Found{"K064 3:1"});
  EXPECT_EQ(refused(with("discount_rate: {value: 0.035, low: 0.02, high: 0.05, kind: literature, source: the example, owner: the test}\n", "")), Found{"K064 3:1"});
  EXPECT_EQ(refused(with("horizon: {value: 5, source: the example, owner: the test}\n", "")), Found{"K064 3:1"});
  EXPECT_EQ(refused(with("baseline: {value: 0, kind", "baseline: {kind")), Found{"K064 8:11"});
  EXPECT_EQ(refused(with("baseline: {value: 0, kind: guess, source: \"the example states none, so none\", owner: the test}", "baseline: {value: 0, source: \"a choice\", owner: the test}")), Found{"K064 8:11"});
  EXPECT_EQ(refused(with("    per: participant\n", "")), Found{"K064 11:5"});
}

TEST(Reading, NumbersThatCannotBe) {
  EXPECT_EQ(refused(with("discount_rate: {value: 0.035", "discount_rate: {value: 3.5")), Found{"K065 9:24"});
  EXPECT_EQ(refused(with("success: {value: 0.2,", "success: {value: 0.35,")), Found{"K065 7:18"});
  EXPECT_EQ(refused(with("success: {value: 0.2, low: 0.1, high: 0.3,", "success: {value: 0.2, high: 0.3,")), Found{"K065 7:18"});
  EXPECT_EQ(refused(with("success: {value: 0.2,", "success: {value: \"0.2\",")), Found{"K023 7:18"});
  EXPECT_EQ(refused(with("participants: {value: 50,", "participants: {value: -1,")), Found{"K065 6:23"});
  EXPECT_EQ(refused(with("horizon: {value: 5,", "horizon: {value: 2.5,")), Found{"K065 5:18"});
  EXPECT_EQ(refused(with("    until: 5\n", "    until: 6\n")), Found{"K065 21:12"});
  EXPECT_EQ(refused(with("    until: 5\n", "    until: 0\n")), Found{"K065 21:12"}) << "it would end before it begins";
}

TEST(Reading, WordsThatCannotBe) {
  EXPECT_EQ(refused(with("kind: guess", "kind: hunch")), Found{"K065 8:28"});
  EXPECT_EQ(refused(with("- {payer: region", "- {payer: regoin")), Found{"K065 27:17"});
  EXPECT_EQ(refused(with("- {payer: region", "- {payer: stat")), Found{"K065 28:17"}) << "the state stands twice";
  EXPECT_EQ(refused(with("baseline: {value", "basline: {value")), (Found{"K064 3:1", "K016 8:1"}));
}

TEST(Reading, TheCitizensAreInIt) {
  EXPECT_EQ(refused(with("outcomes:\n  - {text: the example says nothing of them, source: the test}\n", "")), Found{"K064 3:1"});
  EXPECT_EQ(refused(with("outcomes:\n  - {text: the example says nothing of them, source: the test}\n", "outcomes: []\n")), Found{"K064 29:1"});
}

TEST(Reading, NoModelAtAll) {
  EXPECT_EQ(refused(""), Found{"K064 1:1"});
  EXPECT_EQ(refused("- a\n"), Found{"K014 1:1"});
  EXPECT_EQ(refused("model: [\n").size(), 1U);
  EXPECT_GE(refused("model: x\n").size(), 8U);
}

}  // namespace
}  // namespace rettesnor::testing_invest
