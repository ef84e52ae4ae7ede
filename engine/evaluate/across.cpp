// Steps that look at the rows under a row, or at the row above.
#include <numeric>

#include "engine/evaluate/working.hpp"
#include "engine/values/decimal.hpp"

namespace rettesnor::columns {
namespace {

constexpr std::int64_t one_of = millionths_per_one;

}  // namespace

/// What lies in order already, as occurrences mostly do, is not sorted.
void Working::nth_row(const Rows& under, const auto* order) {
  std::vector<std::uint32_t> sorted;
  const auto by_order = [&](std::uint32_t a, std::uint32_t b) { return order[a] < order[b]; };
  std::fill_n(days, n, -1);
  const std::int64_t skipped = s.immediate == 0 ? 1 : 0;  // the one before, or the row's own
  for (std::uint32_t up = 0; up + 1 < rows.starts.size(); ++up) {
    const std::int64_t first = rows.starts[up] + skipped;
    const std::int64_t last = rows.starts[up + 1];
    std::int64_t to = first;
    bool in_order = true;
    std::uint32_t before = 0;
    for (std::uint32_t e = under.starts[up]; e < under.starts[up + 1]; ++e) {
      if (!from(0).has(e)) continue;
      in_order = in_order && (to == first || !by_order(e, before));
      before = e;
      if (to < last) days[to] = static_cast<std::int32_t>(e);
      ++to;
    }
    if (in_order) continue;
    sorted.clear();
    for (std::uint32_t e = under.starts[up]; e < under.starts[up + 1]; ++e) {
      if (from(0).has(e)) sorted.push_back(e);
    }
    std::ranges::stable_sort(sorted, by_order);
    for (std::int64_t r = first; r < std::min(last, to); ++r) days[r] = static_cast<std::int32_t>(sorted[static_cast<std::size_t>(r - first)]);
  }
}

/// The rows of the series are in the order of their days, so those that an element touches stand together.
void Working::touching(const Rows& under) {
  take_numbers();
  std::fill_n(numbers, n, 0);
  const std::int32_t* from_day = from(1).days;
  const std::int32_t* to_day = from(2).days;
  const std::int32_t* begin = from(3).days;
  const std::int32_t* end = from(4).days;
  for (std::uint32_t up = 0; up + 1 < rows.starts.size(); ++up) {
    const std::uint32_t first = rows.starts[up];
    const std::uint32_t last = rows.starts[up + 1];
    std::uint32_t at = first;  // the next element's rows begin near this one's
    for (std::uint32_t e = under.starts[up]; e < under.starts[up + 1]; ++e) {
      if (!from(0).has(e)) continue;
      while (at > first && end[at - 1] >= from_day[e]) --at;
      while (at < last && end[at] < from_day[e]) ++at;
      for (std::uint32_t r = at; r < last && begin[r] <= to_day[e]; ++r) numbers[r] += one_of;
    }
  }
}

void Working::across() {
  switch (s.op) {
    case Op::any: case Op::two: case Op::count: {
      const Rows& under = rows_of_step(0);
      if (s.op == Op::count) {
        take_numbers();
        return kernel::count_under(numbers, from(0).bits, under.starts.data(), one_of, n);
      }
      if (from(0).common == Bits::zero) return known(false);
      take_bits();
      out.common = kernel::some_under(bits, from(0).bits, under.starts.data(), s.op == Op::two ? 2 : 1, n);
      return;
    }
    case Op::lift_up: case Op::lift_element: {
      const std::uint32_t* to = s.op == Op::lift_up ? rows.up.data() : rows.element.data();
      if (s.width == Width::bit) {
        if (from(0).common != Bits::mixed) return known(from(0).common == Bits::one);
        take_bits();
        const std::uint64_t* a = from(0).bits;
        for (std::size_t w = 0; w < rows.words(); ++w) {
          std::uint64_t word = 0;
          const std::size_t last = std::min<std::size_t>(64, n - w * 64);
          for (std::size_t k = 0; k < last; ++k) {
            const std::uint32_t r = to[w * 64 + k];
            word |= (a[r / 64] >> r % 64 & 1U) << k;
          }
          bits[w] = word;
        }
        out.common = kernel::common(bits, n);
      } else if (s.width == Width::day) {
        take_days();
        for (std::size_t r = 0; r < n; ++r) days[r] = from(0).days[to[r]];
      } else {
        take_numbers();
        for (std::size_t r = 0; r < n; ++r) numbers[r] = from(0).numbers[to[r]];
      }
      return;
    }
    case Op::first_row: case Op::last_row: {
      const Rows& under = rows_of_step(0);
      take_days();
      const auto pick = [&](const auto* order) {
        for (std::uint32_t r = 0; r < n; ++r) {
          std::int32_t chosen = -1;
          for (std::uint32_t e = under.starts[r]; e < under.starts[r + 1]; ++e) {
            if (!from(0).has(e)) continue;
            const bool better = chosen < 0 || (s.op == Op::first_row ? order[e] < order[chosen] : order[e] >= order[chosen]);
            if (better) chosen = static_cast<std::int32_t>(e);
          }
          days[r] = chosen;
        }
      };
      if (from(1).days != nullptr) pick(from(1).days); else pick(from(1).numbers);
      return;
    }
    case Op::index:
      take_days();
      for (std::uint32_t up = 0; up + 1 < rows.starts.size(); ++up) std::iota(days + rows.starts[up], days + rows.starts[up + 1], 0);
      return;
    case Op::number_of: {
      take_days();
      return kernel::count_under(days, from(0).bits, rows_of_step(0).starts.data(), 1, n);
    }
    case Op::nth_row: {
      const Rows& under = rows_of_step(0);
      take_days();
      if (from(1).days != nullptr) nth_row(under, from(1).days); else nth_row(under, from(1).numbers);
      return;
    }
    case Op::touching: return touching(rows_of_step(0));
    case Op::first_gap: {
      const Rows& under = rows_of_step(1);
      take_days();
      const std::int32_t* begin = from(1).days;
      const std::int32_t* end = from(2).days;
      for (std::uint32_t r = 0; r < n; ++r) {
        std::int32_t day = from(0).days[r];
        for (bool moved_on = true; moved_on;) {
          moved_on = false;
          for (std::uint32_t e = under.starts[r]; e < under.starts[r + 1]; ++e) {
            if (begin[e] > day || day >= end[e]) continue;
            day = end[e];
            moved_on = true;
          }
        }
        days[r] = day;
      }
      return;
    }
    case Op::at_row: {
      const std::int32_t* at = from(1).days;
      if (s.width == Width::bit) {
        take_bits();
        std::fill_n(bits, rows.words(), 0);
        for (std::size_t r = 0; r < n; ++r) {
          if (at[r] >= 0 && from(0).has(static_cast<std::size_t>(at[r]))) bits[r / 64] |= std::uint64_t{1} << r % 64;
        }
        out.common = kernel::common(bits, n);
      } else if (s.width == Width::day) {
        take_days();
        for (std::size_t r = 0; r < n; ++r) days[r] = at[r] < 0 ? 0 : from(0).days[at[r]];
      } else {
        take_numbers();
        for (std::size_t r = 0; r < n; ++r) numbers[r] = at[r] < 0 ? 0 : from(0).numbers[at[r]];
      }
      return;
    }
    case Op::zero: case Op::one: case Op::constant: case Op::leaf: case Op::and_: case Op::or_: case Op::and_not: case Op::not_: case Op::less:
    case Op::less_equal: case Op::equal: case Op::any_bits: case Op::least: case Op::greatest: case Op::select: case Op::bit_or: case Op::sum_low:
    case Op::sum_high: case Op::product_low: case Op::product_high: case Op::negate: case Op::add_days: case Op::add_months: case Op::add_calendar:
    case Op::add_calendar_first: case Op::roll: case Op::end_of_year: case Op::add_micros: case Op::day_of:
    case Op::whole_days: case Op::whole_months: case Op::whole_years: case Op::row: case Op::period_count: case Op::period_begin: case Op::period_end:
      break;  // by_row.cpp
  }
}

}  // namespace rettesnor::columns
