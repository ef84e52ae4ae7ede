// Rules that read the due or the verdict of rules below them.
#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using Link = Domain::Link;

Spans Compiler::lifted(const Spans& t, DomainId to, const std::vector<Link>& links) {
  return {lifted(t.day, to, links), lifted(t.moment, to, links)};
}

Judged Compiler::lifted(const Judged& j, DomainId to, const std::vector<Link>& links) {
  Judged out;
  for (std::size_t v = 0; v < out.possible.size(); ++v) out.possible[v] = lifted(j.possible[v], to, links);
  out.anchor = lifted(j.anchor, to, links);
  out.due = lifted(j.due, to, links);
  out.early = lifted(j.early, to, links);
  out.conflict = lifted(j.conflict, to, links);
  out.judged = lifted(j.judged, to, links);
  out.covered = lifted(j.covered, to, links);
  out.day = lifted(j.day, to, links);
  return out;
}

/// The verdicts of a rule below for the same element, or the one around it that the rule is about.
Judged Compiler::of_same_element(RuleId id, const Scope& s, bool own_duty) {
  const RuleDecl& rule = model_.rules[id];
  const ConceptId about = rule.for_each ? model_.fields[rule.for_each->list.list].element : rule.about;
  View view = root_view(s.domain);
  if (about) {
    const auto one = s.slots.find(1);
    if (one == s.slots.end()) throw NoPlan{"a rule about elements, read for the case"};
    view = one->second;
    while (b_.domain(view.base).kind_of != about) {
      if (b_.domain(view.base).kind == Domain::Kind::cases) throw NoPlan{"a rule about elements, read for the case"};
      view.base = b_.domain(view.base).up;
      view.links.push_back(Link::up);
    }
  }
  const auto saved = base_due_;
  base_due_.reset();
  const Judged judged = judge_versions(id, scope_of_rows(view.base), own_duty);
  base_due_ = saved;
  return lifted(judged, s.domain, view.links);
}

Time Compiler::due_of(const expr::DueOf& due, TypeKind kind, const Scope& s) {
  const bool base = base_due_ && base_due_->first == due.rule;
  if (base && b_.domain_of(base_due_->second.day.present) != s.domain) throw NoPlan{"the due of the rule, read inside a list"};
  const Spans both = base ? base_due_->second : of_same_element(due.rule, s, true).due;
  // Where there is none, its type says whether the earliest of it and others is a day.
  const bool day = kind == TypeKind::date;
  if (!b_.is_zero((day ? both.moment : both.day).present)) throw NoPlan{"a due that is a day or a moment"};
  Time t = day ? both.day : both.moment;
  t.pending = b_.or_(b_.and_(t.pending, t.present), b_.not_(t.present));
  t.absent = t.uncovered = b_.zero(s.domain);
  return t;
}

Kleene Compiler::verdict_is(const expr::VerdictIs& v, const Scope& s) {
  const std::size_t wanted = place(v.test == expr::VerdictTest::fulfilled ? Verdict::fulfilled
                                   : v.test == expr::VerdictTest::late   ? Verdict::late
                                                                         : Verdict::breached);
  const Verdicts set = of_same_element(v.rule, s).possible;
  StepId others = b_.zero(s.domain);
  for (std::size_t i = 0; i < set.size(); ++i) others = i == wanted ? others : b_.or_(others, set[i]);
  return {b_.and_not(set[wanted], others), b_.not_(set[wanted])};
}

}  // namespace rettesnor::plan
