// Days are many, the days on which something changes few: what holds on a day is read run by run.
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {

/// The last day of the run that begins on `day`: the day before anything in the law or the case may change.
Date Evaluator::run_end(Date day, Date last) {
  if (day >= last) return last;
  if (cuts_.empty()) find_cuts();
  const auto next = cuts_.upper_bound(day);
  return next == cuts_.end() ? last : std::min(last, Date{next->days - 1});
}

void Evaluator::add_cuts(const Element& element) {
  const auto add = [&](Date day) { cuts_.insert({day, Date{day.days + 1}}); };
  const auto add_when = [&](const When& w) {
    if (!w.present) return;
    add(w.first_day());
    add(w.last_day());
  };
  const auto add_cell = [&](const Cell& cell) {
    if (const auto* d = std::get_if<DateInterval>(&cell.value)) add_when(days_between(d->first, d->last));
    if (const auto* m = std::get_if<MomentInterval>(&cell.value)) add_when(days_between(local_day(m->first), local_day(m->last)));
    if (const auto* ps = std::get_if<std::vector<Period>>(&cell.value)) {
      for (const Period& p : *ps) {
        add(p.from);
        if (p.until) add(*p.until);
      }
    }
    if (cell.not_by) add(local_day(*cell.not_by));
  };
  for (const FieldId id : reach_->fields) {
    const FieldDecl& field = model_.fields[id];
    if (field.owner != element.concept_id || field.kind == FieldKind::part) continue;
    add_cell(element.cells[field.index]);
    for (const Cell& part : element.cells[field.index].parts) add_cell(part);
    if (field.kind != FieldKind::state) continue;
    const Stretch s = stretch_of(element, field);
    add_when(s.from);
    add_when(s.until);
  }
  for (const auto& list : element.lists) {
    if (!list) continue;
    if (list->complete_to) add(local_day(*list->complete_to));
    for (const auto& item : list->elements) add_cuts(*item);
  }
}

void Evaluator::find_cuts() {
  cuts_ = reach_->law_days;
  const auto add = [&](Date from, Date until) { cuts_.insert({from, Date{until.days + 1}}); };
  for (const OverlayDecl& o : model_.overlays.rows()) add(o.from.value_or(first_date), o.until.value_or(last_date));
  for (const MunicipalityPeriod& m : case_.municipality) cuts_.insert(m.from.value_or(first_date));
  const Date now = local_day(at_);
  add(now, now);
  for (const auto& known : {case_.extraction_time, question_.known_at}) {
    if (known) add(local_day(*known), local_day(*known));
  }
  const auto touched = touched_;  // looking where things change reads nothing for the rule
  add_cuts(*case_.root);
  for (const Element* element : unseen_) add_cuts(*element);
  touched_ = touched;
}

/// The condition on the days first .. last, run by run.
std::vector<Run> Evaluator::runs(ExprId state, Date first, Date last, const Frame& f) {
  std::vector<Run> out;
  for (Date day = first; day <= last;) {
    const Truth holds = state_on(state, day, f);
    const Date end = run_end(day, last);  // after the reading, which may meet unseen elements
    if (!out.empty() && out.back().holds == holds) {
      out.back().last = end;
    } else {
      out.push_back({day, end, holds});
    }
    day = Date{end.days + 1};
  }
  return out;
}

/// The stretches, up to T's day, on which a condition holds or may hold.
std::vector<Stretch> Evaluator::runs_as_stretches(ExprId state, const Frame& f) {
  const When not_over{.pending = true, .day = true};
  std::vector<Stretch> out;
  bool inside = false;   // a stretch is open
  bool certain = false;  // and has certainly begun
  for (const Run& run : runs(state, first_date, local_day(at_), f)) {
    if (run.holds != Truth::no && !inside) out.push_back({exact_day(run.first), not_over});
    if (out.empty()) continue;
    Stretch& s = out.back();
    const Date after{run.last.days + 1};
    switch (run.holds) {
      case Truth::yes:
        if (!certain) s = {days_between(s.from.first_day(), run.first), not_over};
        certain = true;
        break;
      case Truth::unknown:
        if (!certain) {
          s.from = days_between(s.from.first_day(), run.last);
          s.from.pending = s.from.uncovered = true;
        }
        s.until = merge(s.until, days_between(certain ? run.first : Date{run.first.days + 1}, after));
        break;
      case Truth::no:
        if (!inside) break;
        s.until = s.until.present ? days_between(s.until.first_day(), run.first) : exact_day(run.first);
        certain = false;
        break;
    }
    inside = run.holds != Truth::no;
  }
  return out;
}

}  // namespace rettesnor::reference
