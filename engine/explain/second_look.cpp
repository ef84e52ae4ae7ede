#include "engine/explain/second_look.hpp"

#include <map>
#include <tuple>

#include "engine/evaluate/evaluate.hpp"
#include "engine/explain/finding.hpp"
#include "engine/explain/probe.hpp"
#include "engine/model/judged_elements.hpp"

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
void disbelieve(const Model& model, InstanceResult& r) {
  r.internal_error = true;
  r.possible = VerdictSet::full();
  if (sphere_of(model, r.rule) == Sphere::right) {
    r.right = {.used = true, .unused = true, .too_late = true, .not_applicable = true};
    r.possible = as_verdicts(r.right);
  }
  r.due.reset();
  r.failing.clear();
}

}  // namespace

struct SecondLook::Columns {
  const Model& model;
  Evaluator evaluator;
};

SecondLook::SecondLook(const Model& model, const Question& question)
    : columns_(std::make_unique<Columns>(Columns{model, Evaluator(model, question, Naming::none)})) {}

SecondLook::~SecondLook() = default;

void SecondLook::hold(const Case& subject, std::vector<InstanceResult>& results) {
  std::map<Key, Seen> seen;
  const Case* const one[] = {&subject};
  columns_->evaluator.judge(one, [&](Seen&& s) { seen.insert_or_assign(Key{s.rule, s.at, s.occurrence, s.rest}, std::move(s)); });
  for (InstanceResult& r : results) {
    const auto found = seen.find({r.rule, r.at, r.occurrence, r.rest});
    const bool agreed = found != seen.end() && same(r, found->second);
    if (!agreed && !r.internal_error) disbelieve(columns_->model, r);
    if (found != seen.end()) seen.erase(found);
  }
  for (const auto& [place, s] : seen) {
    InstanceResult only{.rule = s.rule, .element = element_path(columns_->model, s.at), .at = s.at, .occurrence = s.occurrence, .rest = s.rest};
    disbelieve(columns_->model, only);
    results.push_back(std::move(only));
  }
}

}  // namespace rettesnor
