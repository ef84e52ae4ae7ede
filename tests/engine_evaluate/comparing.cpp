#include "tests/engine_evaluate/comparing.hpp"

#include <set>
#include <tuple>

#include "engine/reference/evaluate.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing {

namespace {

std::string say(const std::optional<TimeSpan>& t) {
  if (!t) return "-";
  return to_string(t->earliest) + ".." + to_string(t->latest) + (t->day ? " day" : "") + (t->open_end ? " open" : "");
}

/// What is compared of an instance, as text, so that a difference can be read.
template <class Instance>
std::string say(const Instance& r) {
  std::string out = names(r.possible);
  if (r.possible.empty()) {
    out += " right ";
    for (const bool b : {r.right.used, r.right.unused, r.right.too_late, r.right.not_applicable}) out += b ? '1' : '0';
  }
  return out + " anchor " + say(r.anchor) + " due " + say(r.due) + (r.conflict ? " conflict" : "") + (r.early ? " early" : "") +
         (r.internal_error ? " internal error" : "");
}

using Key = std::tuple<std::uint32_t, std::uint32_t, const Element*, std::uint32_t, bool>;  // case, rule, element, occurrence, rest

std::string place(const Key& key) {
  const Element* at = std::get<2>(key);
  std::string out = at == nullptr || at->id.empty() ? "the case" : at->id;
  if (std::get<3>(key) != 0) out += ", occurrence " + std::to_string(std::get<3>(key));
  return out + (std::get<4>(key) ? ", the rest" : "");
}

}  // namespace

Tally& Tally::operator+=(const Tally& more) {
  compared += more.compared;
  careful += more.careful;
  no_plan += more.no_plan;
  different += more.different;
  return *this;
}

std::vector<Difference> compare(const Model& model, const std::vector<Case>& cases, const Question& question, Tally& tally,
                                const Fault& fault) {
  std::vector<const Case*> pointers;
  for (const Case& c : cases) pointers.push_back(&c);
  Evaluator production(model, question, Naming::none);
  std::map<Key, std::string> columns;
  production.judge(pointers, [&](Seen&& s) {
    if (fault) fault(model, s);
    columns[{s.subject, s.rule.value, s.at, s.occurrence, s.rest}] = say(s);
  });
  std::vector<Difference> out;
  const auto differs = [&](const Key& key, std::string reference, std::string found) {
    out.push_back({std::get<0>(key), RuleId{std::get<1>(key)}, place(key), std::move(reference), std::move(found)});
  };
  // Without a plan production asks the reference itself: nothing to hold against each other.
  std::set<RuleId> unplanned;
  for (const ConceptId root : model.roots) {
    for (const auto& [rule, why] : production.without_plan(root)) unplanned.insert(rule);
  }
  const auto judged = [&](const Case& c) {
    std::vector<InstanceResult> all;
    for (std::uint32_t rule = 0; rule < model.rules.size(); ++rule) {
      if (unplanned.contains({rule})) continue;
      for (InstanceResult& r : evaluate_rule(model, c, question, {rule}, Trace::open)) all.push_back(std::move(r));
    }
    return all;
  };
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    for (const InstanceResult& r : judged(cases[i])) {
      const Key key{i, r.rule.value, r.at, r.occurrence, r.rest};
      const auto found = columns.find(key);
      std::string wanted = say(r);
      if (found == columns.end()) {
        differs(key, std::move(wanted), "(no instance)");
      } else {
        if (found->second != wanted) differs(key, std::move(wanted), found->second);
        columns.erase(found);
      }
    }
  }
  for (const auto& [key, text] : columns) {
    if (!unplanned.contains({std::get<1>(key)})) differs(key, "(no instance)", text);
  }
  tally += {production.effort().columns, production.effort().careful, production.effort().no_plan, out.size()};
  return out;
}

Question drawn_question(const Model& model, Random& random) {
  Question q{.as_of = at("2026-03-10 12:00")};
  if (below(random, 4) == 0) q.known_at = at("2026-02-20 12:00");
  if (below(random, 4) == 0) q.municipality = "0751";
  if (below(random, 8) == 0) q.trust_as_of_watermark = false;
  for (const ReadingSet& set : model.readings.rows()) {
    for (std::size_t i = 1; i < set.alternatives.size(); ++i) {
      if (below(random, 5) == 0) q.pins[set.alternatives[i].name] = below(random, 2) == 0;
    }
  }
  return q;
}

std::string say(const Question& q) {
  std::string out = "T " + to_string(q.as_of);
  if (q.known_at) out += ", known at " + to_string(*q.known_at);
  if (q.municipality) out += ", municipality " + *q.municipality;
  if (!q.trust_as_of_watermark) out += ", no watermark at T";
  for (const auto& [name, yes] : q.pins) out += ", pin " + name + (yes ? " = yes" : " = no");
  return out;
}

}  // namespace rettesnor::testing
