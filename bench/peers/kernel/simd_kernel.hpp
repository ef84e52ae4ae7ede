// The workload by hand in vectors of 16, written over the instruction set `I`: V are sixteen 32-bit numbers, M sixteen
// truth values. Included by one file for each instruction set. Lists are in order of their days, which saves searching.
#pragma once

#include <initializer_list>

#include "bench/peers/kernel/simd_view.hpp"

namespace rettesnor::bench {

template <class I>
class SimdKernel {
  using V = typename I::V;
  using M = typename I::M;
  enum Verdict { N, F, X, L, P, B };
  enum At { p01, p02, p03, p04, p05, p06_first, p06_then, p07, p08, p09, p10, p11, p12, p13, p14, p15, p16, p17 = p16 + 5, p18, p19, p20 };

  /// What is certainly so, and what is certainly not.
  struct Known {
    M yes, no;
    friend Known operator&(Known a, Known b) { return {a.yes & b.yes, a.no | b.no}; }
    friend Known operator!(Known a) { return {a.no, a.yes}; }
  };
  /// A verdict set in six planes; those not named are empty.
  struct Deadline {
    M f, l, p, b;
  };

 public:
  explicit SimdKernel(const SimdView& view) : v(view), none(I::all(view.no_day)), now(I::all(view.as_of)) {}

  void run(const SimdRows& rows) {
    for (std::size_t i = rows.begin[1]; i < rows.end[1]; i += 16) notifications(i);
    for (std::size_t i = rows.begin[2]; i < rows.end[2]; i += 16) decisions(i);
    for (std::size_t i = rows.begin[3]; i < rows.end[3]; i += 16) followups(i);
    for (std::size_t i = rows.begin[0]; i < rows.end[0]; i += 16) cases(i);
  }

 private:
  void put(int part, Verdict verdict, std::size_t i, M m) const { v.planes[part][verdict][i / 16] = I::bits(m); }
  /// The guard's part: certainly not gives N alone, perhaps not gives N too.
  void put_guarded(int part, Verdict verdict, std::size_t i, M m, Known guard) const { put(part, verdict, i, I::without(m, guard.no)); }

  Known fact(const std::int8_t* column, std::size_t i) const {
    const V x = I::load(column + i);
    return {I::equal(x, I::all(1)), I::equal(x, I::all(0))};
  }
  /// A guard on the number of siblings; from none on it always holds.
  Known from_siblings(V siblings, std::int32_t least) const {
    if (least == 0) return {I::yes(), I::no()};
    return {I::less(I::all(least - 1), siblings), I::less(siblings, I::all(least)) & I::less(I::all(-1), siblings)};
  }

  V look_up(const std::int32_t* table, V day, M where) const { return I::gather(table, I::sub(day, I::all(v.first_day)), where, none); }
  /// x <= shifted a, decided without the table where x - a says it.
  M within(V x, V a, const SimdView::Shift& s, M where) const {
    const V far = I::sub(x, a);
    const M surely = I::less_equal(far, I::all(s.least));
    const M open = I::without(where, surely) & I::less_equal(far, I::all(s.most));
    if (!I::any(open)) return surely;
    return surely | (open & I::less_equal(x, look_up(s.to, a, open)));
  }
  /// Done on t or not, due at the end of the day after `a` by s.
  Deadline by(V t, V a, const SimdView::Shift& s, M where) const {
    const M open = I::equal(t, none);
    const M in = within(I::select(open, t, now), a, s, where);
    return {I::without(where & in, open), I::without(I::without(where, in), open), where & open & in, I::without(where & open, in)};
  }
  Deadline by(V t, V due, M where) const {
    const M open = I::equal(t, none);
    const M in = I::less_equal(I::select(open, t, now), due);
    return {I::without(where & in, open), I::without(I::without(where, in), open), where & open & in, I::without(where & open, in)};
  }
  void put(int part, std::size_t i, const Deadline& d, M out_of_scope) const {
    put(part, N, i, out_of_scope);
    put(part, F, i, d.f);
    put(part, L, i, d.l);
    put(part, P, i, d.p);
    put(part, B, i, d.b);
  }
  void put(int part, std::size_t i, const Deadline& d, M scope, Known guard) const {
    put(part, N, i, I::without(I::yes(), scope & guard.yes));
    put_guarded(part, F, i, d.f, guard);
    put_guarded(part, L, i, d.l, guard);
    put_guarded(part, P, i, d.p, guard);
    put_guarded(part, B, i, d.b, guard);
  }
  /// `may only e if c`: e happened where `done`.
  void put_licence(int part, std::size_t i, M done, Known guard, Known c) const {
    put(part, N, i, I::without(I::yes(), done & guard.yes));
    put_guarded(part, F, i, I::without(done, c.no), guard);
    put_guarded(part, B, i, I::without(done, c.yes), guard);
  }

  void notifications(std::size_t i) const {
    const V receipt = I::load(v.receipt + i), day = I::load(v.receipt_day + i);
    const V assessed = I::load(v.assessment + i), assessed_day = I::load(v.assessment_day + i);
    const V due = I::add(receipt, I::all(60 * v.hours));
    const M open = I::equal(assessed, none), in = I::less_equal(assessed, due), to_come = I::less_equal(I::all(v.as_of_end), due);
    put(p01, F, i, in);
    put(p01, L, i, I::without(I::without(I::yes(), in), open) | I::without(I::less(assessed_day, day), to_come));
    put(p01, P, i, open & to_come);
    put(p01, B, i, I::without(open, to_come));

    const V sent = I::load(v.confirmation + i), notifier = I::load(v.notifier + i);
    const V last = look_up(v.working.to, day, I::less(day, none));
    Deadline d = by(sent, last, I::yes());
    d.l = d.l | (I::less(sent, day) & I::less(last, now));
    const M anonymous = I::equal(notifier, I::all(2)), unknown = I::equal(notifier, I::all(-1));
    put(p02, i, d, I::yes(), Known{I::without(I::yes(), anonymous | unknown), anonymous});
  }

  void decisions(std::size_t i) const {
    const V of = I::load(v.decision_case + i), decided = I::load(v.decided + i);
    const V study = I::gather(v.study, of, I::yes(), none), acute = I::gather8(v.acute, of, I::yes(), I::all(-1));
    Known more{I::yes(), I::no()};
    if (v.least_siblings > 0) more = from_siblings(I::gather8(v.siblings, of, I::yes(), I::all(-1)), v.least_siblings);
    const Known calm = Known{I::equal(acute, I::all(0)), I::equal(acute, I::all(1))} & more;
    const M made = I::less_equal(decided, now), after = I::less_equal(study, decided);
    put_licence(p12, i, made, calm, {after, I::without(I::yes(), after)});
    const M recorded = I::less(I::all(-1), I::load(v.documented + i)) & I::less(I::all(-1), I::load(v.basis + i));
    const M missing = I::without(I::yes(), recorded);
    put(p18, N, i, I::without(I::yes(), more.yes));
    put_guarded(p18, F, i, recorded, more);
    put_guarded(p18, P, i, I::without(missing, made), more);
    put_guarded(p18, B, i, missing & made, more);
  }

  void followups(std::size_t i) const {
    const V held = I::load(v.followup + i), of = I::load(v.followup_case + i);
    const M same = I::equal(of, I::load(v.followup_case + i + 1));
    const M counts = I::less_equal(I::gather(v.start, of, I::less(I::all(-1), of), none), held);
    const Deadline d = by(I::select(same, none, I::load(v.followup + i + 1)), held, v.gap, counts);
    put(p06_then, i, d, I::no());
  }

  /// r03, r10, r11, r17. talks: the conversations by place, `none` where there is no more.
  void study(std::size_t i, const V* talks, int most) const {
    const V aware = I::load(v.awareness + i), study = I::load(v.study + i);
    const M known = I::less(aware, none), done = I::less(study, none);
    Deadline d = by(study, aware, v.study_limit, known);
    const M early = known & I::less(study, aware);
    if (I::any(early)) d.l = d.l | I::without(early, within(now, aware, v.study_limit, early));
    const Known extended = fact(v.extended, i);
    put(p03, X, i, I::without(d.l | d.p | d.b, extended.no));
    put(p03, i, {d.f, I::without(d.l, extended.yes), I::without(d.p, extended.yes), I::without(d.b, extended.yes)}, I::without(I::yes(), known));

    V first = none;
    M seen_enough = I::no();
    for (int j = most; j-- > 0;) first = I::select(I::less_equal(aware, talks[j]), first, talks[j]);
    if (v.talks <= most) seen_enough = I::less_equal(talks[v.talks - 1], study) & done;
    put(p11, i, by(first, I::add(aware, I::all(v.talk_days)), known), known, fact(v.acute, i));
    put_licence(p10, i, done, from_siblings(I::load(v.siblings + i), v.siblings_limit), fact(v.network, i));
    put(p17, N, i, I::without(I::yes(), done));
    put(p17, F, i, seen_enough);
    put(p17, B, i, I::without(done, seen_enough));
  }

  /// r04, r07, r08, r09, r13, r14, r15, r20. talk: the first conversation.
  void start(std::size_t i, V start, M begun, V decision, V talk) const {
    const Known more = from_siblings(v.least_siblings > 0 ? I::load(v.siblings + i) : none, v.least_siblings);
    const Known calm = (!fact(v.acute, i)) & more;
    const Known consent = fact(v.consent, i), plan = fact(v.plan, i);
    const V group = I::load(v.target_group + i), measure = I::load(v.measure + i);
    const M disabled = I::equal(group, I::all(0));
    put_licence(p07, i, begun, Known{disabled, I::less(I::all(0), group)} & more, plan);
    put_licence(p08, i, begun, calm, consent);
    const V born = I::load(v.born + i);
    const M has_born = I::less(born, none) & begun;
    const M old = I::without(has_born, within(I::add(start, I::all(1)), born, v.age, has_born));
    put_licence(p09, i, begun, Known{old, I::without(has_born, old)}, consent);
    const M decided_first = I::less_equal(decision, start);
    put_licence(p13, i, begun, more, {decided_first, I::without(I::yes(), decided_first)});
    const M away = I::equal(measure, I::all(2)) | I::equal(measure, I::all(3));
    put_licence(p15, i, begun, Known{away, I::without(I::less(I::all(-1), measure), away)} & more, plan & fact(v.network, i));

    const M made = I::less_equal(decision, now);
    const V due = I::add(decision, I::all(v.start_days));
    Deadline d = by(start, due, made);
    d.l = d.l | (made & I::less(start, decision) & I::less(due, now));
    put(p14, i, d, I::no());
    put(p04, N, i, I::without(made, calm.yes));
    put_guarded(p04, F, i, made & I::less_equal(talk, decision), calm);
    put_guarded(p04, B, i, I::without(made, I::less(talk, decision)), calm);

    const V aware = I::load(v.awareness + i), study = I::load(v.study + i);
    const M known = I::less(aware, none), done = I::less(study, none);
    const M inside = I::without(begun & I::less_equal(aware, start), I::less_equal(study, start));
    put(p20, N, i, I::without(I::yes(), (known | inside) & calm.yes));
    put_guarded(p20, F, i, I::without(known & done, inside), calm);
    put_guarded(p20, P, i, I::without(I::without(known, done), inside), calm);
    put_guarded(p20, B, i, inside, calm);
  }

  /// r16: conversations in each year of the measure.
  void years(std::size_t i, V start, M begun, V ended, const V* talks, int most) const {
    M runs = begun;
    V begin = start;
    for (std::size_t k = 0; k < 5; ++k) {
      if (k > 0) {
        begin = look_up(v.year[k].to, start, runs);
        runs = I::without(runs & I::less_equal(begin, now), I::less_equal(ended, begin));
      }
      if (!I::any(runs)) {
        for (const Verdict x : {N, F, P, B}) put(p16 + static_cast<int>(k), x, i, k == 0 && x == N ? I::yes() : I::no());
        continue;
      }
      const V end = I::sub(look_up(v.year[1].to, begin, runs), I::all(1));
      V held = I::all(0);
      for (int j = 0; j < most; ++j) held = I::count(held, I::less_equal(begin, talks[j]) & I::less_equal(talks[j], end));
      const M enough = runs & I::less(I::all(v.times - 1), held);
      const M cut = I::less_equal(ended, end), running = I::less_equal(now, end), lacks = I::without(runs, enough);
      const int part = p16 + static_cast<int>(k);
      put(part, N, i, (lacks & cut) | (k == 0 ? !begun : I::no()));
      put(part, F, i, enough);
      put(part, P, i, I::without(lacks & running, cut));
      put(part, B, i, I::without(I::without(lacks, running), cut));
    }
  }

  /// r05, r06 (first instance), r19.
  void follow(std::size_t i, V start, M begun, V ended) const {
    const V from = I::load(v.followups_from + i), to = I::load(v.followups_from + i + 1);
    V first = none, all = I::all(0), met = I::all(0), maybe = I::all(0), at = from;
    const M over = I::less(ended, none);
    M more = I::less(at, to) & begun;
    while (I::any(more)) {
      const V held = I::gather(v.followup, at, more, none);
      first = I::select(more & I::equal(first, none) & I::less_equal(start, held), first, held);
      const M counted = more & over & I::less_equal(held, ended);
      if (I::any(counted)) {
        const V goal = I::gather8(v.goal_met, at, counted, I::all(0));
        all = I::count(all, counted);
        met = I::count(met, counted & I::equal(goal, I::all(1)));
        maybe = I::count(maybe, I::without(counted, I::equal(goal, I::all(0))));
      }
      at = I::add(at, I::all(1));
      more = more & I::less(at, to) & (I::equal(first, none) | counted);
    }
    const Deadline d = by(first, start, v.first, begun);
    put(p05, i, d, !begun);
    put(p06_first, i, d, !begun);
    const V factor = I::all(v.goal_factor);
    const M yes = I::less_equal(all, I::mul(factor, met)), no = I::less(I::mul(factor, maybe), all);
    put_licence(p19, i, over, {I::yes(), I::no()}, {yes, no});
  }

  void cases(std::size_t i) const {
    const V from = I::load(v.conversations_from + i), count = I::sub(I::load(v.conversations_from + i + 1), from);
    V talks[8];
    int most = 0;
    for (; most < 8; ++most) {
      const M more = I::less(I::all(most), count);
      if (!I::any(more)) break;
      talks[most] = I::gather(v.conversation, I::add(from, I::all(most)), more, none);
    }
    const V decisions_from = I::load(v.decisions_from + i);
    const V decision = I::gather(v.decided, decisions_from, I::less(decisions_from, I::load(v.decisions_from + i + 1)), none);
    const V begin = I::load(v.start + i), ended = I::load(v.ended + i);
    const M begun = I::less(begin, none);
    study(i, talks, most);
    start(i, begin, begun, decision, most > 0 ? talks[0] : none);
    years(i, begin, begun, ended, talks, most);
    follow(i, begin, begun, ended);
  }

  const SimdView& v;
  const V none, now;
};

}  // namespace rettesnor::bench
