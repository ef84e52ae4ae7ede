#include "engine/values/calendar.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>

#include "engine/values/holidays.hpp"

namespace rettesnor {
namespace {

constexpr std::int32_t first_year = 1800;
constexpr std::size_t year_count = 401;

/// The calendar days of one year, counted. Days of the year are numbered from 0.
struct YearTable {
  std::int32_t first_day = 0;               ///< 1 January, as in Date
  std::array<std::uint16_t, 367> before{};  ///< calendar days before day i of the year
  std::array<std::uint16_t, 366> nth{};     ///< day of the year of the n-th calendar day
  std::int32_t total = 0;                   ///< calendar days in the year
};

bool belongs(const CalendarRule& rule, Date date) {
  if ((rule.weekdays >> weekday(date) & 1U) == 0) return false;
  if (rule.except_public_holidays && danish_public_holidays(date)) return false;
  if (rule.except_days.empty()) return true;
  const YearMonthDay parts = year_month_day(date);
  return std::ranges::find(rule.except_days, std::pair{parts.month, parts.day}) == rule.except_days.end();
}

/// Days on which some version is in force, without a gap.
struct Span {
  Date from;
  Date until;
};

std::vector<Span> merge(const std::vector<CalendarVersion>& versions) {
  std::vector<Span> spans;
  for (const CalendarVersion& version : versions) {
    if (version.until < version.from) continue;
    if (!spans.empty() && version.from.days <= spans.back().until.days + 1)
      spans.back().until = std::max(spans.back().until, version.until);
    else
      spans.push_back({version.from, version.until});
  }
  return spans;
}

}  // namespace

struct Calendar::Tables {
  explicit Tables(std::vector<CalendarVersion> given) : versions(std::move(given)) {
    std::ranges::stable_sort(versions, {}, &CalendarVersion::from);
    for (CalendarVersion& version : versions) {
      version.from = std::max(version.from, first_date);
      version.until = std::min(version.until, last_date);
    }
    spans = merge(versions);
  }
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;
  ~Tables() {
    for (const auto& slot : years) delete slot.load();
  }

  const CalendarRule* rule_on(Date date) const {
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
      if (version->from <= date && date <= version->until) return &version->rule;
    }
    return nullptr;
  }

  bool contains(Date date) const {
    const CalendarRule* rule = rule_on(date);
    return rule != nullptr && belongs(*rule, date);
  }

  /// All days a .. b have a version; true when there are none.
  bool covers_all(Date a, Date b) const {
    if (b < a) return true;
    return std::ranges::any_of(spans, [&](Span span) { return span.from <= a && b <= span.until; });
  }

  std::unique_ptr<YearTable> make_year(std::int32_t year) const {
    auto table = std::make_unique<YearTable>();
    table->first_day = make_date(year, 1, 1)->days;
    const std::int32_t length = make_date(year, 12, 31)->days - table->first_day + 1;
    for (std::int32_t i = 0; i < length; ++i) {
      const auto day = static_cast<std::size_t>(i);
      table->before[day] = static_cast<std::uint16_t>(table->total);
      if (!contains(Date{table->first_day + i})) continue;
      table->nth[static_cast<std::size_t>(table->total++)] = static_cast<std::uint16_t>(i);
    }
    for (auto day = static_cast<std::size_t>(length); day < table->before.size(); ++day)
      table->before[day] = static_cast<std::uint16_t>(table->total);
    return table;
  }

  /// Two threads may make the same year's table; the first to store it wins and the other's is dropped.
  const YearTable& year(std::int32_t number) const {
    std::atomic<const YearTable*>& slot = years[static_cast<std::size_t>(number - first_year)];
    if (const YearTable* made = slot.load(std::memory_order_acquire)) return *made;
    std::unique_ptr<YearTable> made = make_year(number);
    const YearTable* expected = nullptr;
    if (slot.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel)) return *made.release();
    return *expected;
  }

  std::vector<CalendarVersion> versions;  // by `from`
  std::vector<Span> spans;                // apart, in order
  mutable std::array<std::atomic<const YearTable*>, year_count> years{};
};

namespace {

std::size_t day_of_year(const YearTable& table, Date date) {
  return static_cast<std::size_t>(date.days - table.first_day);
}

bool supported(Date date) { return first_date <= date && date <= last_date; }

}  // namespace

Calendar::Calendar(CalendarRule rule)
    : Calendar(std::vector{CalendarVersion{first_date, last_date, std::move(rule)}}) {}
Calendar::Calendar(std::vector<CalendarVersion> versions) : tables_(std::make_unique<Tables>(std::move(versions))) {}
Calendar::Calendar(const Calendar& other) : Calendar(other.versions()) {}
Calendar::Calendar(Calendar&& other) noexcept = default;
Calendar& Calendar::operator=(Calendar other) noexcept {
  tables_.swap(other.tables_);
  return *this;
}
Calendar::~Calendar() = default;

const std::vector<CalendarVersion>& Calendar::versions() const { return tables_->versions; }

bool Calendar::covers(Date date) const { return supported(date) && tables_->covers_all(date, date); }

bool Calendar::is_day(Date date) const {
  if (!supported(date)) return false;
  const YearTable& table = tables_->year(year_month_day(date).year);
  const std::size_t day = day_of_year(table, date);
  return table.before[day + 1] != table.before[day];
}

std::optional<Date> Calendar::add(Date from, std::int32_t n) const {
  if (!supported(from)) return std::nullopt;
  if (n == 0) return from;
  std::int32_t year = year_month_day(from).year;
  const YearTable* table = &tables_->year(year);
  const std::size_t day = day_of_year(*table, from);
  // The wanted day's place among the calendar days of `year`; outside 0 .. total-1 it lies in another year.
  std::int64_t place = n > 0 ? std::int64_t{table->before[day + 1]} + n - 1 : std::int64_t{table->before[day]} + n;
  while (place >= table->total) {
    place -= table->total;
    if (++year >= first_year + static_cast<std::int32_t>(year_count)) return std::nullopt;
    table = &tables_->year(year);
  }
  while (place < 0) {
    if (--year < first_year) return std::nullopt;
    table = &tables_->year(year);
    place += table->total;
  }
  const Date found{table->first_day + table->nth[static_cast<std::size_t>(place)]};
  const bool known =
      n > 0 ? tables_->covers_all(Date{from.days + 1}, found) : tables_->covers_all(found, Date{from.days - 1});
  if (!known) return std::nullopt;
  return found;
}

std::optional<Date> Calendar::add_counting_first(Date from, std::int32_t n) const {
  if (n < 1 || !supported(from) || !covers(from)) return std::nullopt;
  return add(from, is_day(from) ? n - 1 : n);
}

std::optional<Date> Calendar::next_on_or_after(Date date) const {
  if (!covers(date)) return std::nullopt;
  if (is_day(date)) return date;
  return add(date, 1);
}

std::optional<std::int32_t> Calendar::count(Date a, Date b) const {
  if (!supported(a) || !supported(b)) return std::nullopt;
  if (b < a) {
    const auto backwards = count(b, a);
    if (!backwards) return std::nullopt;
    return -*backwards;
  }
  if (!tables_->covers_all(Date{a.days + 1}, b)) return std::nullopt;
  const std::int32_t first = year_month_day(a).year;
  const std::int32_t last = year_month_day(b).year;
  const YearTable& from = tables_->year(first);
  const YearTable& to = tables_->year(last);
  std::int32_t days = to.before[day_of_year(to, b) + 1] - from.before[day_of_year(from, a) + 1];
  for (std::int32_t year = first; year < last; ++year) days += tables_->year(year).total;
  return days;
}

}  // namespace rettesnor
