// What may leave: which answers there are, what is hidden with what, and that nothing hidden shows anywhere.
#include "engine/report/publication.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/report/figures.hpp"
#include "tests/engine_report/report_support.hpp"

namespace rettesnor::report {
namespace {

using testing::duty;
using testing::Part;
using testing::run_of;

TEST(Answers, ACertainVerdictHasItsAnswer) {
  EXPECT_EQ(answer_of(Verdict::fulfilled), Answer::kept);
  EXPECT_EQ(answer_of(Verdict::late), Answer::missed);
  EXPECT_EQ(answer_of(Verdict::breached), Answer::missed);
  EXPECT_EQ(answer_of(Verdict::for_judgement), Answer::open);
  EXPECT_EQ(answer_of(Verdict::not_applicable), std::nullopt);
  EXPECT_EQ(answer_of(Verdict::pending), std::nullopt);
  EXPECT_EQ(answer_of(VerdictSet()), std::nullopt);
}

TEST(Answers, ASetIsOpenUnlessEveryVerdictInItHasTheSameAnswer) {
  EXPECT_EQ(answer_of({Verdict::late, Verdict::breached}), Answer::missed);
  EXPECT_EQ(answer_of({Verdict::not_applicable, Verdict::pending}), std::nullopt);
  EXPECT_EQ(answer_of({Verdict::fulfilled, Verdict::late}), Answer::open);
  EXPECT_EQ(answer_of({Verdict::fulfilled, Verdict::pending}), Answer::open);
  EXPECT_EQ(answer_of({Verdict::breached, Verdict::not_applicable}), Answer::open);
  EXPECT_EQ(answer_of({Verdict::for_judgement, Verdict::not_applicable}), Answer::open);
  EXPECT_EQ(answer_of(VerdictSet::full()), Answer::open);
}

/// 137 instances at Helsingør, 161 at Odense: the 3 and 4 that missed are too few to show, and so are the others that give them away.
std::vector<Part> mixed(std::uint64_t moved = 0) {
  return {{"0101", 60, 12, 8, 6}, {"0151", 45, 6, 0, 5}, {"0217", 134 - moved, 3 + moved, 0, 0}, {"0461", 157 + moved, 4 - moved, 0, 0},
          {"0561", 52, 7, 5, 0},  {"0621", 38, 9, 0, 7}, {"0751", 71, 10, 6, 9},                   {"0851", 83, 6, 5, 8}};
}
/// 640 kept, 81 missed and 35 open, as there.
std::vector<Part> two_months() { return {{"2025-11", 320, 30, 12, 15}, {"2025-12", 320, 27, 12, 20}}; }

TEST(Publication, HidesTheSmallAndWhatGivesItAway) {
  const Publication p = publish(run_of({duty("a", mixed(), two_months())}), {});
  ASSERT_TRUE(p.rules.at(0).municipalities);
  const disclosure::Published& table = *p.rules[0].municipalities;
  ASSERT_EQ(table.row_labels().at(2), "0217");
  const Row helsingor = row_of(table, 2);
  EXPECT_EQ(helsingor.relevant, 137);
  EXPECT_EQ(helsingor.kept, std::nullopt);
  EXPECT_EQ(helsingor.missed, std::nullopt);
  EXPECT_EQ(helsingor.open, 0);  // that nothing is open is a fact of the data
  const Row copenhagen = row_of(table, 0);
  EXPECT_EQ(copenhagen.relevant, 86);
  EXPECT_EQ(copenhagen.kept, 60);
  EXPECT_EQ(copenhagen.missed, 20);
  EXPECT_EQ(copenhagen.open, 6);
  EXPECT_EQ(p.rules[0].national.kept, 640);
  EXPECT_EQ(p.rules[0].national.missed, 81);
  EXPECT_EQ(p.rules[0].national.open, 35);
  EXPECT_EQ(p.rules[0].late, 57);
  EXPECT_EQ(p.rules[0].breached, 24);
  EXPECT_EQ(p.rules[0].for_judgement, 0);
  EXPECT_EQ(p.rules[0].undetermined, 35);
  ASSERT_TRUE(p.rules[0].months);
}

TEST(Publication, NoOutputHoldsAHiddenCount) {
  const Publication p = publish(run_of({duty("a", mixed(), two_months())}), {});
  const std::string all = testing::all_outputs(p);
  EXPECT_FALSE(testing::has_number(all, "134"));
  EXPECT_FALSE(testing::has_number(all, "157"));
  EXPECT_FALSE(all.contains("97,8 %") || all.contains("97.8 %")) << "134 of 137";
  EXPECT_FALSE(all.contains("97,5 %") || all.contains("97.5 %")) << "157 of 161";
  // The search finds what is shown, so it would have found what is not.
  EXPECT_TRUE(testing::has_number(all, "137"));
  EXPECT_TRUE(testing::has_number(all, "161"));
}

TEST(Publication, OutputsDoNotDependOnWhatIsHidden) {
  const std::string one = testing::all_outputs(publish(run_of({duty("a", mixed(), two_months())}), {}));
  EXPECT_EQ(one, testing::all_outputs(publish(run_of({duty("a", mixed(1), two_months())}), {})));
  // One more that is shown, and the outputs differ.
  auto other = mixed();
  other[0].kept += 1;
  auto months = two_months();
  months[0].kept += 1;
  EXPECT_NE(one, testing::all_outputs(publish(run_of({duty("a", other, months)}), {})));
}

TEST(Publication, AHiddenMunicipalityHasNoPoint) {
  const Publication p = publish(run_of({duty("a", mixed(), two_months())}), {});
  const auto funnel = funnel_of(p.rules.at(0));
  ASSERT_TRUE(funnel);
  EXPECT_DOUBLE_EQ(funnel->centre, 640.0 / 721.0);
  std::vector<std::string> codes;
  for (const FunnelPoint& point : funnel->points) codes.push_back(point.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"0101", "0151", "0561", "0621", "0751", "0851"}));
  EXPECT_FALSE(funnel->spread) << "six of eight are too few to speak of a spread";
  // 60 of 80 against 88.8 %: Wilson's 95 % interval, 0.645 to 0.832, lies below; the 99.8 % one as well or not is the statistics' matter.
  EXPECT_TRUE(funnel->points[0].standing.place == statistics::Place::below || funnel->points[0].standing.place == statistics::Place::far_below);
  // If the 6 open ones are missed the share is 60/86, if kept 66/86.
  EXPECT_DOUBLE_EQ(funnel->points[0].share.bounds.low, 60.0 / 86.0);
  EXPECT_DOUBLE_EQ(funnel->points[0].share.bounds.high, 66.0 / 86.0);
}

TEST(Publication, AThresholdHidesMore) {
  const auto counts = run_of({duty("a", mixed(), two_months())});
  const auto strict = disclosure::Policy::with_threshold(8);
  ASSERT_TRUE(strict);
  EXPECT_FALSE(disclosure::Policy::with_threshold(2));
  EXPECT_EQ(row_of(*publish(counts, {}).rules[0].municipalities, 1).missed, 6);
  EXPECT_EQ(row_of(*publish(counts, *strict).rules[0].municipalities, 1).missed, std::nullopt);
}

TEST(Publication, AFewThatAllMissedAreNotToldByTheZerosBesideThem) {
  auto parts = mixed();
  parts.push_back({"0825", 0, 3, 0, 0});
  auto months = two_months();
  months[0].late += 3;
  const Publication p = publish(run_of({duty("a", parts, months)}), {});
  ASSERT_TRUE(p.rules[0].municipalities);
  const auto& labels = p.rules[0].municipalities->row_labels();
  const auto place = std::ranges::find(labels, "0825") - labels.begin();
  const Row laeso = row_of(*p.rules[0].municipalities, static_cast<std::size_t>(place));
  EXPECT_EQ(laeso.relevant, std::nullopt);
  EXPECT_EQ(laeso.missed, std::nullopt);
  EXPECT_EQ(laeso.kept, std::nullopt);
}

TEST(Publication, TablesOfTheSamePopulationsHideTheSameOnes) {
  // Populations and answers at random, by a fixed rule; two duties of the same instances each time.
  std::uint64_t state = 7;
  const auto below = [&](std::uint64_t n) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33U) % n;
  };
  std::size_t apart = 0, compared = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<Part> first, second;
    for (const char* code : {"0101", "0151", "0217", "0461", "0561", "0825"}) {
      const std::uint64_t population = below(3) == 0 ? 1 + below(6) : 20 + below(40);
      for (std::vector<Part>* parts : {&first, &second}) {
        const std::uint64_t late = below(population + 1), open = below(3) == 0 ? below(population - late + 1) : 0;
        parts->push_back({code, population - late - open, late, 0, open});
      }
    }
    const auto alone = [](const std::vector<Part>& parts) { return publish(run_of({duty("a", parts, {})}), {}); };
    const Publication together = publish(run_of({duty("a", first, {}), duty("b", second, {})}), {}), a = alone(first), b = alone(second);
    for (std::size_t row = 0; row <= first.size(); ++row) {
      const disclosure::Cell population{row, answers};
      for (const PublishedRule& r : together.rules) {
        if (!r.municipalities || !together.delivered) continue;
        ++compared;
        EXPECT_EQ(r.municipalities->at(population).has_value(), together.delivered->at({row, 1}).has_value()) << round << ' ' << row << ' ' << r.rule;
      }
      if (a.rules[0].municipalities && b.rules[0].municipalities && a.rules[0].municipalities->at(population).has_value() != b.rules[0].municipalities->at(population).has_value()) ++apart;
    }
  }
  EXPECT_GT(compared, 500U);
  EXPECT_GT(apart, 0U) << "each alone would hide others, else this shows nothing";
}

TEST(Publication, MonthsAreNotShownWhereTheirTotalIsHidden) {
  // 4 missed in the whole country.
  const Publication p = publish(run_of({duty("a", {{"0101", 50, 4, 0, 10}, {"0751", 60, 0, 0, 9}}, {{"2025-11", 50, 4, 0, 10}, {"2025-12", 60, 0, 0, 9}})}), {});
  EXPECT_EQ(p.rules[0].national.missed, std::nullopt);
  EXPECT_FALSE(p.rules[0].months);
  EXPECT_FALSE(chart_of(p.rules[0]));
}

TEST(Publication, PendingAndSmallPartsAreCountsToo) {
  auto parts = mixed();
  parts[0].pending = 4;
  auto months = two_months();
  months[0].pending = 4;
  const Publication p = publish(run_of({duty("a", parts, months)}), {});
  EXPECT_EQ(p.rules[0].pending, std::nullopt);
  EXPECT_EQ(p.rules[0].national.relevant, 756);  // the same as without them
  // 2 of 57 late: neither late nor breached, for their sum is shown.
  std::vector<Part> few{{"0101", 60, 2, 18, 6}, {"0561", 52, 0, 37, 9}};
  const Publication q = publish(run_of({duty("a", few, {})}), {});
  EXPECT_EQ(q.rules[0].national.missed, 57);
  EXPECT_EQ(q.rules[0].late, std::nullopt);
  EXPECT_EQ(q.rules[0].breached, std::nullopt);
}

}  // namespace
}  // namespace rettesnor::report
