// Steps that take short cuts, held against what they say: by the plainest way of working it out.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/compile/builder.hpp"
#include "engine/evaluate/run.hpp"

namespace rettesnor {
namespace {

using columns::Batch;
using columns::Runner;
using plan::Op;
using plan::StepId;
using plan::Width;
using Random = std::mt19937_64;

constexpr plan::DomainId cases{0};
constexpr plan::DomainId elements{1};

std::int32_t between(Random& random, std::int32_t low, std::int32_t high) {
  return low + static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// A plan made by hand over cases with one list, and what its columns hold.
struct Bench {
  plan::Plan plan;
  plan::Builder b{plan};
  Batch batch;
  std::vector<std::vector<std::uint32_t>> under;  ///< by case: its elements

  Bench(Random& random, std::uint32_t count) {
    plan.domains.push_back({});
    b.list_domain(cases, {}, {});
    batch.rows.resize(2);
    batch.rows[0].count = count;
    columns::Rows& list = batch.rows[1];
    for (std::uint32_t c = 0; c < count; ++c) {
      list.starts.push_back(list.count);
      under.emplace_back();
      for (std::int32_t k = between(random, 0, 12); k > 0; --k) {
        under.back().push_back(list.count++);
        list.up.push_back(c);
      }
    }
    list.starts.push_back(list.count);
  }
  std::size_t rows(plan::DomainId d) const { return batch.rows[d.value].count; }
  plan::Leaf next_leaf(plan::DomainId d) const { return {.domain = d, .field = FieldId{static_cast<std::uint32_t>(plan.leaves.size())}}; }
  StepId bits(plan::DomainId d, const std::vector<bool>& values) {
    columns::Column& c = batch.columns.emplace_back();
    c.bits.resize((values.size() + 63) / 64);
    for (std::size_t i = 0; i < values.size(); ++i) c.bits[i / 64] |= std::uint64_t{values[i]} << i % 64;
    return b.leaf(next_leaf(d), Width::bit);
  }
  StepId days(plan::DomainId d, std::vector<std::int32_t> values) {
    values.resize((values.size() + 63) / 64 * 64);
    batch.columns.emplace_back().days = std::move(values);
    return b.leaf(next_leaf(d), Width::day);
  }
  void run(Runner& runner) { runner.run(batch); }
  /// Nothing is given up while it runs.
  void keep_all() { plan.last_use.assign(plan.steps.size(), StepId::none); }
};

std::vector<bool> drawn_bits(Random& random, std::size_t n) {
  std::vector<bool> out(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = random() % 4 != 0;
  return out;
}
std::vector<std::int32_t> drawn_days(Random& random, std::size_t n, std::int32_t low, std::int32_t high) {
  std::vector<std::int32_t> out(n);
  for (std::int32_t& d : out) d = between(random, low, high);
  return out;
}
std::int32_t days_of(std::optional<Date> date) { return date ? date->days : plan::no_day; }

TEST(Steps, ASeriesFollowsItsOccurrencesInOrder) {
  Random random(1);
  for (int round = 0; round < 60; ++round) {
    Bench bench(random, static_cast<std::uint32_t>(between(random, 0, 90)));
    const auto counts = drawn_bits(random, bench.rows(elements));
    auto when = drawn_days(random, bench.rows(elements), 0, 9);  // many lie on the same day
    if (round % 3 == 0) {
      for (const auto& own : bench.under) {
        if (!own.empty()) std::sort(when.begin() + own.front(), when.begin() + own.back() + 1);
      }
    }
    plan::Builder& b = bench.b;
    const StepId counted = bench.bits(elements, counts);
    const StepId order = bench.days(elements, when);
    const StepId number = b.unary(Op::add_days, b.number_of(counted), Width::day, 1);
    const plan::DomainId series = b.series_domain(number);
    const StepId own = b.nth_row(counted, order, series, true);
    const StepId before = b.nth_row(counted, order, series, false);
    bench.keep_all();
    Runner runner(bench.plan);
    bench.run(runner);
    std::size_t row = 0;
    for (const auto& list : bench.under) {
      std::vector<std::uint32_t> sorted;
      std::ranges::copy_if(list, std::back_inserter(sorted), [&](std::uint32_t e) { return counts[e]; });
      std::ranges::stable_sort(sorted, {}, [&](std::uint32_t e) { return when[e]; });
      for (std::size_t k = 0; k <= sorted.size(); ++k, ++row) {
        ASSERT_EQ(runner[own].days[row], k < sorted.size() ? static_cast<std::int32_t>(sorted[k]) : -1);
        ASSERT_EQ(runner[before].days[row], k > 0 ? static_cast<std::int32_t>(sorted[k - 1]) : -1);
      }
    }
    ASSERT_EQ(row, runner.rows(series).count);
  }
}

TEST(Steps, WhatTouchesAPeriodIsCounted) {
  const std::int32_t today = make_date(2025, 12, 31)->days;
  const std::int32_t long_ago = make_date(2012, 1, 1)->days;
  Random random(2);
  for (int round = 0; round < 60; ++round) {
    Bench bench(random, static_cast<std::uint32_t>(between(random, 1, 90)));
    const std::uint32_t kind = round % 2 == 0 ? plan::every_12_months : plan::every_calendar_year;
    const auto begun = drawn_bits(random, bench.rows(cases));
    auto from = drawn_days(random, bench.rows(cases), long_ago, today + 100);
    from[0] = make_date(2016, 2, 29)->days;
    std::vector<std::int32_t> until = drawn_days(random, bench.rows(cases), long_ago, today + 100);
    for (std::size_t i = 0; i < until.size(); i += 2) until[i] = plan::no_day;
    const auto counts = drawn_bits(random, bench.rows(elements));
    auto first = drawn_days(random, bench.rows(elements), long_ago, today);
    auto last = first;
    for (std::size_t e = 0; e < first.size(); ++e) {
      const std::int32_t whole = from[bench.batch.rows[1].up[e]];
      if (random() % 2 == 0) first[e] = last[e] = days_of(add_months(Date{whole}, 12 * between(random, 0, 8))) + between(random, -1, 1);
      if (random() % 3 == 0) last[e] += between(random, 0, 900);
    }
    plan::Builder& b = bench.b;
    const StepId here = bench.bits(cases, begun);
    const StepId from_step = bench.days(cases, from);
    const StepId until_step = bench.days(cases, until);
    const StepId counted = bench.bits(elements, counts);
    const StepId first_step = bench.days(elements, first);
    const StepId last_step = bench.days(elements, last);
    const plan::DomainId series = b.series_domain(b.period_count(here, from_step, until_step, Date{today}, kind));
    const StepId lifted = b.lift(plan::Domain::Link::up, from_step, series);
    const StepId begin = b.binary(Op::period_begin, lifted, b.index(series), Width::day, 0, kind);
    const StepId end = b.binary(Op::period_end, lifted, b.index(series), Width::day, 0, kind);
    const StepId touched = b.touching(counted, first_step, last_step, begin, end);
    const StepId inside = b.touching(counted, last_step, first_step, begin, end);
    bench.keep_all();
    Runner runner(bench.plan);
    bench.run(runner);
    const auto begin_of = [&](std::size_t c, std::int32_t k) {
      const Date day{from[c]};
      return kind == plan::every_12_months ? add_months(day, 12 * k)->days : make_date(year_month_day(day).year + k, 1, 1)->days;
    };
    std::size_t row = 0;
    for (std::size_t c = 0; c < bench.under.size(); ++c) {
      for (std::int32_t k = 0; begun[c] && begin_of(c, k) <= today && (k == 0 || begin_of(c, k) < until[c]); ++k, ++row) {
        const std::int32_t a = begin_of(c, k);
        const std::int32_t z = begin_of(c, k + 1) - 1;
        ASSERT_LT(row, runner.rows(series).count);
        ASSERT_EQ(runner[begin].days[row], a);
        ASSERT_EQ(runner[end].days[row], z);
        std::int64_t some = 0;
        std::int64_t whole = 0;
        for (const std::uint32_t e : bench.under[c]) {
          some += counts[e] && first[e] <= z && last[e] >= a ? 1 : 0;
          whole += counts[e] && first[e] >= a && last[e] <= z ? 1 : 0;
        }
        ASSERT_EQ(runner[touched].numbers[row], some * 1'000'000);
        ASSERT_EQ(runner[inside].numbers[row], whole * 1'000'000);
      }
    }
    ASSERT_EQ(row, runner.rows(series).count);
  }
}

TEST(Steps, WhatBecomesOfADayIsWhatTheValuesSay) {
  Random random(3);
  const Calendar calendar(CalendarRule{.weekdays = 31, .except_public_holidays = true, .except_days = {{6, 5}, {12, 24}}});
  Bench bench(random, 3000);
  const auto near_month_ends = [&] {
    auto out = drawn_days(random, bench.rows(cases), first_date.days, last_date.days);
    for (std::size_t i = 0; i < out.size(); i += 2) {
      const std::int32_t year = between(random, 1996, 2004);  // with leap days
      const auto month = static_cast<unsigned>(between(random, 1, 12));
      out[i] = make_date(year, month, days_in_month(year, month))->days - between(random, 0, 3);
    }
    return out;
  };
  const auto a = near_month_ends();
  const auto c = near_month_ends();
  auto with_none = a;
  with_none[1] = plan::no_day;
  with_none[2] = first_date.days - 1;
  with_none[3] = last_date.days + 1;
  plan::Builder& b = bench.b;
  const StepId left = bench.days(cases, a);
  const StepId right = bench.days(cases, c);
  const StepId day = bench.days(cases, with_none);
  const StepId months = b.unary(Op::add_months, day, Width::day, 13);
  const StepId other_months = b.unary(Op::add_months, day, Width::day, -1);
  const StepId working = b.unary(Op::add_calendar, day, Width::day, 6, b.calendar(calendar));
  const StepId working_first = b.unary(Op::add_calendar_first, day, Width::day, 6, b.calendar(calendar));
  const StepId rolled = b.unary(Op::roll, day, Width::day, 0, b.calendar(calendar));
  const StepId year_end = b.unary(Op::end_of_year, day, Width::day);
  const StepId days = b.binary(Op::whole_days, left, right, Width::number);
  const StepId whole_m = b.binary(Op::whole_months, left, right, Width::number);
  const StepId whole_y = b.binary(Op::whole_years, left, right, Width::number);
  bench.keep_all();
  Runner runner(bench.plan);
  for (int times = 0; times < 2; ++times) {  // the second time from what is remembered
    bench.run(runner);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const bool none = i >= 1 && i <= 3;
      const Date d{a[i]};
      const auto expected = [&](std::optional<Date> moved) { return none ? plan::no_day : days_of(moved); };
      ASSERT_EQ(runner[months].days[i], expected(add_months(d, 13))) << to_string(d);
      ASSERT_EQ(runner[other_months].days[i], expected(add_months(d, -1))) << to_string(d);
      ASSERT_EQ(runner[working].days[i], expected(calendar.add(d, 6))) << to_string(d);
      ASSERT_EQ(runner[working_first].days[i], expected(calendar.add_counting_first(d, 6))) << to_string(d);
      ASSERT_EQ(runner[rolled].days[i], expected(calendar.next_on_or_after(d))) << to_string(d);
      ASSERT_EQ(runner[year_end].days[i], expected(end_of_year(d))) << to_string(d);
      ASSERT_EQ(runner[days].numbers[i], (std::int64_t{c[i]} - a[i]) * 1'000'000);
      ASSERT_EQ(runner[whole_m].numbers[i], whole_months(d, Date{c[i]}) * std::int64_t{1'000'000}) << to_string(d) << " " << to_string(Date{c[i]});
      ASSERT_EQ(runner[whole_y].numbers[i], whole_years(d, Date{c[i]}) * std::int64_t{1'000'000}) << to_string(d) << " " << to_string(Date{c[i]});
    }
  }
}

}  // namespace
}  // namespace rettesnor
