#include "engine/values/parse.hpp"

#include <optional>

namespace rettesnor {
namespace {

using Fault = ParseFault;

/// Takes digits and single characters off the front of a text, remembering how far it has come.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool next_is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }

  int digit() { return text_[at_++] - '0'; }

  /// Exactly `count` digits; nothing, with the reader at the first character that is not one.
  std::optional<int> number(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (!next_is_digit()) return std::nullopt;
      value = value * 10 + digit();
    }
    return value;
  }

  std::unexpected<ParseProblem> malformed() const {
    return problem(text_.empty() ? Fault::empty : Fault::malformed, at());
  }
  static std::unexpected<ParseProblem> problem(Fault fault, std::uint32_t at) {
    return std::unexpected(ParseProblem{fault, at});
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

DateRange month_range(int year, int month) {
  const auto m = static_cast<unsigned>(month);
  return {*make_date(year, m, 1), *make_date(year, m, days_in_month(year, m))};
}

/// Reads as much of `YYYY-MM-DD` as is there.
/// @param whole  a month or a year alone is malformed
std::expected<DateRange, ParseProblem> read_date(Reader& reader, bool whole) {
  const auto year = reader.number(4);
  if (!year) return reader.malformed();
  const bool year_alone = reader.at_end() && !whole;
  if (!year_alone && !reader.take('-')) return reader.malformed();
  if (*year < 1800 || *year > 2200) return Reader::problem(Fault::out_of_range, 0);
  if (year_alone) return DateRange{*make_date(*year, 1, 1), *make_date(*year, 12, 31)};

  const std::uint32_t month_at = reader.at();
  const auto month = reader.number(2);
  if (!month) return reader.malformed();
  const bool month_alone = reader.at_end() && !whole;
  if (!month_alone && !reader.take('-')) return reader.malformed();
  if (*month < 1 || *month > 12) return Reader::problem(Fault::no_such_day, month_at);
  if (month_alone) return month_range(*year, *month);

  const std::uint32_t day_at = reader.at();
  const auto day = reader.number(2);
  if (!day) return reader.malformed();
  const auto date = make_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date) return Reader::problem(Fault::no_such_day, day_at);
  return DateRange{*date, *date};
}

/// Reads `HH:MM[:SS[.f]]` as microseconds since midnight.
std::expected<std::int64_t, ParseProblem> read_time(Reader& reader) {
  const std::uint32_t hour_at = reader.at();
  const auto hour = reader.number(2);
  if (!hour || !reader.take(':')) return reader.malformed();
  const std::uint32_t minute_at = reader.at();
  const auto minute = reader.number(2);
  if (!minute) return reader.malformed();
  if (*hour == 24) return Reader::problem(Fault::hour_24, hour_at);
  if (*hour > 24) return Reader::problem(Fault::no_such_time, hour_at);
  if (*minute > 59) return Reader::problem(Fault::no_such_time, minute_at);
  std::int64_t micros = *hour * micros_per_hour + *minute * micros_per_minute;
  if (!reader.take(':')) return micros;

  const std::uint32_t second_at = reader.at();
  const auto second = reader.number(2);
  if (!second) return reader.malformed();
  if (*second > 59) return Reader::problem(Fault::no_such_time, second_at);
  micros += *second * micros_per_second;
  if (!reader.take('.')) return micros;

  if (!reader.next_is_digit()) return reader.malformed();
  for (std::int64_t place = micros_per_second / 10; reader.next_is_digit(); place /= 10) {
    if (place == 0) return Reader::problem(Fault::too_many_decimals, reader.at());
    micros += reader.digit() * place;
  }
  return micros;
}

/// Reads `Z`, `+HH:MM` or `-HH:MM` as seconds east of UTC.
std::expected<std::int32_t, ParseProblem> read_offset(Reader& reader) {
  if (reader.take('Z')) return 0;
  const std::uint32_t sign_at = reader.at();
  const int sign = reader.take('-') ? -1 : 1;
  if (sign == 1 && !reader.take('+')) return reader.malformed();
  const auto hours = reader.number(2);
  if (!hours || !reader.take(':')) return reader.malformed();
  const auto minutes = reader.number(2);
  if (!minutes) return reader.malformed();
  std::optional<int> seconds = 0;  // Copenhagen's own time before 1894 had some
  if (reader.take(':')) seconds = reader.number(2);
  if (!seconds) return reader.malformed();
  if (*hours > 14 || *minutes > 59 || *seconds > 59) return Reader::problem(Fault::no_such_time, sign_at);
  return sign * (*hours * 3600 + *minutes * 60 + *seconds);
}

Fault fault_of(LocalTimeProblem problem) {
  switch (problem) {
    case LocalTimeProblem::in_spring_gap:
      return Fault::clock_gap;
    case LocalTimeProblem::outside_day:
      return Fault::no_such_time;
    case LocalTimeProblem::outside_supported:
      break;
  }
  return Fault::out_of_range;
}

}  // namespace

std::expected<DateRange, ParseProblem> parse_date(std::string_view text) {
  Reader reader{text};
  auto range = read_date(reader, false);
  if (range && !reader.at_end()) return reader.malformed();
  return range;
}

std::expected<MomentRange, ParseProblem> parse_moment(std::string_view text) {
  Reader reader{text};
  const auto day = read_date(reader, true);
  if (!day) return std::unexpected(day.error());
  const Date date = day->first;
  if (reader.at_end()) return MomentRange{start_of_day(date), Moment{end_of_day(date).micros - 1}, true};

  if (!reader.take(' ') && !reader.take('T')) return reader.malformed();
  const std::uint32_t time_at = reader.at();
  const auto time = read_time(reader);
  if (!time) return std::unexpected(time.error());
  if (reader.at_end()) {
    const auto times = resolve_local(date, *time);
    if (!times) return Reader::problem(fault_of(times.error()), time_at);
    return MomentRange{times->first, times->last, false};
  }

  reader.take(' ');
  const auto offset = read_offset(reader);
  if (!offset) return std::unexpected(offset.error());
  if (!reader.at_end()) return reader.malformed();
  const Moment moment{date.days * micros_per_day + *time - *offset * micros_per_second};
  if (const Date local = local_day(moment); local < first_date || local > last_date)
    return Reader::problem(Fault::out_of_range, 0);
  return MomentRange{moment, moment, false};
}

std::string describe(ParseProblem problem, Wording wording) {
  const bool danish = wording == Wording::danish;
  switch (problem.fault) {
    case Fault::empty:
      return danish ? "værdien er tom" : "the value is empty";
    case Fault::malformed:
      return danish ? "skriv datoer som 2026-03-02, tidspunkter som 2026-03-02 09:00 og tal som 12.5"
                    : "write dates as 2026-03-02, times as 2026-03-02 09:00 and numbers as 12.5";
    case Fault::no_such_day:
      return danish ? "den dag findes ikke i kalenderen" : "there is no such day in the calendar";
    case Fault::out_of_range:
      return danish ? "uden for det, der kan regnes med: datoer 1800-01-01 til 2200-12-31, tal under 9 billioner"
                    : "outside what can be calculated: dates 1800-01-01 to 2200-12-31, numbers below 9 trillion";
    case Fault::no_such_time:
      return danish ? "det klokkeslæt findes ikke: timer 00-23, minutter og sekunder 00-59"
                    : "there is no such time: hours 00-23, minutes and seconds 00-59";
    case Fault::hour_24:
      return danish ? "skriv 24:00 som 00:00 den næste dag" : "write 24:00 as 00:00 of the next day";
    case Fault::clock_gap:
      return danish ? "det klokkeslæt fandtes ikke den dag: uret blev stillet frem til sommertid"
                    : "that time did not occur on that day: the clock was set forward to summer time";
    case Fault::too_many_decimals:
      break;
  }
  return danish ? "højst seks decimaler" : "six decimals at most";
}

}  // namespace rettesnor
