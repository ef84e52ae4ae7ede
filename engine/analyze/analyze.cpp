#include "engine/analyze/analyze.hpp"

#include <array>

#include "engine/analyze/desk.hpp"

namespace rettesnor::analyze {

std::string_view code(Kind kind) {
  constexpr std::array names{"rule_never_applies", "rule_never_breached", "duties_without_end", "rule_never_fulfilled", "condition_always",
                             "condition_never",    "exception_never",     "exceptions_together",  "table_gap",
                             "table_row_never",    "version_gap",         "value_gap",            "overlay_laxer",
                             "parameter_direction", "duties_collide",     "different",            "equivalent"};
  static_assert(names.size() == kinds);
  return names[std::to_underlying(kind)];
}

void Desk::in_order(Kind kind) {
  Tally& t = out.tallies[kind];
  ++t.asked;
  ++t.in_order;
}

void Desk::found(Finding finding) {
  Tally& t = out.tallies[finding.kind];
  ++t.asked;
  ++t.found;
  out.findings.push_back(std::move(finding));
}

void Desk::open(Open open, const Reply& reply) {
  Tally& t = out.tallies[open.kind];
  ++t.asked;
  ++t.open;
  open.limit = reply.limit;
  open.unconfirmed = reply.unconfirmed;
  open.outside = reply.outside;
  out.open.push_back(std::move(open));
}

std::string Desk::name(RuleId id) const { return full_name(model, model.rules[id].package, model.rules[id].name); }

/// The duties without end, one finding for all about the same kind of case.
void Desk::close() {
  for (auto& [root, f] : endless_) found(std::move(f));
  endless_.clear();
}

void Desk::without_end(ConceptId root, const std::string& rule, const std::function<Finding()>& first) {
  auto at = endless_.find(root);
  if (at == endless_.end()) at = endless_.emplace(root, first()).first;
  at->second.conditions.push_back(rule);
}

Analysis analyze(const Model& model, const Sources& sources, const Options& options) {
  Desk desk(model, sources);
  std::vector<RuleId> rules;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    if (!options.about || options.about(model.rules[RuleId{i}].origin.file)) rules.push_back(RuleId{i});
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (options.progress) options.progress(i, rules.size());
    check_rule(desk, rules[i]);
  }
  desk.close();
  check_tables(desk, options);
  check_versions(desk, options);
  check_overlays(desk, options);
  check_pairs(desk, options);
  return std::move(desk.out);
}

}  // namespace rettesnor::analyze
