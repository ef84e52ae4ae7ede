#include "engine/adequacy/mutate.hpp"

#include <algorithm>

#include "engine/adequacy/search.hpp"
#include "engine/explain/test_run.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::adequacy {

namespace {

bool concerns(const Model& model, const Mutant& mutant, RuleId rule) {
  return std::ranges::any_of(mutant.rules, [&](RuleId r) { return r == rule || model.reach[rule].rules.contains(r); });
}

/// The cheap tests first: those that say what is missing try many values.
std::vector<const TestDecl*> tests_for(const Model& model, const Mutant& mutant) {
  std::vector<const TestDecl*> out;
  for (const TestDecl& test : model.tests) {
    if (std::ranges::any_of(test.expectations, [&](const auto& e) { return concerns(model, mutant, e.rule); })) out.push_back(&test);
  }
  std::ranges::stable_sort(out, {}, [](const TestDecl* t) { return std::ranges::count_if(t->expectations, &TestDecl::Expectation::says_missing); });
  return out;
}

/// What an `expect` can tell apart.
bool alike(const std::vector<InstanceResult>& before, const std::vector<InstanceResult>& after) {
  return std::ranges::equal(before, after, [](const InstanceResult& x, const InstanceResult& y) {
    if (x.element != y.element || x.occurrence != y.occurrence || x.rest != y.rest) return false;
    if (x.rest || x.occurrence > 1 || x.possible.empty()) return true;  // no test names it
    if (x.possible != y.possible) return false;
    const auto due = sayable_due(x);
    return !due || (y.due && local_day(y.due->earliest) == *due && local_day(y.due->latest) == *due);
  });
}

/// A test that passes today and would fail with the mistake.
std::optional<TestBlock> killer(Model& model, Mutant& mutant, std::size_t number, Language language) {
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleId rule{i};
    if (!concerns(model, mutant, rule)) continue;
    const std::vector<const TestDecl*> tests = tests_of(model, rule);
    if (tests.empty()) continue;
    bool plainly = true;  // with one answer, if there is such a case
    const auto shows = [&](const Case& subject, const Question& question) {
      const std::vector<InstanceResult> before = evaluate_rule(model, subject, question, rule);
      if (plainly && !std::ranges::all_of(before, [](const InstanceResult& r) { return r.possible.determined(); })) return false;
      mutant.swap(model);
      const std::vector<InstanceResult> after = evaluate_rule(model, subject, question, rule);
      mutant.swap(model);
      return !alike(before, after);
    };
    constexpr std::size_t most = 600;
    auto shown = search(model, rule, tests, shows, most);
    plainly = false;
    if (!shown) shown = search(model, rule, tests, shows, most);
    if (!shown) continue;
    return test_block(model, shown->subject, shown->question, evaluate_rule(model, shown->subject, shown->question, rule),
                      mutant.owner + "_" + std::to_string(number), language == Language::danish ? mutant.danish : mutant.english);
  }
  return std::nullopt;
}

}  // namespace

std::vector<MutantFate> mutate(Model& model, const std::function<bool(PackageId)>& wanted, const std::function<bool(const std::string&)>& wanted_owner,
                               Language language, const std::function<void(std::size_t, std::size_t)>& progress) {
  std::vector<MutantFate> out;
  std::vector<Mutant> mutants = mutants_of(model, wanted);
  std::erase_if(mutants, [&](const Mutant& m) { return !wanted_owner(m.owner); });
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    MutantFate one{std::move(mutants[i]), Fate::unshown, std::nullopt};
    const std::vector<const TestDecl*> tests = tests_for(model, one.mutant);
    one.mutant.swap(model);
    const bool killed = std::ranges::any_of(tests, [&](const TestDecl* t) { return !run_test(model, *t, language).passed(); });
    one.mutant.swap(model);
    if (killed) {
      one.fate = Fate::killed;
    } else {
      one.would_kill = killer(model, one.mutant, i + 1, language);
      if (one.would_kill) one.fate = Fate::survived;
    }
    out.push_back(std::move(one));
    if (progress) progress(i + 1, mutants.size());
  }
  return out;
}

}  // namespace rettesnor::adequacy
