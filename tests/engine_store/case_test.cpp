// The head of a case: id, concept, municipality, extraction time, and what no source maps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CaseHead, IdIsTextAndRequired) {
  EXPECT_EQ(accepted("case: 0017").id, "0017");
  EXPECT_THAT(refused("born: 2010-05-01"), ElementsAre("K017 1:1"));
  EXPECT_THAT(refused("case: \"\""), ElementsAre("K017 1:7"));
  EXPECT_THAT(refused("case:"), ElementsAre("K017 1:1"));
  EXPECT_THAT(refused("{\"case\": 17}", CaseFormat::json), ElementsAre("K025 1:10"));  // a number may have lost a zero
}

TEST(CaseHead, EveryFieldHasACellAndEveryListAList) {
  const Case input = accepted("case: A");
  const std::size_t fields = model().concepts[input.root->concept_id].fields.size();
  EXPECT_EQ(input.root->cells.size(), fields);
  EXPECT_EQ(input.root->lists.size(), fields);
  EXPECT_TRUE(list(*input.root, "visits").elements.empty());
  EXPECT_EQ(input.root->parent, nullptr);
  EXPECT_FALSE(input.extraction_time.has_value());  // the evaluation decides, not the reader
  EXPECT_THAT(input.municipality, IsEmpty());
}

TEST(CaseHead, Municipality) {
  EXPECT_EQ(accepted_body("municipality: \"0751\"").municipality[0].code, "0751");
  EXPECT_EQ(accepted_body("municipality: 0751").municipality[0].code, "0751");
  const Case moved =
      accepted_body("municipality: [{code: \"0101\", from: 2025-06-01}, {code: \"0751\", from: 2020-01-01}]");
  ASSERT_EQ(moved.municipality.size(), 2U);
  EXPECT_EQ(moved.municipality[0].code, "0751");  // by `from`
  EXPECT_EQ(moved.municipality[1].from, day("2025-06-01"));
  EXPECT_FALSE(accepted_body("municipality: [{code: \"0751\"}]").municipality[0].from.has_value());
}

TEST(CaseHead, MunicipalityThatIsNone) {
  for (const char* text : {"751", "07510", "Aarhus", "{code: \"0751\"}"})
    EXPECT_THAT(refused_body("municipality: " + std::string(text)), ElementsAre("K047 2:15")) << text;
  EXPECT_THAT(refused("{\"case\": \"A\", \"municipality\": 1751}", CaseFormat::json), ElementsAre("K047 1:31"));
  EXPECT_THAT(refused_body("municipality: []"), ElementsAre("K048 2:15"));
  EXPECT_THAT(refused_body("municipality: [{code: \"0751\"}, {code: \"0101\"}]"), ElementsAre("K048 2:15"));
  EXPECT_THAT(refused_body("municipality: [{from: 2026-01-01}]"), ElementsAre("K048 2:16"));
  EXPECT_THAT(refused_body("municipality: [{code: \"0751\", from: 2026-01}]"), ElementsAre("K031 2:37"));
}

TEST(CaseHead, ExtractionTimeClaimsNoMoreThanItSays) {
  EXPECT_EQ(accepted_body("extraction_time: 2026-03-04 08:00").extraction_time, at("2026-03-04 08:00"));
  EXPECT_EQ(accepted_body("extraction_time: 2026-03-04").extraction_time, at("2026-03-04 00:00"));
  EXPECT_THAT(refused_body("extraction_time: soon"), ElementsAre("K030 2:18"));
}

TEST(CaseHead, Concept) {
  EXPECT_EQ(accepted_body("concept: child_case").root->concept_id, model().roots[0]);
  EXPECT_THAT(refused_body("concept: notification"), ElementsAre("K018 2:10"));  // a list names it: not a case
  EXPECT_THAT(refused_body("concept: chld_case"), ElementsAre("K018 2:10"));
}

TEST(CaseHead, WhichOfSeveralConcepts) {
  Model two = child_model();
  Concept other;
  other.name = "adult_case";
  two.roots.push_back(two.concepts.add(std::move(other)));
  const auto read = [&](const char* text, ConceptId root) {
    return read_case(two, Source{.name = "c", .text = text}, root, CaseFormat::yaml);
  };
  const auto neither = read("case: A", {});
  ASSERT_FALSE(neither);
  EXPECT_EQ(neither.error()[0].code, Code::case_concept_needed);
  EXPECT_TRUE(read("case: A\nconcept: adult_case", {}).has_value());
  EXPECT_TRUE(read("case: A", two.roots[1]).has_value());
  const auto both = read("case: A\nconcept: adult_case", two.roots[0]);
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error()[0].code, Code::case_other_concept);
  two.roots.clear();
  const auto none = read("case: A", {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error()[0].code, Code::case_no_concept);
}

TEST(CaseHead, UnknownNamesWithTheNearest) {
  const Source source{.name = "c", .text = "case: A\nawarenes: 2026-01-10"};
  const auto found = read_case(model(), source, {}, CaseFormat::yaml);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error()[0].code, Code::case_unknown_name);
  EXPECT_EQ(found.error()[0].edit->replacement, "awareness");
  EXPECT_THAT(refused_body("zzz: 1"), ElementsAre("K016 2:1"));
  const Source quoted{.name = "c", .text = R"({"case": "A", "awarenes": "2026-01-10"})"};
  const auto in_json = read_case(model(), quoted, {}, CaseFormat::json);
  ASSERT_FALSE(in_json);
  EXPECT_EQ(quoted.slice(in_json.error()[0].edit->span), "awarenes");  // the quotes stay
}

TEST(CaseHead, Unmapped) {
  const Case input =
      accepted_body("unmapped: [visits, study, notifications.assessment]\nnotifications: [{id: n1}, {id: n2}]");
  EXPECT_TRUE(list(*input.root, "visits").unmapped);
  EXPECT_TRUE(cell(input, "study").unmapped);
  EXPECT_FALSE(cell(input, "awareness").unmapped);
  EXPECT_FALSE(list(*input.root, "notifications").unmapped);
  for (const auto& element : list(*input.root, "notifications").elements) {
    EXPECT_TRUE(cell(*element, "assessment").unmapped);
    EXPECT_FALSE(cell(*element, "receipt").unmapped);
  }
  EXPECT_TRUE(list(*accepted_body("unmapped: visits").root, "visits").unmapped);
}

TEST(CaseHead, UnmappedNamesMustExist) {
  EXPECT_THAT(refused_body("unmapped: [vists]"), ElementsAre("K016 2:12"));
  EXPECT_THAT(refused_body("unmapped: [visits.madee]"), ElementsAre("K016 2:12"));
  EXPECT_THAT(refused_body("unmapped: [study.at]"), ElementsAre("K016 2:12"));
  EXPECT_THAT(refused_body("unmapped: [placed]"), ElementsAre("K042 2:12"));
  EXPECT_THAT(refused_body("unmapped: [[visits]]"), ElementsAre("K052 2:12"));
}

TEST(CaseHead, ACaseIsNamesWithValues) {
  EXPECT_THAT(refused("- case: A"), ElementsAre("K014 1:1"));
  EXPECT_THAT(refused("A"), ElementsAre("K014 1:1"));
  EXPECT_THAT(refused(""), ElementsAre("K015 1:1"));
  EXPECT_THAT(refused("# only a remark\n"), ElementsAre("K015 1:1"));
}

TEST(CaseHead, SeveralMistakesAtOnceInOrder) {
  EXPECT_THAT(refused("case: A\nborn: 1 May\ngrade: 0123\nwritten: maybe\nvisits: 3\nmunicipality: 751"),
              ElementsAre("K028 2:7", "K024 3:8", "K022 4:10", "K039 5:9", "K047 6:15"));
}

TEST(CaseHead, ManyMistakesAreCutWithANote) {
  std::string text = "case: A\n";
  for (int i = 0; i < 500; ++i) text += "name_" + std::to_string(i) + ": 1\n";
  const auto found = refused(text);
  ASSERT_EQ(found.size(), 51U);  // the limit of 50, and the note
  EXPECT_TRUE(found.back().starts_with("K051"));
}

}  // namespace
}  // namespace rettesnor::testing_store
