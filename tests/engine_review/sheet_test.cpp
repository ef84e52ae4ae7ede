// The sheet: what stands on it, what is read back, and every mistake with its line.
#include "engine/review/sheet.hpp"

#include <gtest/gtest.h>

#include "engine/review/draw.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor::review {
namespace {

std::vector<ledger::SampleInfo> two_drawn() {
  ledger::SampleInfo s{.sample = 3, .rule = "p.r", .frame_sha256 = "f", .drawn = {}};
  s.drawn.push_back({.sample = 3, .number = 1, .case_id = "C1", .instance = 1, .machine = Verdict::fulfilled, .answers = {}});
  s.drawn.push_back({.sample = 3, .number = 2, .case_id = "=C2", .instance = 1, .machine = Verdict::breached, .answers = {{"Anna", "breached", "2026-04-01"}}});
  return {s};
}

constexpr const char* heading = "sample;number;rule;frame;case;line;instance;inclusion;weight;rater_1;verdict_1;day_1;rater_2;verdict_2;day_2\r\n";

std::vector<ledger::NewAnswer> read(const std::string& rows) {
  const auto found = read_answers(Source{.name = "a.csv", .text = "\xEF\xBB\xBF" + std::string(heading) + rows}, two_drawn());
  return found ? *found : std::vector<ledger::NewAnswer>{};
}

/// The codes with their lines, `K083:2`.
std::vector<std::string> problems(const std::string& text) {
  const Source source{.name = "a.csv", .text = text};
  const auto found = read_answers(source, two_drawn());
  std::vector<std::string> out;
  if (found) return out;
  for (const Diagnostic& d : found.error()) {
    const std::string drawn = render(d, source, {Language::english, false});
    const std::size_t at = drawn.find("a.csv:") + 6;
    out.push_back(std::string(number_of(d.code)) + ":" + drawn.substr(at, drawn.find(':', at) - at));
  }
  return out;
}
std::vector<std::string> problems_of_rows(const std::string& rows) { return problems(heading + rows); }
using Strings = std::vector<std::string>;

TEST(Sheet, HoldsWhatIsDrawnAndNotWhatTheMachineSays) {
  ledger::Frame frame{.rule = "p.r", .instances = {{.instance = 2, .case_id = "=C1", .line = 7, .municipality = {}, .possible = Verdict::breached},
                                                   {.instance = 1, .case_id = "C2", .line = 8, .municipality = {}, .possible = Verdict::fulfilled}}};
  const auto sample = draw(frame, 2, Strata::none, 1);
  ASSERT_TRUE(sample);
  const std::string english = sheet(3, frame, *sample, Language::english);
  EXPECT_NE(english.find("\r\n3,1,p.r," + sample->frame_sha256 + ",\"'=C1\",7,2,1.000000,1.000000,,,,,,\r\n"), std::string::npos) << english;
  EXPECT_EQ(english.find("breached"), std::string::npos);
  EXPECT_EQ(english.find("fulfilled"), std::string::npos);
  EXPECT_NE(sheet(3, frame, *sample, Language::danish).find(";1,000000;1,000000;;;;;;\r\n"), std::string::npos);
}

TEST(Answers, AreReadFromOneRaterOrTwo) {
  const auto found = read("3;1;p.r;f;C1;7;1;1,0;1,0;Anna;fulfilled;2026-04-01;Bo;late;2026-04-02\r\n3;2;p.r;f;'=C2;8;1;1,0;1,0;;;;Bo;unclear;2026-04-02\r\n");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].answer.rater, "Anna");
  EXPECT_EQ(found[1].answer.verdict, "late");
  EXPECT_EQ(found[2].number, 2);
  EXPECT_EQ(found[2].answer.day, "2026-04-02");
}

TEST(Answers, RowsWithoutAnAnswerArePassedOver) {
  EXPECT_TRUE(problems_of_rows("3;1;p.r;f;C1;7;1;1,0;1,0;Anna;;;Bo;;\r\n;;;;;;;;;;;;;\r\n").empty());
  EXPECT_TRUE(read("3;1;p.r;f;C1;7;1;1,0;1,0;Anna;;;Bo;;\r\n").empty());
}

TEST(Answers, ColumnsMayStandInAnyOrderWithCommas) {
  const auto found = read_answers(Source{.name = "a.csv", .text = "verdict_1,rater_1,instance,day_1,case,frame,rule,number,sample\nlate,Anna,1,2026-04-01,C1,f,p.r,1,3\n"}, two_drawn());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at(0).answer.verdict, "late");
}

TEST(Answers, EveryMistakeHasItsCodeAndLine) {
  EXPECT_EQ(problems("sample;number;rule;frame;case;instance;rater_1;day_1\n"), (Strings{"K080:1"}));
  EXPECT_EQ(problems_of_rows("4;1;p.r;f;C1;;1;;;Anna;late;2026-04-01;;;\n"), (Strings{"K081:2"}));   // no such sample
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C9;;1;;;Anna;late;2026-04-01;;;\n"), (Strings{"K081:2"}));   // another case
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;late;2026-04-01;Anna;late;2026-04-01\n"), (Strings{"K082:2"}));
  EXPECT_EQ(problems_of_rows("3;2;p.r;f;=C2;;1;;;Anna;late;2026-04-01;;;\n"), (Strings{"K082:2"}));  // given in an earlier sheet
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;for sent;2026-04-01;;;\n"), (Strings{"K083:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;late;2026-02-30;;;\n"), (Strings{"K083:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;late;2026-04;;;\n"), (Strings{"K083:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;" + std::string(65, 'x') + ";late;2026-04-01;;;\n"), (Strings{"K083:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;;late;2026-04-01;;;\n"), (Strings{"K084:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;late;;;;\n"), (Strings{"K084:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;;2026-04-01;;;\n"), (Strings{"K084:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;\"C1;;1;;;Anna;late;2026-04-01;;;\n"), (Strings{"K054:2"}));
}

TEST(Answers, AreAboutTheRuleThatWasDrawn) {
  EXPECT_EQ(problems_of_rows("3;1;p.other;f;C1;;1;;;Anna;late;2026-04-01;;;\n"), (Strings{"K083:2"}));  // the same case in a sample of another rule
  EXPECT_EQ(problems_of_rows("3;1;p.r;g;C1;;1;;;Anna;late;2026-04-01;;;\n"), (Strings{"K083:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;2;;;Anna;late;2026-04-01;;;\n"), (Strings{"K083:2"}));      // its second instance
  EXPECT_EQ(problems("sample;number;frame;case;instance;rater_1;verdict_1;day_1\n"), (Strings{"K080:1"}));
}

TEST(Answers, OnePersonIsOneRater) {
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;AH;late;2026-04-01;ah;late;2026-04-01\n"), (Strings{"K083:2"}));
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;ANNA;late;2026-04-01;;;\n"), (Strings{"K083:2"})) << "of an earlier sheet, about another case";
  EXPECT_EQ(read("3;1;p.r;f;C1;;1;;;AH;late;2026-04-01;AB;late;2026-04-01\n").size(), 2U);
}

TEST(Answers, AnEmptySheetIsNoSheet) {
  EXPECT_EQ(problems("").size(), 9U);
  EXPECT_EQ(problems("\n").size(), 9U);
  EXPECT_EQ(problems("").front(), "K080:1");
}

TEST(Answers, AllMistakesAreToldAndNothingIsKept) {
  EXPECT_EQ(problems_of_rows("3;1;p.r;f;C1;;1;;;Anna;late;2026-04-01;;;\n3;1;p.r;f;C1;;1;;;Bo;nope;2026-04-01;;;\n3;7;p.r;f;C1;;1;;;Bo;late;2026-04-01;;;\n"), (Strings{"K083:3", "K081:4"}));
}

}  // namespace
}  // namespace rettesnor::review
