// The instances of one duty: which there are, on which anchor days, and what may have discharged each.
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

bool may_lack(const When& anchor, Moment at) {
  return anchor.absent || anchor.pending || !anchor.present || anchor.latest_start() > at;
}

/// A series whose start may lie anywhere in years: its first instance and the rest may be anything.
std::vector<Job> uncertain_series() {
  const VerdictSet any{Verdict::not_applicable, Verdict::fulfilled, Verdict::late, Verdict::pending, Verdict::breached};
  return {{.occurrence = 1, .may_lack_anchor = true, .anything = any}, {.occurrence = 2, .certain = false, .anything = any}};
}

Duration times(Duration d, std::int32_t k) {
  d.count *= k;
  return d;
}

}  // namespace

Doing Evaluator::doing(const Act& act, const Frame& f) {
  Doing out;
  if (!act.list) {
    out.single = true;
    const When w = time(act.event, f);
    out.day = w.day;
    out.all.push_back({w, act.where ? truth(act.where, f) : Truth::yes, nullptr});
    return out;
  }
  const Concept& kind = model_.concepts[model_.fields[act.list->list.list].element];
  out.day = kind.first_event && model_.fields[kind.first_event].type.kind == TypeKind::date;
  const Listing list = listing(act.list->list, f);
  const auto add = [&](const Element* element, bool unseen) {
    Frame inner = f;
    inner.slots[act.list->slot] = element;
    Truth counts = act.list->where ? truth(act.list->where, inner) : Truth::yes;
    if (unseen) counts = counts & Truth::unknown;
    const When w = first_event(*element);
    if (counts != Truth::no) out.all.push_back({w, counts, element});
  };
  for (const Element* element : list.seen) add(element, false);
  if (list.unseen != nullptr) add(list.unseen, true);
  std::ranges::stable_sort(out.all, {}, [](const Occurrence& o) { return o.time.present ? o.time.lo : end_of_time(); });
  return out;
}

/// One slice for each run of days up to T in which the anchor may lie.
std::vector<Slice> Evaluator::anchor_slices(const When& anchor, const Clock& clock, const Frame& f, bool act_is_day) {
  std::vector<Slice> out;
  if (!anchor.present || anchor.lo > at_) return out;
  const Date last = std::min(anchor.last_day(), local_day(at_));
  for (Date day = anchor.first_day(); day <= last; ++day.days) {
    const Date end = run_end(day, last);
    When a = days_between(day, end);
    if (!anchor.day) {
      a = {.present = true, .lo = std::max(anchor.lo, start_of_day(day)),
           .hi = std::min({anchor.hi, Moment{end_of_day(end).micros - 1}, at_})};
    }
    Frame on = f;
    on.day = day;
    Slice s{.day = day, .from = start_of_day(day), .from_last = start_of_day(end), .anchor = a};
    day = end;
    if (clock.duration) {
      s.due = due_after(a, clock, on, act_is_day);
    } else if (clock.limit) {
      s.due = due_at(time(clock.limit, on), act_is_day, clock.rolling);
    } else {
      s.due.not_come = true;
    }
    out.push_back(s);
  }
  return out;
}

/// One slice for each run of days in which the limit may lie, and one at T for a limit that has not come or does not exist.
std::vector<Slice> Evaluator::limit_slices(const When& limit, bool act_is_day, CalendarId rolling) {
  std::vector<Slice> out;
  const Date now = local_day(at_);
  if (limit.present) {
    for (Date day = limit.first_day(); day <= limit.last_day(); ++day.days) {
      const Date last = run_end(day, limit.last_day());
      When part = days_between(day, last);
      if (!limit.day) {
        part = {.present = true, .lo = std::max(limit.lo, part.lo), .hi = std::min(limit.hi, part.hi)};
      }
      out.push_back({.day = day, .due = due_at(part, act_is_day, rolling), .anchor = part});
      day = last;
    }
  }
  if (limit.pending || limit.absent) {
    const When not_come{.absent = limit.absent, .pending = limit.pending, .uncovered = limit.uncovered, .day = limit.day};
    out.push_back({.day = now, .due = {.not_come = true}, .anchor = not_come});
    if (limit.uncovered) {
      if (cuts_.empty()) find_cuts();
      for (const Date change : cuts_) {
        if (change > now) out.push_back({.day = change, .due = {.not_come = true}, .anchor = not_come});
      }
    }
  }
  return out;
}

/// What stands for any number of unseen elements is not pinned: where one of them lies says nothing of the others.
Pin Evaluator::pin_of(const Element* element, FieldId event) const {
  const auto stands_for_one = [&](const auto& entry) { return entry.second.get() == element; };
  const bool many = unseen_.contains(element) && std::ranges::none_of(one_of_unseen_, stands_for_one);
  return many ? Pin{} : Pin{element, event};
}

/// The event that a time is, when it is just that.
Pin Evaluator::pin_of(ExprId time, const Frame& f) const {
  const auto* field = std::get_if<expr::Field>(&model_.exprs[time].node);
  if (field == nullptr || field->part || model_.fields[field->field].kind != FieldKind::event) return {};
  return pin_of(element_at(field->place, f), field->field);
}

std::vector<Job> Evaluator::jobs(const Duty& duty, const Version& v, const Frame& f) {
  using enum DutyForm;
  switch (duty.form) {
    case licence: case prohibition: return act_jobs(duty, f);
    case first_then: return first_then_jobs(duty, f);
    case grid: return grid_jobs(duty, v, f);
    case at_least: return period_jobs(duty, v, f);
    case keep: return {{.slices = {{.day = local_day(at_)}}}};
    case all_of: case any_of: return {};
    case within: case no_later_than: case untimed: case open_standard: case as_far_as_possible: case before: case record: case right: break;
  }
  Job job;
  if (duty.form != record) job.doing = doing(duty.act, f);
  if (duty.clock.anchor) {
    const When anchor = time(duty.clock.anchor, f);
    job.may_lack_anchor = may_lack(anchor, at_);
    job.slices = anchor_slices(anchor, duty.clock, f, job.doing.day);
    for (Slice& s : job.slices) s.pin = pin_of(duty.clock.anchor, f);
  } else if (duty.clock.limit) {
    const bool by_day = duty.form != before && duty.form != record && job.doing.day;
    job.slices = limit_slices(time(duty.clock.limit, f), by_day, duty.clock.rolling);
    for (Slice& s : job.slices) s.pin = pin_of(duty.clock.limit, f);
  } else {
    job.slices = {{.day = local_day(at_), .due = {.not_come = true}}};
  }
  return {job};
}

/// One job for each time the act was or may have been done; one for "not done" where it may not have been.
std::vector<Job> Evaluator::act_jobs(const Duty& duty, const Frame& f) {
  std::vector<Job> out;
  const Doing done = doing(duty.act, f);
  const Slice not_done{.day = local_day(at_), .due = {.not_come = true}};
  for (const Occurrence& o : done.all) {
    Job job;
    job.doing = {.all = {o}, .single = done.single, .day = done.day};
    if (o.counts != Truth::no) job.slices = anchor_slices(o.time, {}, f, done.day);
    for (Slice& s : job.slices) {
      s.occurrence = &job.doing.all.front();
      s.pin = o.element == nullptr ? pin_of(duty.act.event, f) : pin_of(o.element, model_.concepts[o.element->concept_id].first_event);
    }
    if (o.counts != Truth::yes || !o.time.must_have_happened(at_)) job.slices.push_back(not_done);
    out.push_back(std::move(job));
  }
  if (out.empty()) out.push_back({.slices = {not_done}});
  return out;
}

/// Instance 1 by the first clock; instance k+1 once occurrence k is done.
std::vector<Job> Evaluator::first_then_jobs(const Duty& duty, const Frame& f) {
  const Clock& first = duty.first ? *duty.first : duty.clock;
  Job one;
  one.occurrence = 1;
  one.doing = doing(duty.act, f);
  const bool by_day = one.doing.day;
  if (first.anchor) {
    const When anchor = time(first.anchor, f);
    one.may_lack_anchor = may_lack(anchor, at_);
    one.slices = anchor_slices(anchor, first, f, by_day);
    if (one.slices.empty()) return {one};
    const Date earliest = one.slices.front().day;
    const Date latest = one.slices.back().day;
    std::erase_if(one.doing.all, [&](const Occurrence& o) { return o.time.present && !o.time.pending && o.time.last_day() < earliest; });
    for (Occurrence& o : one.doing.all) {
      if (o.time.present && o.time.first_day() < latest) o.counts = o.counts & Truth::unknown;
    }
  } else {
    one.slices = limit_slices(time(first.limit, f), by_day, first.rolling);
  }
  std::vector<Job> out{one};
  if (!duty.then) return out;

  const std::vector<Occurrence>& all = one.doing.all;
  const auto certain = [&](const Occurrence& o) { return o.counts == Truth::yes && o.time.must_have_happened(at_); };
  std::vector<Moment> earliest, latest;
  std::optional<Moment> unseen_from;
  for (const Occurrence& o : all) {
    if (!o.time.may_have_happened(at_)) continue;
    if (unseen_.contains(o.element)) unseen_from = o.time.lo; else earliest.push_back(o.time.lo);
    if (certain(o)) latest.push_back(o.time.hi);
  }
  std::ranges::sort(latest);
  const std::size_t seen = earliest.size();
  if (unseen_from) earliest.insert(earliest.end(), seen + 2, *unseen_from);
  std::ranges::sort(earliest);
  const bool lacks = one.may_lack_anchor;
  for (std::size_t k = 1; k <= std::min(earliest.size(), seen + (unseen_from ? 2 : 0)); ++k) {
    When previous{.present = true, .lo = earliest[k - 1], .hi = at_, .day = by_day};
    previous.pending = k > latest.size();
    if (!previous.pending) previous.hi = latest[k - 1];
    if (by_day) previous = as_day(previous);
    // The k-th occurrence is known when nothing uncertain can come at or before it.
    const bool known = k <= all.size() && !previous.pending && previous.exact() &&
                       std::all_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(k), certain) &&
                       std::all_of(all.begin() + static_cast<std::ptrdiff_t>(k), all.end(), [&](const Occurrence& o) {
                         return certain(o) ? o.time.exact() : !o.time.present || o.time.lo > previous.hi;
                       });
    Job next;
    next.occurrence = static_cast<std::uint32_t>(k + 1);
    next.certain = !previous.pending && !lacks;
    next.doing = {.day = by_day};
    for (std::size_t i = known ? k : 0; i < all.size(); ++i) {
      Occurrence o = all[i];
      if (o.time.present && o.time.hi < previous.lo) continue;
      if (!known) o.counts = o.counts & Truth::unknown;
      next.doing.all.push_back(o);
    }
    next.previous = known ? all[k - 1].element : nullptr;
    Frame on = f;
    on.previous = next.previous;
    next.slices = duty.then->duration ? anchor_slices(previous, *duty.then, on, by_day)
                                      : limit_slices(time(duty.then->limit, on), by_day, duty.then->rolling);
    out.push_back(std::move(next));
  }
  return out;
}

/// The k-th due is start + k·D; instance k opens when due k-1 is past.
std::vector<Job> Evaluator::grid_jobs(const Duty& duty, const Version& v, const Frame& f) {
  const Doing done = doing(duty.act, f);
  const When start = time(duty.clock.anchor, f);
  if (start.present && start.last_day().days - start.first_day().days > longest_start) return uncertain_series();
  Clock once = duty.clock;
  once.duration = {};
  const std::vector<Slice> starts = anchor_slices(start, once, f, done.day);
  const Possible every = value(duty.clock.duration, f);
  std::vector<Job> out;
  const std::vector<Stretch> states = v.while_state ? while_stretches(v, f) : std::vector<Stretch>{};
  for (std::int32_t k = 1; k <= 4000; ++k) {
    Job job{.occurrence = static_cast<std::uint32_t>(k), .may_lack_anchor = k == 1 && may_lack(start, at_), .doing = done};
    bool all_open = !may_lack(start, at_);
    for (Slice s : starts) {
      const auto due = [&](std::int32_t n) {
        const When end = shifted(s.anchor, {.kind = TypeKind::duration, .absent = every.absent, .present = every.present,
                                            .least = times(every.least, n), .most = times(every.most, n), .endless = every.endless}, false);
        return due_at(end, done.day || end.day);
      };
      if (k > 1) {
        const Due before = due(k - 1);
        // It opens for certain when the latest due before it is past, and may open when the earliest is.
        if (!before.exists || before.lo >= at_) { all_open = false; continue; }
        if (before.not_come || before.hi >= at_) all_open = false;
        const Date opens = local_day(Moment{before.lo.micros + 1});
        if (!states.empty() && std::ranges::all_of(states, [&](const Stretch& st) { return within(st, opens) == Truth::no; })) {
          all_open = false;
          continue;  // the state was over before the instance opened
        }
        s.from = s.from_last = Moment{before.lo.micros + 1};
      }
      s.due = due(k);
      job.slices.push_back(s);
    }
    if (job.slices.empty() && k > 1) break;
    job.certain = k == 1 || all_open;
    out.push_back(std::move(job));
    if (starts.empty()) break;
  }
  return out;
}

/// The periods in which an act is counted.
std::vector<Job> Evaluator::period_jobs(const Duty& duty, const Version& v, const Frame& f) {
  const Doing done = doing(duty.act, f);
  const Date now = local_day(at_);
  std::vector<Job> out;
  const auto add = [&](Job& job, Date first, Date last, const Stretch& state, Date state_day) {
    Slice s{.day = first, .from = start_of_day(first), .due = {.exists = true, .lo = Moment{end_of_day(last).micros - 1}, .day = true}};
    s.due.hi = s.due.lo;
    s.anchor = exact_day(first);
    s.state = Stretch{exact_day(state_day), state.until};
    job.slices.push_back(s);
  };
  std::vector<Stretch> states;
  if (v.while_state) {
    states = while_stretches(v, f);
  } else if (duty.clock.anchor) {
    states = {{time(duty.clock.anchor, f), When{.pending = true, .day = true}}};
  } else if (model_.concepts[case_.root->concept_id].open_state) {
    states = while_stretches(v, f);
  }
  std::uint32_t number = 0;
  for (const Stretch& state : states) {
    if (!state.from.present || state.from.lo > at_) continue;
    const Date first = state.from.first_day();
    const Date last = std::min(state.from.last_day(), now);
    if (last.days - first.days > longest_start) return uncertain_series();
    const bool lacks = may_lack(state.from, at_);
    const auto over_before = [&](Date day) { return state.until.present && !state.until.pending && state.until.last_day() <= day; };
    const std::uint32_t base = number;
    for (std::int32_t k = 0; k < 400; ++k) {
      Job job{.occurrence = base + static_cast<std::uint32_t>(k) + 1, .certain = !lacks, .doing = done};
      for (Date start = first; start <= last; ++start.days) {
        std::optional<Date> begin = start;
        if (duty.window == Window::calendar_year) {
          begin = make_date(year_month_day(start).year + k, 1, 1);
        } else {
          if (duty.window == Window::any_12_months && k > 0) break;
          begin = add_months(start, 12 * k);
        }
        if (!begin || *begin > now || (k > 0 && over_before(*begin))) { job.certain = false; continue; }
        const Date end = duty.window == Window::calendar_year ? end_of_year(*begin) : Date{add_months(*begin, 12).value_or(last_date).days - 1};
        if (k > 0 && state.until.present && state.until.first_day() <= *begin) job.certain = false;
        add(job, *begin, end, state, start);
      }
      if (job.slices.empty()) break;
      if (k == 0) { job.may_lack_anchor = lacks; job.certain = true; }
      number = job.occurrence;
      out.push_back(std::move(job));
    }
    if (duty.window != Window::any_12_months) continue;
    for (const Occurrence& o : done.all) {  // and one period from each occurrence in the state
      if (o.counts == Truth::no || !o.time.may_have_happened(at_)) continue;
      Job job{.occurrence = number + 1, .doing = done};
      job.certain = !lacks && o.counts == Truth::yes && o.time.must_have_happened(at_);
      for (Date day = std::max(first, o.time.first_day()); day <= std::min(o.time.last_day(), now); ++day.days) {
        const Truth inside = within(state, day);
        if (inside != Truth::yes) job.certain = false;
        if (inside != Truth::no) add(job, day, Date{add_months(day, 12).value_or(last_date).days - 1}, state, first);
      }
      if (job.slices.empty()) continue;
      if (job.certain) ++number;
      out.push_back(std::move(job));
    }
  }
  return out;
}

}  // namespace rettesnor::reference
