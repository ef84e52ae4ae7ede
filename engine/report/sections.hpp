// Which tables a report has, in order: the same for all its forms.
#pragma once

#include <string>
#include <vector>

#include "engine/report/compose.hpp"

namespace rettesnor::report {

/// @param rule  a full name; empty: all. @param coverage  with cases by municipality, and the measures' divisions
std::vector<Table> sections(const Publication& from, const std::string& rule, bool coverage, Language language);

/// The rule of that name, if it is of law, or not. Null: none.
const PublishedRule* find(const Publication& from, const std::string& rule, bool law);
const PublishedRule* find(const Publication& from, const std::string& rule);

/// The time, cases, municipalities and lines kept out, in a line each.
std::vector<std::string> summary_lines(const Publication& from, Language language);

}  // namespace rettesnor::report
