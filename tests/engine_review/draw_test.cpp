// Samples: the same from the same frame, allocated as promised, with weights that add up to the frame.
#include "engine/review/draw.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace rettesnor::review {
namespace {

/// 600 instances in København, 300 in Aarhus and 100 in Odense; every tenth breached, one in a hundred undetermined, the rest fulfilled.
ledger::Frame frame() {
  ledger::Frame out{.rule = "p.r", .finished = true, .has_days = true, .instances = {}};
  for (std::uint32_t i = 0; i < 1000; ++i) {
    ledger::FrameInstance one{.shard = i / 100, .position = i % 100, .instance = 1, .case_id = "C" + std::to_string(i), .line = i + 1};
    one.municipality = i < 600 ? "0101" : i < 900 ? "0751" : "0461";
    one.possible = i % 100 == 5 ? VerdictSet{Verdict::fulfilled, Verdict::late} : i % 10 == 0 ? VerdictSet(Verdict::breached) : VerdictSet(Verdict::fulfilled);
    if (i % 3 != 0) one.day = Date{static_cast<std::int32_t>(i)};
    out.instances.push_back(one);
  }
  return out;
}

std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> strata_of(const ledger::NewSample& sample) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> out;  // drawn, of
  for (const ledger::DrawnInstance& d : sample.drawn) {
    ++out[d.stratum].first;
    out[d.stratum].second = d.of_stratum;
  }
  return out;
}

TEST(Draw, TheSameFrameAndSeedGiveTheSameSample) {
  const auto one = draw(frame(), 50, Strata::municipality, 7), again = draw(frame(), 50, Strata::municipality, 7), other = draw(frame(), 50, Strata::municipality, 8);
  ASSERT_TRUE(one && again && other);
  const auto places = [](const ledger::NewSample& s) {
    std::vector<std::size_t> out;
    for (const ledger::DrawnInstance& d : s.drawn) out.push_back(d.in_frame);
    return out;
  };
  EXPECT_EQ(places(*one), places(*again));
  EXPECT_NE(places(*one), places(*other));
  EXPECT_EQ(one->frame_sha256, other->frame_sha256);
  EXPECT_EQ(one->frame_sha256.size(), 64U);
  ledger::Frame smaller = frame();
  smaller.instances.pop_back();
  EXPECT_NE(draw(smaller, 50, Strata::municipality, 7)->frame_sha256, one->frame_sha256);
}

TEST(Draw, MunicipalitiesGetTheirPart) {
  const auto sample = draw(frame(), 50, Strata::municipality, 7);
  const auto strata = strata_of(*sample);
  EXPECT_EQ(strata.at("0101"), (std::pair<std::uint64_t, std::uint64_t>{30, 600}));
  EXPECT_EQ(strata.at("0751"), (std::pair<std::uint64_t, std::uint64_t>{15, 300}));
  EXPECT_EQ(strata.at("0461"), (std::pair<std::uint64_t, std::uint64_t>{5, 100}));
  double all = 0;
  for (const ledger::DrawnInstance& d : sample->drawn) all += static_cast<double>(d.of_stratum) / static_cast<double>(d.drawn_of_stratum);
  EXPECT_NEAR(all, 1000, 1e-9);
}

TEST(Draw, SmallOnesGetTwoAndTheRestIsShared) {
  // Seven: two each, and the seventh to the one furthest behind, 4.2 - 2.
  const auto strata = strata_of(*draw(frame(), 7, Strata::municipality, 7));
  EXPECT_EQ(strata.at("0101").first, 3U);
  EXPECT_EQ(strata.at("0751").first, 2U);
  EXPECT_EQ(strata.at("0461").first, 2U);
}

TEST(Draw, VerdictsGetTheSameUntilOneIsUsedUp) {
  const auto strata = strata_of(*draw(frame(), 60, Strata::verdict, 7));
  EXPECT_EQ(strata.at("undetermined"), (std::pair<std::uint64_t, std::uint64_t>{10, 10}));  // taken whole
  EXPECT_EQ(strata.at("breached"), (std::pair<std::uint64_t, std::uint64_t>{25, 100}));
  EXPECT_EQ(strata.at("fulfilled"), (std::pair<std::uint64_t, std::uint64_t>{25, 890}));
}

TEST(Draw, EachInstanceIsDrawnAtMostOnceAndAboutAsOftenAsAnyOther) {
  std::vector<int> times(1000);
  constexpr int rounds = 200;
  for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
    const auto sample = draw(frame(), 100, Strata::none, seed);
    std::set<std::size_t> once;
    for (const ledger::DrawnInstance& d : sample->drawn) {
      EXPECT_TRUE(once.insert(d.in_frame).second);
      ++times[d.in_frame];
    }
    EXPECT_EQ(once.size(), 100U);
  }
  // 200 draws of a tenth: 20 each, standard deviation 4.24; none of 1000 is five deviations away.
  for (const int n : times) EXPECT_NEAR(n, 20, 22);
}

TEST(Draw, RefusesWhatCannotBeDrawn) {
  EXPECT_EQ(draw(frame(), 2, Strata::municipality, 7).error().kind, Refusal::Kind::too_small);
  EXPECT_EQ(draw({}, 2, Strata::none, 7).error().kind, Refusal::Kind::empty);
  ledger::Frame undated = frame();
  undated.has_days = false;
  EXPECT_EQ(draw_latest(undated, 2, Date{10}).error().kind, Refusal::Kind::no_days);
  EXPECT_EQ(draw_latest(frame(), 2, Date{0}).error().kind, Refusal::Kind::empty);
}

TEST(Draw, TheLatestBeforeADay) {
  // Days 1, 2, 4, 5, 7, 8, 10, … are known; before 10 the last three are 8, 7 and 5.
  const auto sample = draw_latest(frame(), 3, Date{10});
  ASSERT_TRUE(sample);
  std::vector<std::size_t> places;
  for (const ledger::DrawnInstance& d : sample->drawn) places.push_back(d.in_frame);
  EXPECT_EQ(places, (std::vector<std::size_t>{8, 7, 5}));
  EXPECT_EQ(sample->drawn.front().of_stratum, sample->drawn.front().drawn_of_stratum);  // they stand for no others
}

}  // namespace
}  // namespace rettesnor::review
