// The workload as columns, and what the hand-written kernels write: verdict sets for every rule and instance.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bench/peers/workload/cases.hpp"
#include "bench/peers/workload/limits.hpp"

namespace rettesnor::bench {

/// The bits of a verdict set, in the order of the language.
inline constexpr std::uint8_t bit_n = 1, bit_f = 2, bit_x = 4, bit_l = 8, bit_p = 16, bit_b = 32;

/// What one row of a column stands for.
enum class Domain : std::uint8_t { cases, notifications, decisions, followups };
inline constexpr std::size_t domain_count = 4;

/// Where the instances of a rule lie. r06 has one instance a case and one a follow-up on or after the start; r16 one a
/// case and year of the measure. A row without an instance has the empty set.
struct Part {
  std::size_t rule;
  Domain domain;
};
inline constexpr std::array<Part, 25> parts{{
    {0, Domain::notifications}, {1, Domain::notifications}, {2, Domain::cases}, {3, Domain::cases}, {4, Domain::cases},
    {5, Domain::cases}, {5, Domain::followups}, {6, Domain::cases}, {7, Domain::cases}, {8, Domain::cases}, {9, Domain::cases},
    {10, Domain::cases}, {11, Domain::decisions}, {12, Domain::cases}, {13, Domain::cases}, {14, Domain::cases},
    {15, Domain::cases}, {15, Domain::cases}, {15, Domain::cases}, {15, Domain::cases}, {15, Domain::cases},
    {16, Domain::cases}, {17, Domain::decisions}, {18, Domain::cases}, {19, Domain::cases},
}};
/// The places of the parts, by what they hold.
enum PartAt : std::size_t {
  p01, p02, p03, p04, p05, p06_first, p06_then, p07, p08, p09, p10, p11, p12, p13, p14, p15, p16, p17 = p16 + 5, p18, p19, p20
};
inline constexpr std::size_t most_years = 5;

/// Columns of cases; each is longer than its rows by `padding` values that mean nothing.
struct Columns {
  static constexpr std::size_t padding = 64;
  std::size_t cases = 0;
  std::vector<std::int32_t> awareness, study, start, ended, born;
  std::vector<std::int8_t> acute, consent, plan, network, extended, target_group, measure, siblings;
  std::vector<std::int32_t> notifications_from, conversations_from, decisions_from, followups_from;  ///< cases + 1 offsets
  std::vector<std::int32_t> receipt, receipt_day, assessment, assessment_day, confirmation;          ///< minutes UTC, local days
  std::vector<std::int8_t> notifier;
  std::vector<std::int32_t> conversation;
  std::vector<std::int32_t> decided, decision_case;
  std::vector<std::int8_t> documented, basis;
  std::vector<std::int32_t> followup, followup_case;
  std::vector<std::int8_t> goal_met;

  std::size_t rows(Domain d) const;
  std::size_t bytes() const;  ///< of all columns, without padding
};

/// The cases 0 .. count - 1. Cost: about 0.5 µs a case.
Columns make_columns(std::uint64_t seed, std::size_t count);

/// What calendar arithmetic gives for each day, so that a kernel only looks it up.
class Calendars {
 public:
  static constexpr std::int32_t first = 11323;  ///< 2001-01-01: no day of the workload is before it
  struct Shift {
    std::vector<std::int32_t> to;        ///< by day - first, up to the as-of day
    std::int32_t least = 0, most = 0;    ///< how far it moves a day
  };
  /// Stays valid for the life of this. Cost of a first question: some milliseconds.
  const Shift& months(std::int32_t count);
  const Shift& working_days(std::int32_t count);

 private:
  std::map<std::int32_t, Shift> months_, working_days_;
};

/// The tables that one copy of the rules needs.
struct Tables {
  const Calendars::Shift *working, *study, *first, *gap, *age;
  std::array<const Calendars::Shift*, most_years + 1> year;  ///< whole years; of 0 nothing
  std::int32_t as_of_end;                                    ///< 24:00 of the as-of day. Unit: minutes UTC
};
Tables tables_for(const Limits& limits, Calendars& calendars);

/// The same as rows of CSV, for the table `calendar` of sql/tables.sql.
inline constexpr const char* calendar_heading = "day,working,m3,m4,m6,y1,y2,y3,y4,y15\n";
std::string calendar_rows();

/// How many instances of each rule may have each verdict; the common result of everything that is measured.
using Tally = std::array<std::array<std::uint64_t, 6>, rule_count>;

/// One byte a row and part: the scalar kernel's result.
struct Sets {
  std::array<std::vector<std::uint8_t>, parts.size()> of;
  explicit Sets(const Columns& c);
  Tally tally() const;
};

/// Six bit planes a part: the SIMD kernel's result. Bit i of plane v is set when row i may be verdict v.
struct Planes {
  std::array<std::array<std::vector<std::uint64_t>, 6>, parts.size()> of;
  explicit Planes(const Columns& c);
  std::uint8_t set(std::size_t part, std::size_t row) const;
  Tally tally() const;
};

/// The rows of one domain that a thread takes; begin is a multiple of 64.
struct Rows {
  std::size_t begin, end;
};
/// The `nth` of `of` shares of the rows.
Rows share(std::size_t rows, std::size_t nth, std::size_t of);

/// One fused loop over the cases, plain C++. Cost: some 100 ns a case.
void judge_scalar(const Columns& c, const Tables& t, const Limits& l, Sets& out, Rows cases);

/// Vectors of 16: AVX-512 where the machine has it, else AVX2. @return false: the machine has neither
bool judge_simd(const Columns& c, const Tables& t, const Limits& l, Planes& out, std::size_t nth = 0, std::size_t of = 1);
/// What judge_simd runs on: "AVX-512", "AVX2" or "nothing". Environment BENCH_NO_AVX512 hides AVX-512.
const char* simd_in_use();

}  // namespace rettesnor::bench
