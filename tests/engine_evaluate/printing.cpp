// A specimen as rules with a `test` block behind them: see shrinking.hpp.
#include "engine/explain/test_block.hpp"
#include "engine/reference/evaluate.hpp"
#include "tests/engine_evaluate/comparing.hpp"
#include "tests/engine_evaluate/shrinking.hpp"

namespace rettesnor::testing {

std::string printed(const Specimen& specimen, RuleId rule) {
  const Model& model = specimen.loaded->model;
  const std::vector<InstanceResult> results = evaluate_rule(model, specimen.subject, specimen.question, rule);
  TestBlock block = test_block(model, specimen.subject, specimen.question, results, "differs", "d");
  if (!block.text.contains("\n  expect ")) block.text.insert(block.text.size() - 4, "  expect " + model.rules[rule].name + " = not applicable\n");
  std::string out;
  for (const std::string& text : specimen.texts) out += (out.empty() ? "" : "\n-- another file\n") + text;
  for (const std::string& note : block.notes) out += "-- cannot be said below: " + note + "\n";
  return out + block.text;
}

}  // namespace rettesnor::testing
