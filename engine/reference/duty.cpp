// What each form of duty gives on one slice: the table of LANGUAGE.md §4, row by row, over all that is possible (§5).
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

using enum Verdict;

const Moment ever = beginning_of_time();

Moment just_before(Moment m) { return Moment{m.micros - 1}; }
Moment just_after(Moment m) { return Moment{m.micros + 1}; }

/// Some completion has the occurrence count at a time in a .. b. Days are compared with days.
bool can_in(const Occurrence& o, Moment a, Moment b) {
  const When& w = o.time;
  if (o.counts == Truth::no || !w.present || a > b) return false;
  return w.day ? w.first_day() <= local_day(b) && w.last_day() >= local_day(a) : w.lo <= b && w.hi >= a;
}
/// Every completion has it so.
bool must_in(const Occurrence& o, Moment a, Moment b) {
  const When& w = o.time;
  if (o.counts != Truth::yes || !w.present || w.absent || w.pending || a > b) return false;
  return w.day ? w.first_day() >= local_day(a) && w.last_day() <= local_day(b) : w.lo >= a && w.hi <= b;
}
bool some_can(const Doing& d, Moment a, Moment b) {
  return std::ranges::any_of(d.all, [&](const Occurrence& o) { return can_in(o, a, b); });
}
bool none_must(const Doing& d, Moment a, Moment b) {
  return std::ranges::none_of(d.all, [&](const Occurrence& o) { return must_in(o, a, b); });
}
/// Some completion has an occurrence in c .. e and none in a .. b.
bool can_only_in(const Doing& d, Moment a, Moment b, Moment c, Moment e) {
  for (const Occurrence& o : d.all) {
    if (!can_in(o, c, e)) continue;
    if (std::ranges::none_of(d.all, [&](const Occurrence& other) { return &other != &o && must_in(other, a, b); })) return true;
  }
  return false;
}

VerdictSet replace(VerdictSet s, Verdict from, Verdict to) { return s.has(from) ? s.without(from) | to : s; }

}  // namespace

VerdictSet Evaluator::outcome(const Duty& duty, const Slice& s, const Doing& done, const Version& v, const Frame& f, Judged& note) {
  switch (duty.form) {
    case DutyForm::within: return lapsing(s, done, v, f, done.single, note);
    case DutyForm::no_later_than: case DutyForm::first_then: case DutyForm::grid: return lapsing(s, done, v, f, false, note);
    case DutyForm::untimed: return untimed(s, done, v, f, note);
    case DutyForm::open_standard: return open_standard(s, done, v, f);
    case DutyForm::as_far_as_possible: return as_far_as_possible(duty, s, done, v, f);
    case DutyForm::before: return before(s, done);
    case DutyForm::licence: return licence(duty, s, f, note);
    case DutyForm::record: return record(duty, s, f, note);
    case DutyForm::prohibition: return prohibition(s, v, f);
    case DutyForm::keep: return keep(duty, v, f);
    case DutyForm::at_least: return at_least(duty, s, done, f);
    case DutyForm::right: note.right = right(s, done); return {};
    case DutyForm::all_of: case DutyForm::any_of: break;  // judged part by part
  }
  return VerdictSet::full();
}

/// For every due still possible: done by it F, later L, not done P or B. A due that has not come is never past.
VerdictSet Evaluator::deadline(const Slice& s, const Doing& done, bool may_be_early, Judged& note) const {
  const Moment from = s.from.value_or(ever);
  const Moment from_last = s.from_last.value_or(from);
  const Moment counted = may_be_early ? ever : from_last;  // an earlier single event leaves nothing undone
  const bool open = none_must(done, counted, at_);
  VerdictSet out;
  if (may_be_early && some_can(done, ever, just_before(from_last))) {
    out |= fulfilled;
    if (s.due.exists && s.due.lo < at_) out |= late;
    note.early = true;
  }
  if (s.due.not_come) {
    if (some_can(done, from, at_)) out |= fulfilled;
    if (open) out |= pending;
  }
  if (s.due.exists) {
    const Moment lo = s.due.lo;
    const Moment hi = s.due.hi;
    if (some_can(done, from, std::min(hi, at_))) out |= fulfilled;
    if (lo < at_ && can_only_in(done, counted, std::min(lo, at_), std::max(just_after(lo), from), at_)) out |= late;
    if (open && at_ <= hi) out |= pending;
    if (open && at_ > lo) out |= breached;
  }
  return out;
}

/// `while s`: if the state ends when or before the due day comes and the act was not done while it held, the duty lapses.
VerdictSet Evaluator::lapsing(const Slice& s, const Doing& done, const Version& v, const Frame& f, bool may_be_early, Judged& note) {
  if (!v.while_state) return deadline(s, done, may_be_early, note);
  const Moment from = s.from.value_or(ever);
  const Moment from_last = s.from_last.value_or(from);
  const Date now = local_day(at_);
  VerdictSet out;
  Truth held = Truth::no;
  // The stretch that holds the anchor's day; before a limit, the last one that has begun.
  std::vector<Stretch> states = while_stretches(v, f);
  for (std::size_t i = states.size(); i-- > 0 && (s.from || held != Truth::yes);) {
    const Stretch& state = states[i];
    const Truth here = within(s.from ? state : Stretch{state.from, When{.pending = true, .day = true}}, s.from ? s.day : std::min(s.day, now));
    if (here == Truth::no) continue;
    held = held | here;
    const Date due_lo = s.due.exists ? local_day(s.due.lo) : last_date;
    const Date due_hi = s.due.exists && !s.due.not_come ? local_day(s.due.hi) : last_date;
    const When& end = state.until;
    if (!end.present || end.pending || end.absent || end.last_day() > due_lo) out |= deadline(s, done, may_be_early, note);
    if (!end.present || end.first_day() > due_hi) continue;
    const Date first = s.from ? std::max(end.first_day(), s.day) : end.first_day();
    const Date last = std::min(end.last_day(), due_hi);
    const Moment before_last = just_before(start_of_day(last));
    const Moment before_first = just_before(start_of_day(first));
    if (some_can(done, may_be_early ? ever : from, std::min(before_last, at_))) out |= fulfilled;
    if (none_must(done, may_be_early ? ever : from_last, std::min(before_first, at_))) {
      if (first <= now) out |= not_applicable;
      if (last > now) out |= pending;
    }
  }
  return held == Truth::yes ? out : out | not_applicable;
}

/// Done while the state held F, done later L; not done P, and B when the state is over.
VerdictSet Evaluator::untimed(const Slice& s, const Doing& done, const Version& v, const Frame& f, Judged& note) {
  const Moment from = s.from.value_or(ever);
  const Moment from_last = s.from_last.value_or(from);
  const bool early = done.single && s.from.has_value();
  const Moment counted = early ? ever : from_last;
  VerdictSet out;
  if (early && some_can(done, ever, just_before(from_last))) {
    out |= fulfilled;
    note.early = true;
  }
  // The stretch that holds the anchor's day; without an anchor the last one that has begun.
  std::vector<Stretch> states = while_stretches(v, f);
  Truth begun = Truth::no;
  for (std::size_t i = states.size(); i-- > 0 && begun != Truth::yes;) {
    const Stretch& state = states[i];
    const Truth here = s.from ? within(state, s.day)
                              : state.from.must_have_happened(at_) ? Truth::yes : state.from.may_have_happened(at_) ? Truth::unknown : Truth::no;
    if (here == Truth::no) continue;
    begun = begun | here;
    const When& end = state.until;
    const bool may_be_over = end.may_have_happened(at_);
    const Moment end_lo = may_be_over ? start_of_day(end.first_day()) : end_of_time();
    const Moment end_hi = end.must_have_happened(at_) ? start_of_day(end.last_day()) : end_of_time();
    if (some_can(done, from, std::min(just_before(end_hi), at_))) out |= fulfilled;
    if (may_be_over && can_only_in(done, counted, just_before(end_lo), std::max(end_lo, from), at_)) out |= late;
    if (none_must(done, counted, at_)) {
      if (may_be_over) out |= breached;
      if (!end.must_have_happened(at_)) out |= pending;
    }
  }
  return begun == Truth::yes ? out : out | not_applicable;
}

/// Done X, else P; with a last day: later L, not done by it B.
VerdictSet Evaluator::open_standard(const Slice& s, const Doing& done, const Version& v, const Frame& f) {
  Judged unused;
  return replace(lapsing(s, done, v, f, done.single && s.from.has_value(), unused), fulfilled, for_judgement);
}

VerdictSet Evaluator::as_far_as_possible(const Duty& duty, const Slice& s, const Doing& done, const Version& v, const Frame& f) {
  VerdictSet out;
  if (v.while_state) {  // it never began: out of scope
    const auto states = while_stretches(v, f);
    const auto may = [&](const Stretch& x) { return x.from.may_have_happened(at_); };
    if (std::ranges::none_of(states, [&](const Stretch& x) { return x.from.must_have_happened(at_); })) out |= not_applicable;
    if (std::ranges::none_of(states, may)) return out;
  }
  if (some_can(done, ever, at_)) out |= fulfilled;
  if (!none_must(done, ever, at_)) return out;
  if (duty.otherwise && recorded(duty.otherwise, f)) return out | for_judgement;
  bool may_be_over = false;
  bool may_be_open = true;
  if (duty.clock.limit) {
    may_be_over = s.due.exists && s.due.lo < at_;
    may_be_open = s.due.not_come || at_ <= s.due.hi;
  } else {
    // Its event has happened without satisfying `where`; else its while state is over.
    for (const Occurrence& o : done.all) {
      if (!done.single || o.counts == Truth::yes) continue;
      may_be_over |= o.time.may_have_happened(at_);
      may_be_open &= !o.time.must_have_happened(at_);  // not done, though it has happened: it did not satisfy
    }
    bool may_end = false;
    bool may_last = false;
    bool begun = false;
    for (const Stretch& state : while_stretches(v, f)) {
      if (!state.from.may_have_happened(at_)) continue;
      begun |= state.from.must_have_happened(at_);
      may_end |= state.until.may_have_happened(at_);
      may_last |= !state.until.must_have_happened(at_);
    }
    may_be_over |= may_end;
    may_be_open &= may_last || !begun;  // what has not begun is not over
  }
  if (may_be_over) out |= duty.otherwise_record ? breached : for_judgement;
  if (may_be_open) out |= pending;
  return out;
}

/// e before m: F; a tie both; neither yet P; m without e, or e after it: B. The slice's due is m.
VerdictSet Evaluator::before(const Slice& s, const Doing& done) const {
  VerdictSet out;
  const Due& m = s.due;
  const bool come = m.exists && (m.day ? start_of_day(local_day(m.lo)) <= at_ : m.lo <= at_);
  const bool certainly_come = m.exists && !m.not_come && (m.day ? start_of_day(local_day(m.hi)) <= at_ : m.hi <= at_);
  if (!certainly_come) {
    if (some_can(done, ever, at_)) out |= fulfilled;
    if (none_must(done, ever, at_)) out |= pending;
  }
  if (come) {
    const bool days = m.day || done.day;
    const Moment last_tie = days ? just_before(end_of_day(local_day(m.hi))) : m.hi;
    const Moment strictly = just_before(days ? start_of_day(local_day(m.lo)) : m.lo);
    if (some_can(done, ever, std::min(last_tie, at_))) out |= fulfilled;
    if (none_must(done, ever, strictly)) out |= breached;
  }
  return out;
}

/// What keeps a condition from holding: each limb of `all of` and of `and`; of `any of`, the limbs of the one choice that lacks the
/// fewest. Where two choices lack as few, nobody can say which was meant, and the group as a whole is what fails.
std::set<ExprId> Evaluator::failing_limbs(ExprId condition, const Frame& f) {
  if (const auto* both = std::get_if<expr::Binary>(&model_.exprs[condition].node); both != nullptr && both->op == expr::BinaryOp::and_) {
    std::set<ExprId> out;
    for (const ExprId limb : {both->left, both->right}) {
      if (truth(limb, f) != Truth::yes) out.merge(failing_limbs(limb, f));
    }
    return out;
  }
  const auto* group = std::get_if<expr::Group>(&model_.exprs[condition].node);
  if (group == nullptr || (group->kind != expr::GroupKind::all_of && group->kind != expr::GroupKind::any_of)) return {condition};
  std::set<ExprId> out;
  if (group->kind == expr::GroupKind::all_of) {
    for (const ExprId item : group->items) {
      if (truth(item, f) != Truth::yes) out.merge(failing_limbs(item, f));
    }
    return out;
  }
  std::size_t as_short = 0;
  for (const ExprId item : group->items) {
    std::set<ExprId> choice = failing_limbs(item, f);
    if (as_short == 0 || choice.size() < out.size()) {
      out = std::move(choice);
      as_short = 1;
    } else if (choice.size() == out.size()) {
      ++as_short;
    }
  }
  return as_short == 1 ? out : std::set{condition};
}

/// `may only e if C`: C is read at the moment of e.
VerdictSet Evaluator::licence(const Duty& duty, const Slice& s, const Frame& f, Judged& note) {
  if (s.occurrence == nullptr) return not_applicable;
  VerdictSet out;
  const When& act = s.anchor;
  const auto read = [&](Moment at) {
    Frame then = f;
    then.at = at;
    if (s.occurrence->element != nullptr && duty.act.list) then.slots[duty.act.list->slot] = s.occurrence->element;
    const Truth holds = decided({&duty.condition, 1}, then);
    if (holds != Truth::no) out |= fulfilled;
    if (holds != Truth::yes) out |= breached;
    if (holds != Truth::yes) note.failing.merge(failing_limbs(duty.condition, then));
  };
  read(act.day ? just_before(end_of_day(act.first_day())) : act.lo);
  if (act.hi != act.lo) read(act.hi);
  return out;
}

/// All recorded F; else P until m has happened, then B; without m at once.
VerdictSet Evaluator::record(const Duty& duty, const Slice& s, const Frame& f, Judged& note) {
  for (const ExprId item : duty.record) {
    if (!recorded(item, f)) note.failing.insert(item);
  }
  if (note.failing.empty()) return fulfilled;
  if (!duty.clock.limit) return breached;
  VerdictSet out;
  if (s.due.not_come) out |= pending;
  if (s.due.exists) {
    const auto begun = [&](Moment m) { return (s.due.day ? start_of_day(local_day(m)) : m) <= at_; };
    if (begun(s.due.lo)) out |= breached;
    if (!begun(s.due.hi)) out |= pending;
  }
  return out;
}

/// e happened (in s) B; s over without it F; else P without due.
VerdictSet Evaluator::prohibition(const Slice& s, const Version& v, const Frame& f) {
  if (!v.while_state) return s.occurrence != nullptr ? breached : pending;
  VerdictSet out;
  const std::vector<Stretch> states = while_stretches(v, f);
  if (s.occurrence != nullptr) {
    Truth inside = Truth::no;
    for (const Stretch& state : states) inside = inside | within(state, s.day);
    if (inside != Truth::no) out |= breached;
    if (inside == Truth::yes) return out;
  }
  bool begun = false;
  for (const Stretch& state : states) {
    if (!state.from.may_have_happened(at_)) continue;
    begun |= state.from.must_have_happened(at_);
    if (state.until.may_have_happened(at_)) out |= fulfilled;
    if (!state.until.must_have_happened(at_)) out |= pending;
  }
  return begun ? out : out | not_applicable;
}

/// The verdicts of a span that begins on `first` and has its last day in earliest .. latest.
VerdictSet Evaluator::kept(ExprId state, Date first, Date earliest, Date latest, bool over, const Frame& f) {
  VerdictSet out;
  bool may_gap = false;  // before the day that is read
  bool must_gap = false;
  const auto ends_on = [&](Truth held) {
    if (held != Truth::yes) out |= breached;
    if (held == Truth::no) return;
    if (may_gap) out |= late;
    if (!must_gap) out |= over ? fulfilled : pending;
  };
  if (earliest < first) ends_on(Truth::yes);  // no day at all, so no gap
  for (const Run& run : runs(state, first, latest, f)) {
    if (earliest <= run.first) ends_on(run.holds);
    may_gap |= run.holds != Truth::yes;
    must_gap |= run.holds == Truth::no;
    if (earliest <= run.last && run.first < run.last) ends_on(run.holds);
  }
  return out;
}

/// A gap open now, or when u ended, B; any other gap L; u running without one P; u over F.
VerdictSet Evaluator::keep(const Duty& duty, const Version& v, const Frame& f) {
  const Date now = local_day(at_);
  std::vector<Stretch> spans;
  if (v.while_state) {
    spans = while_stretches(v, f);
  } else {  // from the first day on which it held
    Date first = now;
    for (const Stretch& s : stretches(duty.keep, f)) {
      if (s.from.may_have_happened(at_)) first = std::min(first, s.from.first_day());
    }
    spans = while_stretches(v, f);
    for (Stretch& s : spans) s.from = exact_day(std::max(first, s.from.present ? s.from.first_day() : first));
  }
  VerdictSet out;
  bool begun = false;
  for (const Stretch& u : spans) {
    if (!u.from.may_have_happened(at_)) continue;
    begun |= u.from.must_have_happened(at_);
    const Date last_start = std::min(u.from.last_day(), now);
    for (const Date first : {u.from.first_day(), last_start}) {
      if (!u.until.must_have_happened(at_)) out |= kept(duty.keep, first, now, now, false, f);
      if (!u.until.may_have_happened(at_)) continue;
      const Date last_end = std::min(u.until.last_day(), now);
      out |= kept(duty.keep, first, Date{u.until.first_day().days - 1}, Date{last_end.days - 1}, true, f);
    }
  }
  return begun ? out : out | not_applicable;
}

/// F once reached; P while the period runs; then B. A period not wholly inside the state is F if reached, else N.
VerdictSet Evaluator::at_least(const Duty& duty, const Slice& s, const Doing& done, const Frame& f) {
  const Moment from = *s.from;
  const Moment last = std::min(s.due.hi, at_);
  std::int64_t least = duty.times;  // n, or the bounds of a parameter
  std::int64_t most = duty.times;
  if (duty.times_of) {
    const NumberRange n = value(duty.times_of, f).number;
    least = n.lo ? n.lo->millionths / millionths_per_one : 0;
    most = n.hi ? n.hi->millionths / millionths_per_one : INT64_MAX;
  }
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  for (const Occurrence& o : done.all) {
    certain += must_in(o, from, last) ? 1 : 0;
    // One unseen element stands for any number.
    if (can_in(o, from, last)) possible += unseen_.contains(o.element) ? std::max<std::int64_t>(least, 1) : 1;
  }
  VerdictSet out;
  if (possible >= least) out |= fulfilled;
  if (certain >= most) return out;
  const Date end = local_day(s.due.hi);
  const When& until = s.state->until;
  const bool starts_inside = s.state->from.first_day() <= s.day;
  const bool may_be_cut = !starts_inside || (until.present && until.first_day() <= end);
  const bool may_be_whole = starts_inside && (!until.present || until.pending || until.last_day() > end);
  if (may_be_cut) out |= not_applicable;
  if (may_be_whole) out |= at_ <= s.due.hi ? pending : breached;
  return out;
}

/// Used in time; too late when the time ran out before it was used; else unused.
RightStatus Evaluator::right(const Slice& s, const Doing& done) const {
  RightStatus out;
  const bool open_ended = s.due.not_come || !s.due.exists;
  const Moment lo = s.due.exists ? s.due.lo : end_of_time();
  out.used = some_can(done, ever, open_ended ? at_ : std::min(s.due.hi, at_));
  out.too_late = lo < at_ && (some_can(done, just_after(lo), at_) || none_must(done, ever, at_));
  out.unused = none_must(done, ever, at_) && (open_ended || at_ <= s.due.hi);
  return out;
}

}  // namespace rettesnor::reference
