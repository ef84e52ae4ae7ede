// Where a rule's versions judge: engine/reference's job.cpp and rule.cpp, where all is known.
#include "engine/analyze/rule_terms.hpp"

namespace rettesnor::analyze {

RuleTerms::RuleTerms(Encoder& encoder, RuleId rule, Thing& thing) : e_(encoder), s_(encoder.solver), rule_(rule), thing_(&thing) {}

Thing& RuleTerms::thing_of(Encoder& encoder, ConceptId about, FieldId list) {
  const Model& model = encoder.model;
  if (!list) {
    if (!about || model.concepts[about].listed_in.empty()) return encoder.root();
    list = model.concepts[about].listed_in.front();
  }
  return encoder.element_of(thing_of(encoder, model.fields[list].owner), list);
}

Thing& RuleTerms::thing_of(Encoder& encoder, RuleId id) {
  const RuleDecl& rule = encoder.model.rules[id];
  return rule.for_each ? thing_of(encoder, {}, rule.for_each->list.list) : thing_of(encoder, rule.about);
}

std::set<FieldId> RuleTerms::recorded_by(const Model& model, RuleId id) {
  std::set<FieldId> out;
  const auto field = [&](ExprId item) {
    if (const auto* x = std::get_if<expr::Field>(&model.exprs[item].node)) out.insert(x->part ? x->part : x->field);
  };
  const auto duty = [&](const auto& self, DutyId d) -> void {
    if (!d) return;
    for (const ExprId item : model.duties[d].record) field(item);
    if (model.duties[d].otherwise) field(model.duties[d].otherwise);
    for (const DutyId part : model.duties[d].parts) self(self, part);
  };
  const auto versions = [&](const std::vector<Version>& all) {
    for (const Version& v : all) {
      for (const DutyId d : v.duties) duty(duty, d);
    }
  };
  versions(model.rules[id].versions);
  for (const ExceptionId x : model.rules[id].exceptions) versions(model.exceptions[x].versions);
  // `is recorded` in conditions: rare, and asked of reasons, which are parts.
  for (const Expr& e : model.exprs.rows()) {
    if (const auto* r = std::get_if<expr::Recorded>(&e.node)) field(r->what);
  }
  return out;
}

SliceTerm RuleTerms::slice(const Duty& duty, Term holds, Term day) {
  const Term no = s_.no();
  return {.duty = &duty, .holds = holds, .day = day, .due = {no, s_.yes(), no, s_.whole(0), s_.real(0), true}, .done = no, .act = e_.now()};
}

bool RuleTerms::act_is_day(const Act& act) const {
  const Model& m = e_.model;
  if (!act.list) return act.event && m.exprs[act.event].type.kind == TypeKind::date;
  const FieldId first = m.concepts[m.fields[act.list->list.list].element].first_event;
  return first && m.fields[first].type.kind == TypeKind::date;
}

TimeTerm RuleTerms::due_after(const TimeTerm& anchor, const Clock& clock, const Frame& f, bool by_day) {
  const ValueTerm d = e_.value(clock.duration, f);
  TimeTerm due = e_.shifted(anchor, d.duration, false);
  const bool whole_days = due.is_day;
  if (by_day) due.is_day = true;
  if (clock.counting_first_day && whole_days) {
    bool days = true;
    for (const auto& [when, one] : d.duration.alternatives) days = days && one.unit == Unit::days;
    if (days) due.day = due.day - s_.whole(1);
    else return e_.free_time(true, "counting first day");
  }
  if (clock.paused_while) {
    const TimeTerm later = e_.free_time(due.is_day, "paused while");
    s_.axiom(z3::implies(!later.absent && !later.pending, later.day >= due.day));
    due = later;
  }
  if (clock.rolling) due = e_.rolled(due, clock.rolling);
  due.pending = (due.pending || due.absent || d.absent).simplify();
  due.absent = s_.no();
  return due;
}

std::vector<SliceTerm> RuleTerms::clock_slices(const Duty& duty, const Clock& clock, const Frame& f, bool by_day) {
  std::vector<SliceTerm> out;
  if (clock.anchor) {
    const TimeTerm anchor = e_.time(clock.anchor, f);
    SliceTerm s = slice(duty, e_.happened_by(anchor, f.at) || anchor.unknown, anchor.day);
    s.anchored = true;
    Frame on = f;
    on.day = anchor.day;
    if (clock.duration) {
      s.due = due_after(anchor, clock, on, by_day);
    } else if (clock.limit) {
      s.due = e_.time(clock.limit, on);
      if (by_day) s.due.is_day = true;
      if (clock.rolling) s.due = e_.rolled(s.due, clock.rolling);
      s.due.pending = s.due.pending || s.due.absent;
      s.due.absent = s_.no();
    }
    out.push_back(s);
  } else if (clock.limit) {
    TimeTerm limit = e_.time(clock.limit, f);
    const Term here = !limit.absent && !limit.pending;
    const bool as_day = by_day && duty.form != DutyForm::before && duty.form != DutyForm::record;
    SliceTerm come = slice(duty, here || limit.unknown, limit.day);
    if (as_day) limit.is_day = true;
    come.due = clock.rolling ? e_.rolled(limit, clock.rolling) : limit;
    come.due.pending = come.due.absent = s_.no();
    out.push_back(come);
    out.push_back(slice(duty, !here, e_.now_day));
  } else {
    out.push_back(slice(duty, s_.yes(), e_.now_day));
  }
  return out;
}

std::vector<SliceTerm> RuleTerms::act_slices(const Duty& duty, const Frame& f) {
  const auto of = [&](const TimeTerm& t, const Term& there, Thing* element) {
    Frame on = f;
    if (element != nullptr) on.slots[duty.act.list->slot] = element;
    const ExprId where = element != nullptr ? duty.act.list->where : duty.act.where;
    const Truth3 counts = where ? e_.truth(where, on) : e_.known(true);
    const Term happened = there && e_.happened_by(t, f.at);
    SliceTerm s = slice(duty, (happened || t.unknown) && !counts.no, t.day);
    s.done = s_.yes();
    s.occurrence = element;
    s.act = {t.day, t.minute, t.is_day};
    return std::vector<SliceTerm>{s, slice(duty, !happened || !counts.yes, e_.now_day)};
  };
  if (!duty.act.list) return of(e_.time(duty.act.event, f), s_.yes(), nullptr);
  // Each occurrence is judged by itself: one of them, whichever.
  Thing* owner = e_.thing_at(duty.act.list->list.place, f);
  if (owner == nullptr) return {slice(duty, s_.yes(), e_.now_day)};
  e_.loose.lists = e_.loose.lists || e_.lists == Lists::few;
  Thing& element = e_.possible_element(*owner, duty.act.list->list.list);
  const Term there = owner->lists[duty.act.list->list.list].front().first;
  const FieldId first = e_.model.concepts[element.concept_id].first_event;
  if (!first) return {slice(duty, s_.yes(), e_.now_day)};
  return of(e_.event_time(element, first), there, &element);
}

std::vector<SliceTerm> RuleTerms::slices(const Duty& duty, const Version& v, const Frame& f) {
  const auto some_day = [&](const std::string& why) {
    e_.loose.abstracted.insert(why);
    const Term day = s_.free_day("anchor");
    return slice(duty, day <= e_.now_day, day);
  };
  switch (duty.form) {
    case DutyForm::licence: case DutyForm::prohibition: return act_slices(duty, f);
    case DutyForm::all_of: case DutyForm::any_of: {
      std::vector<SliceTerm> out;
      for (const DutyId part : duty.parts) {
        for (SliceTerm& s : slices(e_.model.duties[part], v, f)) out.push_back(s);
      }
      return out;
    }
    case DutyForm::first_then: {
      std::vector<SliceTerm> out = clock_slices(duty, duty.first ? *duty.first : duty.clock, f, act_is_day(duty.act));
      if (e_.lists == Lists::any && duty.then) out.push_back(some_day("then within"));
      e_.loose.lists = e_.loose.lists || e_.lists == Lists::few;
      return out;
    }
    case DutyForm::grid: {
      Clock once = duty.clock;
      std::vector<SliceTerm> out = clock_slices(duty, once, f, act_is_day(duty.act));
      e_.loose.abstracted.insert("every");
      return out;
    }
    case DutyForm::at_least: {
      if (e_.lists == Lists::any) return {some_day("at least n times")};
      e_.loose.lists = true;
      // The first period: from the state's, or the anchor's, first day.
      TimeTerm from = e_.known_day(e_.now_day);
      const FieldId open = e_.model.concepts[e_.root().concept_id].open_state;
      const auto* field = v.while_state ? std::get_if<expr::Field>(&e_.model.exprs[v.while_state].node) : nullptr;
      if (field != nullptr && e_.model.fields[field->field].kind == FieldKind::state) {
        Thing* thing = e_.thing_at(field->place, f);
        if (thing != nullptr) from = e_.time(e_.model.fields[field->field].from, e_.frame_at(thing));
      } else if (v.while_state) {
        return {some_day("at least n times")};
      } else if (duty.clock.anchor) {
        from = e_.time(duty.clock.anchor, f);
      } else if (open) {
        from = e_.time(e_.model.fields[open].from, e_.frame_at(&e_.root()));
      }
      return {slice(duty, e_.happened_by(from, e_.now()), from.day)};
    }
    case DutyForm::keep: return {slice(duty, s_.yes(), e_.now_day)};
    case DutyForm::within: case DutyForm::no_later_than: case DutyForm::untimed: case DutyForm::open_standard: case DutyForm::as_far_as_possible:
    case DutyForm::before: case DutyForm::record: case DutyForm::right: break;
  }
  return clock_slices(duty, duty.clock, f, duty.form != DutyForm::record && act_is_day(duty.act));
}

Term RuleTerms::in_force(const std::vector<Version>& versions, std::size_t index, const Term& day) {
  const Version& v = versions[index];
  const Term began = v.from ? day >= s_.whole(v.from->days) : s_.yes();
  Term in = v.until ? began && day <= s_.whole(v.until->days) : began;
  if (index + 1 < versions.size() && versions[index + 1].from_last && (!v.until || v.until->days + 1 == versions[index + 1].from->days)) {
    const Version& next = versions[index + 1];
    in = in || (began && day >= s_.whole(next.from->days) && day < s_.whole(next.from_last->days));
  }
  return in.simplify();
}

/// `while`: the state holds on the anchor's day; without an anchor it has begun. What is to be recorded, what must come before a
/// time and what is only allowed is not asked whether it has.
Truth3 RuleTerms::lasting(const Version& v, const Frame& f, bool anchored, DutyForm form) {
  if (!v.while_state) return e_.known(true);
  if (!anchored && (form == DutyForm::record || form == DutyForm::before || form == DutyForm::licence)) return e_.known(true);
  if (anchored) return e_.state_on(v.while_state, f.day, f);
  const auto* field = std::get_if<expr::Field>(&e_.model.exprs[v.while_state].node);
  if (field == nullptr || e_.model.fields[field->field].kind != FieldKind::state) return e_.free_truth("while");
  Thing* thing = e_.thing_at(field->place, f);
  if (thing == nullptr) return e_.known(false);
  return e_.known(e_.happened_by(e_.time(e_.model.fields[field->field].from, e_.frame_at(thing)), e_.now()));
}

VersionTerms& RuleTerms::version(std::size_t index) {
  if (const auto found = versions_.find(index); found != versions_.end()) return found->second;
  const RuleDecl& rule = e_.model.rules[rule_];
  const Version& v = rule.versions[index];
  Frame f = e_.frame_at(thing_);
  std::vector<SliceTerm> all;
  if (rule.kind == RuleKind::suggestion || v.duties.empty()) {
    static const Duty none{};
    all.push_back(slice(none, s_.yes(), e_.now_day));
  }
  for (std::size_t i = 0; rule.kind != RuleKind::suggestion && i < v.duties.size(); ++i) {
    const Term chosen = v.readings ? e_.choice(v.readings) == s_.whole(static_cast<std::int64_t>(i)) : s_.yes();
    for (SliceTerm& s : slices(e_.model.duties[v.duties[i]], v, f)) {
      s.holds = (chosen && s.holds).simplify();
      all.push_back(s);
    }
  }
  const Term which = s_.free_int("slice");
  Term some = s_.no();
  Frame on = f;
  Frame act = f;
  Term judged = s_.no();
  TimeTerm due = all.front().due;
  bool anchored = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    some = some || all[i].holds;
    const Term here = all.size() == 1 ? s_.yes() : which == s_.whole(static_cast<std::int64_t>(i));
    judged = judged || (here && all[i].holds);
    on.day = i == 0 ? all[i].day : z3::ite(here, all[i].day, on.day);
    act.at = i == 0 ? all[i].act : Instant{z3::ite(here, all[i].act.day, act.at.day), z3::ite(here, all[i].act.minute, act.at.minute), act.at.end_of_day || all[i].act.end_of_day};
    const bool both_days = i == 0 ? all[i].due.is_day : due.is_day || all[i].due.is_day;
    if (i > 0) {
      due = {z3::ite(here, all[i].due.absent, due.absent), z3::ite(here, all[i].due.pending, due.pending), z3::ite(here, all[i].due.unknown, due.unknown),
             z3::ite(here, all[i].due.day, due.day), both_days ? s_.real(0) : z3::ite(here, all[i].due.minute, due.minute), both_days};
    }
    if (all[i].occurrence != nullptr) act.slots[all[i].duty->act.list->slot] = all[i].occurrence;
    all[i].holds = all[i].holds && here;
    anchored = anchored || all[i].anchored || v.duties.empty();
  }
  s_.axiom(z3::implies(some, judged));  // the slice looked at is one that there is
  on.day = on.day.simplify();
  act.day = on.day;
  judged = (judged && in_force(rule.versions, index, on.day)).simplify();
  VersionTerms out{.slices = all, .frame = on, .act = act, .due = due, .judged = judged, .lasting = e_.known(true), .conditions = {}};
  out.lasting = lasting(v, on, anchored, v.duties.empty() ? DutyForm::untimed : e_.model.duties[v.duties.front()].form);
  for (const ExprId c : v.when) out.conditions.push_back(e_.truth(c, on));
  return versions_.emplace(index, std::move(out)).first->second;
}

Term RuleTerms::applies(std::size_t index) {
  VersionTerms& v = version(index);
  std::vector<Term> parts{v.judged, v.lasting.yes};
  for (const Truth3& c : v.conditions) parts.push_back(c.yes);
  const RuleDecl& rule = e_.model.rules[rule_];
  if (rule.for_each && rule.for_each->where) {
    Frame f = e_.frame_at(thing_);
    f.slots[rule.for_each->slot] = thing_;
    parts.push_back(e_.truth(rule.for_each->where, f).yes);
  }
  // Licences speak of an act that was done.
  if (rule.kind != RuleKind::suggestion) {
    Term spoken = s_.no();
    bool licence = false;
    for (const SliceTerm& s : v.slices) {
      licence = licence || s.duty->form == DutyForm::licence;
      spoken = spoken || (s.holds && (s.duty->form == DutyForm::licence ? s.done : s_.yes()));
    }
    if (licence) parts.push_back(spoken);
  }
  return s_.all(parts);
}

Term RuleTerms::exception_in_force(std::size_t index, ExceptionId id, std::size_t n) {
  const Version& x = e_.model.exceptions[id].versions[n];
  VersionTerms& v = version(index);
  Term in = s_.yes();
  if (x.from) in = in && v.frame.day >= s_.whole(x.from->days);
  if (x.until) in = in && v.frame.day <= s_.whole(x.until->days);
  return in.simplify();
}

std::vector<Truth3> RuleTerms::exception_conditions(std::size_t index, ExceptionId id, std::size_t n) {
  VersionTerms& v = version(index);
  const auto saved = e_.base_due;
  e_.base_due = {rule_, v.due};
  std::vector<Truth3> out;
  for (const ExprId c : e_.model.exceptions[id].versions[n].when) out.push_back(e_.truth(c, v.frame));
  e_.base_due = saved;
  return out;
}

Truth3 RuleTerms::exception_holds(std::size_t index, ExceptionId id, std::size_t n) {
  const std::vector<Version>& versions = e_.model.exceptions[id].versions;
  const Version& x = versions[n];
  Truth3 holds = e_.known(exception_in_force(index, id, n));
  // Where it, or its successor, begins on a day that nobody has read, it may hold.
  const Term& day = version(index).frame.day;
  const auto unread = [&](const Version& v) { return day >= s_.whole(v.from->days) && day < s_.whole(v.from_last->days); };
  if (x.from_last) holds.yes = holds.yes && !unread(x);
  if (n + 1 < versions.size() && versions[n + 1].from_last) holds.no = holds.no && !unread(versions[n + 1]);
  for (const Truth3& t : exception_conditions(index, id, n)) holds = e_.both(holds, t);
  if (x.while_state) holds = e_.both(holds, e_.state_on(x.while_state, version(index).frame.day, version(index).frame));
  return holds;
}

}  // namespace rettesnor::analyze
