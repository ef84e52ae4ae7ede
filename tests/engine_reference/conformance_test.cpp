// Runs tests/conformance/*.yaml: rule text, facts and times against the verdict sets argued there by hand.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/explain/missing.hpp"
#include "engine/reference/evaluate.hpp"
#include "engine/values/parse.hpp"
#include "tests/support/load.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;
using rettesnor::testing::names;

const fs::path folder = "tests/conformance";

/// One case of one file.
struct Conformance {
  fs::path file;
  std::size_t index = 0;
  YAML::Node topic;
  YAML::Node node;
  std::string name() const { return node["name"] ? node["name"].as<std::string>() : "#" + std::to_string(index); }
};

void PrintTo(const Conformance& c, std::ostream* out) { *out << c.file.filename().string() << ": " << c.name(); }

std::vector<Conformance> all_cases() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Conformance> out;
  for (const fs::path& file : files) {
    const YAML::Node topic = YAML::LoadFile(file.string());
    std::size_t index = 0;
    for (const YAML::Node& node : topic["cases"]) out.push_back({file, ++index, topic, node});
  }
  return out;
}

std::string instance_name(const InstanceResult& r) {
  if (r.rest) return "rest";
  return r.element + (r.occurrence > 0 ? "#" + std::to_string(r.occurrence) : "");
}

VerdictSet verdicts(const YAML::Node& node) {
  VerdictSet out;
  for (const YAML::Node& item : node) {
    const auto text = item.as<std::string>();
    const auto found = std::ranges::find(all_verdicts, text, [](Verdict v) { return code(v); });
    EXPECT_NE(found, all_verdicts.end()) << "no verdict is called " << text;
    if (found != all_verdicts.end()) out |= *found;
  }
  return out;
}

/// The instants that an expected due may mean, in the result's own form.
MomentInterval expected_time(const std::string& text) {
  if (const auto date = parse_date(text)) {
    const Moment end{end_of_day(date->last).micros - 1};
    return {end, end};
  }
  const auto moment = parse_moment(text);
  EXPECT_TRUE(moment) << "not a time: " << text;
  return moment ? MomentInterval{moment->first, moment->last} : MomentInterval{};
}

void expect_due(const YAML::Node& due, const InstanceResult& r) {
  if (due.IsScalar() && due.as<std::string>() == "none") {
    EXPECT_TRUE(!r.due || r.due->open_end) << "there is to be no due, got " << to_string(r.due->earliest);
    return;
  }
  const std::string first = due.IsMap() ? due["earliest"].as<std::string>() : due.as<std::string>();
  const std::string last = due.IsMap() ? due["latest"].as<std::string>() : first;
  ASSERT_TRUE(r.due) << "no due, expected " << first;
  EXPECT_EQ(to_string(r.due->earliest), to_string(expected_time(first).first));
  EXPECT_EQ(to_string(r.due->latest), to_string(expected_time(last).last));
}

std::vector<std::string> missing_names(const Model& model, const std::vector<Missing>& missing, const Question& question) {
  std::vector<std::string> out;
  for (const Missing& m : missing) {
    if (m.kind == Missing::Kind::cell) out.push_back(model.fields[m.cell.part ? m.cell.part : m.cell.field].name);
    if (m.kind == Missing::Kind::transition) out.emplace_back("transition");
    if (m.kind == Missing::Kind::parameter) out.push_back(model.parameters[m.parameter].name);
    if (m.kind != Missing::Kind::reading) continue;
    const ReadingSet& set = model.readings[m.reading];
    for (std::size_t i = 1; i < set.alternatives.size(); ++i) {
      if (!question.pins.contains(set.alternatives[i].name)) out.push_back(set.alternatives[i].name);
    }
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

class ConformanceTest : public ::testing::TestWithParam<Conformance> {};

/// Rules load once for all cases that share their text.
const testing::Loaded& rules_of(const Conformance& c) {
  static std::map<std::vector<std::string>, std::unique_ptr<testing::Loaded>> cache;
  std::vector<std::string> texts{(c.node["rules"] ? c.node["rules"] : c.topic["rules"]).as<std::string>()};
  const YAML::Node overlay = c.node["overlay"] ? c.node["overlay"] : c.topic["overlay"];
  if (overlay) texts.push_back(overlay.as<std::string>());
  auto& slot = cache[texts];
  if (!slot) slot = testing::load(texts);
  return *slot;
}

TEST_P(ConformanceTest, GivesTheVerdictsArguedByHand) {
  const Conformance& c = GetParam();
  const testing::Loaded& rules = rules_of(c);
  SCOPED_TRACE(c.file.string() + ": " + c.name() + "\n  why: " + (c.node["why"] ? c.node["why"].as<std::string>() : ""));
  if (c.node["compile_error"]) {
    EXPECT_FALSE(rules.problems.empty()) << "the rules are to be refused, and were not";
    return;
  }
  ASSERT_EQ(rules.problems, "");
  Question question{.as_of = testing::at(c.node["at"].as<std::string>())};
  if (c.node["known_at"]) question.known_at = testing::at(c.node["known_at"].as<std::string>());
  if (c.node["municipality"]) question.municipality = c.node["municipality"].as<std::string>();
  for (const auto& pin : c.node["pins"]) {
    question.pins[pin.first.as<std::string>()] = pin.second.as<std::string>() == "yes" || pin.second.as<std::string>() == "true";
  }
  const std::string text = YAML::Dump(c.node["case"]);
  const Case given = testing::read_yaml_case(rules.model, text);
  const std::vector<InstanceResult> results = evaluate(rules.model, given, question);

  std::vector<const InstanceResult*> unexpected;
  for (const InstanceResult& r : results) unexpected.push_back(&r);
  for (const YAML::Node& e : c.node["expect"]) {
    const auto rule = e["rule"].as<std::string>();
    const auto instance = e["instance"] ? e["instance"].as<std::string>() : "";
    SCOPED_TRACE("expected of " + rule + " of `" + instance + "`");
    const auto found = std::ranges::find_if(results, [&](const InstanceResult& r) {
      return rules.model.rules[r.rule].name == rule && instance_name(r) == instance;
    });
    if (found == results.end()) {
      std::string seen;
      for (const InstanceResult& r : results) seen += "\n  " + rules.model.rules[r.rule].name + " `" + instance_name(r) + "` " + names(r.possible);
      EXPECT_TRUE(e["possible"] && verdicts(e["possible"]).is(Verdict::not_applicable)) << "no such instance; there are" << seen;
      continue;
    }
    std::erase(unexpected, &*found);
    if (e["possible"]) { EXPECT_EQ(names(found->possible), names(verdicts(e["possible"]))); }
    if (e["status"]) {
      const RightStatus& s = found->right;
      std::vector<std::string> got;
      if (s.used) got.emplace_back("used");
      if (s.unused) got.emplace_back("unused");
      if (s.too_late) got.emplace_back("too_late");
      if (s.not_applicable) got.emplace_back("not_applicable");
      EXPECT_EQ(got, e["status"].as<std::vector<std::string>>());
    }
    if (e["due"]) expect_due(e["due"], *found);
    if (e["conflict"]) { EXPECT_EQ(found->conflict, e["conflict"].as<bool>()); }
    if (e["missing"]) {
      Prober prober(rules.model, given, question);
      const std::vector<InstanceResult> own = prober.judge(found->rule);
      const auto missing = find_missing(prober, found->rule, own);
      const auto same = std::ranges::find_if(own, [&](const InstanceResult& r) { return instance_name(r) == instance; });
      ASSERT_NE(same, own.end());
      std::vector<std::string> wanted = e["missing"].as<std::vector<std::string>>();
      std::ranges::sort(wanted);
      EXPECT_EQ(missing_names(rules.model, missing[static_cast<std::size_t>(same - own.begin())], question), wanted);
    }
  }
  for (const InstanceResult* r : unexpected) {
    const bool silent = r->possible.empty() || r->possible.is(Verdict::not_applicable);
    EXPECT_TRUE(silent) << "unexpected: " << rules.model.rules[r->rule].name << " of `" << instance_name(*r) << "` = " << names(r->possible);
  }
}

INSTANTIATE_TEST_SUITE_P(Suite, ConformanceTest, ::testing::ValuesIn(all_cases()), [](const auto& param) {
  std::string name = param.param.file.stem().string() + "_" + std::to_string(param.param.index);
  std::ranges::replace_if(name, [](char ch) { return std::isalnum(static_cast<unsigned char>(ch)) == 0; }, '_');
  return name;
});

TEST(Conformance, HoldsAtLeastThreeHundredCases) { EXPECT_GE(all_cases().size(), 300U); }

}  // namespace
}  // namespace rettesnor
