// From a rule to its instances: versions, guards, exceptions, transitions (LANGUAGE.md §4-6).
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

using enum Verdict;

std::optional<TimeSpan> span_of(const When& w) {
  if (!w.present) return std::nullopt;
  return TimeSpan{w.lo, w.hi, w.day, w.pending};
}
std::optional<TimeSpan> span_of(const Due& d) {
  if (!d.exists) return std::nullopt;
  return TimeSpan{d.lo, d.hi, d.day, d.not_come};
}
void widen(std::optional<TimeSpan>& into, const std::optional<TimeSpan>& more) {
  if (!more) return;
  if (!into) {
    into = more;
    return;
  }
  into->earliest = std::min(into->earliest, more->earliest);
  into->latest = std::max(into->latest, more->latest);
  into->day = into->day && more->day;
  into->open_end = into->open_end || more->open_end;
}

VerdictSet each(VerdictSet s, auto change) {
  VerdictSet out;
  for (const Verdict v : all_verdicts) {
    if (s.has(v)) out |= change(v);
  }
  return out;
}

}  // namespace

void Judged::merge(const Judged& other) {
  possible |= other.possible;
  right.used |= other.right.used;
  right.unused |= other.right.unused;
  right.too_late |= other.right.too_late;
  right.not_applicable |= other.right.not_applicable;
  widen(anchor, other.anchor);
  widen(due, other.due);
  widen(done, other.done);
  if (other.anchor_day && (!anchor_day || *other.anchor_day < *anchor_day)) anchor_day = other.anchor_day;
  conflict |= other.conflict;
  early |= other.early;
  transition |= other.transition;
  exceptions.insert(other.exceptions.begin(), other.exceptions.end());
  unsure.insert(other.unsure.begin(), other.unsure.end());
  failing.insert(other.failing.begin(), other.failing.end());
  versions.insert(other.versions.begin(), other.versions.end());
}

void gather(Instances& into, const InstanceKey& key, Judged&& judged) {
  const auto [at, fresh] = into.try_emplace(key, std::move(judged));
  if (!fresh) at->second.merge(judged);
}

Truth Evaluator::guard(const Version& v, const Frame& f) {
  return decided(v.when, f);
}

namespace {

/// Does the second begin where the first ends? With a gap between them the first has lapsed, whenever the second began.
bool adjoins(const Version& v, const Version& next) { return !v.until || !next.from || v.until->days + 1 == next.from->days; }

/// Unknown inside an interval in which the version, or its successor, begins on some day that nobody has read.
Truth exception_in_force(const std::vector<Version>& versions, std::size_t i, Date day) {
  const Version& v = versions[i];
  if (v.from && day < *v.from) return Truth::no;
  if (v.until && day > *v.until) {
    const Version* next = i + 1 < versions.size() ? &versions[i + 1] : nullptr;
    return next != nullptr && next->from_last && adjoins(v, *next) && day >= *next->from && day < *next->from_last ? Truth::unknown : Truth::no;
  }
  return v.from_last && day < *v.from_last ? Truth::unknown : Truth::yes;
}

}  // namespace

/// The base is N: N. Done in time stays F, but under `not applicable`. All else is replaced by what the exception gives;
/// one that may apply adds it.
VerdictSet Evaluator::with_exceptions(const Scope& scope, VerdictSet base, const Frame& f, Judged& note) {
  if (scope.exceptions == nullptr) return base;
  VerdictSet applied;
  std::optional<TimeSpan> other_due;
  int certain = 0;
  for (const ExceptionId id : *scope.exceptions) {
    const ExceptionDecl& exception = model_.exceptions[id];
    for (std::size_t i = 0; i < exception.versions.size(); ++i) {
      const Version& v = exception.versions[i];
      const Truth in_force = exception_in_force(exception.versions, i, f.day);
      if (in_force == Truth::no) continue;
      Truth holds = in_force & guard(v, f);
      if (v.while_state) holds = holds & state_on(v.while_state, f.day, f);
      if (holds == Truth::no) continue;
      note.exceptions.insert(id);
      if (holds == Truth::unknown) note.unsure.insert(id);
      if (sights_ != nullptr && holds == Truth::yes) sights_->applied.emplace(id, i);
      const ExceptionDecl::Kind kind = exception.kinds[i];
      VerdictSet own = kind == ExceptionDecl::Kind::may_be_omitted ? for_judgement : not_applicable;
      if (kind == ExceptionDecl::Kind::instead_duty) {
        const Scope inner{.rule = scope.rule, .versions = &exception.versions, .version = i, .ignore_force = true, .guarded = true};
        Instances instances;
        const DutyId duty = v.duties[v.readings ? world_.choice(v.readings) : 0];
        judge(inner, model_.duties[duty], f, instances);
        own = {};
        for (const auto& [key, judged] : instances) {
          own |= judged.possible;
          widen(other_due, judged.due);
        }
        if (own.empty()) own = not_applicable;
      }
      if (exception.on_judgement) {
        own = each(own, [](Verdict x) { return x == not_applicable || x == fulfilled ? for_judgement : x; });
      }
      const bool out_of_scope = kind == ExceptionDecl::Kind::not_applicable;
      if (base.has(fulfilled)) applied |= out_of_scope ? own : fulfilled;
      if (!base.without(not_applicable).without(fulfilled).empty()) applied |= own;
      if (base.has(not_applicable)) applied |= not_applicable;
      certain += holds == Truth::yes ? 1 : 0;
    }
  }
  note.conflict |= certain > 1;
  if (other_due) {  // the duty that takes the base's place has a due of its own
    if (certain > 0 && !base.has(fulfilled)) note.due.reset();
    widen(note.due, other_due);
  }
  return certain > 0 ? applied : base | applied;
}

Judged Evaluator::judge_slice(const Scope& scope, const Duty& duty, const Job& job, const Slice& s, Frame f) {
  Judged note;
  const Version& v = scope.now();
  const Version* next = scope.version + 1 < scope.versions->size() ? &(*scope.versions)[scope.version + 1] : nullptr;
  const bool began = !v.from || *v.from <= s.day;
  bool in_force = began && (!v.until || s.day <= *v.until);
  // A successor that replaces this version somewhere in an interval leaves it in force until the end of that interval.
  in_force |= began && next != nullptr && next->from_last && adjoins(v, *next) && s.day >= *next->from && s.day < *next->from_last;
  if (!in_force && !scope.ignore_force) return note;
  note.excluded = !pins_allow(s.day);
  if (note.excluded) return note;
  f.day = s.day;
  f.previous = job.previous;
  note.versions.insert(scope.version);
  if (sights_ != nullptr) sights_->days[&v].insert(s.day);
  note.anchor_day = s.day;
  note.anchor = span_of(s.anchor);
  const Truth in_scope = scope.guarded ? Truth::yes : guard(v, f);
  if (in_scope == Truth::no) {
    note.possible = not_applicable;
    note.right.not_applicable = true;
    return note;
  }
  note.due = duty.form == DutyForm::before ? std::nullopt : span_of(s.due);
  VerdictSet set = outcome(duty, s, job.doing, v, f, note);
  // A single act that was done and falls short of its `where` is not done, and named by what it lacks.
  const bool short_of = job.doing.single && duty.act.where && !job.doing.all.empty() && job.doing.all.front().counts == Truth::no;
  if (short_of && job.doing.all.front().time.must_have_happened(at_)) note.failing.merge(failing_limbs(duty.act.where, f));
  for (const Occurrence& o : job.doing.all) {
    // What was done in the periods before says nothing of this one.
    if (duty.form == DutyForm::at_least && s.from && o.time.must_have_happened(Moment{s.from->micros - 1})) continue;
    if (o.counts != Truth::no && o.time.may_have_happened(at_)) widen(note.done, span_of(o.time));
    if (o.counts == Truth::yes && o.time.must_have_happened(at_)) break;
  }
  if (duty.form == DutyForm::right) {
    note.right.not_applicable |= in_scope == Truth::unknown;
    return note;
  }
  const auto saved = base_due_;
  if (scope.exceptions != nullptr) base_due_ = {scope.rule, s.due};
  set = with_exceptions(scope, set, f, note);
  base_due_ = saved;
  if (in_scope == Truth::unknown) set |= not_applicable;
  const bool alone = scope.version == 0 || !adjoins((*scope.versions)[scope.version - 1], v);
  if (alone && v.from_last && s.day < *v.from_last) set |= not_applicable;  // it may not have been in force yet
  const bool crosses = next != nullptr && next->transition_unsettled && next->from && s.day < *next->from && s.due.exists &&
                       local_day(s.due.hi) >= *next->from;
  if (crosses && !scope.ignore_force) {
    Scope newer = scope;
    ++newer.version;
    newer.ignore_force = true;
    Instances instances;
    judge(newer, model_.duties[next->duties[next->readings ? world_.choice(next->readings) : 0]], f, instances);
    for (const auto& [key, judged] : instances) {
      if (key.occurrence != job.occurrence) continue;
      set |= judged.possible;
      widen(note.due, judged.due);
    }
    note.transition = true;
  }
  note.possible = set;
  return note;
}

/// The slice with its event where it puts it.
Judged Evaluator::judge_pinned(const Scope& scope, const Duty& duty, const Job& job, const Slice& s, const Frame& f) {
  if (s.pin.element == nullptr) return judge_slice(scope, duty, job, s, f);
  std::set<Date> cuts;
  std::swap(cuts, cuts_);  // states that begin with the event change on other days
  const std::size_t unseen = unseen_.size();
  pins_.emplace_back(s.pin, s.anchor);
  Judged out = judge_slice(scope, duty, job, s, f);
  pins_.pop_back();
  cuts_.clear();
  if (unseen_.size() == unseen) std::swap(cuts, cuts_);  // else they are looked for again, the new elements' among them
  return out;
}

/// Judges one duty of one version.
Coverage Evaluator::judge(const Scope& scope, const Duty& duty, const Frame& f, Instances& out) {
  Coverage coverage;
  if (duty.form == DutyForm::all_of || duty.form == DutyForm::any_of) {
    Judged whole;
    bool first = true;
    for (const DutyId part : duty.parts) {
      Scope inner = scope;
      inner.exceptions = nullptr;
      Instances instances;
      const Coverage own = judge(inner, model_.duties[part], f, instances);
      coverage.certain |= own.certain;  // a part whose anchor has not come is N, which changes nothing
      if (coverage.days.empty()) coverage = {coverage.certain, own.may_lack, own.days};
      Judged judged;
      for (const auto& [key, one] : instances) judged.merge(one);
      if (judged.possible.empty()) continue;
      const VerdictSet so_far = whole.possible;
      whole.merge(judged);
      whole.possible = first ? judged.possible
                             : duty.form == DutyForm::all_of ? rettesnor::all_of(so_far, judged.possible) : rettesnor::any_of(so_far, judged.possible);
      first = false;
    }
    if (first) return coverage;
    Frame on = f;
    on.day = whole.anchor_day.value_or(f.day);
    const auto saved = base_due_;
    if (scope.exceptions != nullptr) {  // the due of the parts together
      Due due{.exists = whole.due.has_value(), .not_come = !whole.due || whole.due->open_end};
      if (whole.due) due = {.exists = true, .not_come = due.not_come, .lo = whole.due->earliest, .hi = whole.due->latest, .day = whole.due->day};
      base_due_ = {scope.rule, due};
    }
    whole.possible = with_exceptions(scope, whole.possible, on, whole);
    base_due_ = saved;
    gather(out, {}, std::move(whole));
    return coverage;
  }
  const bool by_act = duty.form == DutyForm::licence || duty.form == DutyForm::prohibition;
  bool first = true;
  for (const Job& job : jobs(duty, scope.now(), f)) {
    Judged judged;
    if (!job.anything.empty()) {
      judged.possible = job.anything;
      judged.versions.insert(scope.version);
    }
    for (const Slice& s : job.slices) {
      Judged one = judge_pinned(scope, duty, job, s, f);
      if (first || by_act) coverage.days.emplace_back(s.day, !one.versions.empty() || one.excluded);
      if (job.slices.size() == 1 && job.anything.empty()) judged = std::move(one); else judged.merge(one);
    }
    if (first || by_act) coverage.may_lack |= job.may_lack_anchor;
    first = false;
    if (judged.versions.empty()) continue;
    const bool rest = !job.certain;
    if (job.may_lack_anchor || rest) {
      judged.possible |= not_applicable;
      judged.right.not_applicable = true;
    }
    const InstanceKey key{rest ? 0 : job.occurrence, rest};
    const auto found = out.find(key);
    if (by_act && found != out.end()) {  // several acts: the worst of them
      const VerdictSet both = rettesnor::all_of(found->second.possible, judged.possible);
      found->second.merge(judged);
      found->second.possible = both;
    } else {
      gather(out, key, std::move(judged));
    }
  }
  coverage.certain = !coverage.may_lack && !coverage.days.empty() && std::ranges::all_of(coverage.days, &std::pair<Date, bool>::second);
  return coverage;
}

/// Some version judges it on every day of an anchor that has come. Versions with one anchor cover it together.
bool Evaluator::covered(const std::vector<Coverage>& versions) {
  if (std::ranges::any_of(versions, &Coverage::certain)) return true;
  std::vector<std::pair<Date, bool>> together = versions.front().days;
  for (const Coverage& c : versions) {
    if (c.may_lack || c.days.empty() || c.days.size() != together.size()) return false;
    for (std::size_t i = 0; i < together.size(); ++i) {
      if (c.days[i].first != together[i].first) return false;
      together[i].second |= c.days[i].second;
    }
  }
  return std::ranges::all_of(together, &std::pair<Date, bool>::second);
}

Instances Evaluator::judge_versions(RuleId id, const Frame& f, bool own_duty) {
  const RuleDecl& rule = model_.rules[id];
  Instances out;
  std::vector<Coverage> coverage;
  for (std::size_t i = 0; i < rule.versions.size(); ++i) {
    const Version& v = rule.versions[i];
    const Scope scope{.rule = id, .versions = &rule.versions, .version = i, .exceptions = own_duty ? nullptr : &rule.exceptions};
    Instances part;
    coverage.push_back(judge(scope, model_.duties[v.duties[v.readings ? world_.choice(v.readings) : 0]], f, part));
    for (auto& [key, judged] : part) gather(out, key, std::move(judged));
  }
  // No version certainly judges it: its anchor may not have come, or may lie where no version is in force.
  if (!covered(coverage)) {
    Judged& judged = out.empty() || out.begin()->first.rest ? out[{}] : out.begin()->second;
    judged.possible |= not_applicable;
    judged.right.not_applicable = true;
  }
  if (rule.accepted_reason && truth(rule.accepted_reason, f) == Truth::yes) {
    for (auto& [key, judged] : out) {
      judged.possible = each(judged.possible, [](Verdict x) { return x == pending || x == breached ? for_judgement : x; });
    }
  }
  return out;
}

Instances Evaluator::of_same_element(RuleId id, const Frame& f, bool own_duty) {
  const RuleDecl& rule = model_.rules[id];
  const ConceptId about = rule.for_each ? model_.fields[rule.for_each->list.list].element : rule.about;
  if (!about) return judge_versions(id, frame_at(case_.root.get()), own_duty);
  for (const Element* e = f.slots[1]; e != nullptr; e = e->parent) {
    if (e->concept_id == about) return judge_versions(id, frame_at(e), own_duty);
  }
  Instances out;
  std::vector<const Element*> unseen;
  std::uint32_t number = 0;
  for (const Element* e : elements_of(about, unseen)) {
    for (auto& [key, judged] : judge_versions(id, frame_at(e), own_duty)) gather(out, {++number, key.rest}, std::move(judged));
  }
  return out;
}

/// The due of the rule's own duty, read from an exception to it or from a rule above: what an exception puts in its place is not read.
When Evaluator::due_of(const expr::DueOf& d, const Frame& f) {
  std::optional<TimeSpan> span;
  bool not_come = false;
  if (base_due_ && base_due_->first == d.rule) {
    span = span_of(base_due_->second);
    not_come = base_due_->second.not_come;
  } else {
    const auto saved = base_due_;
    base_due_.reset();
    for (const auto& [key, judged] : of_same_element(d.rule, f, true)) {
      widen(span, judged.due);
      not_come |= !judged.due || judged.due->open_end;
    }
    base_due_ = saved;
  }
  When w{.pending = not_come || !span};
  if (!span) return w;
  w.present = true;
  w.day = span->day;
  w.lo = span->day ? start_of_day(local_day(span->earliest)) : span->earliest;
  w.hi = span->latest;
  return w;
}

Truth Evaluator::verdict_is(const expr::VerdictIs& v, const Frame& f) {
  const Verdict wanted = v.test == expr::VerdictTest::fulfilled ? fulfilled : v.test == expr::VerdictTest::late ? late : breached;
  const auto saved = base_due_;
  base_due_.reset();
  Truth any = Truth::no;
  for (const auto& [key, judged] : of_same_element(v.rule, f)) {
    any = any | (judged.possible.is(wanted) ? Truth::yes : judged.possible.has(wanted) ? Truth::unknown : Truth::no);
  }
  base_due_ = saved;
  return any;
}

}  // namespace rettesnor::reference
