// Bundles made of short words, and small rules with a mapping that take them: shared by the tests of bundles.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <initializer_list>

#include "engine/engine.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing_ffb {

namespace fs = std::filesystem;
using namespace std::string_literals;

// ---- resources. Codes are invented; `L0` … `L4` and `LX` are levels.

inline std::string json_text(std::string_view text) { return "\"" + std::string(text) + "\""; }
inline std::string member(std::string_view name, std::string_view text) { return text.empty() ? "" : ",\"" + std::string(name) + "\":" + json_text(text); }
inline std::string coded(std::string_view name, std::string_view code) {
  return code.empty() ? "" : ",\"" + std::string(name) + R"(":{"coding":[{"system":"urn:test:codes","code":)" + json_text(code) + "}]}";
}
inline std::string refer(std::string_view type, std::string_view id) { return R"({"reference":")" + std::string(type) + "/" + std::string(id) + "\"}"; }
inline std::string ranked(std::string_view id, int rank) {
  return R"({"reference":"Condition/)" + std::string(id) + R"(","extension":[{"url":"http://example.org/ConditionRank","valuePositiveInt":)" + std::to_string(rank) + "}]}";
}
inline std::string list(std::string_view name, std::initializer_list<std::string> items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ",") + item;
  return ",\"" + std::string(name) + "\":[" + out + "]";
}
/// @param profile  the end of its profile's address
inline std::string resource(std::string_view type, std::string_view profile, std::string_view id, const std::string& rest, std::string_view citizen = "anna") {
  return R"({"resourceType":")" + std::string(type) + R"(","id":)" + json_text(id) + R"(,"meta":{"profile":["http://example.org/kl-reporting-ffb-)" + std::string(profile) + "\"]}" +
         (citizen.empty() ? "" : R"(,"subject":)" + refer("Patient", citizen)) + rest + "}";
}
inline std::string patient(std::string_view id = "anna") { return resource("Patient", "citizen", id, "", ""); }
inline std::string condition(std::string_view id, std::string_view code, std::string_view level, std::string_view recorded, std::string_view asserted = "", std::string_view citizen = "anna") {
  const std::string last = asserted.empty() ? "" : R"(,"extension":[{"url":"http://example.org/ConditionLastAssertedDate","valueDateTime":)" + json_text(asserted) + "}]";
  return resource("Condition", "condition", id, coded("code", code) + coded("severity", level) + member("recordedDate", recorded) + last, citizen);
}
inline std::string target_group(std::string_view id, std::string_view code) { return resource("Condition", "targetGroup", id, coded("code", code) + member("recordedDate", "2026-01-05")); }
inline std::string target(std::string_view measure, std::string_view code) { return R"({"measure":{"coding":[{"code":)" + json_text(measure) + "}]}" + coded("detailCodeableConcept", code) + "}"; }
inline std::string goal(std::string_view id, std::initializer_list<std::string> addresses, std::string_view expected = "L1", std::string_view type = "develop") {
  return resource("Goal", "interventionGoal", id, member("lifecycleStatus", "active") + list("addresses", addresses) + list("target", {target("M-LEVEL", expected), target("M-TYPE", type)}));
}
inline std::string plan(std::string_view id, std::string_view start, const std::string& rest = "", std::string_view end = "") {
  return resource("CarePlan", "carePlan", id, member("status", "active") + R"(,"period":{"start":)" + json_text(start) + member("end", end) + "}" + rest);
}
inline std::string next_on(std::string_view encounter) {
  return R"(,"extension":[{"url":"http://example.org/kl-reporting-ffb-follow-up-date-extension","valueReference":)" + refer("Encounter", encounter) + "}]";
}
inline std::string encounter(std::string_view id, std::string_view at) { return resource("Encounter", "followUpEncounter", id, member("status", "planned") + R"(,"period":{"start":)" + json_text(at) + "}"); }
inline std::string follow_up(std::string_view id, std::string_view of, std::string_view at, std::string_view result) {
  return resource("Observation", "followUp", id, member("status", "final") + (of.empty() ? "" : list("focus", {refer("CarePlan", of)})) + member("effectiveDateTime", at) + coded("valueCodeableConcept", result));
}
inline std::string effort(std::string_view id, std::string_view of, std::string_view code, std::string_view start) {
  return resource("CarePlan", "intervention", id, list("basedOn", {refer("CarePlan", of)}) + R"(,"period":{"start":)" + json_text(start) + R"(},"activity":[{"detail":{"status":"in-progress")" + coded("code", code) + "}}]");
}

/// @param timestamp  empty: none
inline std::string bundle(std::string_view timestamp, std::initializer_list<std::string> resources) {
  std::string out;
  for (const std::string& r : resources) out += (out.empty() ? "" : ",\n") + R"({"resource":)"s + r + "}";
  return R"({"resourceType":"Bundle","type":"collection")" + member("timestamp", timestamp) + R"(,"entry":[)" + "\n" + out + "]}\n";
}

// ---- rules

inline constexpr const char* rules_text = R"(language en
package small.ffb version 1
actor office "Kontoret"
source L law "Small law"
concept look "Vurdering"
  event looked date "Vurderet"
  fact item text "Tema"
  fact grade number "Niveau"
end
concept aim "Mål"
  fact item text "Tema"
  fact kind text "Art"
  fact baseline number "Niveau før"
  fact expected number "Ventet niveau"
  fact found number "Niveau nu"
  event found_on date "Vurderet igen"
end
concept review "Opfølgning"
  event held date "Holdt"
  fact outcome text "Resultat"
end
concept plan "Plan"
  event started date "Begyndt"
  event ended date "Slut"
  fact next date "Næste opfølgning"
  fact group_code text "Målgruppe"
  fact result text "Resultat"
  list reviews of review "Opfølgninger"
end
concept course "Forløb"
  fact number text "Sagsnummer"
  list looks of look "Vurderinger"
  list aims of aim "Mål"
  list plans of plan "Planer"
end
rule ended_in_time "Slut i tide" cite L § 1
  for each p in plans
  office must do ended within 90 days of started
end
)";

inline constexpr const char* map_text = R"(source: ffb
ffb: {expected_level: M-LEVEL, goal_type: M-TYPE, scored: ACT}
codes:
  levels: {L0: "0", L1: "1", L2: "2", L3: "3", L4: "4"}
case:
  table: citizens
  id: id
  extraction_time: reported_at
  fields: {number: case_number}
lists:
  looks:
    table: assessments
    parent: citizen
    id: id
    recorded_at: recorded_at
    fields: {looked: at, item: code, grade: {column: severity, codes: levels, unknown: LX}}
  aims:
    table: goals
    parent: citizen
    id: id
    recorded_at: recorded_at
    fields:
      item: primary_code
      kind: type
      baseline: {column: baseline, codes: levels, unknown: LX}
      expected: {column: expected, codes: levels, unknown: LX}
      found: {column: found, codes: levels, unknown: LX}
      found_on: found_at
  plans:
    table: plans
    parent: citizen
    id: id
    recorded_at: recorded_at
    fields: {started: start, ended: end, next: follow_up, group_code: primary_target_group, result: result}
  plans.reviews:
    table: follow_ups
    parent: plan
    id: id
    recorded_at: recorded_at
    fields: {held: at, outcome: result}
)";

/// The list of the invented codes: ACT holds the items with a level.
inline CodeTable code_table() {
  CodeTable out{.name = "codes", .url = "urn:test:codes", .codes = {}};
  for (const char* code : {"ACT", "FUN", "L0", "L1", "L2", "L3", "L4", "LX", "develop", "T-1", "E-1", "go_on", "stop"}) out.codes[code] = {.title = "Title "s + code, .parent = ""};
  out.codes["ACT-1"] = {"Spise", "ACT"};
  out.codes["ACT-2"] = {"Gå", "ACT"};
  out.codes["FUN-1"] = {"Syn", "FUN"};
  return out;
}

class FfbTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("rettesnor_ffb_" + std::to_string(::getpid()) + "_" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    loaded_ = testing::load({rules_text});
    ASSERT_EQ(loaded_->problems, "");
    const Source written{.name = "map.yaml", .text = map_text};
    Problems problems({}, 20);
    mapping_ = source::read_mapping(loaded_->model, written, {}, problems);
    ASSERT_TRUE(mapping_.has_value()) << message_text(problems.take().front(), Language::english);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void file(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name, std::ios::binary) << text; }

  std::unique_ptr<ffb::Delivery> deliver(const std::vector<CodeTable>* codes = nullptr, std::optional<Moment> known_at = {}) {
    auto out = ffb::Delivery::open(*mapping_, {.inputs = {folder_}, .known_at = known_at, .codes = codes});
    if (!out) ADD_FAILURE() << out.error().arguments.back();
    return out ? std::move(*out) : nullptr;
  }
  /// The files and the codes of findings, `b.json K096`, in the order they were found.
  static std::string findings(const ffb::Delivery& delivery) {
    std::string out;
    for (const ffb::Finding& f : delivery.tidings().findings.kept()) {
      out += (out.empty() ? "" : ", ") + fs::path(delivery.tidings().files[f.place.file]).filename().string() + " " + std::string(number_of(f.what.code));
    }
    return out;
  }
  /// Each case as JSON, or `#` and the codes for which it is kept out.
  std::vector<std::string> cases(ffb::Delivery& delivery) const {
    std::vector<std::string> out;
    auto feed = source::CaseFeed::open(*mapping_, delivery, 0, std::size_t{1} << 20U);
    if (!feed) return {"no feed"};
    RecordReader reader(loaded_->model, {.root = mapping_->root});
    for (Record record; (*feed)->next(record);) {
      if (!record.faults.empty()) {
        out.emplace_back("#");
        for (const RecordFault& f : record.faults) out.back() += " " + f.code;
        continue;
      }
      const auto read = reader.read(record.number, record.text, record.too_long);
      EXPECT_TRUE(read.has_value()) << record.text << (read ? "" : message_text(read.error().problems.front(), Language::english));
      out.push_back(record.text);
    }
    return out;
  }
  std::string only_case(ffb::Delivery& delivery) const {
    const auto all = cases(delivery);
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " cases";
  }

  fs::path folder_;
  std::unique_ptr<testing::Loaded> loaded_;
  std::optional<source::Mapping> mapping_;
};

}  // namespace rettesnor::testing_ffb
