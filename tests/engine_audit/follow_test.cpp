// What is counted beside verdicts: reasons, and days from a start to the act, by cases worked out by hand. T is 20 January 2026 at noon.
#include "engine/audit/follow.hpp"

#include <gtest/gtest.h>

#include "engine/reference/evaluate.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::audit {
namespace {

constexpr const char* rules_text = R"(language en
package small version 1
actor office "Kontoret"
source L law "Small law"
concept visit "Besøg"
  event came date "Kom"
  fact useful yes/no "Nyttigt"
end
concept matter "Sag"
  event a date "Anker"
  event e date "Handling"
  fact c yes/no "Betingelse"
  fact why one of declined, no_room "Hvorfor"
  fact closed yes/no "Lukket"
  fact excused yes/no "Undskyldt"
  list visits of visit "Besøg"
end
rule in_time "I tide" cite L § 1
  when c
  office must do e within 10 days of a
end
rule visited "Besøgt" cite L § 2
  office must make visits where useful within 10 days of a
end
recommendation soon "Snart" cite L § 3
  office should do e within 10 days of a
  accept reasons declined, no_room, closed
end
exception excuse to soon "Undskyldning" cite L § 3
  when excused
  instead may be omitted
end
)";

class FollowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    loaded_ = testing::load({rules_text});
    ASSERT_EQ(loaded_->problems, "");
  }

  BesideCounts counted(const std::string& rule, const std::string& yaml) const {
    const Model& model = loaded_->model;
    const Case subject = testing::read_yaml_case(model, "case: C\nmunicipality: \"0751\"\nextraction_time: \"2026-02-01 00:00\"\na: 2026-01-05\n" + yaml);
    const Question question{.as_of = testing::at("2026-01-20 12:00"), .trust_as_of_watermark = false};
    std::vector<BesideInstance> instances;
    for (const InstanceResult& r : evaluate(model, subject, question)) {
      if (model.rules[r.rule].name != rule || r.rest) continue;
      std::optional<Date> anchor;
      if (r.anchor && local_day(r.anchor->earliest) == local_day(r.anchor->latest)) anchor = local_day(r.anchor->earliest);
      instances.push_back({r.rule, r.at, r.possible, anchor, 751, r.internal_error});
    }
    return count_beside(model, subject, question, instances);
  }

  /// `done 5`, `open 15`, `unknown`; of one instance.
  std::string followed(const std::string& rule, const std::string& yaml) const {
    std::string out;
    for (const FollowKey key : counted(rule, yaml).follows) {
      EXPECT_EQ(key.municipality(), 751);
      out += key.ending() == Followed::Ending::unknown ? "unknown" : (key.ending() == Followed::Ending::done ? "done " : "open ") + std::to_string(key.days());
    }
    return out;
  }
  std::string reason(const std::string& yaml) const {
    const BesideCounts found = counted("soon", yaml);
    return found.reasons.empty() ? "none" : "'" + found.reasons.front().reason + "'";
  }

  std::unique_ptr<testing::Loaded> loaded_;
};

TEST_F(FollowTest, DaysRunFromTheStartToTheAct) {
  EXPECT_EQ(followed("in_time", "c: true\ne: 2026-01-10\n"), "done 5");
  EXPECT_EQ(followed("in_time", "c: true\ne: 2026-01-18\n"), "done 13") << "late, and done all the same";
  EXPECT_EQ(followed("in_time", "c: true\ne: 2026-01-05\n"), "done 0");
  EXPECT_EQ(followed("in_time", "c: true\ne: 2026-01-02\n"), "done 0") << "a single event counts before its start";
}

TEST_F(FollowTest, WhatIsOpenIsFollowedAsLongAsItIsKnownToBe) {
  EXPECT_EQ(followed("in_time", "c: true\n"), "open 15") << "to T";
  EXPECT_EQ(followed("in_time", "c: true\ne: {not_by: 2026-01-12}\n"), "open 7") << "to the event's own watermark: it may have been done since";
  EXPECT_EQ(followed("in_time", "c: true\ne: 2026-01\n"), "unknown") << "done in January, perhaps before its start";
  EXPECT_EQ(followed("in_time", "c: true\ne: {unknown: asked}\n"), "unknown");
  EXPECT_EQ(followed("in_time", "c: true\ne: 2026-01-25\n"), "open 15") << "planned after T";
}

TEST_F(FollowTest, WhatMayBeOutOfScopeIsNotFollowed) {
  EXPECT_EQ(followed("in_time", "e: 2026-01-10\n"), "unknown") << "whether it applies is not known";
  EXPECT_EQ(followed("in_time", "c: false\n"), "") << "certainly out of scope: no instance to count";
}

TEST_F(FollowTest, OnlyAnElementThatCountsEndsIt) {
  EXPECT_EQ(followed("visited", "visits:\n  - {id: v1, came: 2026-01-07, useful: false}\n  - {id: v2, came: 2026-01-09, useful: true}\n"), "done 4");
  EXPECT_EQ(followed("visited", "visits:\n  - {id: v1, came: 2026-01-07}\n  - {id: v2, came: 2026-01-09, useful: true}\n"), "unknown") << "the first may have counted";
  EXPECT_EQ(followed("visited", "visits:\n  - {id: v1, came: 2026-01-02, useful: true}\n  - {id: v2, came: 2026-01-09, useful: true}\n"), "done 4") << "an element from before the start does not count";
}

TEST_F(FollowTest, AReasonIsCountedWhereItExplainsADeparture) {
  EXPECT_EQ(reason("why: declined\n"), "'declined'");
  EXPECT_EQ(reason("why: no_room\nclosed: true\n"), "'no_room+closed'");
  EXPECT_EQ(reason("why: declined\ne: 2026-01-08\n"), "none") << "followed, whatever is recorded";
  EXPECT_EQ(reason("closed: false\nexcused: false\n"), "none") << "no reason certainly recorded: no explained departure";
  EXPECT_EQ(reason("excused: true\n"), "''") << "an exception explains it, no accepted reason";
}

TEST_F(FollowTest, WhatAPersonIsToJudgeDoesNotWait) {
  EXPECT_EQ(followed("soon", "why: declined\nexcused: false\n"), "unknown");
  EXPECT_EQ(followed("soon", "why: declined\ne: 2026-01-08\nexcused: false\n"), "done 3");
}

TEST(FollowKeys, KeepWhatTheyAreMadeOfInOrder) {
  const FollowKey done(7, 751, {Followed::Ending::done, 12}), open(7, 751, {Followed::Ending::open, 3}), nowhere(7, -1, {Followed::Ending::open, 90000});
  EXPECT_EQ(done.rule(), 7U);
  EXPECT_EQ(done.municipality(), 751);
  EXPECT_EQ(done.ending(), Followed::Ending::done);
  EXPECT_EQ(done.days(), 12);
  EXPECT_EQ(nowhere.municipality(), -1);
  EXPECT_EQ(nowhere.days(), 65535);
  EXPECT_LT(done, open);
  EXPECT_LT(nowhere, done);
}

}  // namespace
}  // namespace rettesnor::audit
