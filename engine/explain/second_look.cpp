#include "engine/explain/second_look.hpp"

#include <map>
#include <tuple>

#include "engine/evaluate/evaluate.hpp"
#include "engine/explain/probe.hpp"

namespace rettesnor {

namespace {

using Key = std::tuple<RuleId, const Element*, std::uint32_t, bool>;

bool same(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->earliest == b->earliest && a->latest == b->latest && a->day == b->day && a->open_end == b->open_end;
}

/// A right's set stands in `possible` where a prober judged, and in `right` alone otherwise.
bool same(const InstanceResult& r, const Seen& s) {
  const VerdictSet over_columns = s.possible.empty() ? as_verdicts(s.right) : s.possible;
  const VerdictSet walked = r.possible.empty() ? as_verdicts(r.right) : r.possible;
  return walked == over_columns && same(r.anchor, s.anchor) && same(r.due, s.due) && r.conflict == s.conflict && r.early == s.early;
}

/// Nothing is known of it: any verdict, no day.
void disbelieve(InstanceResult& r, bool right) {
  r.internal_error = true;
  r.possible = right ? as_verdicts({.used = true, .unused = true, .too_late = true, .not_applicable = true}) : VerdictSet::full();
  if (right) r.right = {.used = true, .unused = true, .too_late = true, .not_applicable = true};
  r.due.reset();
  r.failing.clear();
}

}  // namespace

struct SecondLook::Columns {
  Evaluator evaluator;
};

SecondLook::SecondLook(const Model& model, const Question& question)
    : columns_(std::make_unique<Columns>(Columns{Evaluator(model, question, Naming::none)})) {}

SecondLook::~SecondLook() = default;

void SecondLook::hold(const Case& subject, std::vector<InstanceResult>& results) {
  std::map<Key, Seen> seen;
  const Case* const one[] = {&subject};
  columns_->evaluator.judge(one, [&](Seen&& s) { seen.insert_or_assign(Key{s.rule, s.at, s.occurrence, s.rest}, std::move(s)); });
  const auto is_right = [](VerdictSet possible) { return possible.empty(); };
  for (InstanceResult& r : results) {
    const auto found = seen.find({r.rule, r.at, r.occurrence, r.rest});
    if (found == seen.end()) {
      disbelieve(r, false);
      continue;
    }
    if (!r.internal_error && !same(r, found->second)) disbelieve(r, is_right(found->second.possible));
    seen.erase(found);
  }
  for (const auto& [place, s] : seen) {
    InstanceResult only{.rule = s.rule, .at = s.at, .occurrence = s.occurrence, .rest = s.rest};
    if (s.at != nullptr) only.element = s.at->id;
    disbelieve(only, is_right(s.possible));
    results.push_back(std::move(only));
  }
}

}  // namespace rettesnor
