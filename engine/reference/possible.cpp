#include "engine/reference/possible.hpp"

#include <algorithm>

namespace rettesnor::reference {
namespace {

using expr::BinaryOp;

/// Collects the outcomes of the cases that are possible.
struct Outcomes {
  bool yes = false;
  bool no = false;
  void add(Truth t) {
    yes |= t != Truth::no;
    no |= t != Truth::yes;
  }
  Truth truth() const { return yes && no ? Truth::unknown : yes ? Truth::yes : Truth::no; }
};

/// x op y for some x in a0..a1 and y in b0..b1.
template <class T>
Truth compare_intervals(BinaryOp op, T a0, T a1, T b0, T b1) {
  const auto truth = [](bool always, bool never) { return always ? Truth::yes : never ? Truth::no : Truth::unknown; };
  switch (op) {
    case BinaryOp::less: return truth(a1 < b0, a0 >= b1);
    case BinaryOp::less_equal: return truth(a1 <= b0, a0 > b1);
    case BinaryOp::greater: return truth(a0 > b1, a1 <= b0);
    case BinaryOp::greater_equal: return truth(a0 >= b1, a1 < b0);
    case BinaryOp::equal: return truth(a0 == a1 && b0 == b1 && a0 == b0, a1 < b0 || a0 > b1);
    case BinaryOp::not_equal: return !compare_intervals(BinaryOp::equal, a0, a1, b0, b1);
    case BinaryOp::and_: case BinaryOp::or_: case BinaryOp::add: case BinaryOp::subtract:
    case BinaryOp::multiply: case BinaryOp::divide: break;
  }
  return Truth::unknown;
}

Decimal low(const NumberRange& r) { return r.lo.value_or(Decimal{INT64_MIN}); }
Decimal high(const NumberRange& r) { return r.hi.value_or(Decimal{INT64_MAX}); }

Truth compare_durations(BinaryOp op, const Possible& a, const Possible& b) {
  const auto holds = [op](std::partial_ordering o) {
    if (o == std::partial_ordering::unordered) return Truth::unknown;
    return compare_intervals(op, o < 0 ? -1 : o > 0 ? 1 : 0, o < 0 ? -1 : o > 0 ? 1 : 0, 0, 0);
  };
  if (a.endless || b.endless) return Truth::unknown;
  Outcomes out;
  for (const Duration x : {a.least, a.most}) {
    for (const Duration y : {b.least, b.most}) out.add(holds(compare(x, y)));
  }
  // Between unequal ends an equality may also hold.
  if (out.truth() == Truth::no && op == BinaryOp::equal && !(a.least == a.most && b.least == b.most)) return Truth::unknown;
  return out.truth();
}

Truth compare_codes(BinaryOp op, const Possible& a, const Possible& b) {
  Outcomes out;
  for (std::size_t x = 0; x < a.codes.size(); ++x) {
    if (!a.codes[x]) continue;
    for (std::size_t y = 0; y < b.codes.size(); ++y) {
      if (b.codes[y]) out.add(compare_intervals(op, x, x, y, y));
    }
  }
  return out.truth();
}

Truth compare_values(BinaryOp op, const Possible& a, const Possible& b) {
  switch (a.kind) {
    case TypeKind::yes_no: {
      if (a.can_yes && a.can_no) return Truth::unknown;
      if (b.can_yes && b.can_no) return Truth::unknown;
      return a.can_yes == b.can_yes ? Truth::yes : Truth::no;
    }
    case TypeKind::number: case TypeKind::amount:
      if (b.kind == TypeKind::duration) {
        const auto count = [](Duration d) { return Decimal{d.count * millionths_per_one}; };
        return compare_intervals(op, low(a.number), high(a.number), count(b.least), count(b.most));
      }
      return compare_intervals(op, low(a.number), high(a.number), low(b.number), high(b.number));
    case TypeKind::code:
      return compare_codes(op, a, b);
    case TypeKind::text:
      if (a.text_unknown || b.text_unknown) return Truth::unknown;
      return a.texts == b.texts && a.texts.size() == 1 ? Truth::yes
             : a.texts.size() == 1 && b.texts.size() == 1 ? Truth::no : Truth::unknown;
    case TypeKind::duration: return compare_durations(op, a, b);
    case TypeKind::date: case TypeKind::moment: case TypeKind::periods: case TypeKind::invalid: break;
  }
  return Truth::unknown;
}

}  // namespace

Moment beginning_of_time() { return start_of_day(first_date); }
Moment end_of_time() { return Moment{end_of_day(last_date).micros - 1}; }

When days_between(Date first, Date last) {
  return {.present = true, .lo = start_of_day(first), .hi = Moment{end_of_day(last).micros - 1}, .day = true};
}
When exact_day(Date day) { return days_between(day, day); }
When exact_moment(Moment moment) { return {.present = true, .lo = moment, .hi = moment}; }
When unknown_time(bool day) {
  return {.absent = true, .present = true, .lo = beginning_of_time(), .hi = end_of_time(), .day = day};
}

When as_day(When w) {
  if (!w.day && w.present) {
    const When days = days_between(w.first_day(), w.last_day());
    w.lo = days.lo;
    w.hi = days.hi;
  }
  w.day = true;
  return w;
}

When merge(const When& left, const When& right) {
  const bool day = left.day || right.day;
  const When a = day ? as_day(left) : left;
  const When b = day ? as_day(right) : right;
  When out = a.present ? a : b;
  if (a.present && b.present) {
    out.lo = std::min(a.lo, b.lo);
    out.hi = std::max(a.hi, b.hi);
  }
  out.absent = a.absent || b.absent;
  out.pending = a.pending || b.pending;
  out.uncovered = a.uncovered || b.uncovered;
  out.present = a.present || b.present;
  out.day = day;
  return out;
}

Truth Possible::truth() const {
  const bool no = can_no || absent;
  return can_yes && no ? Truth::unknown : can_yes ? Truth::yes : Truth::no;
}

Possible yes_no(Truth truth) {
  return {.kind = TypeKind::yes_no, .can_yes = truth != Truth::no, .can_no = truth != Truth::yes};
}

Possible merge(const Possible& a, const Possible& b) {
  if (!a.present && !a.absent && a.kind == TypeKind::invalid) return b;
  Possible out = a;
  out.absent |= b.absent;
  out.can_yes |= b.can_yes;
  out.can_no |= b.can_no;
  const bool time = a.kind == TypeKind::date || a.kind == TypeKind::moment || b.kind == TypeKind::date || b.kind == TypeKind::moment;
  if (!a.present || !b.present) {
    const bool absent = out.absent;
    if (!a.present) out = b;
    out.absent = absent;
    if (time) out.when = merge(a.when, b.when);  // the one may not have come, though the other has
    return out;
  }
  out.number.lo = a.number.lo && b.number.lo ? std::optional(std::min(*a.number.lo, *b.number.lo)) : std::nullopt;
  out.number.hi = a.number.hi && b.number.hi ? std::optional(std::max(*a.number.hi, *b.number.hi)) : std::nullopt;
  out.codes.resize(std::max(a.codes.size(), b.codes.size()));
  for (std::size_t i = 0; i < b.codes.size(); ++i) out.codes[i] = out.codes[i] || b.codes[i];
  out.list_unknown |= b.list_unknown || (a.list && a.codes != b.codes);
  out.text_unknown |= b.text_unknown;
  for (const std::string& t : b.texts) {
    if (std::ranges::find(out.texts, t) == out.texts.end()) out.texts.push_back(t);
  }
  if (time) out.when = merge(a.when, b.when);
  if (a.kind == TypeKind::duration) {
    if (compare(b.least, out.least) < 0) out.least = b.least;
    const auto longer = compare(b.most, out.most);
    if (longer > 0 || longer == std::partial_ordering::unordered) out.most = b.most;
    out.endless |= b.endless;
  }
  return out;
}

Truth compare_times(BinaryOp op, const When& left, const When& right, Moment at) {
  const bool day = left.day || right.day;
  const When a = day ? as_day(left) : left;
  const When b = day ? as_day(right) : right;
  Outcomes out;
  if (a.absent || b.absent) out.add(Truth::no);
  if (a.pending && b.pending) out.add(Truth::no);
  const auto after_all = [&](const When& other, bool pending_left) {
    // What is pending lies after T: certain against what has come, open against what has not.
    if (other.latest_start() > at) return Truth::unknown;
    return pending_left ? compare_intervals(op, 1, 1, 0, 0) : compare_intervals(op, 0, 0, 1, 1);
  };
  if (a.pending && b.present) out.add(after_all(b, true));
  if (b.pending && a.present) out.add(after_all(a, false));
  if (a.present && b.present) {
    out.add(day ? compare_intervals(op, a.first_day(), a.last_day(), b.first_day(), b.last_day())
                : compare_intervals(op, a.lo, a.hi, b.lo, b.hi));
  }
  return out.truth();
}

Truth compare(BinaryOp op, const Possible& a, const Possible& b, Moment at) {
  if (op == BinaryOp::not_equal) return !compare(BinaryOp::equal, a, b, at);
  const auto is_time = [](const Possible& p) { return p.kind == TypeKind::date || p.kind == TypeKind::moment; };
  if (is_time(a) && is_time(b)) return compare_times(op, a.when, b.when, at);
  if (a.kind == TypeKind::duration && b.kind == TypeKind::number) {
    using enum BinaryOp;
    const BinaryOp turned = op == less ? greater : op == less_equal ? greater_equal : op == greater ? less
                            : op == greater_equal ? less_equal : op;
    return compare(turned, b, a, at);
  }
  Outcomes out;
  if (a.absent || b.absent) out.add(Truth::no);
  if (a.present && b.present) out.add(compare_values(op, a, b));
  return out.truth();
}

}  // namespace rettesnor::reference
