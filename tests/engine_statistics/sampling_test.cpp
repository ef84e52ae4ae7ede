#include "engine/statistics/sampling.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/statistics/sample_size.hpp"
#include "tests/engine_statistics/statistics_support.hpp"

namespace rettesnor::statistics {
namespace {

TEST(SampleSize, OfAShare) {
  const SampleSize s = size_for_share(.5, .05, 750).value();
  EXPECT_NEAR(s.unlimited, 384.14588, 1e-5);
  EXPECT_NEAR(s.size, 254.25624, 1e-5);
  EXPECT_EQ(s.cases, 255);
  EXPECT_EQ(size_for_share(.5, .05, 0)->cases, 385);
  EXPECT_FALSE(size_for_share(.5, 0, 10));
  EXPECT_FALSE(size_for_share(nan_value, .05, 10));
  EXPECT_FALSE(size_for_share(.5, .05, -1));
}

TEST(SampleSize, AStratifiedShare) {
  const auto strata = std::to_array<SampledStratum>({{500, {40, 50}}, {300, {18, 30}}, {200, {10, 20}}});
  const StratifiedShare s = stratified_share(strata).value();
  EXPECT_NEAR(s.share, .68, 1e-12);
  EXPECT_NEAR(s.standard_error, .04334424, 1e-8);
  EXPECT_EQ(stratified_share(std::to_array<SampledStratum>({{1, {1, 1}}, {9, {3, 9}}}))->standard_error, 0) << "all seen";
  EXPECT_FALSE(stratified_share(std::to_array<SampledStratum>({{10, {1, 1}}})));
  EXPECT_FALSE(stratified_share(std::to_array<SampledStratum>({{10, {1, 11}}})));
  EXPECT_FALSE(stratified_share({}));
}

TEST(SampleSize, Allocation) {
  // The strata above, whose shares .8, .6 and .5 have the deviations sqrt(p (1 - p)).
  const auto strata = std::to_array<StratumSpread>({{500, .4}, {300, std::sqrt(.24)}, {200, .5}});
  expect_all(neyman_allocation(strata, 100).value(), std::array{44.746, 32.881, 22.373}, 1e-3);
  EXPECT_FALSE(neyman_allocation(std::to_array<StratumSpread>({{500, 0}}), 10));
  EXPECT_FALSE(neyman_allocation(std::to_array<StratumSpread>({{500, nan_value}}), 10));
}

TEST(SampleSize, Acceptance) {
  EXPECT_NEAR(acceptance(50, 2, .01).value(), .98618273, 1e-8);
  EXPECT_NEAR(acceptance(50, 2, .05).value(), .54053312, 1e-8);
  EXPECT_NEAR(acceptance(50, 2, .1).value(), .11172876, 1e-8);
  EXPECT_NEAR(acceptance_of(50, 2, 20, 400).value(), .53266206, 1e-8);
  EXPECT_EQ(acceptance(5, 5, .5), 1);
  EXPECT_FALSE(acceptance(0, 0, .5));
  EXPECT_FALSE(acceptance(5, -1, .5));
  EXPECT_FALSE(acceptance(5, 1, nan_value));
  EXPECT_FALSE(acceptance_of(401, 2, 20, 400));
}

TEST(SampleSize, Discovery) {
  EXPECT_EQ(discovery_size(200, 10, .95), 51);
  EXPECT_EQ(discovery_size_unlimited(.05, .95), 59);
  EXPECT_EQ(discovery_size(200, 200, .95), 1);
  EXPECT_FALSE(discovery_size(200, 0, .95));
  EXPECT_FALSE(discovery_size(200, 10, 1));
  EXPECT_FALSE(discovery_size_unlimited(0, .95));
}

std::vector<FrameCase> frame() {
  std::vector<FrameCase> out;
  for (int i = 0; i < 90; ++i) out.push_back({"G" + std::to_string(i), "grant"});
  for (int i = 0; i < 30; ++i) out.push_back({"R" + std::to_string(i), "refusal"});
  return out;
}

const std::map<std::string, std::int64_t> nine_and_ten{{"grant", 9}, {"refusal", 10}};

std::set<std::string> ids(const Sample& sample) {
  std::set<std::string> out;
  for (const DrawnCase& c : sample.cases) out.insert(c.id);
  return out;
}

TEST(Sample, StandsForTheWholeFrame) {
  const Sample s = draw_stratified(frame(), nine_and_ten, 7).value();
  ASSERT_EQ(s.cases.size(), 19U);
  EXPECT_EQ(ids(s).size(), 19U);
  double weight = 0;
  for (const DrawnCase& c : s.cases) {
    EXPECT_EQ(c.id[0], c.stratum == "grant" ? 'G' : 'R');
    EXPECT_DOUBLE_EQ(c.inclusion, c.stratum == "grant" ? 9.0 / 90 : 10.0 / 30);
    EXPECT_DOUBLE_EQ(c.weight * c.inclusion, 1);
    weight += c.weight;
  }
  EXPECT_NEAR(weight, 120, 1e-9);
}

TEST(Sample, TheSeedAloneDecides) {
  std::vector<FrameCase> turned = frame();
  std::ranges::reverse(turned);
  const Sample a = draw_stratified(frame(), nine_and_ten, 7).value();
  const Sample b = draw_stratified(turned, nine_and_ten, 7).value();
  EXPECT_EQ(ids(a), ids(b));
  EXPECT_EQ(a.frame_hash, b.frame_hash);
  EXPECT_EQ(a.frame_hash.size(), 64U);
  EXPECT_NE(ids(a), ids(draw_stratified(frame(), nine_and_ten, 8).value()));
  turned.pop_back();
  const Sample fewer = draw_stratified(turned, nine_and_ten, 7).value();
  EXPECT_NE(fewer.frame_hash, a.frame_hash);
  std::vector<std::string> both;
  std::ranges::set_intersection(ids(fewer), ids(a), std::back_inserter(both));
  EXPECT_GE(both.size(), 18U) << "one case less changes one drawn case at most";
}

TEST(Sample, DrawsEveryCaseEquallyOften) {
  // 2000 draws of 10 of 30: each case about 667 times, standard deviation 21; five of those either side.
  std::map<std::string, int> drawn;
  std::vector<FrameCase> refusals;
  for (int i = 0; i < 30; ++i) refusals.push_back({"R" + std::to_string(i), "refusal"});
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    for (const std::string& id : ids(draw_stratified(refusals, {{"refusal", 10}}, seed).value())) ++drawn[id];
  }
  EXPECT_EQ(drawn.size(), 30U);
  for (const auto& [id, times] : drawn) EXPECT_NEAR(times, 667, 105) << id;
}

TEST(Sample, ASmallStratumIsTakenWhole) {
  const Sample s = draw_stratified(frame(), {{"refusal", 500}}, 1).value();
  EXPECT_EQ(s.cases.size(), 30U);
  EXPECT_EQ(s.cases.front().weight, 1);
}

TEST(Sample, AFrameOrPlanThatCannotBeDrawnFrom) {
  std::vector<FrameCase> twice = frame();
  twice.push_back({"R3", "grant"});
  EXPECT_EQ(draw_stratified(twice, nine_and_ten, 1).error().kind, SampleProblem::Kind::duplicate_id);
  EXPECT_EQ(draw_stratified(twice, nine_and_ten, 1).error().what, "R3");
  EXPECT_EQ(draw_stratified(frame(), {{"none", 1}}, 1).error().kind, SampleProblem::Kind::unknown_stratum);
  EXPECT_EQ(draw_stratified(frame(), {{"grant", -1}}, 1).error().kind, SampleProblem::Kind::negative_size);
}

TEST(Sample, TheLatestBeforeADay) {
  const std::vector<DatedCase> cases{{"a", 10}, {"d", 12}, {"c", 12}, {"e", 13}, {"b", 11}};
  const auto latest = latest_before(cases, 13, 3).value();
  ASSERT_EQ(latest.size(), 3U);
  EXPECT_EQ(latest[0].id, "c");
  EXPECT_EQ(latest[1].id, "d");
  EXPECT_EQ(latest[2].id, "b");
  EXPECT_EQ(latest_before(cases, 13, 9)->size(), 4U);
  EXPECT_FALSE(latest_before(cases, 13, -1));
}

TEST(Sample, WeightsUndoTheOversampling) {
  // Ten grants of a hundred, all lawful, and ten refusals of ten, none lawful: 100 of 110 and not a half.
  std::vector<WeightedAnswer> answers(10, {10, true});
  answers.resize(20, {1, false});
  EXPECT_NEAR(weighted_share(answers).value(), 100.0 / 110, 1e-12);
  EXPECT_FALSE(weighted_share({}));
  EXPECT_FALSE(weighted_share(std::vector<WeightedAnswer>{{nan_value, true}}));
}

}  // namespace
}  // namespace rettesnor::statistics
