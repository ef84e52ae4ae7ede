#include "engine/change/reason.hpp"

#include <algorithm>

#include "engine/explain/explanation.hpp"

namespace rettesnor::change {

namespace {

/// Nothing where the side has no such rule or instance, or says that it is not applicable for want of one.
std::vector<std::string> lines_of(const Side& side, const Sources& sources, RuleId rule, const Example& example, Language language) {
  if (!rule) return {};
  RecordReader reader(side.model, side.reading);
  const auto subject = reader.read(example.record, example.text, false);
  if (!subject) return {};
  Prober prober(side.model, *subject, side.question, &sources);
  for (InstanceResult& r : prober.judge(rule)) {
    if (element_key(r.at) != example.element || r.occurrence != example.occurrence || r.rest != example.rest) continue;
    Explanation told = explain_instance(prober, make_finding(side.model, std::move(r), side.question), language);
    std::vector<std::string> out = std::move(told.because);
    for (auto* more : {&told.why_not, &told.missing}) out.insert(out.end(), more->begin(), more->end());
    return out;
  }
  return {};
}

}  // namespace

Reason reason_of(const Side& before, const Sources& old_sources, const Side& after, const Sources& new_sources, const RuleMoves& rule, const Example& example, Language language) {
  const std::vector<std::string> old_lines = lines_of(before, old_sources, rule.before, example, language);
  const std::vector<std::string> new_lines = lines_of(after, new_sources, rule.after, example, language);
  const auto only = [](const std::vector<std::string>& these, const std::vector<std::string>& others) {
    std::vector<std::string> out;
    std::ranges::copy_if(these, std::back_inserter(out), [&](const std::string& line) { return std::ranges::find(others, line) == others.end(); });
    return out;
  };
  return {only(old_lines, new_lines), only(new_lines, old_lines)};
}

}  // namespace rettesnor::change
