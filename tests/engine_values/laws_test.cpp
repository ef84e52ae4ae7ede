// Laws that hold for all values, tried on random ones.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/values/calendar.hpp"
#include "engine/values/duration.hpp"
#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

Date any_date() { return Date{*rc::gen::inRange(first_date.days, last_date.days + 1)}; }
Date inner_date() { return Date{*rc::gen::inRange(on("1900-01-01").days, on("2100-12-31").days)}; }
Moment any_moment() {
  return Moment{*rc::gen::inRange<std::int64_t>(start_of_day(first_date).micros, end_of_day(last_date).micros)};
}
Moment any_second() { return Moment{any_moment().micros / micros_per_second * micros_per_second}; }

const Calendar& hverdage() {
  static const Calendar calendar{CalendarRule{0b0011111, true, {{6, 5}, {12, 24}, {12, 31}}}};
  return calendar;
}

RC_GTEST_PROP(DateLaw, Parts_and_text_give_the_date_back, ()) {
  const Date date = any_date();
  const YearMonthDay parts = year_month_day(date);
  RC_ASSERT(make_date(parts.year, parts.month, parts.day) == date);
  RC_ASSERT(parse_date(to_string(date)).value() == (DateRange{date, date}));
}

RC_GTEST_PROP(DateLaw, Weekdays_follow_each_other, ()) {
  const Date date = inner_date();
  RC_ASSERT(weekday(*add_days(date, 1)) == (weekday(date) + 1) % 7);
}

RC_GTEST_PROP(DateLaw, Adding_months_keeps_order_and_lands_in_the_right_month, ()) {
  const Date a = inner_date();
  const Date b = inner_date();
  const auto months = *rc::gen::inRange(-600, 600);
  RC_PRE(a <= b);
  const Date later_a = *add_months(a, months);
  RC_ASSERT(later_a <= *add_months(b, months));
  const YearMonthDay from = year_month_day(a);
  const YearMonthDay to = year_month_day(later_a);
  RC_ASSERT(to.year * 12 + static_cast<int>(to.month) - from.year * 12 - static_cast<int>(from.month) == months);
  RC_ASSERT(to.day == from.day || (to.day < from.day && to.day == days_in_month(to.year, to.month)));
}

RC_GTEST_PROP(DateLaw, Whole_units_are_the_greatest_that_fit, ()) {
  const Date a = inner_date();
  const Date b = inner_date();
  const Date low = std::min(a, b);
  const Date high = std::max(a, b);
  const std::int32_t months = whole_months(low, high);
  RC_ASSERT(*add_months(low, months) <= high);
  RC_ASSERT(*add_months(low, months + 1) > high);
  const std::int32_t years = whole_years(low, high);
  RC_ASSERT(*add_years(low, years) <= high);
  RC_ASSERT(*add_years(low, years + 1) > high);
  RC_ASSERT(whole_months(high, low) == -months);
  RC_ASSERT(whole_years(high, low) == -years);
}

RC_GTEST_PROP(MomentLaw, Text_gives_the_moment_back, ()) {
  const Moment moment = any_moment();
  RC_ASSERT(parse_moment(to_string(moment)).value() == (MomentRange{moment, moment, false}));
  RC_ASSERT(parse_moment(to_iso(moment)).value() == (MomentRange{moment, moment, false}));
}

RC_GTEST_PROP(MomentLaw, A_moment_lies_in_its_day_and_is_one_of_its_readings, ()) {
  const Moment moment = any_second();
  const Date day = local_day(moment);
  RC_ASSERT(start_of_day(day) <= moment);
  RC_ASSERT(moment < end_of_day(day));
  const auto times = resolve_local(day, local_time_of_day(moment));
  RC_ASSERT(times.has_value());
  RC_ASSERT(times->first == moment || times->last == moment);
}

RC_GTEST_PROP(MomentLaw, Days_tile_the_time_line, ()) {
  const Date day = inner_date();
  RC_ASSERT(local_day(start_of_day(day)) == day);
  RC_ASSERT(local_day(Moment{start_of_day(day).micros - 1}) == Date{day.days - 1});
  const std::int64_t length = end_of_day(day).micros - start_of_day(day).micros;
  RC_ASSERT(length >= 23 * micros_per_hour);
  RC_ASSERT(length <= 25 * micros_per_hour);
}

RC_GTEST_PROP(DecimalLaw, Text_gives_the_number_back, (std::int64_t millionths)) {
  const Decimal value{millionths % 1'000'000'000'000'000'000};
  RC_ASSERT(parse_decimal(to_string(value)).value() == value);
}

RC_GTEST_PROP(DecimalLaw, Sums_and_differences_undo_each_other, (std::int64_t a, std::int64_t b)) {
  const auto sum = add(Decimal{a}, Decimal{b});
  RC_PRE(sum.has_value());
  RC_ASSERT(sub(*sum, Decimal{b}) == Decimal{a});
  RC_ASSERT(sum == add(Decimal{b}, Decimal{a}));
}

RC_GTEST_PROP(DecimalLaw, Products_distribute_over_whole_numbers, ()) {
  const Decimal value{*rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000)};
  const auto times = *rc::gen::inRange(0, 20);
  Decimal sum{0};
  for (int i = 0; i < times; ++i) sum = *add(sum, value);
  RC_ASSERT(mul(value, *make_decimal(times)) == sum);
}

RC_GTEST_PROP(DurationLaw, Every_addition_lies_within_the_bounds, ()) {
  const Date from = inner_date();
  const Unit unit = *rc::gen::element(Unit::days, Unit::weeks, Unit::months, Unit::years);
  const Duration duration{*rc::gen::inRange(0, 60), unit};
  const Date to = *add(from, duration);
  const std::int64_t minutes = (start_of_day(to).micros - start_of_day(from).micros) / micros_per_minute;
  const LengthBounds bounds = length_bounds(duration);
  RC_ASSERT(bounds.least <= minutes);
  RC_ASSERT(minutes <= *bounds.most);
}

RC_GTEST_PROP(DurationLaw, What_compares_as_less_is_never_later, ()) {
  const auto any_duration = [] {
    return Duration{*rc::gen::inRange(0, 40), *rc::gen::element(Unit::days, Unit::weeks, Unit::months, Unit::years)};
  };
  const Duration a = any_duration();
  const Duration b = any_duration();
  const Date from = inner_date();
  const auto order = compare(a, b);
  if (order == std::partial_ordering::less) RC_ASSERT(*add(from, a) <= *add(from, b));
  if (order == std::partial_ordering::equivalent) RC_ASSERT(*add(from, a) == *add(from, b));
  RC_ASSERT((order == std::partial_ordering::less) == (compare(b, a) == std::partial_ordering::greater));
}

/// Counts day by day.
std::int32_t slow_count(const Calendar& calendar, Date after, Date until) {
  std::int32_t days = 0;
  for (Date date{after.days + 1}; date <= until; ++date.days) days += calendar.is_day(date) ? 1 : 0;
  return days;
}

RC_GTEST_PROP(CalendarLaw, Counting_agrees_with_going_day_by_day, ()) {
  const Date from = inner_date();
  const auto n = *rc::gen::inRange(1, 400);
  const Date found = *hverdage().add(from, n);
  RC_ASSERT(hverdage().is_day(found));
  RC_ASSERT(slow_count(hverdage(), from, found) == n);
  RC_ASSERT(hverdage().count(from, found) == n);
}

RC_GTEST_PROP(CalendarLaw, Going_back_undoes_going_forward_from_a_calendar_day, ()) {
  const Date from = *hverdage().next_on_or_after(inner_date());
  const auto n = *rc::gen::inRange(0, 600);
  RC_ASSERT(hverdage().add(*hverdage().add(from, n), -n) == from);
}

RC_GTEST_PROP(CalendarLaw, The_next_day_is_the_first_from_there, ()) {
  const Date date = inner_date();
  const Date next = *hverdage().next_on_or_after(date);
  RC_ASSERT(next >= date);
  RC_ASSERT(hverdage().is_day(next));
  RC_ASSERT(slow_count(hverdage(), Date{date.days - 1}, next) == 1);
  RC_ASSERT(hverdage().add_counting_first(date, 1) == next);
}

RC_GTEST_PROP(CalendarLaw, Counts_add_up, ()) {
  const Date a = inner_date();
  const Date b = inner_date();
  const Date c = inner_date();
  RC_ASSERT(*hverdage().count(a, b) + *hverdage().count(b, c) == *hverdage().count(a, c));
}

}  // namespace
}  // namespace rettesnor
