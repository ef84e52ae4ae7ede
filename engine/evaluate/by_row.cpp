// Steps that give each row something of that row's own.
#include <numeric>
#include <optional>

#include "engine/evaluate/working.hpp"
#include "engine/values/decimal.hpp"

namespace rettesnor::columns {
namespace {

constexpr std::int64_t one_of = millionths_per_one;

bool supported(std::int32_t day) { return day >= first_date.days && day <= last_date.days; }

constexpr std::int32_t most_periods = 400;

/// The first day of period number k of those from `day` on; no_day beyond all days.
std::int32_t period_begin(std::vector<DayTable>& tables, std::int32_t day, std::int32_t k, std::uint32_t kind) {
  const auto place = static_cast<std::size_t>(k);
  if (tables.size() <= place) tables.resize(place + 1);
  return tables[place].of(day, [&](std::int32_t from) {
    const std::optional<Date> begin =
        kind == plan::every_calendar_year ? make_date(year_month_day(Date{from}).year + k, 1, 1) : add_months(Date{from}, 12 * k);
    return begin ? begin->days : plan::no_day;
  });
}

/// A day's parts in one number, in the order of time: year, month, day, and whether it is its month's last.
struct Parts {
  std::int32_t packed = 0;
  static Parts of(DayTable& known, std::int32_t day) {
    return {known.of(day, [](std::int32_t d) {
      const YearMonthDay p = year_month_day(Date{d});
      const bool last = p.day == days_in_month(p.year, p.month);
      return p.year << 10 | static_cast<std::int32_t>(p.month << 6 | p.day << 1 | (last ? 1U : 0U));
    })};
  }
  std::int32_t year() const { return packed >> 10; }
  std::int32_t month() const { return packed >> 6 & 15; }
  std::int32_t day() const { return packed >> 1 & 31; }
  /// Earlier in its month than `from` was in another; a month's last day is never that.
  bool earlier_in_month(Parts from) const { return day() < from.day() && (packed & 1) == 0; }
};

/// As whole_months and whole_years.
std::int32_t months_between(Parts a, Parts b) {
  if (b.packed < a.packed) return -months_between(b, a);
  return (b.year() - a.year()) * 12 + b.month() - a.month() - (b.earlier_in_month(a) ? 1 : 0);
}
std::int32_t years_between(Parts a, Parts b) {
  if (b.packed < a.packed) return -years_between(b, a);
  const bool before = b.month() < a.month() || (b.month() == a.month() && b.earlier_in_month(a));
  return b.year() - a.year() - (before ? 1 : 0);
}

}  // namespace

void Working::by_row() {
  const auto constant = [&](std::size_t k) -> const Step* {
    const Step& step = plan.steps[s.from[k].value];
    return step.op == Op::constant ? &step : nullptr;
  };
  const auto day_by_day = [&](auto to) {
    take_days();
    DayTable& table = tables(1).front();
    const std::int32_t* a = from(0).days;
    for (std::size_t r = 0; r < n; ++r) {
      days[r] = table.of(a[r], [&](std::int32_t day) {
        const std::optional<Date> moved = to(Date{day});
        return moved ? moved->days : plan::no_day;
      });
    }
  };
  const auto both_days = [&](auto measure) {
    take_numbers();
    const std::int32_t* a = from(0).days;
    const std::int32_t* b = from(1).days;
    for (std::size_t r = 0; r < n; ++r) {
      numbers[r] = supported(a[r]) && supported(b[r]) ? measure(a[r], b[r]) * one_of : 0;
    }
  };
  // Of two columns, or of one and a constant; `turned`: the constant is on the left.
  const auto compare = [&](auto columns, auto with_constant) {
    take_bits();
    const Step* left = constant(0);
    const Step* right = constant(1);
    if (from(0).days != nullptr || from(1).days != nullptr || (left != nullptr && left->width == Width::day)) {
      if (right != nullptr) return with_constant(from(0).days, static_cast<std::int32_t>(right->immediate), false);
      if (left != nullptr) return with_constant(from(1).days, static_cast<std::int32_t>(left->immediate), true);
      return columns(from(0).days, from(1).days);
    }
    if (right != nullptr) return with_constant(from(0).numbers, right->immediate, false);
    if (left != nullptr) return with_constant(from(1).numbers, left->immediate, true);
    return columns(from(0).numbers, from(1).numbers);
  };
  switch (s.op) {
    case Op::zero: return known(false);
    case Op::one: return known(true);
    case Op::constant:
      if (s.width == Width::day) {
        take_days();
        kernel::fill(days, static_cast<std::int32_t>(s.immediate), n);
      } else {
        take_numbers();
        kernel::fill(numbers, s.immediate, n);
      }
      return;
    case Op::leaf: {
      const Column& c = batch.columns[static_cast<std::size_t>(s.immediate)];
      out.bits = c.bits.data();
      out.days = c.days.data();
      out.numbers = c.numbers.data();
      if (s.width == Width::bit) out.common = kernel::common(c.bits.data(), n);
      return;
    }
    case Op::and_: case Op::or_: {
      const Bits whole = s.op == Op::and_ ? Bits::zero : Bits::one;   // what decides alone
      const Bits neutral = s.op == Op::and_ ? Bits::one : Bits::zero;
      if (from(0).common == whole || from(1).common == whole) return known(whole == Bits::one);
      take_bits();
      if (from(0).common == neutral || from(1).common == neutral) {
        const Result& other = from(from(0).common == neutral ? 1 : 0);
        std::copy_n(other.bits, rows.words(), bits);
        out.common = other.common;
        return;
      }
      out.common = s.op == Op::and_ ? kernel::and_(bits, from(0).bits, from(1).bits, n) : kernel::or_(bits, from(0).bits, from(1).bits, n);
      return;
    }
    case Op::and_not:
      if (from(0).common == Bits::zero || from(1).common == Bits::one) return known(false);
      take_bits();
      if (from(1).common == Bits::zero) {
        std::copy_n(from(0).bits, rows.words(), bits);
        out.common = from(0).common;
        return;
      }
      out.common = kernel::and_not(bits, from(0).bits, from(1).bits, n);
      return;
    case Op::not_:
      take_bits();
      out.common = kernel::not_(bits, from(0).bits, n);
      return;
    case Op::less:
      out.common = compare([&](const auto* a, const auto* b) { return kernel::less(bits, a, b, n); },
                           [&](const auto* a, auto c, bool turned) { return turned ? kernel::more_than(bits, a, c, n) : kernel::less_than(bits, a, c, n); });
      return;
    case Op::less_equal:  // a <= c is not c < a
      out.common = compare(
          [&](const auto* a, const auto* b) { return kernel::less_equal(bits, a, b, n); },
          [&](const auto* a, auto c, bool turned) {
            if (turned) kernel::less_than(bits, a, c, n); else kernel::more_than(bits, a, c, n);
            return kernel::not_(bits, bits, n);
          });
      return;
    case Op::equal:
      out.common = compare([&](const auto* a, const auto* b) { return kernel::equal(bits, a, b, n); },
                           [&](const auto* a, auto c, bool) { return kernel::equal_to(bits, a, c, n); });
      return;
    case Op::any_bits:
      take_bits();
      out.common = kernel::any_bits(bits, from(0).numbers, s.immediate, n);
      return;
    case Op::least: case Op::greatest: {
      const auto both = [&](auto* to, const auto* a, const auto* b) {
        if (s.op == Op::least) kernel::least(to, a, b, n); else kernel::greatest(to, a, b, n);
      };
      if (s.width == Width::day) {
        take_days();
        both(days, from(0).days, from(1).days);
      } else {
        take_numbers();
        both(numbers, from(0).numbers, from(1).numbers);
      }
      return;
    }
    case Op::select:
      if (s.width == Width::day) {
        take_days();
        kernel::select(days, from(0).bits, from(1).days, from(2).days, n);
      } else {
        take_numbers();
        kernel::select(numbers, from(0).bits, from(1).numbers, from(2).numbers, n);
      }
      return;
    case Op::bit_or:
      take_numbers();
      kernel::bit_or(numbers, from(0).numbers, from(1).numbers, n);
      return;
    case Op::sum_low: case Op::sum_high: {
      take_numbers();
      const std::int64_t unbounded = s.op == Op::sum_low ? INT64_MIN : INT64_MAX;
      for (std::size_t r = 0; r < n; ++r) {
        const std::int64_t a = from(0).numbers[r];
        const std::int64_t b = from(1).numbers[r];
        std::int64_t sum = 0;
        const bool bounded = a != unbounded && b != unbounded && !__builtin_add_overflow(a, b, &sum);
        numbers[r] = bounded ? sum : unbounded;
      }
      return;
    }
    case Op::product_low: case Op::product_high: {
      take_numbers();
      const bool low = s.op == Op::product_low;
      for (std::size_t r = 0; r < n; ++r) {
        const std::int64_t a = from(0).numbers[r];
        const std::int64_t b = from(1).numbers[r];
        const auto x = mul(Decimal{a}, Decimal{s.immediate});
        const auto y = a == b ? x : mul(Decimal{b}, Decimal{s.immediate});
        const bool exact = a != INT64_MIN && b != INT64_MAX && x && y;
        numbers[r] = !exact ? (low ? INT64_MIN : INT64_MAX) : low ? std::min(*x, *y).millionths : std::max(*x, *y).millionths;
      }
      return;
    }
    case Op::negate:
      take_numbers();
      for (std::size_t r = 0; r < n; ++r) {
        const std::int64_t a = from(0).numbers[r];
        numbers[r] = a == INT64_MIN ? INT64_MAX : a == INT64_MAX ? INT64_MIN : -a;
      }
      return;
    case Op::add_days:
      take_days();
      kernel::add_days(days, from(0).days, static_cast<std::int32_t>(s.immediate), first_date.days, last_date.days, plan::no_day, n);
      return;
    case Op::add_months:
      return day_by_day([&](Date d) { return add_months(d, static_cast<std::int32_t>(s.immediate)); });
    case Op::add_calendar:
      return day_by_day([&](Date d) { return plan.calendars[s.extra]->add(d, static_cast<std::int32_t>(s.immediate)); });
    case Op::add_calendar_first:
      return day_by_day([&](Date d) { return plan.calendars[s.extra]->add_counting_first(d, static_cast<std::int32_t>(s.immediate)); });
    case Op::roll:
      return day_by_day([&](Date d) { return plan.calendars[s.extra]->next_on_or_after(d); });
    case Op::end_of_year:
      return day_by_day([&](Date d) { return std::optional{end_of_year(d)}; });
    case Op::add_micros:
      take_numbers();
      kernel::add_micros(numbers, from(0).numbers, s.immediate, start_of_day(first_date).micros, end_of_day(last_date).micros - 1, n);
      return;
    case Op::day_of: {
      take_days();
      const std::int64_t* a = from(0).numbers;
      for (std::size_t r = 0; r < n; ++r) days[r] = local_day(Moment{a[r]}).days;
      return;
    }
    case Op::whole_days: return both_days([](std::int32_t a, std::int32_t b) { return std::int64_t{b} - a; });
    case Op::whole_months: return both_days([&](std::int32_t a, std::int32_t b) { return std::int64_t{months_between(Parts::of(pool.parts, a), Parts::of(pool.parts, b))}; });
    case Op::whole_years: return both_days([&](std::int32_t a, std::int32_t b) { return std::int64_t{years_between(Parts::of(pool.parts, a), Parts::of(pool.parts, b))}; });
    case Op::row:
      take_days();
      std::iota(days, days + n, 0);
      return;
    case Op::period_count:
      take_days();
      for (std::size_t r = 0; r < n; ++r) {
        std::int32_t count = 0;
        // The first is there though the state was over at once.
        while (from(2).has(r) && count < most_periods) {
          const std::int32_t day = period_begin(tables(1), from(0).days[r], count, s.extra);
          if (day > s.immediate || (count != 0 && day >= from(1).days[r])) break;
          ++count;
        }
        days[r] = count;
      }
      return;
    case Op::period_begin: case Op::period_end: {
      take_days();
      const std::int32_t next = s.op == Op::period_end ? 1 : 0;
      for (std::size_t r = 0; r < n; ++r) {
        const std::int32_t day = period_begin(tables(1), from(0).days[r], from(1).days[r] + next, s.extra);
        days[r] = next == 0 ? day : day == plan::no_day ? last_date.days - 1 : day - 1;
      }
      return;
    }
    case Op::any: case Op::two: case Op::count: case Op::lift_up: case Op::lift_element: case Op::first_row: case Op::last_row: case Op::at_row:
    case Op::index: case Op::number_of: case Op::nth_row: case Op::touching: case Op::first_gap:
      break;  // across.cpp
  }
}

}  // namespace rettesnor::columns
