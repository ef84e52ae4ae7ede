// The encoding is what the reference evaluator says, on random cases of random packages with every construct: the truth of
// each condition, and the verdicts of each rule. Where the encoding leaves something free, what the reference says is among it.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "engine/analyze/lab.hpp"
#include "engine/reference/evaluate.hpp"
#include "engine/reference/reading.hpp"
#include "tests/engine_analyze/known_case.hpp"
#include "tests/engine_evaluate/random_rules.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::analyze {
namespace {

using testing::Random;

/// The element of the case that stands where the thing stands: the first of each list.
const Element* element_of(const Model& model, const Case& the_case, const Thing& thing) {
  if (thing.parent == nullptr) return the_case.root.get();
  const Element* owner = element_of(model, the_case, *thing.parent);
  if (owner == nullptr) return nullptr;
  const auto& list = owner->lists[model.fields[thing.in_list].index];
  return list && !list->elements.empty() ? list->elements.front().get() : nullptr;
}

struct Sums {
  int conditions = 0, exact_conditions = 0, verdicts = 0, exact_verdicts = 0, asked = 0, open = 0;
};

class Comparison {
 public:
  Comparison(const Model& model, const Case& the_case, Moment at, Sums& sums) : model_(model), case_(the_case), sums_(sums) {
    question_.as_of = at;
  }

  void rule(RuleId id) {
    const RuleDecl& rule = model_.rules[id];
    if (rule.for_each && (rule.for_each->which != Selection::Which::all || rule.for_each->where)) return;
    if (rule.root != case_.root->concept_id) return;
    Lab::Side s(model_, id, Lists::few);
    const Element* element = element_of(model_, case_, s.rule.thing());
    if (element == nullptr) return;
    conditions(s, id, *element);
    if (rule.kind != RuleKind::suggestion) verdicts(id, *element);
  }

 private:
  Answer ask(Lab::Side& s, const Term& term) {
    const Answer a = s.encoder.solver.solve(s.encoder.is_case(case_, question_.as_of) && term, false, {});
    ++sums_.asked;
    sums_.open += a == Answer::open ? 1 : 0;
    return a;
  }
  /// It is so for this case, or the solver's limit came first.
  bool may(Lab::Side& s, const Term& term) { return ask(s, term) != Answer::none; }
  bool certainly(Lab::Side& s, const Term& term) { return ask(s, term) == Answer::some; }

  void conditions(Lab::Side& s, RuleId id, const Element& element) {
    IndicatorDecl door;
    door.root = case_.root->concept_id;
    door.reach = model_.reach[id];
    IndicatorReader reader(model_, case_, question_);
    for (const Version& v : model_.rules[id].versions) {
      for (const ExprId c : conjuncts(model_, v.when)) {
        const Frame f = s.encoder.frame_at(&s.rule.thing());
        const Truth3 t = s.encoder.truth(c, f);
        const Truth said = reader.truth(door, c, &element, local_day(question_.as_of));
        ++sums_.conditions;
        // Where readings disagree the reader says unknown: some choice gives each.
        const bool exact = s.encoder.loose.abstracted.empty() && door.reach.readings.empty();
        const Term claim = said == Truth::yes ? t.yes : said == Truth::no ? t.no : !t.yes;
        EXPECT_TRUE(may(s, claim)) << "condition " << c.value << " of " << model_.rules[id].name << ": the reference says " << static_cast<int>(said);
        if (!exact) continue;
        ++sums_.exact_conditions;
        const Term denial = said == Truth::yes ? !t.yes : said == Truth::no ? !t.no : t.yes || t.no;
        EXPECT_FALSE(certainly(s, denial)) << "condition " << c.value << " of " << model_.rules[id].name << ": the reference says " << static_cast<int>(said);
      }
    }
  }

  void verdicts(RuleId id, const Element& element) {
    const RuleDecl& rule = model_.rules[id];
    // Which law holds while a transition is unsettled, the encoding does not ask.
    if (std::ranges::any_of(rule.versions, [](const Version& v) { return v.transition_unsettled || v.from_last; })) return;
    Lab::Side s(model_, id, Lists::few);
    VerdictSet said;
    for (const InstanceResult& r : evaluate_rule(model_, case_, question_, id)) {
      if (r.at == &element && !r.rest && !r.internal_error) said |= r.possible;
    }
    if (said.empty()) return;
    const VerdictTerms terms = s.rule.verdicts();
    const bool exact = s.encoder.loose.abstracted.empty() && !s.encoder.loose.lists && model_.reach[id].readings.empty();
    ++sums_.verdicts;
    sums_.exact_verdicts += exact ? 1 : 0;
    for (const Verdict v : all_verdicts) {
      const Term& possible = terms.possible[std::to_underlying(v)];
      if (said.has(v)) {
        EXPECT_TRUE(may(s, possible)) << model_.rules[id].name << ": the reference says " << testing::names(said);
      } else if (exact) {
        EXPECT_FALSE(certainly(s, possible)) << model_.rules[id].name << ": the reference says " << testing::names(said) << ", the encoding also " << code(v);
      }
    }
  }

  const Model& model_;
  const Case& case_;
  Sums& sums_;
  Question question_;
};

TEST(Encoding, IsWhatTheReferenceSays) {
  Sums sums;
  constexpr int packages = 30;
  for (int i = 0; i < packages; ++i) {
    Random random(717171 + static_cast<std::uint64_t>(i) * 1'000'003U);
    const auto loaded = testing::load(testing::random_rules(random));
    if (!loaded->problems.empty()) continue;
    Model& model = loaded->model;
    for (std::uint32_t f = 0; f < model.fields.size(); ++f) model.fields[FieldId{f}].complete_to = {};  // every list is known
    const Moment at = testing::at("2026-03-10 12:00");
    const auto days = testing::telling_days(model, local_day(at));
    for (int k = 0; k < 2; ++k) {
      Case the_case = testing::random_case(model, model.roots.front(), days, {.unknown_percent = 25}, random);
      testing::make_known(model, *the_case.root);
      the_case.extraction_time.reset();
      the_case.municipality.clear();
      if (!model.overlays.rows().empty()) the_case.municipality = {{model.overlays.rows().front().municipality, std::nullopt}};
      Comparison comparison(model, the_case, at, sums);
      for (std::uint32_t r = 0; r < model.rules.size() && !HasFailure(); ++r) {
        SCOPED_TRACE("package " + std::to_string(i) + ", case " + std::to_string(k));
        comparison.rule(RuleId{r});
      }
      if (HasFailure()) {
        for (const Source& source : loaded->sources) std::cerr << source.text << "\n";
        return;
      }
    }
  }
  std::cerr << sums.conditions << " conditions, " << sums.exact_conditions << " exact; " << sums.verdicts << " rules, " << sums.exact_verdicts << " exact; " << sums.open << " of " << sums.asked << " questions open\n";
  EXPECT_LT(sums.open * 20, sums.asked) << sums.open << " of " << sums.asked << " questions are open";
  EXPECT_GT(sums.exact_conditions, 100);
  EXPECT_GT(sums.exact_verdicts, 30);
}

}  // namespace
}  // namespace rettesnor::analyze
