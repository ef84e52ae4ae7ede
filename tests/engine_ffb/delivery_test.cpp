// Many bundles of one citizen and of several: what holds in the end, what is kept out, and what then nobody may conclude.
#include "tests/engine_ffb/bundles.hpp"

namespace rettesnor::testing_ffb {
namespace {

using ::testing::Test;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST_F(FfbTest, ACaseOfOneBundle) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g1", {ranked("c1", 1)}), target_group("t1", "T-1"), encounter("n1", "2026-03-01"),
                                                 plan("p1", "2026-01-09", next_on("n1") + list("goal", {refer("Goal", "g1")}) + list("addresses", {ranked("t1", 1)}))}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "");
  // 12:00 UTC on 10 January is 13:00 in Denmark.
  EXPECT_EQ(only_case(*delivery),
            R"({"extraction_time":"2026-01-10T13:00:00+01:00","case":"anna",)"
            R"("looks":[{"recorded_at":"2026-01-10T13:00:00+01:00","id":"c1.1","looked":"2026-01-08","item":"ACT-1","grade":3}],)"
            R"("aims":[{"recorded_at":"2026-01-10T13:00:00+01:00","id":"g1","item":"ACT-1","kind":"develop","baseline":3,"expected":1}],)"
            R"("plans":[{"recorded_at":"2026-01-10T13:00:00+01:00","id":"p1","started":"2026-01-09","next":"2026-03-01","group_code":"T-1"}]})");
}

TEST_F(FfbTest, ALaterBundleOverwritesAndAnAssessmentIsKept) {
  // The names say another order than the times do.
  file("b.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("a.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c1", "ACT-1", "L2", "2026-01-08", "2026-04-30"), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}), "2026-04-29")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "");
  EXPECT_EQ(delivery->tidings().replaced, 2U);
  const std::string one = only_case(*delivery);
  EXPECT_TRUE(has(one, R"("looked":"2026-01-08","item":"ACT-1","grade":3)")) << one;
  EXPECT_TRUE(has(one, R"("id":"c1.2","looked":"2026-04-30","item":"ACT-1","grade":2)")) << one;
  // The plan was known from the first bundle on, and ended by the second. 12:00 UTC in May is 14:00.
  EXPECT_TRUE(has(one, R"({"recorded_at":"2026-01-10T13:00:00+01:00","id":"p1","started":"2026-01-09","ended":"2026-04-29"})")) << one;
  EXPECT_TRUE(has(one, R"("recorded_at":"2026-05-01T14:00:00+02:00","id":"c1.2")")) << one;
  EXPECT_TRUE(has(one, R"("baseline":3,"expected":1,"found":2,"found_on":"2026-04-30")")) << one;
}

TEST_F(FfbTest, NobodyLookedAgainIsNotNoChange) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08")}));
  auto delivery = deliver();
  EXPECT_FALSE(has(only_case(*delivery), "found"));
  // The same level on another day: somebody looked, and nothing had changed.
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08", "2026-04-30")}));
  delivery = deliver();
  EXPECT_TRUE(has(only_case(*delivery), R"("found":3,"found_on":"2026-04-30")"));
  // Looked at, and the level not assessed: unknown.
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c1", "ACT-1", "LX", "2026-01-08", "2026-04-30")}));
  delivery = deliver();
  EXPECT_TRUE(has(only_case(*delivery), R"("found":{"unknown":"asked"},"found_on":"2026-04-30")"));
}

TEST_F(FfbTest, AnAssessmentThatIsToldLateIsNoneAfterTheGoal) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-05"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("b.json", bundle("2026-01-12T12:00:00Z", {patient(), condition("c1", "ACT-1", "L2", "2026-01-05", "2026-01-09")}));
  const auto delivery = deliver();
  EXPECT_TRUE(has(only_case(*delivery), R"("baseline":2,"expected":1})")) << only_case(*delivery);
}

TEST_F(FfbTest, ANewConditionOfTheSameCodeIsANewAssessment) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c2", "ACT-1", "L1", "2026-04-30"), condition("c3", "ACT-2", "L0", "2026-04-30")}));
  const auto delivery = deliver();
  EXPECT_TRUE(has(only_case(*delivery), R"("baseline":3,"expected":1,"found":1,"found_on":"2026-04-30")"));
}

TEST_F(FfbTest, AnUnknownDayOfAnAssessmentLeavesTheOrderUnknown) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c2", "ACT-1", "L1", "2026")}));
  const auto delivery = deliver();
  EXPECT_TRUE(has(only_case(*delivery), R"("baseline":{"unknown":"asked"},"expected":1,"found":{"unknown":"asked"},"found_on":{"unknown":"asked"})"));
}

TEST_F(FfbTest, WhatWasKnownThen) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), encounter("n1", "2026-03-01"), plan("p1", "2026-01-09", next_on("n1"))}));
  file("b.json", bundle("2026-02-01T12:00:00Z", {patient(), encounter("n1", "2026-09-01")}));
  auto delivery = deliver();
  EXPECT_TRUE(has(only_case(*delivery), R"("next":"2026-09-01")"));
  delivery = deliver(nullptr, testing::at("2026-01-31 12:00"));
  EXPECT_EQ(delivery->tidings().later, 1U);
  const std::string then = only_case(*delivery);
  EXPECT_TRUE(has(then, R"("next":"2026-03-01")")) << then;
  EXPECT_TRUE(has(then, R"("extraction_time":"2026-01-10T13:00:00+01:00")")) << then;
}

TEST_F(FfbTest, WhenAValueBecameKnown) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), encounter("n1", "2026-03-01"), condition("c1", "ACT-1", "L3", "2026-01-06"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", next_on("n1") + list("goal", {refer("Goal", "g1")}))}));
  file("b.json", bundle("2026-02-01T12:00:00Z", {patient(), encounter("n1", "2026-09-01"), condition("c1", "ACT-1", "L2", "2026-01-06", "2026-01-31"), plan("p1", "2026-01-07", next_on("n1") + list("goal", {refer("Goal", "g1")}), "2026-12-01")}));
  file("c.json", bundle("2026-03-01T12:00:00Z", {patient(), follow_up("f1", "p1", "2026-02-28", "stop"), plan("p1", "2026-01-07", next_on("n1") + list("goal", {refer("Goal", "g1")}), "2026-11-01")}));
  const auto delivery = deliver();
  const auto told = [&](const std::string& table, const std::string& column) {
    const auto columns = *delivery->columns(table);
    const auto at = std::ranges::find(columns, column);
    std::string out;
    EXPECT_TRUE(at != columns.end()) << column;
    EXPECT_TRUE(delivery->read(table, [&](source::Row&& row) { out = row.cells[static_cast<std::size_t>(at - columns.begin())].text.substr(0, 10); }).has_value());
    return out;
  };
  EXPECT_EQ(told("plans", "recorded_at"), "2026-01-10");
  EXPECT_EQ(told("plans", "changed_at"), "2026-03-01");
  // A day that was corrected was known to have come since it was first told; one that was agreed anew, since then.
  EXPECT_EQ(told("plans", "start_recorded_at"), "2026-01-10");
  EXPECT_EQ(told("plans", "end_recorded_at"), "2026-02-01");
  EXPECT_EQ(told("plans", "follow_up_recorded_at"), "2026-02-01");
  EXPECT_EQ(told("plans", "result_recorded_at"), "2026-03-01");
  EXPECT_EQ(told("plans", "result_at_recorded_at"), "2026-03-01");
  EXPECT_EQ(told("goals", "recorded_at"), "2026-01-10");
  EXPECT_EQ(told("goals", "baseline_recorded_at"), "2026-01-10");
  EXPECT_EQ(told("goals", "found_recorded_at"), "2026-02-01");
  EXPECT_EQ(told("goals", "found_at_recorded_at"), "2026-02-01");
}

TEST_F(FfbTest, WhatWasEnteredInErrorIsGone) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09"), follow_up("f1", "p1", "2026-01-10", "stop")}));
  file("b.json", bundle("2026-01-11T12:00:00Z", {patient(), resource("Observation", "followUp", "f1", member("status", "entered-in-error") + list("focus", {refer("CarePlan", "p1")}))}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "");
  EXPECT_FALSE(has(only_case(*delivery), "reviews"));
  EXPECT_FALSE(has(only_case(*delivery), "result"));
}

TEST_F(FfbTest, APlansFollowUpsLieInIt) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-02"), plan("p2", "2026-01-02"), follow_up("f1", "p1", "2026-01-10", "stop"), follow_up("f2", "p1", "2026-01-08", "go_on")}));
  const auto delivery = deliver();
  const std::string one = only_case(*delivery);
  EXPECT_TRUE(has(one, R"("id":"p1","started":"2026-01-02","result":"stop","reviews":[)")) << one;
  EXPECT_TRUE(has(one, R"("id":"p2","started":"2026-01-02"}])")) << one;
}

TEST_F(FfbTest, ABadBundleKeepsItsCitizensCaseOut) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09")}));
  file("b.json", bundle("2026-01-10T12:00:00Z", {patient("bo"), resource("CarePlan", "carePlan", "p2", R"(,"period":{"start":"2026-01-09"})", "bo")}));
  file("c.json", bundle("", {patient(), plan("p1", "2026-01-09", "", "2026-01-10")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "c.json K091");
  EXPECT_FALSE(delivery->tidings().lost);
  const auto all = cases(*delivery);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0], "# K091");
  EXPECT_TRUE(has(all[1], R"("case":"bo")") && !has(all[1], "unmapped")) << all[1];
}

TEST_F(FfbTest, ABundleOfNobodyLeavesEveryListAndEventOpen) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09")}));
  file("b.json", "{\"resourceType\": \"Bundle\", ");
  const auto delivery = deliver();
  EXPECT_TRUE(delivery->tidings().lost);
  const auto all = cases(*delivery);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(has(all[0], R"("unmapped":["looks","aims","plans","looks.looked","aims.found_on","plans.started","plans.ended","plans.reviews","plans.reviews.held"])")) << all[0];
  EXPECT_EQ(all[1], "# K008");
  // A file that is plainly something else is kept out, and nothing is lost with it.
  file("b.json", R"({"resourceType": "OperationOutcome"})");
  const auto other = deliver();
  EXPECT_EQ(findings(*other), "b.json K090");
  EXPECT_EQ(other->tidings().bad, 1U);
  EXPECT_FALSE(other->tidings().lost);
  EXPECT_FALSE(has(only_case(*other), "unmapped"));
}

TEST_F(FfbTest, TheSameBundleTwice) {
  const std::string text = bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09")});
  file("a.json", text);
  file("b.json", text);
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "b.json K101");
  EXPECT_EQ(delivery->tidings().bundles, 1U);
  EXPECT_FALSE(has(only_case(*delivery), "#"));
}

TEST_F(FfbTest, TwoStoriesOfOneTime) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09")}));
  file("b.json", bundle("2026-01-10T13:00:00+01:00", {patient(), plan("p1", "2026-01-07")}));  // the same moment
  auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "b.json K094");
  EXPECT_EQ(only_case(*delivery), "# K094");
  // The same story of one time is no matter.
  file("b.json", bundle("2026-01-10T13:00:00+01:00", {patient(), plan("p1", "2026-01-09")}));
  delivery = deliver();
  EXPECT_EQ(findings(*delivery), "");
  EXPECT_FALSE(has(only_case(*delivery), "#"));
}

TEST_F(FfbTest, AResourceOfTwoCitizens) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08")}));
  file("b.json", bundle("2026-01-11T12:00:00Z", {patient("bo"), condition("c1", "ACT-1", "L3", "2026-01-08", "", "bo")}));
  file("c.json", bundle("2026-01-11T12:00:00Z", {patient("eva"), condition("c9", "ACT-1", "L3", "2026-01-08", "", "eva")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "b.json K095");
  const auto all = cases(*delivery);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0], "# K095");
  EXPECT_EQ(all[1], "# K095");
  EXPECT_TRUE(has(all[2], R"("case":"eva")"));
}

TEST_F(FfbTest, AReferenceThatLeadsNowhere) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g9")}))}));
  auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "a.json K100");
  EXPECT_EQ(only_case(*delivery), "# K100");
  // An earlier bundle may have it.
  file("0.json", bundle("2026-01-09T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g9", {ranked("c1", 1)})}));
  delivery = deliver();
  EXPECT_EQ(findings(*delivery), "");
  // Another type of that id is not it.
  file("0.json", bundle("2026-01-09T12:00:00Z", {patient(), condition("g9", "ACT-1", "L3", "2026-01-08")}));
  delivery = deliver();
  EXPECT_EQ(findings(*delivery), "a.json K100");
}

TEST_F(FfbTest, AFollowUpOfNoPlan) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09"), follow_up("f1", "", "2026-01-10", "stop")}));
  file("b.json", bundle("2026-01-10T12:00:00Z", {patient("bo")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "a.json K104");
  const auto all = cases(*delivery);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0], "# K104");
  EXPECT_FALSE(has(all[1], "unmapped")) << "one citizen's mistake opens nobody else's lists: " << all[1];
}

TEST_F(FfbTest, ATimeThatMustHaveBeenIsUnknown) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), resource("CarePlan", "carePlan", "p1", R"(,"period":{"end":"2026-01-09"})")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "a.json K104");
  EXPECT_TRUE(has(only_case(*delivery), R"("started":{"unknown":"asked"},"ended":"2026-01-09")"));
}

TEST_F(FfbTest, AReferenceToAnotherCitizensResource) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-09")}));
  file("b.json", bundle("2026-01-11T12:00:00Z", {patient("bo"), resource("Observation", "followUp", "f1", list("focus", {refer("CarePlan", "p1")}) + member("effectiveDateTime", "2026-01-10") + coded("valueCodeableConcept", "stop"), "bo")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "b.json K095");
  EXPECT_EQ(cases(*delivery), (std::vector<std::string>{"# K095", "# K095"}));
}

TEST_F(FfbTest, ARefusedBundleKeepsOutEveryCitizenItNames) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient("bo")}));
  file("b.json", bundle("2026-01-11T12:00:00Z", {patient(), resource("CarePlan", "carePlan", "p1", R"(,"period":{"start":"2026-01-09"})", "bo")}));
  auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "b.json K095");
  EXPECT_FALSE(delivery->tidings().lost);
  EXPECT_EQ(cases(*delivery), (std::vector<std::string>{"# K095", "# K095"}));
  // Whose it is, cannot be read: it may be anyone's.
  file("b.json", bundle("2026-01-11T12:00:00Z", {patient(), resource("CarePlan", "carePlan", "p1", "", "")}));
  delivery = deliver();
  EXPECT_TRUE(delivery->tidings().lost);
}

TEST_F(FfbTest, OneIdOfTwoOrganisations) {
  const auto of = [](std::string_view office) { return resource("Patient", "citizen", "1", R"(,"managingOrganization":{"identifier":{"value":)" + json_text(office) + "}}", ""); };
  file("a.json", bundle("2026-01-10T12:00:00Z", {of("A")}));
  file("b.json", bundle("2026-01-11T12:00:00Z", {patient("1")}));
  EXPECT_EQ(findings(*deliver()), "");
  file("c.json", bundle("2026-01-12T12:00:00Z", {of("B")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "c.json K095");
  EXPECT_EQ(only_case(*delivery), "# K095");
}

TEST_F(FfbTest, AssessmentsOfOneDay) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), goal("g1", {ranked("c1", 1)}), plan("p1", "2026-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c2", "ACT-1", "L1", "2026-04-30T15:00:00+02:00"), condition("c3", "ACT-1", "L4", "2026-04-30T09:00:00+02:00")}));
  EXPECT_TRUE(has(only_case(*deliver()), R"("baseline":3,"expected":1,"found":1)"));
  file("b.json", bundle("2026-05-01T12:00:00Z", {patient(), condition("c2", "ACT-1", "L1", "2026-04-30"), condition("c3", "ACT-1", "L4", "2026-04-30")}));
  EXPECT_TRUE(has(only_case(*deliver()), R"("baseline":{"unknown":"asked"},"expected":1,"found":{"unknown":"asked"})"));
}

TEST_F(FfbTest, AGoalThatIsToldLateIsDatedByItsPlan) {
  const std::string before = condition("c1", "ACT-1", "L3", "2025-01-08"), again = condition("c2", "ACT-1", "L1", "2026-04-01"), aim = goal("g1", {ranked("c1", 1)});
  file("a.json", bundle("2026-05-01T12:00:00Z", {patient(), before, again, aim, plan("p1", "2025-01-09", list("goal", {refer("Goal", "g1")}))}));
  EXPECT_TRUE(has(only_case(*deliver()), R"("baseline":3,"expected":1,"found":1)"));
  file("a.json", bundle("2026-05-01T12:00:00Z", {patient(), before, again, aim}));
  EXPECT_TRUE(has(only_case(*deliver()), R"("baseline":{"unknown":"asked"})")) << "in no plan";
  // The plan was under way before the goal came into it.
  file("a.json", bundle("2026-05-01T12:00:00Z", {patient(), before, again, aim, plan("p1", "2025-01-09", list("goal", {refer("Goal", "g1")}))}));
  file("0.json", bundle("2025-01-10T12:00:00Z", {patient(), plan("p1", "2025-01-09")}));
  EXPECT_TRUE(has(only_case(*deliver()), R"("baseline":{"unknown":"asked"})"));
}

TEST_F(FfbTest, TheLastFollowUpIsLastByItsOwnDate) {
  file("a.json", bundle("2026-05-02T12:00:00Z", {patient(), plan("p1", "2026-01-01"), follow_up("f2", "p1", "2026-05-01", "stop")}));
  file("b.json", bundle("2026-05-03T12:00:00Z", {patient(), follow_up("f1", "p1", "2026-02-01", "go_on")}));
  EXPECT_TRUE(has(only_case(*deliver()), R"("result":"stop","reviews")"));
}

TEST_F(FfbTest, AFollowUpThatIsNotHeld) {
  for (const char* status : {"cancelled", "revoked", "preliminary"}) {
    std::string one = follow_up("f1", "p1", "2026-01-10", "stop");
    one.replace(one.find("final"), 5, status);
    file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-01"), one}));
    const std::string text = only_case(*deliver());
    EXPECT_FALSE(has(text, "result") || has(text, "reviews")) << text;
  }
}

TEST_F(FfbTest, AFollowUpOfTwoPlans) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient(), plan("p1", "2026-01-01"), plan("p2", "2026-01-01"),
                                                 resource("Observation", "followUp", "f1", list("focus", {refer("CarePlan", "p1"), refer("CarePlan", "p2")}) + member("effectiveDateTime", "2026-01-10") + coded("valueCodeableConcept", "stop"))}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "a.json K093");
  EXPECT_EQ(only_case(*delivery), "# K093");
}

TEST_F(FfbTest, AnExtensionInCapitals) {
  file("a.JSON", bundle("2026-01-10T12:00:00Z", {patient()}));
  EXPECT_EQ(deliver()->tidings().files.size(), 1U);
}

TEST_F(FfbTest, LinksAndHiddenFilesAreNoBundles) {
  file("a.json", bundle("2026-01-10T12:00:00Z", {patient()}));
  file(".b.json", bundle("2026-01-11T12:00:00Z", {patient("bo")}));
  file("c.txt", "not read");
  fs::create_symlink(folder_ / "a.json", folder_ / "d.json");
  EXPECT_EQ(deliver()->tidings().files.size(), 1U);
}

}  // namespace
}  // namespace rettesnor::testing_ffb
