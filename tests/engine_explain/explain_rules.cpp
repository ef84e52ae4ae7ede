#include "tests/engine_explain/explain_rules.hpp"

#include <stdexcept>

#include "engine/store/files.hpp"

namespace rettesnor::testing {

const Loaded& desk() {
  static const std::unique_ptr<Loaded> loaded = [] {
    auto text = read_file("tests/cli/fixtures/rules/desk.regel", largest_rule_file);
    if (!text) throw std::runtime_error("desk.regel: run the tests from the project's root");
    auto out = load({*text});
    if (!out->problems.empty()) throw std::runtime_error(out->problems);
    return out;
  }();
  return *loaded;
}

RuleId rule_named(const std::string& name) {
  const Model& model = desk().model;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    if (model.rules[RuleId{i}].name == name) return RuleId{i};
  }
  throw std::runtime_error("no rule " + name);
}

std::unique_ptr<Prober> asked(const std::string& yaml, const std::string& when) {
  Question question;
  question.as_of = at(when);
  const Case subject = read_yaml_case(desk().model, yaml);
  return std::make_unique<Prober>(desk().model, subject, question, &desk().sources);
}

InstanceResult instance(Prober& prober, const std::string& rule, const std::string& element) {
  for (const InstanceResult& result : prober.judge(rule_named(rule))) {
    if (result.element == element && !result.rest) return result;
  }
  throw std::runtime_error("no instance of " + rule + " " + element);
}

}  // namespace rettesnor::testing
