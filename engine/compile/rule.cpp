// From a rule to the verdicts of its instances, as steps: the counterpart of engine/reference/rule.cpp and worlds.cpp.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using enum Verdict;
using Link = Domain::Link;

namespace {

constexpr std::size_t n = place(not_applicable);
constexpr std::size_t f = place(fulfilled);
constexpr std::size_t x = place(for_judgement);
constexpr std::size_t l = place(late);
constexpr std::size_t p = place(pending);
constexpr std::size_t b = place(breached);
constexpr std::array<std::size_t, 6> least_first{n, f, x, l, p, b};         // `all of`: the greatest counts
constexpr std::array<std::size_t, 6> any_last_first{n, b, l, p, x, f};      // `any of`: the first of F, X, P, L, B counts
constexpr int deepest = 20;

}  // namespace

/// Where no municipality's own pins rule this world out on the day.
StepId Compiler::pins_allow(StepId day, const Scope& s) {
  StepId allowed = b_.one(s.domain);
  for (const OverlayDecl& overlay : model_.overlays.rows()) {
    for (const OverlayDecl::Pin& pin : overlay.pins) {
      if (question_.pins.contains(pin.reading)) continue;
      for (const auto& [set, chosen] : world_.choices) {
        const auto& alternatives = model_.readings[set].alternatives;
        for (std::uint32_t i = 1; i < alternatives.size(); ++i) {
          if (alternatives[i].name != pin.reading) continue;
          const StepId municipality = read(root_view(s.domain), s, Leaf::Kind::municipality, Width::number, {});
          careful(b_.equal(municipality, b_.constant(-1, Width::number, s.domain)));
          if ((chosen == i) == pin.yes) continue;
          Scope on = s;
          on.day = day;
          const StepId here = b_.equal(municipality, b_.constant(std::stoll(overlay.municipality), Width::number, s.domain));
          allowed = b_.and_not(allowed, b_.and_(here, in_force(overlay.from, overlay.until, on)));
        }
      }
    }
  }
  return allowed;
}

Kleene Compiler::guard(const Version& v, const Scope& s) {
  Kleene t = sure(b_.one(s.domain));
  for (const ExprId condition : v.when) t = both(t, truth(condition, s));
  return t;
}

/// The base is N: N. Done in time stays F, but under `not applicable`. All else is replaced by what the exception gives;
/// one that may apply adds it.
Verdicts Compiler::with_exceptions(const Versions& vs, const Verdicts& base, const Scope& s, Judged& note) {
  if (vs.exceptions == nullptr) return base;
  const DomainId d = s.domain;
  Verdicts applied = none(d);
  StepId certain = b_.zero(d);
  StepId conflict = b_.zero(d);
  Spans other_due = blank(d).due;
  const StepId unmet = b_.or_(b_.or_(base[x], base[l]), b_.or_(base[p], base[b]));
  for (const ExceptionId id : *vs.exceptions) {
    const ExceptionDecl& exception = model_.exceptions[id];
    for (std::size_t i = 0; i < exception.versions.size(); ++i) {
      const Version& v = exception.versions[i];
      Kleene holds = both(sure(in_force(v.from, v.until, s)), guard(v, s));
      // In whose interval the version begins needs care; its predecessor, if any, ends there too.
      if (v.from_last) careful(in_force(v.from, Date{v.from_last->days - 1}, s));
      if (v.while_state) holds = both(holds, state_on(v.while_state, s.day, s));
      const StepId may = b_.not_(holds.no);
      const ExceptionDecl::Kind kind = exception.kinds[i];
      Verdicts own = none(d);
      if (kind == ExceptionDecl::Kind::instead_duty) {
        const Versions inner{.rule = vs.rule, .all = &exception.versions, .version = i, .ignore_force = true, .guarded = true};
        const Judged judged = judge(inner, model_.duties[v.duties[v.readings ? world_.choice(v.readings) : 0]], s);
        own = judged.possible;
        widen(other_due, shown(judged.due, may));
        add(own, n, b_.not_(some(own)));
      } else {
        add(own, kind == ExceptionDecl::Kind::may_be_omitted ? x : n, b_.one(d));
      }
      if (exception.on_judgement) {
        add(own, x, b_.or_(own[n], own[f]));
        own[n] = own[f] = b_.zero(d);
      }
      if (kind == ExceptionDecl::Kind::not_applicable) {
        applied = either_set(applied, masked(own, b_.and_(may, base[f])));
      } else {
        add(applied, f, b_.and_(may, base[f]));
      }
      applied = either_set(applied, masked(own, b_.and_(may, unmet)));
      add(applied, n, b_.and_(may, base[n]));
      conflict = b_.or_(conflict, b_.and_(certain, holds.yes));
      certain = b_.or_(certain, holds.yes);
    }
  }
  note.conflict = b_.or_(note.conflict, conflict);
  const StepId replaces = b_.or_(other_due.day.present, other_due.moment.present);
  if (!b_.is_zero(replaces)) {  // the duty that takes the base's place has a due of its own
    const StepId replaced = b_.and_(replaces, b_.and_not(certain, base[f]));
    note.due = shown(note.due, b_.not_(replaced));
    widen(note.due, other_due);
  }
  return either_set(applied, masked(base, b_.not_(certain)));
}

Judged Compiler::judge_slice(const Versions& vs, const Duty& duty, const Slice& slice, const Doing* done, const Scope& outer) {
  const Version& v = vs.now();
  const Version* next = vs.version + 1 < vs.all->size() ? &(*vs.all)[vs.version + 1] : nullptr;
  Scope s = outer;
  s.day = slice.day;
  const DomainId d = s.domain;
  Judged note = blank(d);
  StepId here = slice.here;
  if (!vs.ignore_force) {
    here = b_.and_(here, in_force(v.from, v.until, s));
    // Which of two versions holds somewhere in an interval needs care.
    if (v.from_last) careful(b_.and_(slice.here, in_force(v.from, Date{v.from_last->days - 1}, s)));
    if (next != nullptr && next->from_last) careful(b_.and_(slice.here, in_force(next->from, Date{next->from_last->days - 1}, s)));
  }
  const StepId allowed = pins_allow(slice.day, s);
  note.covered = here;
  here = b_.and_(here, allowed);
  note.judged = here;
  note.day = slice.day;
  note.anchor = spans(slice.anchor, here);
  const Kleene in_scope = vs.guarded ? sure(b_.one(d)) : guard(v, s);
  const StepId applies = b_.and_not(here, in_scope.no);
  if (duty.form != DutyForm::before) note.due = spans(slice.due, applies);
  Verdicts set = outcome(duty, slice, done, v, s, note);
  note.early = b_.and_(note.early, applies);
  if (duty.form == DutyForm::right) {
    add(set, 3, b_.not_(in_scope.yes));
    note.possible = masked(set, here);
    for (std::size_t i = 0; i < 3; ++i) note.possible[i] = b_.and_(note.possible[i], applies);
    return note;
  }
  const auto saved = base_due_;
  if (vs.exceptions != nullptr) base_due_ = {vs.rule, spans(slice.due, slice.due.present)};
  set = with_exceptions(vs, set, s, note);
  base_due_ = saved;
  note.due = shown(note.due, applies);
  note.conflict = b_.and_(note.conflict, applies);
  if (next != nullptr && next->transition_unsettled && next->from && !vs.ignore_force) {
    const StepId before = b_.less(slice.day, b_.day(*next->from, d));
    const StepId due_after = b_.less_equal(b_.day(*next->from, d), last_day(slice.due));
    careful(b_.and_(b_.and_(applies, before), b_.and_(slice.due.present, due_after)));
  }
  note.possible = masked(set, applies);
  add(note.possible, n, b_.and_not(here, in_scope.yes));
  return note;
}

/// Parts that are judged together.
Judged Compiler::judge_parts(const Versions& vs, const Duty& duty, const Scope& s) {
  Judged whole = blank(s.domain);
  bool first = true;
  for (const DutyId part : duty.parts) {
    Versions inner = vs;
    inner.exceptions = nullptr;
    const Judged own = judge(inner, model_.duties[part], s);
    const Verdicts so_far = whole.possible;
    const StepId covered = b_.or_(whole.covered, own.covered);
    merge(whole, own);
    whole.covered = covered;
    whole.possible = first ? own.possible : lifted_choice(so_far, own.possible, duty.form == DutyForm::all_of ? least_first : any_last_first);
    first = false;
  }
  Scope on = s;
  on.day = b_.select(whole.judged, whole.day, s.day);
  const auto saved = base_due_;
  if (vs.exceptions != nullptr) base_due_ = {vs.rule, whole.due};  // the due of the parts together
  whole.possible = masked(with_exceptions(vs, whole.possible, on, whole), whole.judged);
  base_due_ = saved;
  whole.due = shown(whole.due, whole.judged);
  whole.conflict = b_.and_(whole.conflict, whole.judged);
  return whole;
}

/// One job for each time the act was or may have been done, one for "not done"; of several the worst.
Judged Compiler::judge_acts(const Versions& vs, const Duty& duty, const Scope& s) {
  const Doing done = doing(duty.act, s);
  const Scope& acts = done.scope;
  const DomainId d = acts.domain;
  const Instant now{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
  Slice act = anchor_slices(done.time, {}, acts, done.time.day).front();
  act.here = b_.and_not(act.here, done.counts.no);
  act.acted = true;
  StepId not_certain = b_.not_(b_.and_(done.counts.yes, must_have_happened(done.time, now)));
  // An element that certainly does not count is no act; a single event that does not count was not done.
  const StepId acts_here = done.single ? b_.one(d) : b_.not_(done.counts.no);
  not_certain = b_.and_(not_certain, acts_here);
  const auto not_done = [&](DomainId rows, StepId here) {
    return Slice{.here = here, .day = b_.day(local_day(question_.as_of), rows), .due = nothing_yet(rows, true), .anchor = nothing_yet(rows, true)};
  };
  Scope one_act = acts;
  if (!done.single) one_act.slots.erase(duty.act.list->slot);
  Judged each = judge_slice(vs, duty, act, &done, one_act);
  const StepId covered_acts = b_.not_(b_.and_not(act.here, each.covered));
  const Judged undone = judge_slice(vs, duty, not_done(d, not_certain), &done, one_act);
  const StepId covered_undone = b_.not_(b_.and_not(not_certain, undone.covered));
  if (vs.all->size() > 1) careful(b_.and_(act.here, not_certain));
  merge(each, undone);
  each.covered = b_.and_(covered_acts, covered_undone);
  if (done.single) return each;

  // The greatest of the sets of the occurrences, and the set of "not done" where there is none.
  if (vs.all->size() > 1) careful(b_.fold(Op::two, acts_here));
  const StepId some_act = b_.fold(Op::any, acts_here);
  const Judged nothing = judge_slice(vs, duty, not_done(s.domain, b_.not_(some_act)), &done, s);
  Judged out = nothing;
  out.covered = b_.or_(nothing.covered, b_.and_not(some_act, b_.fold(Op::any, b_.and_not(acts_here, each.covered))));
  StepId up_to = b_.zero(d);
  for (const std::size_t v : least_first) {
    up_to = b_.or_(up_to, each.possible[v]);
    const StepId beyond = b_.fold(Op::any, b_.and_not(each.judged, up_to));  // one is certainly greater
    add(out.possible, v, b_.and_not(b_.fold(Op::any, each.possible[v]), beyond));
  }
  out.judged = b_.or_(out.judged, b_.fold(Op::any, each.judged));
  out.early = b_.or_(out.early, b_.fold(Op::any, each.early));
  out.conflict = b_.or_(out.conflict, b_.fold(Op::any, each.conflict));
  if (!b_.is_zero(each.due.day.present) || !b_.is_zero(each.due.moment.present)) throw NoPlan{"a due of each of several acts"};
  // The anchors' first and last day.
  const Time& place = done.time.day ? each.anchor.day : each.anchor.moment;
  const StepId anchored = place.present;
  const StepId first = b_.chosen_row(true, anchored, place.lo);
  const StepId last = b_.chosen_row(false, anchored, place.hi);
  const StepId zero = b_.zero(s.domain);
  const Time anchor{.absent = zero, .pending = zero, .uncovered = zero, .present = b_.fold(Op::any, anchored), .lo = b_.at_row(place.lo, first),
              .hi = b_.at_row(place.hi, last), .day = place.day};
  widen(out.anchor, spans(anchor, b_.one(s.domain)));
  out.day = b_.select(anchor.present, first_day(anchor), b_.day(local_day(question_.as_of), s.domain));
  return out;
}

/// Judges one duty of one version.
Judged Compiler::judge(const Versions& vs, const Duty& duty, const Scope& s) {
  if (duty.form == DutyForm::all_of || duty.form == DutyForm::any_of) return judge_parts(vs, duty, s);
  if (duty.form == DutyForm::licence || duty.form == DutyForm::prohibition) return judge_acts(vs, duty, s);
  if (duty.form == DutyForm::first_then || duty.form == DutyForm::at_least) throw NoPlan{"a series inside another duty"};
  const DomainId d = s.domain;
  std::optional<Doing> done;
  if (duty.form != DutyForm::record && duty.form != DutyForm::keep) done = doing(duty.act, s);
  const bool by_day = done && done->time.day;
  std::vector<Slice> slices;
  StepId may_lack = b_.zero(d);
  if (duty.clock.anchor) {
    const Time anchor = time(duty.clock.anchor, s);
    const Instant now{b_.day(local_day(question_.as_of), d), b_.moment(question_.as_of, d)};
    may_lack = b_.not_(must_have_happened(anchor, now));
    slices = anchor_slices(anchor, duty.clock, s, by_day);
  } else if (duty.clock.limit) {
    slices = limit_slices(time(duty.clock.limit, s), duty.form != DutyForm::before && by_day, duty.clock.rolling, s);
  } else {
    const StepId zero = b_.zero(d);
    const Time here{.absent = zero, .pending = zero, .uncovered = zero, .present = zero, .lo = b_.day(first_date, d), .hi = b_.day(first_date, d), .day = true};
    slices = {{.here = b_.one(d), .day = b_.day(local_day(question_.as_of), d), .due = nothing_yet(d, by_day), .anchor = here}};
  }
  Judged out = blank(d);
  StepId some_slice = b_.zero(d);
  StepId uncovered = b_.zero(d);
  for (const Slice& slice : slices) {
    const Judged one = judge_slice(vs, duty, slice, done ? &*done : nullptr, s);
    uncovered = b_.or_(uncovered, b_.and_not(slice.here, one.covered));
    some_slice = b_.or_(some_slice, slice.here);
    merge(out, one);
  }
  out.covered = b_.and_not(b_.and_not(some_slice, uncovered), may_lack);
  add(out.possible, duty.form == DutyForm::right ? 3 : n, b_.and_(out.judged, may_lack));
  return out;
}

Judged Compiler::judge_versions(RuleId id, const Scope& s, bool own_duty) {
  const RuleDecl& rule = model_.rules[id];
  if (++depth_ > deepest) throw NoPlan{"rules that read rules too deeply"};
  Judged out = blank(s.domain);
  StepId covered = b_.zero(s.domain);
  const bool right = model_.duties[rule.versions.front().duties.front()].form == DutyForm::right;
  for (std::size_t i = 0; i < rule.versions.size(); ++i) {
    const Version& v = rule.versions[i];
    for (const DutyId duty : v.duties) {
      if ((model_.duties[duty].form == DutyForm::right) != right) throw NoPlan{"a right that becomes a duty"};
    }
    const Versions vs{.rule = id, .all = &rule.versions, .version = i, .exceptions = own_duty ? nullptr : &rule.exceptions};
    const Judged one = judge(vs, model_.duties[v.duties[v.readings ? world_.choice(v.readings) : 0]], s);
    covered = b_.or_(covered, one.covered);
    merge(out, one);
  }
  out.covered = covered;
  // No version certainly judges it: its anchor may not have come, or may lie where no version is in force.
  add(out.possible, right ? 3 : n, b_.not_(covered));
  if (rule.accepted_reason && !right) {
    const StepId accepted = truth(rule.accepted_reason, s).yes;
    add(out.possible, x, b_.and_(accepted, b_.or_(out.possible[p], out.possible[b])));
    for (const std::size_t v : {p, b}) out.possible[v] = b_.and_not(out.possible[v], accepted);
  }
  --depth_;
  return out;
}

std::vector<DomainId> Compiler::domains_of(ConceptId kind) {
  const Concept& decl = model_.concepts[kind];
  if (decl.listed_in.empty()) return kind == plan_.root ? std::vector<DomainId>{{0}} : std::vector<DomainId>{};
  std::vector<DomainId> out;
  for (const FieldId list : decl.listed_in) {
    if (!covers_unseen(list)) throw NoPlan{"a list complete to a fact"};
    for (const DomainId owner : domains_of(model_.fields[list].owner)) {
      careful(b_.leaf({Leaf::Kind::unseen_elements, owner, list, {}}, Width::bit));
      out.push_back(b_.list_domain(owner, list, kind));
    }
  }
  return out;
}

/// The rows that are instances: those that the rule chooses.
StepId Compiler::instances(RuleId id, DomainId rows) {
  const RuleDecl& rule = model_.rules[id];
  if (!rule.for_each) return b_.one(rows);
  Scope inner = scope_of_rows(rows);
  inner.slots[rule.for_each->slot] = View{rows, {}};
  const Kleene holds = rule.for_each->where ? truth(rule.for_each->where, inner) : sure(b_.one(rows));
  if (rule.for_each->which != Selection::Which::all) {
    const StepId row = picked(*rule.for_each, holds, inner, View{rows, {}});
    return b_.equal(b_.lift(Link::up, row, rows), b_.row(rows));
  }
  careful(b_.not_(b_.or_(holds.yes, holds.no)));
  return holds.yes;
}

void Compiler::parts(RuleId id, DomainId rows, std::vector<RulePart>& out) {
  const RuleDecl& rule = model_.rules[id];
  if (rule.kind != RuleKind::suggestion) {
    const DutyForm form = model_.duties[rule.versions.front().duties.front()].form;
    if (form == DutyForm::first_then || form == DutyForm::at_least) return series_parts(id, rows, out);
  }
  const Scope s = scope_of_rows(rows);
  Judged whole = blank(rows);
  if (rule.kind == RuleKind::suggestion) {
    const Kleene shows = guard(rule.versions.front(), s);
    add(whole.possible, p, b_.not_(shows.no));
    add(whole.possible, n, b_.not_(shows.yes));
  } else {
    for (const World& world : worlds_of(model_, question_, model_.reach[id].readings)) {
      world_ = world;
      merge(whole, judge_versions(id, s));
    }
    world_ = {};
  }
  out.push_back({.rows = rows, .exists = instances(id, rows), .verdicts = whole.possible, .anchor = whole.anchor, .due = whole.due,
                 .early = whole.early, .conflict = whole.conflict});
}

RulePlan Compiler::rule(RuleId id) {
  const RuleDecl& rule = model_.rules[id];
  RulePlan out{.rule = id};
  careful_.clear();
  base_due_.reset();
  world_ = {};
  previous_.reset();
  depth_ = 0;
  try {
    const bool chosen = rule.for_each && rule.for_each->which != Selection::Which::all;
    if (chosen && model_.fields[rule.for_each->list.list].owner != plan_.root) throw NoPlan{"the first or last of an element's list"};
    std::vector<DomainId> rows{{0}};
    if (rule.for_each || rule.about) rows = domains_of(rule.for_each ? model_.fields[rule.for_each->list.list].element : rule.about);
    if (rule.for_each) std::erase_if(rows, [&](DomainId d) { return b_.domain(d).list != rule.for_each->list.list; });
    for (const DomainId d : rows) parts(id, d, out.parts);
    out.careful = b_.zero({0});
    for (const StepId c : careful_) out.careful = b_.or_(out.careful, in_cases(c));
    out.compiled = true;
  } catch (const NoPlan& reason) {
    out.why_not = reason.what;
    out.parts.clear();
  }
  return out;
}

}  // namespace rettesnor::plan
