// What the vector kernels take: bare pointers, so that nothing of the library is compiled for their instruction sets.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rettesnor::bench {

/// Columns, tables and limits as columns.hpp describes them. The calendars' tables begin with day `first_day`.
struct SimdView {
  const std::int32_t *awareness, *study, *start, *ended, *born;
  const std::int8_t *acute, *consent, *plan, *network, *extended, *target_group, *measure, *siblings;
  const std::int32_t *conversations_from, *decisions_from, *followups_from;
  const std::int32_t *receipt, *receipt_day, *assessment, *assessment_day, *confirmation;
  const std::int8_t* notifier;
  const std::int32_t* conversation;
  const std::int32_t *decided, *decision_case;
  const std::int8_t *documented, *basis;
  const std::int32_t *followup, *followup_case;
  const std::int8_t* goal_met;

  struct Shift {
    const std::int32_t* to;
    std::int32_t least, most;
  };
  Shift working, study_limit, first, gap, age, year[6];
  std::int32_t first_day, as_of, as_of_end, no_day;
  std::int32_t hours, talk_days, start_days, siblings_limit, times, talks, goal_factor, least_siblings;

  /// Planes as 16-bit words, [part][verdict].
  std::uint16_t* planes[25][6];
};

/// Rows begin .. end of each domain, begin a multiple of 64: cases, notifications, decisions, followups.
struct SimdRows {
  std::size_t begin[4], end[4];
};

void simd_avx2(const SimdView& view, const SimdRows& rows);
void simd_avx512(const SimdView& view, const SimdRows& rows);

}  // namespace rettesnor::bench
