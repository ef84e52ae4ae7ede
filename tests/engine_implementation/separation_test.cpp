// The published comparison of sites with low and high implementation, and a second one whose authors marked by other criteria.
//
// Ratings are facts out of the tables of Damschroder and Lowery 2013 (Implementation Science 8:51, table 3) and of J Med Internet Res
// 2015;17(11):e262, table 2. Marks: `**` strong, `*` weak, empty none.
#include <gtest/gtest.h>

#include <sstream>

#include "engine/implementation/findings.hpp"

namespace rettesnor::implementation {
namespace {

struct Row {
  const char* construct;
  const char* ratings;  ///< `m` mixed, `-` missing, `n` not applicable
  const char* mark;
};

Together read(const std::string& word) {
  if (word == "m") return {.kind = Rating::Kind::mixed};
  if (word == "-") return {.kind = Rating::Kind::missing};
  if (word == "n") return {.kind = Rating::Kind::not_applicable};
  return {.kind = Rating::Kind::number, .value = std::stod(word)};
}

std::string mark_of(Separation s) { return s == Separation::strong ? "**" : s == Separation::weak ? "*" : ""; }

Separation of(const Row& row, const std::vector<Degree>& sites) {
  std::istringstream words(row.ratings);
  std::vector<Placed> places;
  std::string word;
  for (const Degree degree : sites) {
    words >> word;
    places.push_back({degree, read(word)});
  }
  return separation(places);
}

TEST(Separation, ThePublishedComparison) {
  const std::vector<Degree> sites{Degree::low, Degree::low, Degree::middle, Degree::high, Degree::high};
  constexpr Row rows[] = {
      {"evidence strength and quality", "-2 1 1 2 1", ""},
      {"relative advantage", "-2 1 1 2 2", "**"},
      {"adaptability", "-2 2 2 2 2", ""},
      {"trialability", "0 0 1 1 0", ""},
      {"complexity, reverse rated", "- -2 -2 -2 2", ""},
      {"design quality and packaging", "-2 2 1 1 1", ""},
      {"cost", "0 0 0 0 0", ""},
      {"patient needs and resources", "-2 m 1 2 2", "**"},
      {"cosmopolitanism", "0 0 1 0 0", ""},
      {"peer pressure", "0 0 0 0 0", ""},
      {"external policy and incentives", "-1 -2 n 0 1", "*"},
      {"structural characteristics", "- - - - -", ""},
      {"networks and communications", "-2 -2 1 2 2", "**"},
      {"culture", "- - - - -", ""},
      {"tension for change", "0 0 2 1 1", "**"},
      {"compatibility", "-2 1 0 1 2", ""},
      {"relative priority", "-1 -2 -2 1 2", "**"},
      {"organizational incentives and rewards", "0 -1 0 0 1", ""},
      {"goals and feedback", "-2 -1 1 1 2", "**"},
      {"learning climate", "- -1 - 1 2", "**"},
      {"leadership engagement", "-2 -1 2 2 2", "**"},
      {"available resources", "-2 -2 -1 1 -1", "*"},
      {"access to knowledge and information", "-1 - - 1 -1", ""},
      {"planning", "-1 - 1 1 1", "**"},
      {"opinion leaders", "- - - - -", ""},
      {"formally appointed leaders", "-1 2 2 2 2", ""},
      {"championing", "-1 2 2 1 2", ""},
      {"physician champion", "-2 2 0 1 2", ""},
      {"external change agents", "0 0 0 0 0", ""},
      {"executing", "n n n n n", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(mark_of(of(row, sites)), row.mark) << row.construct;
}

TEST(Separation, ASecondComparisonMarksTheSameConstructs) {
  // Four units of high and one of low implementation. Its authors mark a construct strong by the distance, where we ask for help in
  // every high unit: so what is compared is whether there is a mark.
  const std::vector<Degree> sites{Degree::high, Degree::high, Degree::high, Degree::high, Degree::low};
  constexpr Row rows[] = {
      {"relative advantage", "2 2 m 1 0", "*"}, {"adaptability", "1 2 1 1 1", ""},       {"trialability", "2 2 2 2 -1", "**"},   {"complexity, reverse rated", "1 1 1 1 1", ""},
      {"design quality", "1 1 1 -1 0", ""},     {"cost", "m 0 -1 -2 -", ""},             {"patient needs", "0 1 0 0 -1", "*"},   {"structural characteristics", "0 0 0 0 -1", "*"},
      {"networks", "1 m 1 2 1", ""},            {"culture", "-1 -1 1 -1 -2", "*"},       {"tension for change", "1 1 m 1 -2", "**"}, {"compatibility", "- 1 m 2 -2", "**"},
      {"relative priority", "0 - 0 1 -2", "**"}, {"incentives", "0 1 0 - -", ""},        {"goals and feedback", "- - - m 0", ""}, {"learning climate", "1 1 - - 1", ""},
      {"leadership engagement", "1 0 1 0 1", ""}, {"available resources", "2 2 2 2 -1", "**"}, {"access to knowledge", "2 1 2 2 -", ""}, {"knowledge and beliefs", "2 2 m 2 -1", "*"},
      {"self-efficacy", "1 1 2 2 1", ""},       {"stage of change", "-1 2 -1 -1 -1", ""},
  };
  int strong_alike = 0, strong_there = 0;
  for (const Row& row : rows) {
    const std::string found = mark_of(of(row, sites));
    EXPECT_EQ(found.empty(), std::string(row.mark).empty()) << row.construct;
    // Where they say weak, so do we.
    if (std::string(row.mark) == "*") {
      EXPECT_EQ(found, "*") << row.construct;
    }
    strong_there += std::string(row.mark) == "**" ? 1 : 0;
    strong_alike += found == "**" && std::string(row.mark) == "**" ? 1 : 0;
  }
  EXPECT_EQ(strong_there, 5);
  EXPECT_EQ(strong_alike, 2);
}

TEST(Separation, WhatCannotBeSaid) {
  const auto number = [](double v) { return Together{.kind = Rating::Kind::number, .value = v}; };
  const Together missing{.kind = Rating::Kind::missing}, mixed{.kind = Rating::Kind::mixed};
  EXPECT_EQ(separation({}), Separation::unknown);
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, number(2)}}), Separation::unknown);
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, number(2)}, {Degree::low, missing}}), Separation::unknown);
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, mixed}, {Degree::low, number(-2)}}), Separation::unknown);
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, number(2)}, {Degree::middle, number(-2)}}), Separation::unknown);
  // Higher where implementation is low is no separation of this kind.
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, number(-1)}, {Degree::low, number(2)}}), Separation::none);
  // A mixed answer among the high is no help there.
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, number(2)}, {Degree::high, mixed}, {Degree::low, number(-2)}}), Separation::weak);
  EXPECT_EQ(separation(std::vector<Placed>{{Degree::high, number(2)}, {Degree::high, missing}, {Degree::low, number(-2)}}), Separation::strong);
}

}  // namespace
}  // namespace rettesnor::implementation
