#include "engine/store/periods_reader.hpp"

#include <algorithm>

#include "engine/store/value_reader.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;

struct Placed {
  Period period;
  Span span;
};

std::optional<Placed> read_period(const DataNode& node, Problems& problems) {
  if (node.kind == Kind::broken) return std::nullopt;
  const DataNode* from = nullptr;
  const DataNode* until = nullptr;
  bool known = node.kind == Kind::map;
  for (const DataEntry& entry : node.entries) {
    if (entry.key == "from") {
      from = &entry.value;
    } else if (entry.key == "until") {
      until = &entry.value;
    } else {
      known = false;
    }
  }
  if (!known || from == nullptr || from->kind == Kind::null) {
    problems.add(Code::case_bad_period, node.span);
    return std::nullopt;
  }
  const auto first = read_day("from", *from, problems);
  if (!first) return std::nullopt;
  if (until == nullptr || until->kind == Kind::null) return Placed{{*first, std::nullopt}, node.span};
  const auto end = read_day("until", *until, problems);
  if (!end) return std::nullopt;
  if (*end > *first) return Placed{{*first, *end}, node.span};
  problems.add(Code::case_bad_period, node.span);
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<Period>> read_periods(std::string_view name, const DataNode& node, Problems& problems) {
  if (node.kind != Kind::list) {
    report_other(Code::case_expects_periods, name, node, problems);
    return std::nullopt;
  }
  std::vector<Placed> found;
  bool whole = true;
  for (const DataNode& item : node.items) {
    const auto period = read_period(item, problems);
    if (problems.full()) return std::nullopt;
    if (period) found.push_back(*period);
    whole = whole && period.has_value();
  }
  std::ranges::stable_sort(found, {}, [](const Placed& p) { return p.period.from; });
  std::vector<Period> periods;
  for (const Placed& next : found) {
    if (!periods.empty() && (!periods.back().until || *periods.back().until > next.period.from)) {
      problems.add(Code::case_periods_overlap, next.span, {to_string(periods.back().from)});
      whole = false;
    }
    periods.push_back(next.period);
  }
  if (!whole) return std::nullopt;
  return periods;
}

}  // namespace rettesnor
