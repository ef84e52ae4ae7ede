#include "engine/change/pairing.hpp"

#include <algorithm>

#include "engine/explain/probe.hpp"

namespace rettesnor::change {

namespace {

/// The same place of the same case, read by either model.
bool same_element(const Element* a, const Element* b) {
  for (; a != nullptr && b != nullptr; a = a->parent, b = b->parent) {
    if ((a->parent == nullptr) != (b->parent == nullptr)) return false;
    if (a->parent != nullptr && a->id != b->id) return false;
  }
  // The case itself is written as an element without parent, or not at all.
  const auto at_case = [](const Element* e) { return e == nullptr || e->parent == nullptr; };
  return at_case(a) && at_case(b);
}

bool same_instance(const Judged& a, const Judged& b) { return a.occurrence == b.occurrence && a.rest == b.rest && same_element(a.at, b.at); }

bool same_time(const std::optional<TimeSpan>& a, const std::optional<TimeSpan>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->earliest == b->earliest && a->latest == b->latest && a->day == b->day && a->open_end == b->open_end;
}

const std::uint8_t out_of_scope = VerdictSet(Verdict::not_applicable).bits();

Move move_of(const Judged& a, const Judged& b) {
  Move out{a.possible, b.possible, false};
  out.due = !a.right && !b.right && a.possible == b.possible && VerdictSet::from_bits(a.possible).has(Verdict::pending) && !same_time(a.due, b.due);
  return out;
}

}  // namespace

Judged judged(const Seen& seen, bool right) {
  Judged out{.subject = seen.subject, .at = seen.at, .occurrence = seen.occurrence, .rest = seen.rest, .right = right, .possible = seen.possible.bits(), .due = seen.due};
  if (right) out.possible = as_verdicts(seen.right).bits();
  return out;
}

void pair(std::span<const Judged> before, std::span<const Judged> after, const std::function<void(const Judged*, const Judged*, Move)>& take) {
  if (before.size() == after.size() && std::ranges::equal(before, after, same_instance)) {
    for (std::size_t i = 0; i < before.size(); ++i) take(&before[i], &after[i], move_of(before[i], after[i]));
    return;
  }
  std::vector<bool> matched(after.size());
  for (const Judged& a : before) {
    std::size_t i = 0;
    while (i < after.size() && (matched[i] || !same_instance(a, after[i]))) ++i;
    if (i < after.size()) {
      matched[i] = true;
      take(&a, &after[i], move_of(a, after[i]));
    } else if (a.possible != out_of_scope) {
      take(&a, nullptr, {a.possible, out_of_scope, false});
    }
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!matched[i] && after[i].possible != out_of_scope) take(nullptr, &after[i], {out_of_scope, after[i].possible, false});
  }
}

}  // namespace rettesnor::change
