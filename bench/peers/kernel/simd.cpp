// Which vector kernel runs, and what it is given.
#include <cstdlib>
#include <cstring>

#include "bench/peers/kernel/columns.hpp"
#include "bench/peers/kernel/simd_view.hpp"

namespace rettesnor::bench {

const char* simd_in_use() {
#if defined(__x86_64__)
  static const char* const found = [] {
    const bool avx512 = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
    if (avx512 && std::getenv("BENCH_NO_AVX512") == nullptr) return "AVX-512";
    return __builtin_cpu_supports("avx2") != 0 ? "AVX2" : "nothing";
  }();
  return found;
#else
  return "nothing";
#endif
}

#if defined(__x86_64__)
namespace {

SimdView view_of(const Columns& c, const Tables& t, const Limits& l, Planes& out) {
  const auto shift = [](const Calendars::Shift* s) { return SimdView::Shift{s->to.data(), s->least, s->most}; };
  SimdView v{
      .awareness = c.awareness.data(), .study = c.study.data(), .start = c.start.data(), .ended = c.ended.data(), .born = c.born.data(),
      .acute = c.acute.data(), .consent = c.consent.data(), .plan = c.plan.data(), .network = c.network.data(), .extended = c.extended.data(),
      .target_group = c.target_group.data(), .measure = c.measure.data(), .siblings = c.siblings.data(),
      .conversations_from = c.conversations_from.data(), .decisions_from = c.decisions_from.data(), .followups_from = c.followups_from.data(),
      .receipt = c.receipt.data(), .receipt_day = c.receipt_day.data(), .assessment = c.assessment.data(),
      .assessment_day = c.assessment_day.data(), .confirmation = c.confirmation.data(), .notifier = c.notifier.data(),
      .conversation = c.conversation.data(), .decided = c.decided.data(), .decision_case = c.decision_case.data(),
      .documented = c.documented.data(), .basis = c.basis.data(), .followup = c.followup.data(), .followup_case = c.followup_case.data(),
      .goal_met = c.goal_met.data(), .working = shift(t.working), .study_limit = shift(t.study), .first = shift(t.first),
      .gap = shift(t.gap), .age = shift(t.age), .year = {}, .first_day = Calendars::first, .as_of = as_of_day, .as_of_end = t.as_of_end,
      .no_day = no_day, .hours = l.hours, .talk_days = l.talk_days, .start_days = l.start_days, .siblings_limit = l.siblings,
      .times = l.times, .talks = l.talks, .goal_factor = l.goal_factor, .least_siblings = l.least_siblings, .planes = {}};
  for (std::size_t k = 1; k <= most_years; ++k) v.year[k] = shift(t.year[k]);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    // Four 16-bit words are one of 64: the machines with these instructions keep the low end first.
    for (std::size_t n = 0; n < 6; ++n) v.planes[p][n] = reinterpret_cast<std::uint16_t*>(out.of[p][n].data());
  }
  return v;
}

/// The rows behind the last have bits that mean nothing.
void clear_behind(const Columns& c, Planes& out) {
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::size_t rows = c.rows(parts[p].domain);
    if (rows % 64 == 0) continue;
    for (auto& plane : out.of[p]) plane.back() &= (std::uint64_t{1} << rows % 64) - 1;
  }
}

}  // namespace
#endif

bool judge_simd([[maybe_unused]] const Columns& c, [[maybe_unused]] const Tables& t, [[maybe_unused]] const Limits& l, [[maybe_unused]] Planes& out,
                [[maybe_unused]] std::size_t nth, [[maybe_unused]] std::size_t of) {
#if defined(__x86_64__)
  const char* const use = simd_in_use();
  if (std::strcmp(use, "nothing") == 0) return false;
  const SimdView view = view_of(c, t, l, out);
  SimdRows rows{};
  for (std::size_t d = 0; d < domain_count; ++d) {
    const Rows r = share(c.rows(static_cast<Domain>(d)), nth, of);
    rows.begin[d] = r.begin;
    rows.end[d] = r.end;
  }
  (std::strcmp(use, "AVX-512") == 0 ? simd_avx512 : simd_avx2)(view, rows);
  if (nth + 1 == of) clear_behind(c, out);
  return true;
#else
  return false;
#endif
}

}  // namespace rettesnor::bench
