#include "engine/explain/due.hpp"

#include <algorithm>
#include <tuple>

namespace rettesnor {

std::vector<DueItem> find_due(const Report& report, std::int32_t days) {
  const Date today = local_day(report.question.as_of);
  const Date last = add_days(today, days).value_or(last_date);
  std::vector<DueItem> out;
  for (const auto* list : {&report.law, &report.recommendations}) {
    for (const Finding& finding : *list) {
      const InstanceResult& r = finding.result;
      if (r.rest || !r.due) continue;
      const bool overdue = r.possible.is(Verdict::breached);
      const bool open = r.possible.has(Verdict::pending) && r.due->latest >= report.question.as_of &&
                        local_day(r.due->earliest) <= last;
      if (!overdue && !open) continue;
      out.push_back({report.case_id, finding, overdue, r.possible.determined()});
    }
  }
  return out;
}

void sort_due(const Model& model, std::vector<DueItem>& items) {
  std::ranges::stable_sort(items, [&](const DueItem& a, const DueItem& b) {
    const auto key = [&](const DueItem& i) {
      const InstanceResult& r = i.finding.result;
      return std::tuple(!i.overdue, r.due->earliest, r.due->latest, std::string_view(i.case_id),
                        qualified_name(model, r.rule), instance_key(r));
    };
    return key(a) < key(b);
  });
}

}  // namespace rettesnor
