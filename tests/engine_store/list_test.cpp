// Lists: elements, their ids and paths, nesting, watermarks of their own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/element_path.hpp"
#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* two = R"(notifications:
  - {id: n1, receipt: 2026-03-02 09:00, notifier: professional, recorded_at: 2026-03-02 09:05}
  - receipt: 2026-03-03 10:00
    followups: [{held: 2026-03-10}, {held: 2026-03-20}]
)";

TEST(List, ElementsWithIdsAndPositions) {
  const Case input = accepted_body(two);
  const auto& elements = list(*input.root, "notifications").elements;
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_EQ(elements[0]->id, "n1");
  EXPECT_EQ(elements[1]->id, "2");  // its position
  EXPECT_EQ(elements[0]->parent, input.root.get());
  EXPECT_EQ(elements[0]->recorded_at, at("2026-03-02 09:05"));
  EXPECT_EQ(model().fields[elements[0]->in_list].name, "notifications");
  EXPECT_EQ(std::get<MomentInterval>(cell(*elements[1], "receipt").value).first, at("2026-03-03 10:00"));
  const auto& followups = list(*elements[1], "followups").elements;
  ASSERT_EQ(followups.size(), 2U);
  EXPECT_EQ(followups[1]->parent, elements[1].get());
}

TEST(List, ElementsByPath) {
  const Case input = accepted_body(two);
  const auto id = [&](const char* path) {
    const auto found = find_elements(model(), input, path);
    return found.size() == 1 ? found[0]->id + " of " + model().concepts[found[0]->concept_id].name : "not one";
  };
  EXPECT_EQ(id("n1"), "n1 of notification");
  EXPECT_EQ(id("notifications[n1]"), "n1 of notification");
  EXPECT_EQ(id("notifications[2]"), "2 of notification");
  EXPECT_EQ(id("notifications[2]/followups[1]"), "1 of followup");
  EXPECT_EQ(id("2"), "not one");  // the second notification and the second follow-up
  EXPECT_THAT(find_elements(model(), input, "notifications[3]"), IsEmpty());
  EXPECT_THAT(find_elements(model(), input, "visits[1]"), IsEmpty());
  EXPECT_THAT(find_elements(model(), input, ""), ElementsAre(input.root.get()));
}

TEST(List, EmptyAndLeftOut) {
  for (const char* body : {"", "visits:", "visits: []", "visits: {items: []}"})
    EXPECT_THAT(list(*accepted_body(body).root, "visits").elements, IsEmpty()) << body;
}

TEST(List, OwnWatermark) {
  const Case dated = accepted_body("visits: {complete_to: 2026-01-01, items: [{made: 2025-12-01}]}");
  const ListCell& visits = list(*dated.root, "visits");
  EXPECT_EQ(visits.elements.size(), 1U);
  // Up to and including the day: its last instant, and none of the next day.
  EXPECT_EQ(visits.complete_to->micros, at("2026-01-02 00:00").micros - 1);
  const Case timed = accepted_body("visits: {complete_to: 2026-01-01 12:00}");
  EXPECT_EQ(list(*timed.root, "visits").complete_to, at("2026-01-01 12:00"));
  // An hour that occurs twice: the first of the two, since the claim may mean it.
  const Case autumn = accepted_body("visits: {complete_to: 2026-10-25 02:30}");
  EXPECT_EQ(list(*autumn.root, "visits").complete_to, at("2026-10-25 02:30 +02:00"));
}

TEST(List, WhatIsNoList) {
  EXPECT_THAT(refused_body("visits: 2"), ElementsAre("K039 2:9"));
  EXPECT_THAT(refused_body("visits: {made: 2026-01-01}"), ElementsAre("K016 2:10"));  // a map is the long form
  EXPECT_THAT(refused_body("visits: [2026-01-01]"), ElementsAre("K014 2:10"));
  EXPECT_THAT(refused_body("visits: [null]"), ElementsAre("K014 2:10"));
  EXPECT_THAT(refused_body("visits: [{made: 2026-01-01, with: yes}]"), ElementsAre("K016 2:29"));
}

TEST(List, IdsAreUniqueInTheirList) {
  EXPECT_THAT(refused_body("visits: [{id: a}, {id: a}]"), ElementsAre("K041 2:24"));
  EXPECT_THAT(refused_body("visits: [{id: \"2\"}, {made: 2026-01-01}]"),
              ElementsAre("K041 2:21"));  // a position is an id
  EXPECT_EQ(list(*accepted_body("visits: [{id: \"2\"}, {id: \"1\"}]").root, "visits").elements.size(), 2U);
}

TEST(List, IdsCanBeWrittenInAPath) {
  for (const char* id : {"a/b", "a[1]", "a#1", "a b", "\"\""})
    EXPECT_THAT(refused_body("visits:\n- id: \"" + std::string(id == std::string_view("\"\"") ? "" : id) + "\""),
                ElementsAre("K040 3:7"))
        << id;
}

}  // namespace
}  // namespace rettesnor::testing_store
