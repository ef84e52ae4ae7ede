// What a rule demands: one duty, its act and its clock.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/expr.hpp"

namespace rettesnor {

enum class Modal : std::uint8_t { must, should, may };

/// The forms of LANGUAGE.md §4, one row each.
enum class DutyForm : std::uint8_t {
  within,            ///< must e within D of a            (clock.duration, clock.anchor)
  no_later_than,     ///< must e no later than d          (clock.limit)
  untimed,           ///< must e [after a]                (clock.anchor optional)
  open_standard,     ///< as soon as possible, at once    (clock.anchor optional; clock.limit optional: `, no later than d`)
  as_far_as_possible,///< [otherwise record r]            (otherwise; clock.limit optional)
  before,            ///< must e before m                 (clock.limit = m)
  licence,           ///< may only e if C                 (condition)
  record,            ///< must record a, b [no later than m] (record; clock.limit optional)
  prohibition,       ///< must not e [while s]
  keep,              ///< must keep s [while u]           (keep)
  first_then,        ///< must L first …, then …          (first, then)
  grid,              ///< must L every D of start         (clock.duration, clock.anchor)
  at_least,          ///< must L at least n times in …    (times, window)
  right,             ///< may e [within D of a | no later than d]
  all_of,            ///< bullets: every one              (parts)
  any_of,            ///< bullets: one of them            (parts)
};

/// What is to be done: one event, or an occurrence in a list (its element's first event).
struct Act {
  ExprId event{};                  ///< set: a Field expression of an event (or a date expression)
  std::optional<Selection> list;   ///< set: a list; `where` of the act stands in the selection and reads its slot
  ExprId where{};                  ///< condition on a single event
  Text verb;                       ///< for people
};

/// When it is to be done.
struct Clock {
  ExprId duration{};  ///< a duration (literal, parameter, fact, arithmetic)
  ExprId anchor{};    ///< what follows `of` or `after`
  ExprId limit{};     ///< what follows `no later than` or `before`
  bool counting_first_day = false;
  CalendarId rolling{};     ///< `rolling to X`
  ExprId paused_while{};    ///< a state
  bool limit_is_within = false;  ///< `then within D of previous` in first_then: duration is used, not limit
};

enum class Window : std::uint8_t { every_12_months, calendar_year, any_12_months };

struct Duty {
  DutyForm form = DutyForm::untimed;
  Modal modal = Modal::must;
  ActorId actor{};
  Act act;
  Clock clock;
  ExprId condition{};              ///< licence: C
  ExprId otherwise{};              ///< as_far_as_possible: what `otherwise record` names
  bool otherwise_record = false;
  std::vector<ExprId> record;      ///< record: each a Field expression
  ExprId keep{};                   ///< keep: the state s
  std::optional<Clock> first;      ///< first_then: the clock of the first occurrence
  std::optional<Clock> then;       ///< first_then: the clock of each further one (anchor `previous`)
  std::uint32_t times = 0;         ///< at_least: n, when it is written as a number
  ExprId times_of{};               ///< at_least: n, when it is a parameter or another number; then `times` is 0
  Window window = Window::every_12_months;
  std::vector<DutyId> parts;       ///< all_of, any_of
  FileId file{};
  Span span{};
};

}  // namespace rettesnor
