// What an expression may still be: the set of values that the case's unknowns leave open, kept as bounds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/expr.hpp"
#include "engine/model/truth.hpp"
#include "engine/values/decimal.hpp"
#include "engine/values/duration.hpp"
#include "engine/values/moment.hpp"

namespace rettesnor::reference {

/// The supported instants.
Moment beginning_of_time();
Moment end_of_time();

/// A point in time, as far as it is known: any mix of the three ways it may be.
/// For a `date` (`day`) lo and hi are the first and the last instant of the days that are possible.
struct When {
  bool absent = false;     ///< may not exist
  bool pending = false;    ///< may not have happened at T: later, or never
  bool uncovered = false;  ///< pending only because no watermark covers T
  bool present = false;    ///< may lie in lo .. hi
  Moment lo{};
  Moment hi{};
  bool day = false;

  Date first_day() const { return local_day(lo); }
  Date last_day() const { return local_day(hi); }
  /// The latest instant at which it can begin: a date has happened once its day has begun.
  Moment latest_start() const { return day ? start_of_day(last_day()) : hi; }
  bool exact() const { return present && !absent && !pending && (day ? first_day() == last_day() : lo == hi); }
  bool may_have_happened(Moment at) const { return present && lo <= at; }
  bool must_have_happened(Moment at) const { return present && !absent && !pending && latest_start() <= at; }
};

When exact_day(Date day);
When exact_moment(Moment moment);
When days_between(Date first, Date last);
When unknown_time(bool day);
/// Everything either may be; a day if either is.
When merge(const When& a, const When& b);
/// As a date: the local days it may fall on.
When as_day(When w);

/// A number in lo .. hi; no bound: unbounded.
struct NumberRange {
  std::optional<Decimal> lo;
  std::optional<Decimal> hi;
};

/// The possible values of one expression. Only the members of its type mean something.
struct Possible {
  TypeKind kind = TypeKind::invalid;
  bool absent = false;   ///< may not exist (times keep it in `when`)
  bool present = true;   ///< may have a value
  bool can_yes = false;
  bool can_no = false;
  NumberRange number;
  std::vector<bool> codes;                 ///< codes that are possible
  bool list = false;                       ///< a `list of one of`: `codes` are its members
  bool list_unknown = false;
  bool text_unknown = false;
  std::vector<std::string> texts;
  When when;
  Duration least{};
  Duration most{};
  bool endless = false;                    ///< duration: no upper bound known

  Truth truth() const;
};

Possible yes_no(Truth truth);
Possible merge(const Possible& a, const Possible& b);

/// `a op b` over everything they may be. @param at  T, which what is pending lies after
Truth compare(expr::BinaryOp op, const Possible& a, const Possible& b, Moment at);
Truth compare_times(expr::BinaryOp op, const When& a, const When& b, Moment at);

}  // namespace rettesnor::reference
