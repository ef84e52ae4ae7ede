// Law that changed or ended after a recommendation was written, and what is no such thing.
#include "engine/model/law_changes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/support/load.hpp"

namespace rettesnor::testing {
namespace {

// Each recommendation that is named `changed_…` rests on law that has changed since, `ended_…` on law that nothing has followed, and no other does.
TEST(LawChanges, LawThatChangedSinceARecommendationIsFound) {
  const std::string law = R"(language en
package t.law version 1
actor office "K"
source SEL law "Lov" source NR national guideline "Råd"
concept c "Sag"
  event start date
  event done date verb make
end
rule versions "V" cite SEL § 82 b stk. 2
  in force until 2023-12-31
    office must make done within 2 weeks of start
  in force from 2024-01-01
    office must make done within 3 weeks of start
end
rule by_cite "C" cite SEL § 110 until 2018-12-31, SEL § 110 a from 2019-01-01
  office must make done within 2 weeks of start
end
rule many "M" cite SEL §§ 20-22 from 2022-07-01
  office must make done within 2 weeks of start
end
rule repealed "R" cite SEL § 30
  in force until 2019-12-31
    office must make done within 2 weeks of start
end
rule moved "O" cite SEL § 31 until 2019-12-31
  office must make done within 2 weeks of start
end
rule moved_to "T" cite SEL § 31 from 2020-01-01
  office must make done within 2 weeks of start
end
rule parts "P" cite SEL § 32 stk. 1 until 2019-12-31, SEL § 32 stk. 2
  office must make done within 2 weeks of start
end
exception waived to versions "E" cite SEL § 33
  in force from 2020-01-01
    when start has happened
    instead not applicable
end
exception advised to soft "E" cite SEL § 34
  in force from 2020-01-01
    when start has happened
    instead not applicable
end
recommendation soft "S" cite NR "9"
  evidence practice consensus
  office should make done within 3 weeks of start
end
parameter limit "L" cite SEL § 35
  value 4 weeks
  value 5 weeks from 2020-01-01
end
parameter rate "L"
  value 4 weeks until 2019-12-31 cite SEL § 36
  value 5 weeks from 2020-01-01 cite SEL § 37
end
parameter same "L" cite SEL § 38
  value 4 weeks
end
)";
  const auto advice = [](const std::string& name, const std::string& cite, const std::string& evidence) {
    return "recommendation " + name + " \"A\" cite " + cite + "\n  evidence practice consensus" + evidence + "\n  office should make done within 1 weeks of start\nend\n";
  };
  std::string other = "language en\npackage t.advice version 1\nuses t.law 1\nactor board \"B\"\nsource SEL2 law \"Anden lov\"\n";
  other += advice("changed_by_version", "NR \"1\", SEL § 82 b stk. 1", ", as of 2023-12-31");
  other += advice("same_day", "SEL § 82 b", ", as of 2024-01-01");
  other += advice("other_letter", "SEL § 82", ", as of 2016-01-01") + advice("next_letter", "SEL § 82 c", ", as of 2016-01-01");
  other += advice("other_law", "SEL2 § 82 b", ", as of 2016-01-01");
  other += advice("undated", "SEL § 82 b", "");
  other += advice("changed_by_cite", "SEL § 110 a stk. 5", ", as of 2016-05-01") + advice("ended_cite", "SEL § 110", ", as of 2016-05-01");
  other += advice("ended_version", "SEL § 30", ", as of 2019-12-31") + advice("ended_before", "SEL § 30", ", as of 2020-01-01");
  other += advice("changed_and_not_ended", "SEL § 31", ", as of 2016-05-01") + advice("goes_on", "SEL § 32", ", as of 2016-05-01");
  other += advice("changed_by_exception", "SEL § 33", ", as of 2016-05-01") + advice("exception_to_advice", "SEL § 34", ", as of 2016-05-01");
  other += advice("changed_by_parameter", "SEL § 35", ", as of 2016-05-01") + advice("parameter_began_before", "SEL § 35", ", as of 2020-01-01");
  other += advice("ended_value", "SEL § 36", ", as of 2016-05-01") + advice("changed_by_value", "SEL § 37", ", as of 2016-05-01") + advice("one_value", "SEL § 38", ", as of 2016-05-01");
  other += advice("knows_from", "SEL § 35 from 2020-01-01", ", as of 2016-05-01") + advice("over_before", "SEL § 35 until 2019-12-31", ", as of 2016-05-01");
  other += "recommendation followed \"A\" cite SEL § 35\n  evidence practice consensus, as of 2016-05-01\n  in force until 2019-12-31\n    office should make done within 1 weeks of start\n"
           "  in force from 2020-01-01\n    office should make done within 2 weeks of start\nend\n";
  other += advice("changed_in_range", "SEL § 21 stk. 1", ", as of 2016-05-01") + advice("beside_range", "SEL § 23", ", as of 2016-05-01");
  other += advice("changed_by_text", "NR \"1\" text of 2020, SEL § 82 b", "") + advice("text_is_newer", "NR \"1\" text of 2024, SEL § 82 b", "");
  other += advice("changed_own_text", "SEL § 82 b text of 2019", ", as of 2025-01-01");
  for (std::size_t at = other.find("office should"); at != std::string::npos; at = other.find("office should")) other.replace(at, 6, "board");
  const auto loaded = load({law, other});
  ASSERT_EQ(loaded->problems, "");
  const Model& model = loaded->model;
  std::map<std::string, std::string> found;
  for (const LawChange& c : law_changes(model)) {
    const std::string& name = model.rules[c.rule].name;
    found[name] = name_of(model, c.by) + " " + to_string(c.from);
    EXPECT_EQ(c.ended, name.starts_with("ended_")) << name;
    if (name == "changed_by_version") {
      EXPECT_EQ(to_string(c.as_of) + c.cite->locator + c.since->locator, "2023-12-31§ 82 b stk. 1§ 82 b stk. 2");
    }
  }
  EXPECT_EQ(found, (std::map<std::string, std::string>{{"changed_by_version", "versions 2024-01-01"}, {"changed_by_cite", "by_cite 2019-01-01"}, {"changed_in_range", "many 2022-07-01"},
                                                       {"changed_by_text", "versions 2024-01-01"}, {"changed_own_text", "versions 2024-01-01"}, {"ended_cite", "by_cite 2019-01-01"},
                                                       {"ended_version", "repealed 2020-01-01"}, {"changed_and_not_ended", "moved_to 2020-01-01"}, {"changed_by_exception", "waived 2020-01-01"},
                                                       {"changed_by_parameter", "limit 2020-01-01"}, {"ended_value", "rate 2020-01-01"}, {"changed_by_value", "rate 2020-01-01"}}));
}

}  // namespace
}  // namespace rettesnor::testing
