// The audit's report: counts in, a page out. Four forms of the same tables, all of one publication.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/report/publication.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::report {

/// For a terminal: the country by rule, coverage and lines kept out. With a rule: that rule, by municipality and month.
/// @param rule  a full name out of `from.rules`; empty: all
std::string as_text(const Publication& from, const std::string& rule, Language language);

/// The same tables as CSV in UTF-8 with a byte order mark, one after another: title, header, rows, a blank line. Danish: semicolons and decimal
/// commas. Shares are in per cent. A text that a spreadsheet would take for a formula begins with an apostrophe.
std::string as_csv(const Publication& from, const std::string& rule, Language language);

/// The same tables as a workbook (Office Open XML), a sheet a table, after one with the summary: counts and shares are numbers, texts are
/// texts whatever they begin with, what is hidden is the text `•`. The same publication gives the same bytes.
/// @return the file is written
bool write_xlsx(const Publication& from, const std::string& rule, Language language, const std::filesystem::path& file);

/// One HTML file for a browser or paper: no script, no network. Law by rule with a funnel and a chart where there is
/// enough to draw, each beside its table.
std::string as_html(const Publication& from, const std::string& rule, Language language);

/// A cell of CSV: quoted where needed, safe from being run as a formula.
std::string csv_text(std::string_view text, char separator);

}  // namespace rettesnor::report
