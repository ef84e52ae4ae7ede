// A decision put together from its atoms is what the evaluator says of it.
#include "engine/model/atoms.hpp"

#include <gtest/gtest.h>

#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

const std::string rules = R"(language en
package small.atoms version 1
actor office "Kontoret"
source L law "Small law"
concept paper "Papir"
  event came date "Kommet"
  fact a yes/no "A"
  fact b yes/no "B"
  fact c yes/no "C"
end
rule r "R"
  cite L § 1
  when a and not (b or c)
  when at least 2 of
    - a
    - b
    - c
  end
  office must complete came
end
)";

TEST(Atoms, AreWhatStandsBetweenTheWords) {
  const auto loaded = load({rules});
  ASSERT_EQ(loaded->problems, "");
  const Version& v = loaded->model.rules[RuleId{0}].versions.front();
  EXPECT_EQ(atoms_of(loaded->model, v.when).size(), 6U);
}

TEST(Atoms, DecideAsKleeneDoes) {
  const auto loaded = load({rules});
  ASSERT_EQ(loaded->problems, "");
  const std::vector<ExprId>& when = loaded->model.rules[RuleId{0}].versions.front().when;
  constexpr Truth all[] = {Truth::no, Truth::unknown, Truth::yes};
  const auto two_of = [](Truth x, Truth y, Truth z) { return (x & y) | (x & z) | (y & z); };
  for (const Truth a : all) {
    for (const Truth b : all) {
      for (const Truth c : all) {
        const std::vector<Truth> atoms{a, b, c, a, b, c};
        // Of three, at least two: each pair together. Kleene's tables agree with counting.
        EXPECT_EQ(decide(loaded->model, when, atoms), (a & !(b | c)) & two_of(a, b, c));
      }
    }
  }
}

}  // namespace
}  // namespace rettesnor::testing
