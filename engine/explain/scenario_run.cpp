#include "engine/explain/scenario_run.hpp"

#include <algorithm>
#include <map>

#include "engine/explain/finding.hpp"
#include "engine/explain/names.hpp"

namespace rettesnor {

namespace {

using Kind = ScenarioClaim::Kind;

/// What came of it at one moment, for each instance the claim speaks of. What is not seen is no instance, but may be what
/// is forbidden; where none is seen, it is not applicable or what an unseen one could be.
std::vector<VerdictSet> found_for(const ScenarioClaim& claim, const std::vector<InstanceResult>& instances) {
  std::vector<VerdictSet> out;
  VerdictSet unseen = Verdict::not_applicable;
  for (const InstanceResult& r : instances) {
    if (r.rest) unseen |= r.possible;
    const bool counts = r.rest ? claim.kind == Kind::forbidden : claim.elements.empty() || std::ranges::find(claim.elements, r.element) != claim.elements.end();
    if (counts) out.push_back(r.possible);
  }
  if (out.empty()) out.push_back(unseen);
  return out;
}

bool holds(const ScenarioClaim& claim, VerdictSet found) {
  switch (claim.kind) {
    case Kind::required: return found == claim.verdicts;
    case Kind::optional: return found.within(claim.verdicts);
    case Kind::forbidden: return std::ranges::none_of(all_verdicts, [&](Verdict v) { return claim.verdicts.has(v) && found.has(v); });
  }
  return false;
}

std::string expected_text(const ScenarioClaim& claim, bool should, Language language) {
  const std::string verdicts = verdicts_text(claim.verdicts, should, language);
  return claim.kind == Kind::forbidden ? say(Saying::scenario_forbidden, language, {verdicts}) : claim.kind == Kind::optional ? say(Saying::scenario_optional, language, {verdicts}) : verdicts;
}

}  // namespace

TestOutcome run_scenario(const Model& model, const Scenario& scenario, Language language, const Sources* sources) {
  TestOutcome out;
  out.test = &scenario.test;
  for (const ScenarioStep& step : scenario.steps) {
    struct Failure {
      Moment first;
      VerdictSet found;
      std::size_t days = 0;
    };
    std::vector<Failure> failures(step.claims.size());
    for (const Moment at : step.at) {
      Question question;
      question.as_of = at;
      Prober prober(model, scenario.test.given, question, sources);
      std::map<RuleId, std::vector<InstanceResult>> judged;
      for (std::size_t i = 0; i < step.claims.size(); ++i) {
        const ScenarioClaim& claim = step.claims[i];
        const auto [place, fresh] = judged.try_emplace(claim.rule);
        if (fresh) place->second = prober.judge(claim.rule);
        const std::vector<VerdictSet> found = found_for(claim, place->second);
        const auto wrong = std::ranges::find_if(found, [&](VerdictSet set) { return !holds(claim, set); });
        if (wrong == found.end()) continue;
        if (failures[i].days++ == 0) failures[i] = {at, *wrong, 1};
      }
    }
    for (std::size_t i = 0; i < step.claims.size(); ++i) {
      const Failure& failed = failures[i];
      if (failed.days == 0) continue;
      const ScenarioClaim& claim = step.claims[i];
      const bool should = sphere_of(model, claim.rule) == Sphere::recommendation;
      const std::string day = day_text(local_day(failed.first), language);
      std::string found = say(Saying::scenario_found, language, {verdicts_text(failed.found, should, language), day});
      if (failed.days > 1) found += say(Saying::scenario_days, language, {std::to_string(failed.days), std::to_string(step.at.size())});
      out.mismatches.push_back({claim.origin, expected_text(claim, should, language), std::move(found), {}});
    }
  }
  return out;
}

}  // namespace rettesnor
