// The tables of a municipality's page. Internal to engine/leader.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/leader/beside.hpp"
#include "engine/report/table.hpp"

namespace rettesnor::leader {

/// What the picture shows: a row a share, outcome first. Averages are a table of their own.
report::Table overview_table(const report::Publication& from, std::span<const Beside> shares, Language language);

/// What became of the citizens: shares, and averages; those that have rows. Who was not measured again is unknown.
std::vector<report::Table> outcome_tables(const report::Publication& from, const std::string& municipality, Language language);

/// Law by the national categories, the material ones apart.
report::Table category_table(const report::Publication& from, const std::string& municipality, Language language);
/// Duties of law, or recommendations, one by one.
report::Table duty_table(const report::Publication& from, const std::string& municipality, bool law, Language language);

/// Cases and each recommendation per 1,000 of the population, beside the municipalities' median and what the need leads one to expect. @pre from.needs
report::Table need_table(const report::Publication& from, const std::string& municipality, Language language);

/// What the municipality may decide itself, and whether it has, beside how many have. Without rows: the rules leave nothing to it.
report::Table decision_table(const report::Publication& from, const std::string& municipality, Language language);

/// What the municipality delivered, by month, and what in it is doubtful.
std::vector<report::Table> coverage_tables(const report::Publication& from, const std::string& municipality, Language language);

}  // namespace rettesnor::leader
