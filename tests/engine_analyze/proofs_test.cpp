// What is called proved is not refuted by a case: each package here holds a test that passes and that a wrong proof would forbid.
#include <gtest/gtest.h>

#include "engine/analyze/analyze.hpp"
#include "engine/explain/test_run.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::analyze {
namespace {

const std::string opening = R"(language en
package small  version 1
actor office "Office"
source L law "Law"
concept matter "Matter"
  list  papers of paper
  event received date "Received"
  event answered date "Answered"  verb give
  event heard    date "Heard"     verb hold
  event closed   date "Closed"
  fact  born     date "Born"
  fact  urgent   yes/no "Urgent"
  fact  note     text "Note"
  fact  kinds    list of one of ka, kb, kc "Kinds"
)";
const std::string open_state = "  state open from received until closed\n";
const std::string papers = "end\nconcept paper \"Paper\"\n  event came date \"Came\"\n  fact large yes/no \"Large\"\nend\n";

struct Row {
  const char* name;
  bool closes;  ///< the case has a state `open`
  const char* rules;
  const char* test;
};

class Refuted : public ::testing::TestWithParam<Row> {};

TEST_P(Refuted, NoProofForbidsWhatACaseShows) {
  const Row& row = GetParam();
  const auto loaded = testing::load({opening + (row.closes ? open_state : "") + papers + row.rules + row.test});
  ASSERT_EQ(loaded->problems, "");
  ASSERT_EQ(loaded->model.tests.size(), 1U);
  ASSERT_TRUE(run_test(loaded->model, loaded->model.tests.front(), Language::english).passed()) << "the case does not show it";
  for (const Finding& f : analyze(loaded->model, loaded->sources).findings) EXPECT_FALSE(f.proved) << code(f.kind) << " " << f.rule;
}

INSTANTIATE_TEST_SUITE_P(
    Analyze, Refuted,
    ::testing::Values(
        Row{"a_municipality_without_an_overlay", true, "rule r \"R\" cite L § 1\n  when municipality = \"0751\"\n  office must give answered within 3 months of received\nend\n",
            "test t \"t\"\n  given\n    municipality \"0751\"\n    received 2001-01-31\n  at 2001-01-31 07:00\n  expect r = pending\nend\n"},
        Row{"a_list_of_codes_behind_a_condition", true, "define ks of matter as\n  kinds when urgent\nrule r \"R\" cite L § 1\n  when ks is among kb\n  office must give answered within 14 days of received\nend\n",
            "test t \"t\"\n  given\n    received 2001-01-01,\n    kinds kb,\n    urgent yes\n  at 2001-01-02\n  expect r = pending\nend\n"},
        Row{"a_duration_that_may_not_exist", true, "define dd of matter as\n  3 days when urgent\nrule r \"R\" cite L § 1\n  when dd < 4 days\n  office must give answered within 14 days of heard\nend\n",
            "test t \"t\"\n  given\n    heard 2001-01-01,\n    urgent no\n  at 2001-01-02\n  expect r = not applicable\nend\n"},
        Row{"what_is_only_allowed_before_the_state_begins", true, "rule r \"R\" cite L § 1\n  when not received has happened\n  while open\n  office may only give answered if heard has happened\nend\n",
            "test t \"t\"\n  given\n    answered 2001-02-01,\n    heard 2001-01-20\n  at 2001-03-31 07:00\n  expect r = fulfilled\nend\n"},
        Row{"a_person_of_eighty_in_2020", true, "rule r \"R\" cite L § 1\n  in force from 2020-01-01 until 2027-12-31\n  when years from born to received >= 80\n  office must give answered within 14 days of received\nend\n",
            "test t \"t\"\n  given\n    born 1938-03-01,\n    received 2020-05-01\n  at 2020-05-02\n  expect r = pending\nend\n"},
        Row{"an_exception_with_a_time_for_a_duty_without", false, "rule r \"R\" cite L § 1\n  office must give answered\nend\nexception x to r \"X\" cite L § 2\n  when urgent\n  instead office must give answered within 7 days of received\nend\n",
            "test t \"t\"\n  given\n    received 2001-01-01,\n    urgent yes\n  at 2001-03-31 07:00\n  expect r = breached\nend\n"}),
    [](const auto& row) { return std::string(row.param.name); });

std::vector<Kind> compared(const std::string& rules, const char* a, const char* b, bool& refused) {
  const auto loaded = testing::load({opening + open_state + papers + rules});
  EXPECT_EQ(loaded->problems, "");
  std::vector<RuleId> ids;
  for (const char* name : {a, b}) {
    for (std::uint32_t i = 0; i < loaded->model.rules.size(); ++i) {
      if (loaded->model.rules[RuleId{i}].name == name) ids.push_back(RuleId{i});
    }
  }
  const auto found = compare(loaded->model, loaded->sources, ids.at(0), ids.at(1));
  refused = !found;
  std::vector<Kind> out;
  if (found) {
    for (const Finding& f : found->findings) out.push_back(f.kind);
  }
  return out;
}

TEST(Same, RightsHaveNoVerdictsToCompare) {
  bool refused = false;
  compared("rule a \"A\" cite L § 1\n  office may give answered within 3 months of received\nend\nrule b \"B\" cite L § 1\n  office may give answered within 1 month of received\nend\n", "a", "b", refused);
  EXPECT_TRUE(refused);
}

TEST(Same, ARuleForSomeElementsIsNotProvedTheSameAsOneForAll) {
  bool refused = false;
  const auto kinds = compared("rule a \"A\" cite L § 1\n  for each p in papers where large\n  office must give answered within 14 days of came\nend\nrule b \"B\" cite L § 1\n  for each p in papers\n  office must give answered within 14 days of came\nend\n", "a", "b", refused);
  EXPECT_FALSE(refused);
  EXPECT_TRUE(std::ranges::find(kinds, Kind::equivalent) == kinds.end());
}

}  // namespace
}  // namespace rettesnor::analyze
