// The flat program of a set of rules: steps over columns, in the order in which they are worked out. Data only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/ids.hpp"
#include "engine/values/calendar.hpp"
#include "engine/values/moment.hpp"

namespace rettesnor::plan {

using DomainId = Id<struct DomainTag>;
using StepId = Id<struct StepTag>;

/// What rows are: the cases, the elements of a list (or the periods of a fact), for each row of one domain the elements
/// of a list, or for each row as many as a step says.
struct Domain {
  enum class Kind : std::uint8_t { cases, list, pairs, series };
  /// From a row to one it belongs to: to the row it lies under, or (pairs) to the element it stands for.
  enum class Link : std::uint8_t { up, element };
  Kind kind = Kind::cases;
  ConceptId kind_of{};       ///< cases, list: the concept of a row
  FieldId list{};            ///< list, pairs: whose elements
  DomainId up{};             ///< list: that of the elements around; pairs: the left side. Rows under one row stand together
  DomainId elements{};       ///< pairs: the list's own domain
  std::vector<Link> owner;   ///< pairs: how to come from a row of `up` to the element that has the list
  StepId count{};            ///< series: of `up`, how many rows (a day-wide number)
  std::uint32_t more = 0;    ///< series: and so many beyond
};

/// What is stored of a row: a bit, a day, or a whole number (moments, millionths, code sets as bits).
enum class Width : std::uint8_t { bit, day, number };

enum class Op : std::uint8_t {
  zero, one,                            ///< bit: of every row
  constant,                             ///< day, number: `immediate` for every row
  leaf,                                 ///< column `immediate` of the batch
  and_, or_, and_not, not_,             ///< bit
  less, less_equal, equal,              ///< bit of two days or two numbers
  any_bits,                             ///< bit of number a: a & immediate is not 0
  least, greatest, select,              ///< of two days or numbers; select: bit a ? b : c
  bit_or,                               ///< number
  sum_low, sum_high,                    ///< number: a + b; what is unbounded or out of range is the least (greatest) number
  product_low, product_high,            ///< number: the least (greatest) of a × and b × `immediate` millionths; as sums where one has no exact value
  negate,                               ///< number; the least and the greatest change places
  add_days, add_months, add_calendar,   ///< day: `no_day` outside the supported dates. add_calendar: of calendars[extra]
  add_calendar_first,                   ///< the day itself is counted
  roll,                                 ///< day: itself or the next in calendars[extra]
  end_of_year,                          ///< day
  add_micros,                           ///< number, kept within the supported moments
  day_of,                               ///< day of a moment
  whole_days, whole_months, whole_years,///< number (millionths) of two days
  any, two, count,                      ///< over the rows under a row of `up`: some bit; at least two; how many (millionths)
  lift_up, lift_element,                ///< the value of the row it belongs to, for each row of a domain below
  first_row, last_row,                  ///< day-wide row number: of the rows under one with bit a, the one with the least (greatest) b; -1: none
  at_row,                               ///< the value of a at row number b; 0 where that is -1
  index,                                ///< day-wide: 0, 1, 2, … of a series' rows under one row
  number_of,                            ///< day-wide: the rows under one with bit a, counted
  nth_row,                              ///< day-wide, of a series: of the rows with bit a, in the order of b, the row's own (`immediate` 1), the one before it (0); -1: none
  touching,                             ///< number (millionths), of a series whose rows follow one another, each from day d to day e:
                                        ///< the rows with bit a, from day b to day c, for which b <= e and d <= c, counted
  row,                                  ///< day-wide: the row's own number
  period_count,                         ///< day-wide: of a row with bit c the periods of kind `extra` from day a on, none beginning on or after day b, that have begun by day `immediate`
  period_begin, period_end,             ///< day: the first (last) of period number b, from 0, of kind `extra` from day a on; `no_day` beyond all days
  first_gap,                            ///< day: the first from day a on that none of the rows under it holds, each from b up to, not including, c
};

/// Where a step's column in the batch comes from.
struct Leaf {
  enum class Kind : std::uint8_t {
    yes, no,                       ///< bit: a yes/no fact
    has_value, absent,             ///< bit: a value is recorded; it does not exist
    recorded,                      ///< bit: as `is recorded` asks
    codes,                         ///< number: the codes that are possible, as bits
    list_unknown,                  ///< bit: which members is not known
    number_low, number_high,       ///< number in millionths; the least (greatest) number where unknown
    text,                          ///< number: place in `texts`, -1 another, -2 unknown
    time_present, time_absent, time_pending, time_uncovered,  ///< bit
    time_low, time_high,           ///< day or moment
    time_low_day, time_high_day,   ///< the local days of moments, worked out once when the batch is read
    some_elements, unseen_elements,///< bit: the list has an element; it may have more
    period_from, period_until,     ///< day: of a fact's periods; `no_day`: not over
    unseen_periods,                ///< bit: more may have begun or ended by T than is known
    periods_seen,                  ///< day: the last on which it is known which periods there are
    municipality,                  ///< number: of the case, -1 when it is not one and the same on every day
    mark_present,                  ///< bit: the case's watermark is known
    mark,                          ///< moment
  };
  Kind kind{};
  DomainId domain{};
  FieldId field{};
  FieldId part{};
  friend bool operator==(const Leaf&, const Leaf&) = default;
  friend auto operator<=>(const Leaf&, const Leaf&) = default;
};

inline constexpr std::int32_t no_day = INT32_MAX;

struct Step {
  Op op{};
  Width width{};
  DomainId domain{};
  std::array<StepId, 5> from{};
  std::int64_t immediate = 0;
  std::uint32_t extra = 0;
  friend bool operator==(const Step&, const Step&) = default;
};

/// A time: any mix of the ways it may be. lo and hi are days or moments.
struct Time {
  StepId absent{}, pending{}, uncovered{}, present{};  ///< bits
  StepId lo{}, hi{};
  bool day = false;
};

/// Kinds of periods, for `extra`: twelve months each from the first day on; calendar years from the year of that day on.
inline constexpr std::uint32_t every_12_months = 0;
inline constexpr std::uint32_t every_calendar_year = 1;

/// When something lies, kept apart as days and as moments: of a row with both the instants count.
struct Spans {
  Time day;
  Time moment;
};

/// What is known of one rule's instances, a row each.
struct RulePart {
  DomainId rows{};                  ///< of a series: an occurrence each
  StepId exists{};                  ///< bit: it is an instance
  std::array<StepId, 6> verdicts{}; ///< bits, by Verdict; of a right used, unused, too late, not applicable
  Spans anchor;                     ///< present: known
  Spans due;
  StepId early{}, conflict{};       ///< bits
};

struct RulePlan {
  RuleId rule{};
  bool compiled = false;           ///< else every case is left to the careful evaluator
  std::string why_not;             ///< the construct that has no plan; for people who develop
  std::vector<RulePart> parts;     ///< one a list of its concept
  StepId careful{};                ///< bit of a case: something in it is known in a way this plan has no step for
};

/// A program for the cases of one root concept, one T, one known-at.
struct Plan {
  ConceptId root{};
  std::vector<Domain> domains;     ///< [0] the cases; each after those it refers to
  std::vector<Leaf> leaves;
  std::vector<Step> steps;         ///< each after those it reads
  std::vector<std::uint32_t> last_use;  ///< by step: the last step that reads it; its own number: it is a result
  std::vector<const Calendar*> calendars;  ///< of the model
  std::vector<std::string> texts;  ///< that are asked for
  std::vector<RulePlan> rules;     ///< one a rule of the model about this root
};

}  // namespace rettesnor::plan
