#include "engine/adequacy/propose.hpp"

#include <algorithm>

#include "engine/adequacy/search.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::adequacy {

namespace {

/// The rules whose judging may meet the item: its own, or those that mention what it stands in.
std::vector<RuleId> candidates(const Model& model, const Item& item) {
  if (!item.rules.empty()) return item.rules;
  std::vector<RuleId> out;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    if (model.rules[RuleId{i}].package == item.package) out.push_back(RuleId{i});
  }
  return out;
}

}  // namespace

std::optional<TestBlock> propose(const Model& model, const Item& item, std::size_t number, Language language) {
  for (const RuleId rule : candidates(model, item)) {
    const auto shows = [&](const Case& subject, const Question& question) {
      Sights sights;
      static_cast<void>(evaluate_rule(model, subject, question, rule, Trace::open, &sights));
      return met(model, item, sights);
    };
    const std::vector<const TestDecl*> tests = tests_of(model, rule);
    constexpr std::size_t most = 1500;
    const auto shown = search(model, rule, tests, shows, most);
    if (!shown) continue;
    const std::vector<InstanceResult> results = evaluate_rule(model, shown->subject, shown->question, rule);
    TestBlock block = test_block(model, shown->subject, shown->question, results, item.owner + "_" + std::to_string(number),
                                 language == Language::danish ? "Foreslået: hold svaret mod kilden" : "Proposed: hold the answer against the source");
    if (block.text.contains("\n  expect ")) return block;
  }
  return std::nullopt;
}

}  // namespace rettesnor::adequacy
