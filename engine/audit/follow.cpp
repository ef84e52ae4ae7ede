#include "engine/audit/follow.hpp"

namespace rettesnor::audit {

namespace {

bool accepts(const RuleDecl& rule) { return rule.should && rule.accepted_reason; }

}  // namespace

std::vector<bool> counted_beside(const Model& model) {
  std::vector<bool> out;
  for (const RuleDecl& rule : model.rules.rows()) out.push_back(accepts(rule) || follows(model, rule));
  return out;
}

BesideCounts count_beside(const Model& model, const Case& subject, const Question& question, std::span<const BesideInstance> instances) {
  BesideCounts out;
  if (instances.empty()) return out;
  RuleReader reader(model, subject, question);
  for (const BesideInstance& one : instances) {
    const RuleDecl& rule = model.rules[one.rule];
    if (accepts(rule) && one.possible.is(Verdict::for_judgement)) {
      std::string reason;
      for (const std::size_t place : reader.reasons(one.rule, one.at)) reason += (reason.empty() ? "" : "+") + rule.accept_reasons[place];
      out.reasons.push_back({one.rule.value, one.municipality, std::move(reason)});
    }
    if (!follows(model, rule) || one.possible.is(Verdict::not_applicable)) continue;
    Followed followed;
    if (one.anchor && !one.in_error && !one.possible.has(Verdict::not_applicable)) followed = reader.followed(one.rule, one.at, *one.anchor);
    // What a person is to judge may have been let off: it does not wait.
    if (followed.ending == Followed::Ending::open && one.possible.has(Verdict::for_judgement)) followed = {};
    out.follows.emplace_back(one.rule.value, one.municipality, followed);
  }
  return out;
}

}  // namespace rettesnor::audit
