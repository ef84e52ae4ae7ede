// The workload by hand, case after case: what a careful programmer writes without vectors.
#include <algorithm>

#include "bench/peers/kernel/columns.hpp"

namespace rettesnor::bench {
namespace {

/// no, yes, unknown; in this order `and` is no table but two comparisons.
enum class Known : std::uint8_t { no, yes, unknown };

Known known(std::int8_t fact) { return fact < 0 ? Known::unknown : fact == 1 ? Known::yes : Known::no; }
Known known(bool b) { return b ? Known::yes : Known::no; }
Known operator!(Known a) { return a == Known::unknown ? a : known(a == Known::no); }
Known operator&(Known a, Known b) {
  if (a == Known::no || b == Known::no) return Known::no;
  return a == Known::yes ? b : a;
}

std::uint8_t join(unsigned a, unsigned b) { return static_cast<std::uint8_t>(a | b); }
std::uint8_t guarded(Known guard, std::uint8_t set) {
  return guard == Known::no ? bit_n : guard == Known::yes ? set : join(set, bit_n);
}
std::uint8_t licensed(Known condition) {
  return condition == Known::yes ? bit_f : condition == Known::no ? bit_b : join(bit_f, bit_b);
}
/// Done on `t`, or not; due at the end of `due`.
std::uint8_t by(std::int32_t t, std::int32_t due) {
  if (t != no_day) return t <= due ? bit_f : bit_l;
  return as_of_day <= due ? bit_p : bit_b;
}

std::int32_t look_up(const Calendars::Shift* s, std::int32_t day) { return s->to[static_cast<std::size_t>(day - Calendars::first)]; }

struct Span {
  const std::int32_t* first;
  const std::int32_t* last;
};
/// The first day of the list on or after `from`.
std::int32_t first_from(Span list, std::int32_t from) {
  for (const std::int32_t* d = list.first; d != list.last; ++d) {
    if (*d >= from) return *d;
  }
  return no_day;
}

class Kernel {
 public:
  Kernel(const Columns& columns, const Tables& tables, const Limits& limits, Sets& sets) : c(columns), t(tables), l(limits), out(sets) {}

  void judge(std::size_t i) {
    const Known more = l.least_siblings == 0 ? Known::yes : c.siblings[i] < 0 ? Known::unknown : known(c.siblings[i] >= l.least_siblings);
    const Known calm = (!known(c.acute[i])) & more;  // the guard of the rules `unless acute`
    for (auto n = at(c.notifications_from[i]); n < at(c.notifications_from[i + 1]); ++n) notification(n);
    const Span talks{&c.conversation[at(c.conversations_from[i])], &c.conversation[at(c.conversations_from[i + 1])]};
    const std::int32_t decision = c.decisions_from[i] < c.decisions_from[i + 1] ? c.decided[at(c.decisions_from[i])] : no_day;
    for (auto d = at(c.decisions_from[i]); d < at(c.decisions_from[i + 1]); ++d) {
      const bool made = c.decided[d] != no_day;
      out.of[p12][d] = guarded(calm, made ? licensed(known(c.study[i] <= c.decided[d])) : bit_n);
      const bool recorded = c.documented[d] >= 0 && c.basis[d] >= 0;
      out.of[p18][d] = guarded(more, recorded ? bit_f : made ? bit_b : bit_p);
    }
    study(i, talks);
    start(i, decision, more, calm);
    followups(i);
    years(i, talks);
    std::uint8_t first = 0;
    if (decision != no_day) {
      const std::int32_t talk = talks.first == talks.last ? no_day : *talks.first;
      first = guarded(calm, join(talk <= decision ? bit_f : 0U, talk >= decision ? bit_b : 0U));
    }
    out.of[p04][i] = first;
  }

 private:
  static std::size_t at(std::int32_t n) { return static_cast<std::size_t>(n); }

  void notification(std::size_t n) {
    const std::int32_t due = c.receipt[n] + 60 * l.hours;
    std::uint8_t set = 0;
    if (c.assessment[n] == no_day) {
      set = due >= t.as_of_end ? bit_p : bit_b;
    } else {
      set = c.assessment[n] <= due ? bit_f : bit_l;
      if (c.assessment_day[n] < c.receipt_day[n] && due < t.as_of_end) set = join(set, bit_l);
    }
    out.of[p01][n] = set;
    const std::int32_t day = look_up(t.working, c.receipt_day[n]);
    set = by(c.confirmation[n], day);
    if (c.confirmation[n] < c.receipt_day[n] && day < as_of_day) set = join(set, bit_l);
    out.of[p02][n] = guarded(c.notifier[n] < 0 ? Known::unknown : known(c.notifier[n] != 2), set);
  }

  /// What hangs on the awareness and the study: r03, r10, r11, r17.
  void study(std::size_t i, Span talks) {
    std::uint8_t in_time = bit_n;
    std::uint8_t talk = bit_n;
    if (c.awareness[i] != no_day) {
      const std::int32_t due = look_up(t.study, c.awareness[i]);
      in_time = by(c.study[i], due);
      if (c.study[i] < c.awareness[i] && due < as_of_day) in_time = join(in_time, bit_l);
      const Known extended = known(c.extended[i]);
      if (extended != Known::no && (in_time & (bit_l | bit_p | bit_b)) != 0) {
        in_time = join(extended == Known::yes ? in_time & bit_f : in_time, bit_x);
      }
      talk = guarded(known(c.acute[i]), by(first_from(talks, c.awareness[i]), c.awareness[i] + l.talk_days));
    }
    out.of[p03][i] = in_time;
    out.of[p11][i] = talk;
    const bool done = c.study[i] != no_day;
    const Known many = c.siblings[i] < 0 ? Known::unknown : known(c.siblings[i] >= l.siblings);
    out.of[p10][i] = done ? guarded(many, licensed(known(c.network[i]))) : bit_n;
    const auto seen = std::count_if(talks.first, talks.last, [&](std::int32_t d) { return d <= c.study[i]; });
    out.of[p17][i] = !done ? bit_n : seen >= l.talks ? bit_f : bit_b;
  }

  /// What hangs on the start of the measure: r07, r08, r09, r13, r14, r15, r20.
  void start(std::size_t i, std::int32_t decision, Known more, Known calm) {
    const std::int32_t start = c.start[i];
    const bool begun = start != no_day;
    const auto licence = [&](Known guard, Known condition) { return begun ? guarded(guard, licensed(condition)) : bit_n; };
    const Known disabled = c.target_group[i] < 0 ? Known::unknown : known(c.target_group[i] == 0);
    out.of[p07][i] = licence(disabled & more, known(c.plan[i]));
    out.of[p08][i] = licence(calm, known(c.consent[i]));
    const Known old = c.born[i] == no_day ? Known::unknown : known(look_up(t.age, c.born[i]) <= start);
    out.of[p09][i] = licence(old, known(c.consent[i]));
    out.of[p13][i] = licence(more, known(decision <= start));
    const Known away = c.measure[i] < 0 ? Known::unknown : known(c.measure[i] == 2 || c.measure[i] == 3);
    out.of[p15][i] = licence(away & more, known(c.plan[i]) & known(c.network[i]));
    std::uint8_t prompt = 0;
    if (decision != no_day) {
      prompt = by(start, decision + l.start_days);
      if (start < decision && decision + l.start_days < as_of_day) prompt = join(prompt, bit_l);
    }
    out.of[p14][i] = prompt;
    std::uint8_t set = bit_n;
    if (begun && c.awareness[i] <= start && c.study[i] > start) set = bit_b;
    else if (c.awareness[i] != no_day) set = c.study[i] != no_day ? bit_f : bit_p;
    out.of[p20][i] = guarded(calm, set);
  }

  /// r05, r06, r19.
  void followups(std::size_t i) {
    const std::size_t from = at(c.followups_from[i]);
    const std::size_t to = at(c.followups_from[i + 1]);
    const std::int32_t start = c.start[i];
    std::uint8_t first = bit_n;
    if (start != no_day) {
      first = by(first_from({&c.followup[from], &c.followup[to]}, start), look_up(t.first, start));
    }
    out.of[p05][i] = first;
    out.of[p06_first][i] = first;
    std::int64_t all = 0, met = 0, maybe = 0;
    for (std::size_t f = from; f < to; ++f) {
      const std::int32_t next = f + 1 < to ? c.followup[f + 1] : no_day;
      out.of[p06_then][f] = c.followup[f] >= start ? by(next, look_up(t.gap, c.followup[f])) : 0;
      if (c.followup[f] > c.ended[i]) continue;
      ++all;
      met += c.goal_met[f] == 1 ? 1 : 0;
      maybe += c.goal_met[f] != 0 ? 1 : 0;
    }
    const Known half = l.goal_factor * met >= all ? Known::yes : l.goal_factor * maybe < all ? Known::no : Known::unknown;
    out.of[p19][i] = c.ended[i] == no_day ? bit_n : licensed(half);
  }

  /// r16: the years of the measure.
  void years(std::size_t i, Span talks) {
    for (std::size_t k = 0; k < most_years; ++k) out.of[p16 + k][i] = 0;
    if (c.start[i] == no_day) {
      out.of[p16][i] = bit_n;
      return;
    }
    for (std::size_t k = 0; k < most_years; ++k) {
      const std::int32_t begin = k == 0 ? c.start[i] : look_up(t.year[k], c.start[i]);
      if (begin > as_of_day || (k > 0 && c.ended[i] <= begin)) return;
      const std::int32_t end = look_up(t.year[1], begin) - 1;
      const auto held = std::count_if(talks.first, talks.last, [&](std::int32_t d) { return d >= begin && d <= end; });
      out.of[p16 + k][i] = held >= l.times ? bit_f : c.ended[i] <= end ? bit_n : as_of_day <= end ? bit_p : bit_b;
    }
  }

  const Columns& c;
  const Tables& t;
  const Limits& l;
  Sets& out;
};

}  // namespace

void judge_scalar(const Columns& c, const Tables& t, const Limits& l, Sets& out, Rows cases) {
  Kernel kernel(c, t, l, out);
  for (std::size_t i = cases.begin; i < cases.end; ++i) kernel.judge(i);
}

}  // namespace rettesnor::bench
