// The limits of the workload's twenty rules, and other packages of the same rules with other limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace rettesnor::bench {

inline constexpr std::size_t rule_count = 20;

/// What may be varied in a copy of the twenty rules. The defaults are those of rules/workload.regel.
struct Limits {
  std::int32_t hours = 24;          ///< r01
  std::int32_t working_days = 6;    ///< r02
  std::int32_t study_months = 4;    ///< r03
  std::int32_t first_months = 3;    ///< r05, r06
  std::int32_t gap_months = 6;      ///< r06
  std::int32_t age = 15;            ///< r09
  std::int32_t siblings = 2;        ///< r10
  std::int32_t talk_days = 7;       ///< r11
  std::int32_t start_days = 14;     ///< r14
  std::int32_t times = 2;           ///< r16
  std::int32_t talks = 2;           ///< r17
  std::int32_t goal_factor = 2;     ///< r19
  std::int32_t least_siblings = 0;  ///< r04, r07, r08, r12, r13, r15, r18, r20, which have no limit: hold from so many; 0: for all
};

/// The limits of copy `number`; 0 is the workload itself. @pre number < 10
Limits limits_of(std::int32_t number);

/// A package of `rules` rules, 1 .. 200: the first of the workload, then its copies with other limits.
/// @param workload  the text of rules/workload.regel
std::string package_of(std::string_view workload, std::size_t rules);

/// The twenty rules of copy `number` alone.
std::string package_of_copy(std::string_view workload, std::int32_t number);

/// The workload with only the rules named, such as `r01,r07`, and their exceptions.
std::string package_with(std::string_view workload, std::string_view names);

}  // namespace rettesnor::bench
