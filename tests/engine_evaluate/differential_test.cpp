// The production evaluator against the reference, over the packages, the conformance suite's rules and drawn packages.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "engine/model/case_copy.hpp"
#include "tests/engine_evaluate/comparing.hpp"
#include "tests/engine_evaluate/random_rules.hpp"
#include "tests/engine_evaluate/shrinking.hpp"
#include "tests/support/load.hpp"
#include "tests/support/rule_files.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;
using testing::Random;
using testing::Tally;

std::uint64_t setting(const char* name, std::uint64_t standard) {
  const char* text = std::getenv(name);
  return text == nullptr ? standard : std::strtoull(text, nullptr, 10);
}
/// How much more than in script/test is drawn: script/test --soak sets it.
int times(int standard) { return standard * static_cast<int>(setting("RETTESNOR_ROUNDS", 1)); }
std::uint64_t seed() { return setting("RETTESNOR_SEED", 20261125); }

/// The comparisons of all tests of this program; script/test must reach what issue 3 asks for.
Tally& all() {
  static Tally tally;
  return tally;
}

/// The first difference, made small, and ready to paste into a rule file.
void show(const std::vector<std::string>& texts, const std::vector<Case>& cases, const Question& question, const testing::Difference& d) {
  const auto still_differs = [&](const Model& model, const Case& c, const Question& q) {
    std::vector<Case> one;
    one.push_back(clone(c));
    Tally ignored;
    return !testing::compare(model, one, q, ignored).empty();
  };
  testing::Specimen specimen{.texts = texts, .loaded = testing::load(texts), .subject = clone(cases[d.subject]), .question = question};
  const std::string rule = specimen.loaded->model.rules[d.rule].name;
  testing::shrink(specimen, still_differs, 3000);
  std::vector<Case> one;
  one.push_back(clone(specimen.subject));
  Tally ignored;
  const auto left = testing::compare(specimen.loaded->model, one, specimen.question, ignored);
  ADD_FAILURE() << rule << " of " << d.where << "\n  reference  " << d.reference << "\n  production " << d.production << "\nmade small, by "
                << testing::say(specimen.question) << ", " << left.front().where << "\n  reference  " << left.front().reference << "\n  production "
                << left.front().production << "\n\n" << testing::printed(specimen, left.front().rule);
}

/// Rounds of cases, each with habits and a question of its own.
Tally compare_drawn(const testing::Loaded& loaded, const std::vector<std::string>& texts, Random& random, int rounds, int cases_in_round) {
  Tally tally;
  const Model& model = loaded.model;
  for (int round = 0; round < rounds; ++round) {
    const Question question = testing::drawn_question(model, random);
    const std::vector<Date> days = testing::telling_days(model, local_day(question.as_of));
    testing::Habits habits;
    habits.unknown_percent = testing::below(random, 3) * 12;
    habits.longer_percent = testing::below(random, 2) * 6;
    std::vector<Case> cases;
    for (int i = 0; i < cases_in_round; ++i) {
      const ConceptId root = model.roots[static_cast<std::size_t>(testing::below(random, static_cast<int>(model.roots.size())))];
      cases.push_back(testing::random_case(model, root, days, habits, random));
    }
    const bool first = all().different + tally.different < 3;
    const auto differences = testing::compare(model, cases, question, tally);
    if (!differences.empty() && first) show(texts, cases, question, differences.front());
  }
  all() += tally;
  return tally;
}

void report(const char* what, const Tally& tally) {
  std::cerr << what << ": compared over columns " << tally.compared << ", with care " << tally.careful << ", without plan " << tally.no_plan
            << ", different " << tally.different << "\n";
  EXPECT_EQ(tally.different, 0U);
}

/// The rules of every conformance file, which together hold every construct of the language.
std::map<std::string, std::vector<std::string>> conformance_rules() {
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& entry : fs::directory_iterator("tests/conformance")) {
    if (entry.path().extension() != ".yaml") continue;
    const YAML::Node topic = YAML::LoadFile(entry.path().string());
    int number = 0;
    const auto add = [&](const YAML::Node& rules, const YAML::Node& overlay) {
      std::vector<std::string> texts{rules.as<std::string>()};
      if (overlay) texts.push_back(overlay.as<std::string>());
      out[entry.path().stem().string() + " " + std::to_string(number++)] = texts;
    };
    if (topic["rules"]) add(topic["rules"], topic["overlay"]);
    for (const YAML::Node& node : topic["cases"]) {
      if ((node["rules"] || node["overlay"]) && !node["compile_error"]) {
        add(node["rules"] ? node["rules"] : topic["rules"], node["overlay"] ? node["overlay"] : topic["overlay"]);
      }
    }
  }
  return out;
}

std::vector<std::string> package_texts(const std::vector<std::string>& folders) {
  std::vector<std::string> texts;
  for (const std::string& folder : folders) {
    for (const fs::path& path : testing::rule_files(folder)) texts.push_back(testing::rule_text(path));
  }
  return texts;
}

void compare_packages(const std::vector<std::string>& folders) {
  const auto texts = package_texts(folders);
  const auto loaded = testing::load(texts);
  ASSERT_EQ(loaded->problems, "");
  Random random(seed());
  report(folders.back().c_str(), compare_drawn(*loaded, texts, random, times(2), 40));
}

TEST(Differential, ChildrensPackagesOverDrawnCases) { compare_packages({"rules"}); }
TEST(Differential, PackagesWithAnOverlayOverDrawnCases) { compare_packages({"rules", "samples/overlays"}); }
TEST(Differential, PermitsOverDrawnCases) { compare_packages({"samples/permits"}); }

TEST(Differential, ConformanceRulesOverDrawnCases) {
  Random random(seed());
  Tally tally;
  for (const auto& [name, texts] : conformance_rules()) {
    SCOPED_TRACE(name);
    const auto loaded = testing::load(texts);
    if (loaded->problems.empty()) tally += compare_drawn(*loaded, texts, random, times(14), 40);
  }
  report("conformance rules", tally);
}

TEST(Differential, DrawnPackagesOverDrawnCases) {
  Tally tally;
  int broken = 0;
  const int packages = times(90);
  for (int i = 0; i < packages; ++i) {
    SCOPED_TRACE("package " + std::to_string(i));
    Random random(seed() + static_cast<std::uint64_t>(i) * 1'000'003U);
    const auto texts = testing::random_rules(random);
    const auto loaded = testing::load(texts);
    if (!loaded->problems.empty()) {
      if (++broken == 1) std::cerr << "package " << i << " does not load: " << loaded->problems;
      continue;
    }
    tally += compare_drawn(*loaded, texts, random, 1, 30);
  }
  report("drawn packages", tally);
  EXPECT_LE(broken * 10, packages) << "packages that do not load say nothing";
  EXPECT_GE(tally.share(), 0.3) << "what is left to care is compared with itself";
}

TEST(Differential, ManyComparisonsWereMade) {  // the last one, after those that compare
  std::cerr << "all: " << all().compared << " comparisons over columns\n";
  EXPECT_GE(all().compared, setting("RETTESNOR_COMPARISONS", 100'000));
}

}  // namespace
}  // namespace rettesnor
