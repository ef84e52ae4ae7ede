#include "engine/evaluate/run.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace rettesnor::columns {

using kernel::Bits;
using plan::Op;
using plan::Step;
using plan::StepId;
using plan::Width;

namespace {

constexpr std::int64_t one_of = millionths_per_one;

bool supported(std::int32_t day) { return day >= first_date.days && day <= last_date.days; }

/// What a day is moved to; `no_day` where there is none.
std::int32_t moved(std::int32_t day, auto to) {
  if (!supported(day)) return plan::no_day;
  const std::optional<Date> result = to(Date{day});
  return result ? result->days : plan::no_day;
}

/// The bits start .. end - 1 have one that is set.
bool any_in(const std::uint64_t* bits, std::uint32_t start, std::uint32_t end) {
  if (start == end) return false;
  const std::uint32_t first = start / 64;
  const std::uint32_t last = (end - 1) / 64;
  const std::uint64_t from = ~std::uint64_t{0} << start % 64;
  const std::uint64_t to = ~std::uint64_t{0} >> (63 - (end - 1) % 64);
  if (first == last) return (bits[first] & from & to) != 0;
  if ((bits[first] & from) != 0 || (bits[last] & to) != 0) return true;
  return std::any_of(bits + first + 1, bits + last, [](std::uint64_t w) { return w != 0; });
}

std::uint32_t count_in(const std::uint64_t* bits, std::uint32_t start, std::uint32_t end) {
  if (start == end) return 0;
  const std::uint32_t first = start / 64;
  const std::uint32_t last = (end - 1) / 64;
  const std::uint64_t from = ~std::uint64_t{0} << start % 64;
  const std::uint64_t to = ~std::uint64_t{0} >> (63 - (end - 1) % 64);
  if (first == last) return static_cast<std::uint32_t>(std::popcount(bits[first] & from & to));
  int n = std::popcount(bits[first] & from) + std::popcount(bits[last] & to);
  for (std::uint32_t w = first + 1; w < last; ++w) n += std::popcount(bits[w]);
  return static_cast<std::uint32_t>(n);
}

constexpr std::int32_t most_periods = 400;

/// The first day of period number k of those from `day` on; no_day beyond all days.
std::int32_t period_begin(std::int32_t day, std::int32_t k, std::uint32_t kind) {
  if (!supported(day)) return plan::no_day;
  const std::optional<Date> begin =
      kind == plan::every_calendar_year ? make_date(year_month_day(Date{day}).year + k, 1, 1) : add_months(Date{day}, 12 * k);
  return begin ? begin->days : plan::no_day;
}

}  // namespace

/// Columns that are used again as soon as nothing more reads them.
struct Runner::Pool {
  template <class T>
  struct Taken {
    T* at = nullptr;
    std::size_t size = 0;
  };
  template <class T>
  struct Shelf {
    std::vector<std::pair<std::unique_ptr<T[]>, std::size_t>> all;
    std::vector<Taken<T>> free;
    /// One that holds `size`; a new one holds at least `usual`, and zeros: lanes beyond the last row are read.
    Taken<T> take(std::size_t size, std::size_t usual) {
      for (std::size_t i = free.size(); i-- > 0;) {
        if (free[i].size < size) continue;
        const Taken<T> out = free[i];
        free.erase(free.begin() + static_cast<std::ptrdiff_t>(i));
        return out;
      }
      const std::size_t made = std::max(size, usual);
      all.emplace_back(std::make_unique<T[]>(made), made);
      return {all.back().first.get(), made};
    }
    void give_all() {
      free.clear();
      for (const auto& [memory, size] : all) free.push_back({memory.get(), size});
    }
    void give(Taken<T>& taken) {
      if (taken.at != nullptr) free.push_back(std::exchange(taken, {}));
    }
  };
  std::size_t usual = 64;  ///< rows: as many as the largest domain of the batch has
  Shelf<std::uint64_t> bits;
  Shelf<std::int32_t> days;
  Shelf<std::int64_t> numbers;
  std::vector<std::vector<std::uint32_t>> dead_after;  ///< by step: whose columns nobody reads any more
  std::vector<Taken<std::uint64_t>> own_bits;          ///< by step; null: it is a leaf
  std::vector<Taken<std::int32_t>> own_days;
  std::vector<Taken<std::int64_t>> own_numbers;
};

Runner::Runner(const plan::Plan& plan) : plan_(plan), results_(plan.steps.size()), pool_(std::make_unique<Pool>()) {
  pool_->dead_after.resize(plan.steps.size());
  for (std::uint32_t i = 0; i < plan.steps.size(); ++i) {
    if (plan.last_use[i] != StepId::none) pool_->dead_after[plan.last_use[i]].push_back(i);
  }
  pool_->own_bits.resize(plan.steps.size());
  pool_->own_days.resize(plan.steps.size());
  pool_->own_numbers.resize(plan.steps.size());
}
Runner::~Runner() = default;
Runner::Runner(Runner&&) noexcept = default;

void Runner::run(const Batch& batch) {
  pool_->usual = 64;
  rows_.assign(plan_.domains.size(), nullptr);
  own_rows_.resize(plan_.domains.size());
  for (std::uint32_t i = 0; i < plan_.domains.size(); ++i) {
    if (made_while_running(plan_, {i})) continue;
    rows_[i] = &batch.rows[i];
    pool_->usual = std::max(pool_->usual, batch.rows[i].words() * 64);
  }
  pool_->bits.give_all();
  pool_->days.give_all();
  pool_->numbers.give_all();
  std::ranges::fill(pool_->own_bits, Pool::Taken<std::uint64_t>{});
  std::ranges::fill(pool_->own_days, Pool::Taken<std::int32_t>{});
  std::ranges::fill(pool_->own_numbers, Pool::Taken<std::int64_t>{});
  for (std::uint32_t i = 0; i < plan_.steps.size(); ++i) {
    work(i, batch);
    for (const std::uint32_t dead : pool_->dead_after[i]) {
      pool_->bits.give(pool_->own_bits[dead]);
      pool_->days.give(pool_->own_days[dead]);
      pool_->numbers.give(pool_->own_numbers[dead]);
    }
  }
}

/// The rows of a domain; of a series as many as its step has counted.
const Rows& Runner::ready(plan::DomainId id) {
  if (rows_[id.value] != nullptr) return *rows_[id.value];
  const plan::Domain& domain = plan_.domains[id.value];
  auto rows = std::make_unique<Rows>();
  if (domain.kind == plan::Domain::Kind::pairs) {
    *rows = pairs(plan_, id, [&](plan::DomainId d) -> const Rows& { return ready(d); });
  } else {
    const std::uint32_t above = ready(domain.up).count;
    const std::int32_t* count = results_[domain.count.value].days;
    for (std::uint32_t row = 0; row < above; ++row) {
      rows->starts.push_back(static_cast<std::uint32_t>(rows->up.size()));
      rows->up.insert(rows->up.end(), static_cast<std::size_t>(std::max(0, count[row])), row);
    }
    rows->starts.push_back(static_cast<std::uint32_t>(rows->up.size()));
    rows->count = static_cast<std::uint32_t>(rows->up.size());
  }
  own_rows_[id.value] = std::move(rows);
  return *(rows_[id.value] = own_rows_[id.value].get());
}

void Runner::work(std::uint32_t i, const Batch& batch) {
  const Step& s = plan_.steps[i];
  const Rows& rows = ready(s.domain);
  const std::size_t n = rows.count;
  Result& out = results_[i];
  out = {};
  const auto from = [&](std::size_t k) -> const Result& { return results_[s.from[k].value]; };
  const auto constant = [&](std::size_t k) -> const Step* {
    const Step& step = plan_.steps[s.from[k].value];
    return step.op == Op::constant ? &step : nullptr;
  };
  std::uint64_t* bits = nullptr;
  std::int32_t* days = nullptr;
  std::int64_t* numbers = nullptr;
  const auto take_bits = [&] { out.bits = bits = (pool_->own_bits[i] = pool_->bits.take(rows.words(), pool_->usual / 64)).at; };
  const auto take_days = [&] { out.days = days = (pool_->own_days[i] = pool_->days.take(rows.words() * 64, pool_->usual)).at; };
  const auto take_numbers = [&] { out.numbers = numbers = (pool_->own_numbers[i] = pool_->numbers.take(rows.words() * 64, pool_->usual)).at; };
  // Bits are there even so, for those that look at single rows.
  const auto known = [&](bool value) {
    take_bits();
    if (value) kernel::fill_one(bits, n); else std::fill_n(bits, rows.words(), 0);
    out.common = n == 0 || !value ? Bits::zero : Bits::one;
  };
  const auto day_by_day = [&](auto to) {
    take_days();
    const std::int32_t* a = from(0).days;
    for (std::size_t r = 0; r < n; ++r) days[r] = moved(a[r], to);
  };
  const auto both_days = [&](auto measure) {
    take_numbers();
    const std::int32_t* a = from(0).days;
    const std::int32_t* b = from(1).days;
    for (std::size_t r = 0; r < n; ++r) {
      numbers[r] = supported(a[r]) && supported(b[r]) ? measure(Date{a[r]}, Date{b[r]}) * one_of : 0;
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
      return day_by_day([&](Date d) { return plan_.calendars[s.extra]->add(d, static_cast<std::int32_t>(s.immediate)); });
    case Op::add_calendar_first:
      return day_by_day([&](Date d) { return plan_.calendars[s.extra]->add_counting_first(d, static_cast<std::int32_t>(s.immediate)); });
    case Op::roll:
      return day_by_day([&](Date d) { return plan_.calendars[s.extra]->next_on_or_after(d); });
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
    case Op::day_start:
      take_numbers();
      for (std::size_t r = 0; r < n; ++r) {
        const std::int32_t day = from(0).days[r];
        numbers[r] = start_of_day(supported(day) ? Date{day} : first_date).micros;
      }
      return;
    case Op::day_end:
      take_numbers();
      for (std::size_t r = 0; r < n; ++r) {
        const std::int32_t day = from(0).days[r];
        numbers[r] = end_of_day(supported(day) ? Date{day} : last_date).micros - 1;
      }
      return;
    case Op::whole_days: return both_days([](Date a, Date b) { return std::int64_t{b.days} - a.days; });
    case Op::whole_months: return both_days([](Date a, Date b) { return std::int64_t{whole_months(a, b)}; });
    case Op::whole_years: return both_days([](Date a, Date b) { return std::int64_t{whole_years(a, b)}; });
    case Op::any: case Op::two: case Op::count: {
      const Rows& under = ready(plan_.steps[s.from[0].value].domain);
      if (s.op == Op::count) take_numbers(); else if (from(0).common == Bits::zero) return known(false); else take_bits();
      const std::uint64_t* a = from(0).bits;
      if (s.op != Op::count) std::fill_n(bits, rows.words(), 0);
      for (std::uint32_t r = 0; r < n; ++r) {
        const std::uint32_t start = under.starts[r];
        const std::uint32_t end = under.starts[r + 1];
        if (s.op == Op::count) {
          numbers[r] = count_in(a, start, end) * one_of;
        } else if (s.op == Op::any ? any_in(a, start, end) : count_in(a, start, end) > 1) {
          bits[r / 64] |= std::uint64_t{1} << r % 64;
        }
      }
      if (s.op != Op::count) out.common = kernel::common(bits, n);
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
      const Rows& under = ready(plan_.steps[s.from[0].value].domain);
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
      for (std::uint32_t r = 0; r < n; ++r) days[r] = static_cast<std::int32_t>(r - rows.starts[rows.up[r]]);
      return;
    case Op::number_of: {
      const Rows& under = ready(plan_.steps[s.from[0].value].domain);
      take_days();
      for (std::uint32_t r = 0; r < n; ++r) days[r] = static_cast<std::int32_t>(count_in(from(0).bits, under.starts[r], under.starts[r + 1]));
      return;
    }
    case Op::rank: {
      take_days();
      const auto place = [&](const auto* order) {
        for (std::uint32_t r = 0; r < n; ++r) {
          std::int32_t before = 0;
          const std::uint32_t up = rows.up[r];
          const bool counts = from(0).has(r);
          for (std::uint32_t e = rows.starts[up]; counts && e < rows.starts[up + 1]; ++e) {
            before += from(0).has(e) && (order[e] < order[r] || (order[e] == order[r] && e < r)) ? 1 : 0;
          }
          days[r] = counts ? before + 1 : 0;
        }
      };
      if (from(1).days != nullptr) place(from(1).days); else place(from(1).numbers);
      return;
    }
    case Op::nth_row: {
      const Rows& under = ready(plan_.steps[s.from[0].value].domain);
      take_days();
      const auto find = [&](const auto* order) {
        for (std::uint32_t r = 0; r < n; ++r) {
          const std::uint32_t up = rows.up[r];
          days[r] = -1;
          for (std::uint32_t c = under.starts[up]; c < under.starts[up + 1]; ++c) {
            if (!from(0).has(c)) continue;
            std::int32_t place = 1;
            for (std::uint32_t e = under.starts[up]; e < under.starts[up + 1]; ++e) {
              place += from(0).has(e) && (order[e] < order[c] || (order[e] == order[c] && e < c)) ? 1 : 0;
            }
            if (place == from(2).days[r]) days[r] = static_cast<std::int32_t>(c);
          }
        }
      };
      if (from(1).days != nullptr) find(from(1).days); else find(from(1).numbers);
      return;
    }
    case Op::row:
      take_days();
      std::iota(days, days + n, 0);
      return;
    case Op::period_count:
      take_days();
      for (std::size_t r = 0; r < n; ++r) {
        const std::int32_t until = from(1).days[r];
        std::int32_t count = 0;
        // The first is there though the state was over at once.
        for (std::int32_t day = period_begin(from(0).days[r], 0, s.extra); day <= s.immediate && (count == 0 || day < until) && count < most_periods;) {
          day = period_begin(from(0).days[r], ++count, s.extra);
        }
        days[r] = count;
      }
      return;
    case Op::period_begin: case Op::period_end: {
      take_days();
      const std::int32_t next = s.op == Op::period_end ? 1 : 0;
      for (std::size_t r = 0; r < n; ++r) {
        const std::int32_t day = period_begin(from(0).days[r], from(1).days[r] + next, s.extra);
        days[r] = next == 0 ? day : day == plan::no_day ? last_date.days - 1 : day - 1;
      }
      return;
    }
    case Op::first_gap: {
      const Rows& under = ready(plan_.steps[s.from[1].value].domain);
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
  }
}

}  // namespace rettesnor::columns
