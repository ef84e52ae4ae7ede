// The algebra of verdict sets: laws of LANGUAGE.md §5 over every set, exhaustively.
#include <gtest/gtest.h>

#include "engine/model/truth.hpp"
#include "engine/model/verdict.hpp"

namespace rettesnor {
namespace {

using enum Verdict;

constexpr int sets = 64;
VerdictSet set_of(int bits) { return VerdictSet::from_bits(static_cast<unsigned>(bits)); }

template <class F>
void for_each_pair(F f) {
  for (int a = 1; a < sets; ++a) {
    for (int b = 1; b < sets; ++b) f(set_of(a), set_of(b));
  }
}

TEST(VerdictAlgebra, AllOfIsTheWorstOfTwo) {
  EXPECT_EQ(all_of(fulfilled, late), VerdictSet(late));
  EXPECT_EQ(all_of(late, pending), VerdictSet(pending));
  EXPECT_EQ(all_of(pending, breached), VerdictSet(breached));
  EXPECT_EQ(all_of(not_applicable, fulfilled), VerdictSet(fulfilled));
  EXPECT_EQ(all_of(for_judgement, fulfilled), VerdictSet(for_judgement));
  EXPECT_EQ(all_of({fulfilled, pending}, late), (VerdictSet{late, pending}));
}

TEST(VerdictAlgebra, AnyOfIsTheFirstOfFXPLB) {
  EXPECT_EQ(any_of(fulfilled, breached), VerdictSet(fulfilled));
  EXPECT_EQ(any_of(for_judgement, pending), VerdictSet(for_judgement));
  EXPECT_EQ(any_of(pending, late), VerdictSet(pending));
  EXPECT_EQ(any_of(late, breached), VerdictSet(late));
  EXPECT_EQ(any_of(not_applicable, breached), VerdictSet(breached));
  EXPECT_EQ(any_of(not_applicable, not_applicable), VerdictSet(not_applicable));
}

TEST(VerdictAlgebra, CommutesAssociatesAndIsIdempotentOnVerdicts) {
  for_each_pair([](VerdictSet a, VerdictSet b) {
    EXPECT_EQ(all_of(a, b), all_of(b, a));
    EXPECT_EQ(any_of(a, b), any_of(b, a));
    for (int c = 1; c < sets; c += 7) {
      EXPECT_EQ(all_of(all_of(a, b), set_of(c)), all_of(a, all_of(b, set_of(c))));
      EXPECT_EQ(any_of(any_of(a, b), set_of(c)), any_of(a, any_of(b, set_of(c))));
    }
  });
  for (const Verdict v : all_verdicts) {
    EXPECT_EQ(all_of(v, v), VerdictSet(v));
    EXPECT_EQ(any_of(v, v), VerdictSet(v));
  }
}

TEST(VerdictAlgebra, NotApplicableChangesNothing) {
  for (int a = 1; a < sets; ++a) {
    EXPECT_EQ(all_of(set_of(a), not_applicable), set_of(a));
    EXPECT_EQ(any_of(set_of(a), not_applicable), set_of(a));
  }
}

TEST(VerdictAlgebra, LiftedOperationsAreNeverEmptyAndGrowWithTheirSets) {
  for_each_pair([](VerdictSet a, VerdictSet b) {
    EXPECT_FALSE(all_of(a, b).empty());
    EXPECT_FALSE(any_of(a, b).empty());
    for (const Verdict more : all_verdicts) {  // a narrower set never gives a wider result
      EXPECT_TRUE(all_of(a, b).within(all_of(a | more, b)));
      EXPECT_TRUE(any_of(a, b).within(any_of(a | more, b)));
    }
  });
}

TEST(VerdictAlgebra, CertainlyLateOrBreached) {
  EXPECT_TRUE(certainly_late_or_breached({late, breached}));
  EXPECT_TRUE(certainly_late_or_breached(late));
  EXPECT_FALSE(certainly_late_or_breached({late, pending}));
}

TEST(Truth, IsKleenes) {
  using enum Truth;
  EXPECT_EQ(no & unknown, no);
  EXPECT_EQ(yes & unknown, unknown);
  EXPECT_EQ(yes | unknown, yes);
  EXPECT_EQ(no | unknown, unknown);
  EXPECT_EQ(!unknown, unknown);
  for (const Truth a : {no, unknown, yes}) {
    for (const Truth b : {no, unknown, yes}) EXPECT_EQ(!(a & b), ((!a) | (!b)));
  }
}

}  // namespace
}  // namespace rettesnor
