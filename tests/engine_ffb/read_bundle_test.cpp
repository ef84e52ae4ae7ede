// One bundle: what is read of it, and what is refused.
#include "engine/store/ffb/read_bundle.hpp"

#include "engine/store/ffb/shape.hpp"
#include "tests/engine_ffb/bundles.hpp"

namespace rettesnor::testing_ffb {
namespace {

using ffb::Field;

struct Outcome {
  ffb::Read read;
  std::string codes;  ///< `K093 3:17 start`
};

Outcome read(const std::string& text) {
  ffb::Settings settings;
  settings.expected_level = "M-LEVEL";
  settings.goal_type = "M-TYPE";
  Problems problems({}, 20);
  const Source source{.name = "a.json", .text = text};
  Outcome out{ffb::read_bundle(source, 0, settings, problems), {}};
  for (const Diagnostic& d : problems.take()) {
    const Position at = source.position(d.at.begin);
    out.codes += (out.codes.empty() ? "" : ", ") + std::string(number_of(d.code)) + " " + std::to_string(at.line) + ":" + std::to_string(at.column);
    if (d.code == Code::ffb_bad_resource) out.codes += " " + d.arguments.front();
  }
  EXPECT_EQ(out.read.bundle.has_value(), out.codes.empty()) << text;
  return out;
}

std::string of_citizen(std::initializer_list<std::string> rest) {
  std::string out;
  for (const std::string& r : rest) out += ",\n{\"resource\":" + r + "}";
  return R"({"resourceType":"Bundle","type":"collection","timestamp":"2026-01-10T12:00:00Z","entry":[)" "\n{\"resource\":" + patient() + "}" + out + "]}";
}

TEST(ReadBundle, AllThatIsSaid) {
  const std::string request = resource("ServiceRequest", "serviceRequest", "r1",
                                       R"(,"status":"active","extension":[{"url":"http://example.org/kl-reporting-ffb-municipality-case-number","extension":[{"url":"official","valueIdentifier":{"value":"S-1"}}]}])");
  const std::string gathering = resource("ClinicalImpression", "informationGathering", "u1",
                                         R"(,"effectiveDateTime":"2026-01-08T09:00:00.1234567+01:00","extension":[{"url":"http://example.org/BasedOnServiceRequest","valueReference":{"reference":"ServiceRequest/r1"}}],"finding":[{"itemReference":{"reference":"urn:uuid:c1"}}])");
  const Outcome all = read(of_citizen({request, gathering, condition("c1", "ACT-1", "L3", "2026-01-08", "2026-01-09"), goal("g1", {ranked("c1", 1), ranked("c2", 2)}), effort("e1", "p1", "E-1", "2026-01-09")}));
  ASSERT_TRUE(all.read.bundle) << all.codes;
  EXPECT_EQ(all.read.bundle->citizen, "anna");
  const auto& rs = all.read.bundle->resources;
  ASSERT_EQ(rs.size(), 6U);
  EXPECT_EQ(rs[1].value(Field::case_number), "S-1");
  EXPECT_EQ(rs[2].value(Field::at), "2026-01-08T09:00:00.123456+01:00");
  EXPECT_EQ(rs[2].references, (std::vector<ffb::Reference>{{ffb::Role::request, 0, "r1"}, {ffb::Role::finding, 0, "c1"}}));
  EXPECT_EQ(rs[3].value(Field::code), "ACT-1");
  EXPECT_EQ(rs[3].value(Field::severity), "L3");
  EXPECT_EQ(rs[3].value(Field::recorded), "2026-01-08");
  EXPECT_EQ(rs[3].value(Field::asserted), "2026-01-09");
  EXPECT_EQ(rs[4].value(Field::expected), "L1");
  EXPECT_EQ(rs[4].value(Field::type), "develop");
  EXPECT_EQ(rs[4].references, (std::vector<ffb::Reference>{{ffb::Role::condition, 1, "c1"}, {ffb::Role::condition, 2, "c2"}}));
  EXPECT_EQ(rs[5].kind, ffb::Kind::intervention);
  EXPECT_EQ(rs[5].value(Field::code), "E-1");
  EXPECT_EQ(rs[5].place.line, 7U);
}

TEST(ReadBundle, WithoutProfilesTheShapeTells) {
  const auto bare = [](std::string text) {
    const std::size_t at = text.find(R"(,"meta")");
    return text.erase(at, text.find("]}", at) + 2 - at);
  };
  const auto all = read(of_citizen({bare(condition("c1", "ACT-1", "L3", "2026-01-08")), bare(target_group("t1", "T-1")), bare(plan("p1", "2026-01-09", list("addresses", {ranked("t1", 1)}))),
                                    bare(effort("e1", "p1", "E-1", "2026-01-09")), bare(follow_up("f1", "p1", "2026-01-10", "stop")),
                                    bare(resource("Observation", "careEvaluation", "v1", coded("valueCodeableConcept", "N1")))}));
  ASSERT_TRUE(all.read.bundle) << all.codes;
  std::vector<ffb::Kind> kinds;
  for (const auto& r : all.read.bundle->resources) kinds.push_back(r.kind);
  using K = ffb::Kind;
  EXPECT_EQ(kinds, (std::vector{K::citizen, K::condition, K::target_group, K::plan, K::intervention, K::follow_up, K::evaluation}));
  // A condition that nothing tells from a target group is not guessed at.
  EXPECT_EQ(read(of_citizen({bare(target_group("t1", "T-1"))})).codes, "K093 3:13 meta.profile");
}

TEST(ReadBundle, WhatIsRefused) {
  EXPECT_EQ(read("[]").codes, "K090 1:1");
  EXPECT_EQ(read(R"({"resourceType":"Bundle","type":"transaction","timestamp":"2026-01-10T12:00:00Z","entry":[{"resource":)" + patient() + "}]}").codes, "K090 1:1");
  for (const char* wrong : {"", "2026-01-10", "2026-01-10T12:00:00", "2026-01-10 12:00:00Z", "2026-13-01T12:00:00Z", "yesterday"}) {
    EXPECT_TRUE(read(bundle(wrong, {patient()})).codes.starts_with("K091")) << wrong;
  }
  EXPECT_EQ(read(bundle("2026-01-10T12:00:00Z", {})).codes, "K092 1:1");
  EXPECT_EQ(read(bundle("2026-01-10T12:00:00Z", {patient(), patient("bo")})).codes.substr(0, 4), "K092");
  for (const char* number : {"3112990000", "311299-0000", "CPR-3112990000", "9112990000", "311299%200000", "311299 0000", "311299_0000", "311299.0000", "31.12.99-0000", "311299\xE2\x80\x93" "0000", "31 12 99 0000"}) EXPECT_TRUE(read(bundle("2026-01-10T12:00:00Z", {patient(number)})).codes.ends_with(" id")) << number;
  EXPECT_EQ(read(bundle("2026-01-10T12:00:00Z", {patient("3213990000")})).codes, "") << "no day of any year";
  EXPECT_EQ(read(bundle("2026-01-10T12:00:00Z", {patient("2026-01-10-1234")})).codes, "") << "a day and a running number";
  EXPECT_EQ(read(of_citizen({plan("3112990000", "2026-01-09")})).codes, "K093 3:13 id");
  EXPECT_EQ(read(of_citizen({plan("ab010180-3456-4abc-8def-0123456789ab", "2026-01-09")})).codes, "") << "a UUID";
  EXPECT_EQ(read(of_citizen({resource("Condition", "condition", "c1", "", "bo")})).codes, "K095 3:13");
  EXPECT_EQ(read(of_citizen({plan("p1", "2026-01-09"), plan("p1", "2026-01-08")})).codes, "K094 4:13");
  EXPECT_EQ(read(of_citizen({plan("p1", "2026-01-09"), plan("p1", "2026-01-09")})).codes, "");
}

TEST(ReadBundle, ShapesThatAreNotFhirs) {
  const auto fault = [](const std::string& rest, std::string_view type = "CarePlan", std::string_view profile = "carePlan") {
    const std::string codes = read(of_citizen({resource(type, profile, "p1", rest)})).codes;
    return codes.substr(0, 4) + codes.substr(std::min(codes.size(), codes.rfind(' ')));
  };
  EXPECT_EQ(fault(R"(,"period":"2026")"), "K093 period");
  EXPECT_EQ(fault(R"(,"period":{"start":20260109})"), "K093 start");
  EXPECT_EQ(fault(R"(,"period":{"start":"9 January"})"), "K093 start");
  EXPECT_EQ(fault(R"(,"period":{"start":"2026-02-30"})"), "K093 start");
  EXPECT_EQ(fault(R"(,"period":{"start":"2026-01-09T08:00"})"), "K093 start");
  EXPECT_EQ(fault(R"(,"goal":[7])"), "K093 goal");
  EXPECT_EQ(fault(R"(,"goal":[{"reference":[]}])"), "K093 reference");
  EXPECT_EQ(fault(R"(,"addresses":[{"reference":"Condition/a","extension":[{"url":"x/ConditionRank","valuePositiveInt":3}]}])"), "K093 valuePositiveInt");
  EXPECT_EQ(fault(R"(,"code":{"coding":[{"code":"a"},{"code":"b"}]})", "Condition", "condition"), "K093 coding");
  EXPECT_EQ(fault(R"(,"code":"a")", "Condition", "condition"), "K093 coding");
  EXPECT_EQ(fault("", "Condition", "carePlan"), "K093 meta.profile");
  EXPECT_EQ(fault("", "Medication", ""), "K093 meta.profile");
  EXPECT_EQ(read(of_citizen({R"({"resourceType":"Goal","subject":{"reference":"Patient/anna"}})"})).codes, "K093 3:13 id");
  EXPECT_EQ(read(of_citizen({R"({"resourceType":"Goal","id":"g"})"})).codes, "K093 3:13 subject");
  EXPECT_EQ(read(of_citizen({R"({"id":"g"})"})).codes, "K093 3:13 resourceType");
}

TEST(ReadBundle, HostileTexts) {
  const std::string head = R"({"resourceType":"Bundle","type":"collection","timestamp":"2026-01-10T12:00:00Z","x":)";
  for (const auto& [text, code] : {std::pair{head + std::string(100'000, '['), "K0"},
                                   {head + std::string(70, '[') + std::string(70, ']') + "}", "K0"},
                                   {head + "1,\"x\":2}", "K0"},
                                   {head + "\"\xC3\x28\"}", "K0"},
                                   {head + "\"\xE2\x80\xAE\"}", "K0"},
                                   {head + "1e999999999}", "K092"},
                                   {head + "-}", "K0"},
                                   {head + "NaN}", "K0"},
                                   {head + "}", "K0"},
                                   {std::string(), "K0"},
                                   {std::string(9U << 20U, ' '), "K0"}}) {
    const Outcome found = read(text);
    EXPECT_TRUE(found.codes.starts_with(code)) << text.substr(0, 150) << found.codes;
  }
  // A number of any size is read as its letters where nobody asks for it, and refused where a text is wanted.
  EXPECT_EQ(read(of_citizen({resource("CarePlan", "carePlan", "p1", R"(,"status":1e999999999)")})).codes.substr(0, 4), "K093");
}

TEST(Shape, TimesAndReferences) {
  EXPECT_EQ(ffb::fhir_time("2026"), "2026");
  EXPECT_EQ(ffb::fhir_time("2026-02-28"), "2026-02-28");
  EXPECT_EQ(ffb::fhir_time("2026-02-29"), std::nullopt);
  EXPECT_EQ(ffb::fhir_time("2026-02-28T08:00:00Z"), "2026-02-28T08:00:00Z");
  EXPECT_EQ(ffb::fhir_time("2026-02-28T08:00:00"), std::nullopt);
  EXPECT_EQ(ffb::id_of_reference("Condition/a", "Condition"), "a");
  EXPECT_EQ(ffb::id_of_reference("https://x.org/fhir/Condition/a/_history/2", "Condition"), "a");
  EXPECT_EQ(ffb::id_of_reference("urn:uuid:a", "Condition"), "a");
  EXPECT_EQ(ffb::id_of_reference("a", "Condition"), "a");
  EXPECT_EQ(ffb::id_of_reference("Goal/a", "Condition"), "Goal/a");
}

}  // namespace
}  // namespace rettesnor::testing_ffb
