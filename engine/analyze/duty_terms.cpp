// Which verdicts a duty gives: engine/reference's duty.cpp, where all is known. Forms that count or repeat are left free.
#include <algorithm>

#include "engine/analyze/rule_terms.hpp"

namespace rettesnor::analyze {

using enum Verdict;

namespace {

bool joined(DutyForm form) { return form == DutyForm::all_of || form == DutyForm::any_of; }

Term& at(VerdictTerms& v, Verdict which) { return v.possible[std::to_underlying(which)]; }
const Term& at(const VerdictTerms& v, Verdict which) { return v.possible[std::to_underlying(which)]; }

}  // namespace

VerdictTerms RuleTerms::none() { return {std::vector<Term>(all_verdicts.size(), s_.no())}; }

VerdictTerms RuleTerms::only(Verdict v) {
  VerdictTerms out = none();
  at(out, v) = s_.yes();
  return out;
}

VerdictTerms RuleTerms::free(const std::string& why) {
  e_.loose.abstracted.insert(why);
  VerdictTerms out = none();
  for (Term& t : out.possible) t = s_.free_bool("verdict");
  s_.axiom(s_.any(out.possible));
  return out;
}

std::optional<RuleTerms::Done> RuleTerms::done(const Act& act, const Frame& f) {
  if (act.list || !act.event) return std::nullopt;
  const TimeTerm when = e_.time(act.event, f);
  if (!when.unknown.is_false()) return std::nullopt;
  const Truth3 counts = act.where ? e_.truth(act.where, f) : e_.known(true);
  const Term happened = e_.happened_by(when, e_.now());
  return Done{happened && !counts.no, happened && counts.yes, when};
}

/// T lies after the due.
Term RuleTerms::late_now(const TimeTerm& due) { return due.is_day ? e_.now_day > due.day : e_.now_minute > due.minute; }

/// Done by the due F, later L; not done P or B. A due that has not come is never past.
VerdictTerms RuleTerms::deadline(const SliceTerm& s, const Frame& f, bool may_be_early) {
  const auto d = done(s.duty->act, f);
  if (!d || !s.due.unknown.is_false()) return free("act of a list");
  VerdictTerms out = none();
  const Term early = s.anchored ? d->when.day < s.day : s_.no();
  const Term by = s.due.is_day || d->when.is_day ? d->when.day <= s.due.day : d->when.minute <= s.due.minute;
  const Term has_due = !s.due.pending;
  const Term past = has_due && late_now(s.due);
  const Term open = may_be_early ? !d->must : !(d->must && !early);
  if (may_be_early) {
    at(out, fulfilled) = d->may && early;
    at(out, late) = d->may && early && past;
  }
  at(out, fulfilled) = at(out, fulfilled) || (d->may && !early && (s.due.pending || by));
  at(out, late) = at(out, late) || (d->may && !early && has_due && !by);
  at(out, pending) = open && !past;
  at(out, breached) = open && past;
  return out;
}

VerdictTerms RuleTerms::untimed(const SliceTerm& s, const Version& v, const Frame& f) {
  const auto d = done(s.duty->act, f);
  if (!d) return free("act of a list");
  const FieldId open_state = e_.model.concepts[e_.root().concept_id].open_state;
  std::optional<std::pair<Thing*, FieldId>> state;
  if (v.while_state) {
    const auto* field = std::get_if<expr::Field>(&e_.model.exprs[v.while_state].node);
    Thing* thing = field == nullptr ? nullptr : e_.thing_at(field->place, f);
    if (thing == nullptr || e_.model.fields[field->field].kind != FieldKind::state) return free("while");
    state = {thing, field->field};
  } else if (open_state) {
    state = {&e_.root(), open_state};
  }
  VerdictTerms out = none();
  const Term early = s.anchored ? d->when.day < s.day : s_.no();
  const Term open = !d->must;
  if (!state) {
    at(out, fulfilled) = d->may;
    at(out, pending) = open;
    return out;
  }
  const FieldDecl& decl = e_.model.fields[state->second];
  const Frame on = e_.frame_at(state->first);
  const TimeTerm from = e_.time(decl.from, on);
  const TimeTerm until = decl.until ? e_.time(decl.until, on) : TimeTerm{s_.no(), s_.yes(), s_.no(), s_.whole(0), s_.real(0), true};
  if (!from.unknown.is_false() || !until.unknown.is_false()) return free("while");
  const Term here_until = !until.absent && !until.pending && until.day <= s.day;
  const Term begun = s.anchored ? !from.absent && !from.pending && from.day <= s.day && !here_until : e_.happened_by(from, e_.now());
  const Term over = e_.happened_by(until, e_.now());
  at(out, fulfilled) = (d->may && early) || (begun && d->may && (!over || d->when.day < until.day));
  at(out, late) = begun && d->may && !early && over && d->when.day >= until.day;
  at(out, breached) = begun && open && over;
  at(out, pending) = begun && open && !over;
  at(out, not_applicable) = !begun;
  return out;
}

VerdictTerms RuleTerms::as_far_as_possible(const SliceTerm& s, const Version& v, const Frame& f) {
  const auto d = done(s.duty->act, f);
  if (!d || v.while_state) return free("as far as possible");
  VerdictTerms out = none();
  const Term reason = s.duty->otherwise ? e_.recorded(s.duty->otherwise, f) : s_.no();
  at(out, fulfilled) = d->may;
  at(out, for_judgement) = !d->must && reason;
  Term over = s_.no();
  if (s.duty->clock.limit) {
    over = !s.due.pending && late_now(s.due);
  } else {
    over = e_.happened_by(d->when, e_.now());  // it has happened without satisfying `where`
  }
  const Term undecided = !d->must && !reason;
  at(out, s.duty->otherwise_record ? breached : for_judgement) = at(out, s.duty->otherwise_record ? breached : for_judgement) || (undecided && over);
  at(out, pending) = undecided && !over;
  return out;
}

VerdictTerms RuleTerms::before(const SliceTerm& s, const Frame& f) {
  const auto d = done(s.duty->act, f);
  if (!d || !s.due.unknown.is_false()) return free("act of a list");
  VerdictTerms out = none();
  const TimeTerm& m = s.due;
  const bool days = m.is_day || d->when.is_day;
  const Term come = !m.pending && (m.is_day ? m.day <= e_.now_day : m.minute <= e_.now_minute);
  const Term by = days ? d->when.day <= m.day : d->when.minute <= m.minute;
  const Term strictly = days ? d->when.day < m.day : d->when.minute < m.minute;
  at(out, fulfilled) = z3::ite(come, d->may && by, d->may);
  at(out, pending) = !come && !d->must;
  at(out, breached) = come && !(d->must && strictly);
  return out;
}

VerdictTerms RuleTerms::record(const SliceTerm& s, const Frame& f) {
  Term all = s_.yes();
  for (const ExprId item : s.duty->record) all = all && e_.recorded(item, f);
  VerdictTerms out = none();
  at(out, fulfilled) = all;
  if (!s.duty->clock.limit) {
    at(out, breached) = !all;
    return out;
  }
  const Term come = !s.due.pending && (s.due.is_day ? s.due.day <= e_.now_day : s.due.minute <= e_.now_minute);
  at(out, breached) = !all && come;
  at(out, pending) = !all && !come;
  return out;
}

VerdictTerms RuleTerms::outcome(const SliceTerm& s, const Version& v, const Frame& f) {
  const Duty& duty = *s.duty;
  const auto judgement = [&](VerdictTerms t) {
    at(t, for_judgement) = at(t, for_judgement) || at(t, fulfilled);
    at(t, fulfilled) = s_.no();
    return t;
  };
  switch (duty.form) {
    case DutyForm::within: return v.while_state ? free("while") : deadline(s, f, !duty.act.list);
    case DutyForm::no_later_than: return v.while_state ? free("while") : deadline(s, f, false);
    case DutyForm::untimed: return untimed(s, v, f);
    case DutyForm::open_standard: return v.while_state ? free("while") : judgement(deadline(s, f, s.anchored && !duty.act.list));
    case DutyForm::as_far_as_possible: return as_far_as_possible(s, v, f);
    case DutyForm::before: return before(s, f);
    case DutyForm::record: return record(s, f);
    case DutyForm::licence: {
      if (duty.act.list) return free("act of a list");
      Frame then = f;
      then.at = s.act;
      const Truth3 c = e_.truth(duty.condition, then);
      VerdictTerms out = none();
      at(out, not_applicable) = !s.done;
      at(out, fulfilled) = s.done && !c.no;
      at(out, breached) = s.done && !c.yes;
      return out;
    }
    case DutyForm::prohibition: {
      if (duty.act.list || v.while_state) return free("must not … while");
      VerdictTerms out = none();
      at(out, breached) = s.done;
      at(out, pending) = !s.done;
      return out;
    }
    case DutyForm::keep: case DutyForm::first_then: case DutyForm::grid: case DutyForm::at_least: case DutyForm::right: case DutyForm::all_of:
    case DutyForm::any_of: break;
  }
  return free("form of duty");
}

/// Base N: N. Done in time stays F, but under `not applicable`. All else is replaced by what the exception gives.
VerdictTerms RuleTerms::with_exceptions(std::size_t index, const VerdictTerms& base) {
  VerdictTerms applied = none();
  Term certain = s_.no();
  Term possible = s_.no();
  const Frame& f = version(index).frame;
  for (const ExceptionId id : e_.model.rules[rule_].exceptions) {
    const ExceptionDecl& x = e_.model.exceptions[id];
    for (std::size_t n = 0; n < x.versions.size(); ++n) {
      const Truth3 holds = exception_holds(index, id, n);
      const ExceptionDecl::Kind kind = x.kinds[n];
      VerdictTerms own = only(kind == ExceptionDecl::Kind::may_be_omitted ? for_judgement : not_applicable);
      if (kind == ExceptionDecl::Kind::instead_duty) {
        const Version& v = x.versions[n];
        const auto saved = e_.base_due;
        e_.base_due = {rule_, version(index).due};
        own = none();
        Term some = s_.no();
        for (std::size_t i = 0; i < v.duties.size(); ++i) {
          const Term chosen = v.readings ? e_.choice(v.readings) == s_.whole(static_cast<std::int64_t>(i)) : s_.yes();
          if (joined(e_.model.duties[v.duties[i]].form)) {
            own = free("all of, any of");
            some = s_.yes();
            break;
          }
          for (const SliceTerm& s : slices(e_.model.duties[v.duties[i]], v, f)) {
            Frame on = f;
            on.day = s.day;
            const VerdictTerms one = outcome(s, v, on);
            for (const Verdict w : all_verdicts) at(own, w) = at(own, w) || (chosen && s.holds && at(one, w));
            some = some || (chosen && s.holds);
          }
        }
        at(own, not_applicable) = at(own, not_applicable) || !some;
        e_.base_due = saved;
      }
      if (x.on_judgement) {
        at(own, for_judgement) = at(own, for_judgement) || at(own, not_applicable) || at(own, fulfilled);
        at(own, not_applicable) = at(own, fulfilled) = s_.no();
      }
      const Term may = !holds.no;
      const bool out_of_scope = kind == ExceptionDecl::Kind::not_applicable;
      const Term other = at(base, for_judgement) || at(base, late) || at(base, pending) || at(base, breached);
      for (const Verdict w : all_verdicts) {
        Term gives = other && at(own, w);
        if (out_of_scope) gives = gives || (at(base, fulfilled) && at(own, w));
        else if (w == fulfilled) gives = gives || at(base, fulfilled);
        if (w == not_applicable) gives = gives || at(base, not_applicable);
        at(applied, w) = at(applied, w) || (may && gives);
      }
      certain = certain || holds.yes;
      possible = possible || may;
    }
  }
  VerdictTerms out = none();
  for (const Verdict w : all_verdicts) at(out, w) = (at(applied, w) || (!certain && at(base, w))).simplify();
  return out;
}

VerdictTerms RuleTerms::verdicts(std::size_t index) {
  VersionTerms& v = version(index);
  const RuleDecl& rule = e_.model.rules[rule_];
  Truth3 guard = e_.known(true);
  for (const Truth3& c : v.conditions) guard = e_.both(guard, c);
  VerdictTerms base = none();
  const bool parts = std::ranges::any_of(rule.versions[index].duties, [&](DutyId d) { return joined(e_.model.duties[d].form); });
  if (parts) base = free("all of, any of");
  for (const SliceTerm& s : parts ? std::vector<SliceTerm>{} : v.slices) {
    const VerdictTerms one = s.duty->form == DutyForm::right ? only(not_applicable) : outcome(s, rule.versions[index], v.frame);
    for (const Verdict w : all_verdicts) at(base, w) = at(base, w) || (s.holds && at(one, w));
  }
  VerdictTerms out = rule.exceptions.empty() ? base : with_exceptions(index, base);
  for (const Verdict w : all_verdicts) at(out, w) = v.judged && !guard.no && at(out, w);
  at(out, not_applicable) = at(out, not_applicable) || (v.judged && !guard.yes);
  if (rule.accepted_reason) {
    const Truth3 reason = e_.truth(rule.accepted_reason, e_.frame_at(thing_));
    at(out, for_judgement) = at(out, for_judgement) || (reason.yes && (at(out, pending) || at(out, breached)));
    for (const Verdict w : {pending, breached}) at(out, w) = at(out, w) && !reason.yes;
  }
  return out;
}

VerdictTerms RuleTerms::verdicts() {
  VerdictTerms out = none();
  Term judged = s_.no();
  const std::size_t size = e_.model.rules[rule_].versions.size();
  for (std::size_t i = 0; i < size; ++i) {
    const VerdictTerms one = verdicts(i);
    for (const Verdict w : all_verdicts) at(out, w) = at(out, w) || at(one, w);
    judged = judged || version(i).judged;
  }
  at(out, not_applicable) = at(out, not_applicable) || !judged;
  return out;
}

}  // namespace rettesnor::analyze
