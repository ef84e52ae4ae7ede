// What a register may say, and what is refused and where.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/implementation/output.hpp"
#include "engine/store/files.hpp"

namespace rettesnor::implementation {
namespace {

using Found = std::vector<std::string>;

constexpr std::string_view head =
    "register: Test\n"
    "determinants:\n"
    "  - {name: time, title: Time, level: institutional, explains: [p.rule]}\n"
    "  - {name: trust, title: Trust, level: interpersonelt}\n";

/// Messages as `K064 5:3`, warnings as `w K064 5:3`.
Found messages(const std::string& text, std::optional<DeterminantRegister>* read = nullptr) {
  const Source source{.name = "register.yaml", .text = text};
  Problems problems({}, 50);
  auto found = read_determinants(source, problems);
  Found out;
  bool wrong = false;
  for (const Diagnostic& d : problems.take()) {
    const auto at = source.position(d.at.begin);
    const bool warning = level_of(d) == Level::warning;
    wrong = wrong || !warning;
    out.push_back(fmt::format("{}{} {}:{}", warning ? "w " : "", number_of(d.code), at.line, at.column));
  }
  EXPECT_EQ(found.has_value(), !wrong);
  if (read != nullptr) *read = std::move(found);
  return out;
}
Found rated(const std::string& lines) { return messages(std::string(head) + "ratings:\n" + lines); }
/// One line of a rating with these entries behind the usual ones.
std::string line(const std::string& rest) { return "  - {municipality: \"0999\", package: p, determinant: time, rater: A, date: 2026-03-01, " + rest + "}\n"; }

TEST(ReadRegister, ATitleIsOneLine) {
  std::optional<DeterminantRegister> read;
  EXPECT_EQ(messages("register: \"Test\\n\\nSamlet: alt er godt \"\ndeterminants:\n  - {name: time, title: \" Time\\nbarriers: 0\", level: institutional}\n", &read), Found{});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->title, "Test Samlet: alt er godt");
  EXPECT_EQ(read->determinants[0].title, "Time barriers: 0");
}

TEST(ReadRegister, EveryRating) {
  std::string lines;
  const char* words[] = {"-2", "-1", "0", "1", "2", "+2", "mixed", "missing", "not_applicable", "blandet", "mangler", "ikke_relevant"};
  int rater = 0;
  for (const char* word : words) lines += "  - {municipality: \"" + fmt::format("{:04}", ++rater) + "\", package: p, determinant: time, rater: A, date: 2026-03-01, rating: " + word + ", evidence: e}\n";
  std::optional<DeterminantRegister> read;
  EXPECT_EQ(messages(std::string(head) + "ratings:\n" + lines, &read), Found{});
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->ratings.size(), std::size(words));
  EXPECT_EQ(read->ratings[0].rating.value, -2);
  EXPECT_EQ(read->ratings[5].rating.value, 2);
  EXPECT_EQ(read->ratings[6].rating.kind, Rating::Kind::mixed);
  EXPECT_EQ(read->ratings[9].rating.kind, Rating::Kind::mixed);
  EXPECT_EQ(read->ratings[7].rating.kind, Rating::Kind::missing);
  EXPECT_EQ(read->ratings[8].rating.kind, Rating::Kind::not_applicable);
  EXPECT_EQ(read->determinants[1].level, DeterminantLevel::interpersonal);
  EXPECT_EQ(read->determinants[0].explains, Found{"p.rule"});
}

TEST(ReadRegister, RatingsThatCannotBe) {
  EXPECT_EQ(rated(line("rating: 3, evidence: e")), Found{"K065 6:95"});
  EXPECT_EQ(rated(line("rating: 0.5, evidence: e")), Found{"K065 6:95"});
  EXPECT_EQ(rated(line("rating: maybe, evidence: e")), Found{"K065 6:95"});
  EXPECT_EQ(rated(line("evidence: e")), Found{"K064 6:5"});
  EXPECT_EQ(rated("  - {municipality: \"0999\", package: p, determinant: tiem, rater: A, date: 2026-03-01, rating: 0, evidence: e}\n"), Found{"K016 6:53"});
  EXPECT_EQ(rated("  - {municipality: 999, package: p, determinant: time, rater: A, date: 2026-03-01, rating: 0, evidence: e}\n"), Found{"K047 6:20"});
  EXPECT_EQ(rated("  - {municipality: \"0999\", package: p, determinant: time, rater: A, rating: 0, evidence: e}\n"), Found{"K064 6:5"});
  EXPECT_EQ(rated("  - {municipality: \"0999\", package: p, determinant: time, date: 2026-03-01, rating: 0, evidence: e}\n"), Found{"K064 6:5"});
}

TEST(ReadRegister, SeveralDeterminantsWithoutANameAreEachReported) {
  EXPECT_EQ(messages("register: R\ndeterminants:\n  - {title: A, level: individual}\n  - {title: B, level: individual}\n"), (Found{"K064 3:5", "K064 4:5"}));
  EXPECT_EQ(messages("register: R\ndeterminants:\n  - {name: , title: A, level: individual}\n  - {name: \"\", title: B, level: individual}\n"), (Found{"K064 3:6", "K064 4:6"}));
  // Without the line `ratings:`, ratings are read as determinants.
  EXPECT_GE(messages(std::string(head) + line("rating: 0, evidence: e") + line("rating: 1, evidence: e")).size(), 4U);
}

TEST(ReadRegister, ARatingWithoutEvidenceIsReadAndSaid) {
  EXPECT_EQ(rated(line("rating: -2")), Found{"w K064 6:5"});
  EXPECT_EQ(rated(line("rating: mixed")), Found{"w K064 6:5"});
  EXPECT_EQ(rated(line("rating: missing")), Found{}) << "that nothing is known needs no evidence";
}

TEST(ReadRegister, AnActionHasAnOwnerAndADay) {
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: Bo, due: 2026-06-01")), Found{});
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, due: 2026-06-01")), Found{"K064 6:5"});
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: Bo")), Found{"K064 6:5"});
  EXPECT_EQ(rated(line("rating: -2, evidence: e, owner: Bo, due: 2026-06-01")), Found{"K064 6:5"});
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: Bo, due: 2026-06")), Found{"K031 6:141"});
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: TODO, due: 2026-06-01")), Found{"K064 6:125"}) << "a placeholder owns nothing";
}

TEST(ReadRegister, NothingIsDueOrDoneBeforeTheRating) {
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: Bo, due: 2026-06-01, done: 2020-01-01")), Found{"K065 6:159"}) << "it would take an overdue action off the list";
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: Bo, due: 2026-02-28")), Found{"K065 6:141"});
  EXPECT_EQ(rated(line("rating: -2, evidence: e, action: act, owner: Bo, due: 2026-03-01, done: 2026-03-01")), Found{}) << "on the day";
}

TEST(ShowRegister, WhatIsDoneLaterIsNotDoneYet) {
  std::optional<DeterminantRegister> read;
  messages(std::string(head) + "ratings:\n" + line("rating: -2, evidence: e, action: act, owner: Bo, due: 2026-06-01, done: 2026-07-01"), &read);
  ASSERT_TRUE(read.has_value());
  const auto on = [&](Date day) { return as_text(*read, {.as_of = day}, Language::english); };
  const Date due = *read->ratings[0].due, done = *read->ratings[0].done;
  EXPECT_EQ(on(Date{done.days - 1}).find("done 2026-07-01"), std::string::npos) << "it is overdue that day, and cannot be done";
  EXPECT_NE(on(Date{done.days - 1}).find(to_string(due)), std::string::npos);
  EXPECT_NE(on(done).find("done 2026-07-01"), std::string::npos);
}

TEST(ReadRegister, TwoRatersAtMost) {
  const auto by = [](const std::string& rater) { return "  - {municipality: \"0999\", package: p, determinant: time, rater: " + rater + ", date: 2026-03-01, rating: 0, evidence: e}\n"; };
  EXPECT_EQ(rated(by("A") + by("B")), Found{});
  EXPECT_EQ(rated(by("A") + by("A")), Found{"K065 7:66"});
  EXPECT_EQ(rated(by("A") + by("B") + by("C")), Found{"K065 8:66"});
}

TEST(ReadRegister, ARaterIsSpeltInOneWay) {
  const auto by = [](const std::string& code, const std::string& rater) { return "  - {municipality: \"" + code + "\", package: p, determinant: time, rater: " + rater + ", date: 2026-03-01, rating: 0, evidence: e}\n"; };
  EXPECT_EQ(rated(by("0999", "AH") + by("0999", "ah")), Found{"K065 7:66"});
  EXPECT_EQ(rated(by("0999", "AH") + by("0998", "Ah")), Found{"K065 7:66"}) << "elsewhere too: by name she would be the second rater there";
  EXPECT_EQ(rated(by("0999", "ÅH") + by("0999", "åh")), Found{"K065 7:66"});
  EXPECT_EQ(rated(by("0999", "AH") + by("0999", "AG")), Found{});
}

TEST(ReadRegister, WhoSaysHowFar) {
  EXPECT_EQ(messages(std::string(head) + "implementation:\n  - {municipality: \"0999\", package: p, degree: høj, source: someone}\n"), Found{});
  EXPECT_EQ(messages(std::string(head) + "implementation:\n  - {municipality: \"0999\", package: p, degree: high}\n"), Found{"K064 6:5"});
  EXPECT_EQ(messages(std::string(head) + "implementation:\n  - {municipality: \"0999\", package: p, degree: best, source: someone}\n"), Found{"K065 6:48"});
  EXPECT_EQ(messages(std::string(head) + "implementation:\n  - {municipality: \"0999\", package: p, degree: low, source: someone}\n  - {municipality: \"0999\", package: p, degree: low, source: someone}\n"), Found{"K041 7:6"});
}

TEST(ReadRegister, NoRegister) {
  EXPECT_EQ(messages(""), Found{"K064 1:1"});
  EXPECT_EQ(messages("register: x\n"), Found{"K064 1:1"});
}

TEST(ShowRegister, WhatAnAuthorWroteIsNoMarkup) {
  std::optional<DeterminantRegister> read;
  messages(std::string(head) + "ratings:\n" + line("rating: -2, evidence: \"<script>alert(1)</script>\""), &read);
  ASSERT_TRUE(read.has_value());
  const std::string page = as_html(*read, {}, Language::english);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

}  // namespace
}  // namespace rettesnor::implementation
