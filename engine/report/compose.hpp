// The report's tables, from what is published. The one place where tables are put together.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/figures.hpp"
#include "engine/report/table.hpp"
#include "engine/statistics/need.hpp"

namespace rettesnor::report {

/// The title in the language, or the other one's, or the name.
std::string title_of(const PublishedRule& rule, Language language);
/// `Aarhus`; what to call a code without a name.
std::string name_of(const std::string& code, Language language);
std::string standing_text(const Standing& standing, Language language);

/// Duties with relevant or pending instances. @param only  a rule's full name; empty: all
Table national_table(const Publication& from, bool law, const std::string& only, Language language);
/// A category of the national measurement.
struct Category {
  const char* code;
  Word name;
};
/// In the national order, those of law before those of procedure.
std::span<const Category> categories();
/// `Sagsoplysning`, or `Sagsoplysning: væsentlige`. @pre a code of `categories`
std::string category_name(std::string_view code, bool material, Language language);
/// Duties of law summed by the category that they are measured as, and their material ones; no rows: no rule says its own.
/// Only of what is published: rules with a hidden count are left out and counted in a note.
Table measured_table(const Publication& from, Language language);
/// Municipalities by code. Without rows when they are not shown.
Table municipality_table(const Publication& from, const PublishedRule& rule, Language language);
Table month_table(const Publication& from, const PublishedRule& rule, Language language);
/// Municipalities by code with need, reach, what is expected and the quadrant. @param rule  null: of the cases delivered. @pre from.needs
Table need_table(const Publication& from, const PublishedRule* rule, Language language);
std::string quadrant_name(statistics::Quadrant quadrant, Language language);
/// `cases delivered`, or the instances of a rule.
std::string reach_name(const PublishedRule* rule, Language language);
/// Cases by municipality, also those of the 98 that delivered none, and which months have anything.
Table coverage_table(const Publication& from, Language language);
Table identity_table(const Publication& from, Language language);

/// The time judged at, `2026-02-16 12:00`.
std::string as_of_text(const Publication& from);

}  // namespace rettesnor::report
