// JSON: the same cases as YAML, and only what is JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

struct Pair {
  const char* yaml;
  const char* json;
};

TEST(Json, MeansTheSameAsYaml) {
  const Pair pairs[] = {
      {"case: A\nborn: 2010-05-01\ngrade: 12.5\nwritten: yes\nnote: hej",
       R"({"case":"A","born":"2010-05-01","grade":12.5,"written":true,"note":"hej"})"},
      {"case: A\nextraction_time: 2026-03-04 08:00\nmunicipality: 0751\nunmapped: [visits]",
       R"({"case":"A","extraction_time":"2026-03-04 08:00","municipality":"0751","unmapped":["visits"]})"},
      {"case: A\nstudy: {at: 2026-05-09, recorded_at: 2026-05-12, source: journal}\nnotifier: {unknown: asked}",
       R"({"case":"A","study":{"at":"2026-05-09","recorded_at":"2026-05-12","source":"journal"},"notifier":{"unknown":"asked"}})"},
      {"case: A\nserious: {value: no, by: X, on: 2026-01-12}\nnote: {withheld: true}\nborn: null",
       R"({"case":"A","serious":{"value":false,"by":"X","on":"2026-01-12"},"note":{"withheld":true},"born":null})"},
      {"case: A\nkinds: [a, c]\ninpatient: [{from: 2026-01-01, until: 2026-02-01}, {from: 2026-03-01}]\nanswer: 8 "
       "weeks",
       R"({"case":"A","kinds":["a","c"],"inpatient":[{"from":"2026-01-01","until":"2026-02-01"},{"from":"2026-03-01"}],"answer":"8 weeks"})"},
      {"case: A\nnotifier: {conflicting: [{value: private, source: A}, {value: anonymous, source: B}]}",
       R"({"case":"A","notifier":{"conflicting":[{"value":"private","source":"A"},{"value":"anonymous","source":"B"}]}})"},
      {"case: A\nnotifications: [{id: n1, receipt: 2026-03-02 09:00, followups: [{held: 2026-03}]}, {}]",
       R"({"case":"A","notifications":[{"id":"n1","receipt":"2026-03-02 09:00","followups":[{"held":"2026-03"}]},{}]})"},
      {"case: A\nvisits: {complete_to: 2026-01-01, items: [{made: {between: [2026-01-01, 2026-01-03]}, with_child: "
       "nej}]}",
       R"({"case":"A","visits":{"complete_to":"2026-01-01","items":[{"made":{"between":["2026-01-01","2026-01-03"]},"with_child":"nej"}]}})"},
      {"case: A\nnote: \"æ\\u00e6\\n\\\"\"", R"({"case":"A","note":"æ\u00e6\n\""})"},
  };
  for (const Pair& pair : pairs)
    EXPECT_EQ(picture(accepted(pair.yaml)), picture(accepted(pair.json, CaseFormat::json))) << pair.yaml;
}

TEST(Json, MistakesAreTheSameAsInYaml) {
  // JSON is YAML: the same text through both readers must give the same codes at the same places.
  for (const char* text : {
           R"({"case": "A", "born": "1 May", "visits": 3})",
           R"({"case": "A", "note": "a", "note": "b"})",
           R"({"case": "A", "study": {"at": "2026-01-01", "withheld": "x"}})",
           R"({"case": "A", "visits": [{"id": "a"}, {"id": "a"}], "zzz": [1, {"b": null}]})",
           R"({"case": "A", "notifier": "privat", "unmapped": ["vists"]})",
           R"([])",
       }) {
    EXPECT_EQ(refused(text, CaseFormat::json), refused(text, CaseFormat::yaml)) << text;
    EXPECT_FALSE(refused(text, CaseFormat::json).empty()) << text;
  }
}

TEST(Json, TypesAreThoseOfJson) {
  const auto read = [](const std::string& field) {
    return refused("{\"case\": \"A\", " + field + "}", CaseFormat::json);
  };
  EXPECT_THAT(read("\"note\": 5"), ElementsAre("K025 1:23"));
  EXPECT_THAT(read("\"note\": true"), ElementsAre("K025 1:23"));
  EXPECT_THAT(read("\"grade\": \"5\""), ElementsAre("K023 1:24"));
  EXPECT_THAT(read("\"grade\": true"), ElementsAre("K023 1:24"));
  EXPECT_THAT(read("\"born\": 2010"), ElementsAre("K027 1:23"));
  EXPECT_THAT(read("\"written\": 1"), ElementsAre("K022 1:26"));
  EXPECT_THAT(read("\"notifier\": 1"), ElementsAre("K026 1:27"));
}

TEST(Json, NumbersAreExact) {
  const Case input = accepted(R"({"case": "A", "grade": 0.1, "fees": 123456789012.25})", CaseFormat::json);
  EXPECT_EQ(std::get<Decimal>(cell(input, "grade").value).millionths, 100'000);  // never through a double
  EXPECT_EQ(std::get<Decimal>(cell(input, "fees").value).millionths, 123'456'789'012'250'000);
  const auto grade = [](const std::string& text) {
    return refused("{\"case\": \"A\", \"grade\": " + text + "}", CaseFormat::json);
  };
  for (const char* text : {"1e3", "1E-3", "0.1234567", "12345678901234567890", "1e400"})
    EXPECT_THAT(grade(text), ElementsAre("K024 1:24")) << text;
  for (const char* text : {"01", "-", "+1", "1.", ".5", "0x1", "NaN", "Infinity", "-Infinity", "1_0", "1 2"})
    EXPECT_THAT(grade(text), ElementsAre(StartsWith("K008 1:"))) << text;
}

TEST(Json, OnlyJson) {
  for (const char* text : {
           "{",
           "}",
           "{\"case\": \"A\"",
           "{\"case\" \"A\"}",
           "{\"case\": \"A\",}",
           "{\"case\": \"A\"} x",
           "{\"case\": \"A\"}{}",
           "{'case': 'A'}",
           "{case: \"A\"}",
           "{\"case\": \"A\" // remark\n}",
           "{\"case\": tru}",
           "{\"case\": nul}",
           "{\"case\": truex}",
           "{\"case\": \"A}",
           "{\"case\": \"\\x\"}",
           "{\"case\": \"\\ud800\"}",
           "{\"case\": \"a\tb\"}",
           "[1, 2",
           "{\"a\": [1, 2}",
           "{\"a\": {]}",
           "\"A",
           "case: A",
           "{\"case\": \"A\", \"note\"}",
           "{\"case\": \"A\", : 1}",
           "{,}",
           "[,]",
           "{\"a\": }",
           "nul",
           "tru e",
       })
    EXPECT_THAT(refused(text, CaseFormat::json), ElementsAre(StartsWith("K008"))) << text;
}

TEST(Json, ASecondDocumentIsNotDropped) {
  EXPECT_THAT(refused("{\"case\": \"A\"}\n{\"case\": \"B\"}", CaseFormat::json), ElementsAre("K008 2:1"));
  EXPECT_THAT(refused("\"A\" 1", CaseFormat::json), ElementsAre(StartsWith("K008")));
}

TEST(Json, ScalarsAreNoCase) {
  for (const char* text : {"\"A\"", "1", "true", "null", " -0.5 "})
    EXPECT_THAT(refused(text, CaseFormat::json), ElementsAre(StartsWith("K014"))) << text;
}

TEST(Json, DepthAndSize) {
  const std::string open(70, '['), shut(70, ']');
  EXPECT_THAT(refused("{\"a\": " + open + shut + "}", CaseFormat::json),
              ElementsAre("K005 1:70"));  // 63 lists inside the map
  EXPECT_FALSE(refused(std::string(1'000'000, '['), CaseFormat::json).empty());
  EXPECT_THAT(refused("   \n", CaseFormat::json), ElementsAre("K015 1:1"));
}

TEST(Json, ByteOrderMark) {
  EXPECT_EQ(accepted("\xEF\xBB\xBF{\"case\": \"A\"}", CaseFormat::json).id, "A");
  EXPECT_THAT(refused("\xEF\xBB\xBF{\"case\": \"A\", \"born\": \"x\"}", CaseFormat::json), ElementsAre("K028 1:23"));
}

}  // namespace
}  // namespace rettesnor::testing_store
