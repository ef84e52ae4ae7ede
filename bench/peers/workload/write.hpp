// The workload's cases as text: Rettesnor's JSON lines, plain JSON with numbers for days, and the rows of CSV tables.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "bench/peers/workload/cases.hpp"

namespace rettesnor::bench {

/// One line as docs/cases.md has it. What is not there is left out.
void append_case_line(std::string& out, const Case& c);

/// One line for programs without dates: days since 1970-01-01, moments as minutes UTC with their local day, null.
void append_plain_line(std::string& out, const Case& c);

/// The tables, in the order of `Rows`.
inline constexpr std::array<std::string_view, 5> table_names{"cases", "notifications", "conversations", "decisions", "followups"};
std::string_view table_heading(std::size_t table);
/// Adds the rows of one case to the CSV text of each table. Lists carry the place from 0 as `nr`.
void append_rows(std::array<std::string, 5>& tables, const Case& c);

/// The names of the codes, as rules/workload.regel declares them.
inline constexpr std::array<std::string_view, 4> notifier_codes{"professional", "private", "anonymous", "child"};
inline constexpr std::array<std::string_view, 4> basis_codes{"support", "placement", "relief", "refusal"};
inline constexpr std::array<std::string_view, 4> group_codes{"disability", "wellbeing", "crime", "family"};
inline constexpr std::array<std::string_view, 5> measure_codes{"counselling", "practical", "relief", "placement", "contact_person"};

}  // namespace rettesnor::bench
