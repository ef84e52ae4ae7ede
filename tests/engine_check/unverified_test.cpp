// How far a source was followed: the label goes from what is cited to what rests on it.
#include <gtest/gtest.h>

#include <span>

#include "engine/check/check.hpp"
#include "grammar/base/render.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {
namespace {

Sources one(std::string text) {
  Sources out;
  out.add("rules.regel", std::move(text));
  return out;
}

TEST(Unverified, ARuleIsAsUnverifiedAsTheNumbersItRestsOn) {
  for (const bool unverified : {false, true}) {
    const Sources sources = one(std::string(R"(language en
package t.numbers version 1
actor office "K"
source L law "Lov"
concept c "Sag"
  event start date
  event done date verb make
end
parameter limit "Frist"
  value 6 days  cite L § 7)") + (unverified ? " unverified" : "") + R"(
end
rule rests "R" cite L § 1
  office must make done within limit of start
end
rule other "O" cite L § 2
  office must make done within 3 days of start
end
)");
    const Syntax file = parse(*sources.begin());
    const Checked checked = check(std::span(&file, 1));
    ASSERT_TRUE(checked.diagnostics.empty()) << render_all(checked.diagnostics, sources);
    EXPECT_EQ(checked.model.rules[RuleId{0}].unverified, unverified);
    EXPECT_FALSE(checked.model.rules[RuleId{1}].unverified);
  }
}

}  // namespace
}  // namespace rettesnor
