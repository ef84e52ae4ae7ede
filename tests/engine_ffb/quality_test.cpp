// What is doubtful in bundles, and code lists.
#include "tests/engine_ffb/bundles.hpp"

namespace rettesnor::testing_ffb {
namespace {

constexpr const char* day = "2026-01-10T12:00:00Z";

class Quality : public FfbTest {
 protected:
  std::string found(std::initializer_list<std::string> resources, bool with_codes = true) {
    file("a.json", bundle(day, resources));
    const auto delivery = deliver(with_codes ? &codes_ : nullptr);
    unchecked_ = delivery->tidings().unchecked;
    spoiled_ = delivery->tidings().spoiled;
    return findings(*delivery);
  }
  std::vector<CodeTable> codes_{code_table()};
  ffb::Unchecked unchecked_;
  std::uint64_t spoiled_ = 0;
};

TEST_F(Quality, NothingToSay) {
  EXPECT_EQ(found({patient(), condition("c1", "ACT-1", "L3", "2026-01-08"), condition("c2", "FUN-1", "", "2026-01-08"), goal("g1", {ranked("c1", 1), ranked("c2", 2)}),
                   plan("p1", "2026-01-09"), follow_up("f1", "p1", "2026-01-09", "stop"), effort("e1", "p1", "E-1", "2026-01-09")}), "");
  EXPECT_EQ(unchecked_.codes, 0U);
  EXPECT_EQ(unchecked_.conditions, 0U);
}

TEST_F(Quality, WithoutAListNothingIsSaidOfCodes) {
  EXPECT_EQ(found({patient(), condition("c1", "who knows", "L9", "2026-01-08")}, false), "");
  EXPECT_EQ(unchecked_.codes, 2U);
  EXPECT_EQ(unchecked_.conditions, 1U);
}

TEST_F(Quality, CodesThatNoListHas) {
  EXPECT_EQ(found({patient(), condition("c1", "ACT-9", "L3", "2026-01-08")}), "a.json K096");
  EXPECT_EQ(found({patient(), condition("c1", "ACT-1", "L9", "2026-01-08")}), "a.json K096");
  // The list is of another system: nothing can be said, and that is counted.
  codes_.front().url = "urn:test:other";
  EXPECT_EQ(found({patient(), condition("c1", "ACT-9", "L3", "2026-01-08")}), "");
  EXPECT_EQ(unchecked_.codes, 2U);
  // A plain list is for whatever has no list of its own.
  codes_.front().url.clear();
  EXPECT_EQ(found({patient(), condition("c1", "ACT-9", "L3", "2026-01-08")}), "a.json K096");
}

TEST_F(Quality, LevelsWhereTheyBelong) {
  EXPECT_EQ(found({patient(), condition("c1", "ACT-1", "", "2026-01-08")}), "a.json K097");
  EXPECT_EQ(found({patient(), condition("c1", "FUN-1", "L0", "2026-01-08")}), "a.json K098");
  EXPECT_EQ(found({patient(), condition("c1", "ACT", "L0", "2026-01-08")}), "a.json K098") << "the root itself is no item";
}

TEST_F(Quality, OnePrimaryCondition) {
  const std::string a = condition("c1", "ACT-1", "L3", "2026-01-08"), b = condition("c2", "ACT-2", "L3", "2026-01-08");
  EXPECT_EQ(found({patient(), a, b, goal("g1", {ranked("c1", 1), ranked("c2", 1)})}), "a.json K099");
  EXPECT_EQ(found({patient(), a, b, goal("g1", {ranked("c1", 2)})}), "a.json K099");
  EXPECT_EQ(found({patient(), a, b, goal("g1", {refer("Condition", "c1")})}), "a.json K099") << "a rank that is not said is not 1";
}

TEST_F(Quality, BeforeTheStart) {
  EXPECT_EQ(found({patient(), plan("p1", "2026-01-09", "", "2026-01-08")}), "a.json K103");
  EXPECT_EQ(found({patient(), encounter("n1", "2026-01-08"), plan("p1", "2026-01-09", next_on("n1"))}), "a.json K103");
  EXPECT_EQ(found({patient(), plan("p1", "2026-01-09"), follow_up("f1", "p1", "2026-01-08", "stop")}), "a.json K103");
  EXPECT_EQ(found({patient(), plan("p1", "2026-01-09"), follow_up("f1", "p1", "2026-01", "stop")}), "") << "some day of January may be right";
  // 23:30 UTC on the 8th is half past midnight on the 9th here.
  EXPECT_EQ(found({patient(), plan("p1", "2026-01-09"), follow_up("f1", "p1", "2026-01-08T23:30:00Z", "stop")}), "");
}

TEST_F(Quality, WhatIsMissing) {
  EXPECT_EQ(found({patient(), condition("c1", "", "", "2026-01-08")}), "a.json K104");
  EXPECT_EQ(found({patient(), plan("p1", "2026-01-09"), follow_up("f1", "p1", "2026-01-09", "")}), "a.json K104");
  EXPECT_EQ(spoiled_, 0U);
}

TEST_F(Quality, TheOrderOfTimes) {
  const auto updated = [](std::string text, const std::string& at) { return text.replace(text.find(R"("meta":{)"), 8, R"("meta":{"lastUpdated":")" + at + "\","); };
  EXPECT_EQ(found({patient(), updated(plan("p1", "2026-01-09"), "2026-01-11T12:00:00Z")}), "a.json K102") << "updated after it was sent";
  EXPECT_EQ(found({patient(), updated(plan("p1", "2026-01-09"), "2026-01-09T12:00:00Z")}), "");
  file("b.json", bundle("2026-01-12T12:00:00Z", {patient(), updated(plan("p1", "2026-01-08"), "2026-01-08T12:00:00Z")}));
  EXPECT_EQ(findings(*deliver()), "b.json K102") << "older than what an earlier bundle had";
}

TEST_F(Quality, AChangedLevelOfTheSameDay) {
  file("a.json", bundle(day, {patient(), condition("c1", "ACT-1", "L3", "2026-01-08")}));
  file("b.json", bundle("2026-01-12T12:00:00Z", {patient(), condition("c1", "ACT-1", "L2", "2026-01-08")}));
  const auto delivery = deliver();
  EXPECT_EQ(findings(*delivery), "b.json K105");
  const std::string one = only_case(*delivery);
  EXPECT_NE(one.find(R"("id":"c1.1","looked":"2026-01-08","item":"ACT-1","grade":2)"), std::string::npos) << one;
  EXPECT_EQ(one.find("c1.2"), std::string::npos);
}

// ---- code lists

std::string codes_of(const std::string& text) {
  const Source file{.name = "codes", .text = text};
  const auto found = source::read_codes(file);
  std::string out;
  if (!found) {
    for (const Diagnostic& d : found.error()) out += "!" + std::string(number_of(d.code)) + ":" + std::to_string(file.position(d.at.begin).line);
    return out;
  }
  for (const auto& [code, entry] : found->codes) out += code + "=" + entry.title + (entry.parent.empty() ? "" : "<" + entry.parent) + ";";
  return out + found->url;
}

TEST(CodeFile, AFhirCodeSystem) {
  EXPECT_EQ(codes_of(R"({"resourceType":"CodeSystem","url":"urn:x","concept":[{"code":"A","display":"Aktivitet","concept":[{"code":"B","display":"Spise"},{"code":"C","display":"Gå"}]},{"code":"D","display":"Syn"}]})"),
            "A=Aktivitet;B=Spise<A;C=Gå<A;D=Syn;urn:x");
  EXPECT_EQ(codes_of("{\"resourceType\":\"ValueSet\",\n\"concept\":[]}"), "!K106:1");
  EXPECT_EQ(codes_of("{\"resourceType\":\"CodeSystem\",\"concept\":[]}"), "!K106:1");
  EXPECT_EQ(codes_of("{\"resourceType\":\"CodeSystem\",\"concept\":[\n{\"code\":\"A\",\"display\":\"a\"},\n{\"display\":\"x\"}]}"), "!K106:3");
  EXPECT_EQ(codes_of("{\"resourceType\":\"CodeSystem\",\"concept\":[\n{\"code\":\"A\"}]}"), "!K106:2") << "a code is no title";
  EXPECT_EQ(codes_of(R"({"resourceType":"CodeSystem","content":"complete","concept":[{"code":"A","display":"a"}]})"), "A=a;");
  EXPECT_EQ(codes_of(R"({"resourceType":"CodeSystem","content":"fragment","concept":[{"code":"A","display":"a"}]})"), "!K106:1");
  EXPECT_EQ(codes_of("{\"resourceType\":\"CodeSystem\",\"concept\":[\n{\"code\":\"A\",\"display\":\"a\",\"concept\":[\n{\"code\":\"A\",\"display\":\"a\"}]}]}"), "!K107:3");
  EXPECT_EQ(codes_of("{\"resourceType\":\"CodeSystem\",\"concept\":[{\"code\":7}]}"), "!K106:1");
}

TEST(CodeFile, LinesOfCodeAndTitle) {
  EXPECT_EQ(codes_of("\xEF\xBB\xBF" "27.00.00;Ældre\n27.03.00;\"Et; to\"\n"), "27.00.00=Ældre;27.03.00=Et; to;");
  EXPECT_EQ(codes_of("a\tA\nb\tB\n"), "a=A;b=B;");
  EXPECT_EQ(codes_of("a;A\nb\n"), "!K106:2");
  EXPECT_EQ(codes_of("a;A\na;A\n"), "!K107:2");
  EXPECT_EQ(codes_of("a;\n"), "!K106:1");
  EXPECT_EQ(codes_of("a,Kontakt, og mere\nb,Spise\n"), "!K106:1") << "half a title is not the title";
  EXPECT_EQ(codes_of(""), "!K106:1");
  EXPECT_TRUE(codes_of("a;\xFF\n").starts_with("!K0"));
}

TEST(CodeTable, WhatStandsBelowWhat) {
  CodeTable t;
  t.codes = {{"a", {"A", ""}}, {"b", {"B", "a"}}, {"c", {"C", "b"}}, {"loop", {"L", "loop"}}};
  EXPECT_TRUE(t.is_below("c", "a") && t.is_below("b", "a"));
  EXPECT_FALSE(t.is_below("a", "a") || t.is_below("a", "") || t.is_below("x", "a") || t.is_below("loop", "a"));
}

}  // namespace
}  // namespace rettesnor::testing_ffb
