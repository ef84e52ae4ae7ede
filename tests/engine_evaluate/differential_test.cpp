// The production evaluator against the reference: the same cases, every rule, everything that both say of an instance.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "engine/evaluate/evaluate.hpp"
#include "engine/reference/evaluate.hpp"
#include "tests/engine_evaluate/random_case.hpp"
#include "tests/support/load.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;
using testing::Random;

/// What is compared of an instance, as text, so that a difference can be read.
std::string say(const std::optional<TimeSpan>& t) {
  if (!t) return "-";
  return to_string(t->earliest) + ".." + to_string(t->latest) + (t->day ? " day" : "") + (t->open_end ? " open" : "");
}
template <class Instance>
std::string say(const Instance& r) {
  std::string right;
  for (const bool b : {r.right.used, r.right.unused, r.right.too_late, r.right.not_applicable}) right += b ? '1' : '0';
  return testing::names(r.possible) + " right " + (r.possible.empty() ? right : "") + " anchor " + say(r.anchor) + " due " + say(r.due) +
         (r.conflict ? " conflict" : "") + (r.early ? " early" : "");
}

using Key = std::tuple<std::uint32_t, std::uint32_t, const Element*, std::uint32_t, bool>;  // case, rule, element, occurrence, rest

struct Tally {
  std::uint64_t compared = 0;    ///< rules × cases judged over columns
  std::uint64_t careful = 0;
  std::uint64_t no_plan = 0;
  int different = 0;
};

/// Judges the cases both ways.
void compare(const Model& model, const std::vector<Case>& cases, const Question& question, Tally& tally) {
  std::vector<const Case*> pointers;
  for (const Case& c : cases) pointers.push_back(&c);
  Evaluator production(model, question, Naming::none);
  std::map<Key, std::string> columns;
  production.judge(pointers, [&](Seen&& s) { columns[{s.subject, s.rule.value, s.at, s.occurrence, s.rest}] = say(s); });
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    for (const InstanceResult& r : evaluate(model, cases[i], question, Trace::open)) {
      const auto found = columns.find({i, r.rule.value, r.at, r.occurrence, r.rest});
      const std::string wanted = say(r);
      if (found == columns.end() || found->second != wanted) {
        if (++tally.different <= 12) {
          ADD_FAILURE() << model.rules[r.rule].name << " of case " << i << " `" << r.element << "` occurrence " << r.occurrence << "\n  reference  "
                        << wanted << "\n  production " << (found == columns.end() ? "(no instance)" : found->second);
        }
      }
      if (found != columns.end()) columns.erase(found);
    }
  }
  for (const auto& [key, text] : columns) {
    if (++tally.different <= 12) ADD_FAILURE() << model.rules[RuleId{std::get<1>(key)}].name << ": production alone has " << text;
  }
  tally.compared += production.effort().columns;
  tally.careful += production.effort().careful;
  tally.no_plan += production.effort().no_plan;
}

std::uint64_t setting(const char* name, std::uint64_t standard) {
  const char* text = std::getenv(name);
  return text == nullptr ? standard : std::strtoull(text, nullptr, 10);
}

Question drawn_question(const Model& model, Random& random) {
  Question q{.as_of = testing::at("2026-03-10 12:00")};
  if (testing::below(random, 4) == 0) q.known_at = testing::at("2026-02-20 12:00");
  if (testing::below(random, 4) == 0) q.municipality = "0751";
  if (testing::below(random, 4) == 0) q.trust_as_of_watermark = false;
  for (const ReadingSet& set : model.readings.rows()) {
    for (std::size_t i = 1; i < set.alternatives.size(); ++i) {
      if (testing::below(random, 5) == 0) q.pins[set.alternatives[i].name] = testing::below(random, 2) == 0;
    }
  }
  return q;
}

void compare_drawn(const Model& model, Random& random, int rounds, int cases_in_round, Tally& tally) {
  for (int round = 0; round < rounds; ++round) {
    const Question question = drawn_question(model, random);
    const std::vector<Date> days = testing::telling_days(model, local_day(question.as_of));
    testing::Habits habits;
    habits.unknown_percent = testing::below(random, 3) * 15;
    habits.longer_percent = testing::below(random, 2) * 6;
    std::vector<Case> cases;
    for (int i = 0; i < cases_in_round; ++i) {
      const ConceptId root = model.roots[static_cast<std::size_t>(testing::below(random, static_cast<int>(model.roots.size())))];
      cases.push_back(testing::random_case(model, root, days, habits, random));
    }
    compare(model, cases, question, tally);
  }
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
  std::vector<fs::path> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".regel") paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  std::vector<std::string> texts;
  for (const fs::path& path : paths) {
    std::ifstream in(path);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return texts;
}

void compare_packages(const std::vector<std::string>& folders) {
  const auto loaded = testing::load(package_texts(folders));
  ASSERT_EQ(loaded->problems, "");
  Random random(setting("RETTESNOR_SEED", 20261125));
  Tally tally;
  compare_drawn(loaded->model, random, static_cast<int>(setting("RETTESNOR_ROUNDS", 2)), 40, tally);
  Evaluator production(loaded->model, Question{.as_of = testing::at("2026-03-10 12:00")}, Naming::none);
  for (const ConceptId root : loaded->model.roots) {
    for (const auto& [rule, why] : production.without_plan(root)) std::cerr << loaded->model.rules[rule].name << ": " << why << "\n";
  }
  std::cerr << "compared over columns " << tally.compared << ", with care " << tally.careful << ", without plan " << tally.no_plan << "\n";
  EXPECT_EQ(tally.different, 0);
}

TEST(Differential, ChildrensPackagesOverDrawnCases) { compare_packages({"rules"}); }
TEST(Differential, PackagesWithAnOverlayOverDrawnCases) { compare_packages({"rules", "samples/overlays"}); }
TEST(Differential, PermitsOverDrawnCases) { compare_packages({"samples/permits"}); }

TEST(Differential, ConformanceRulesOverDrawnCases) {
  Random random(setting("RETTESNOR_SEED", 20261125));
  const auto rounds = static_cast<int>(setting("RETTESNOR_ROUNDS", 2));
  Tally tally;
  std::map<std::string, int> reasons;
  for (const auto& [name, texts] : conformance_rules()) {
    SCOPED_TRACE(name);
    const auto loaded = testing::load(texts);
    if (!loaded->problems.empty()) continue;
    compare_drawn(loaded->model, random, rounds, 40, tally);
    Evaluator production(loaded->model, Question{.as_of = testing::at("2026-03-10 12:00")}, Naming::none);
    for (const ConceptId root : loaded->model.roots) {
      for (const auto& [rule, why] : production.without_plan(root)) ++reasons[why];
    }
  }
  for (const auto& [why, count] : reasons) std::cerr << count << "  " << why << "\n";
  std::cerr << "compared over columns " << tally.compared << ", with care " << tally.careful << ", without plan " << tally.no_plan << ", different "
            << tally.different << "\n";
  EXPECT_EQ(tally.different, 0);
}

}  // namespace
}  // namespace rettesnor
