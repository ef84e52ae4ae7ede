// The tables of a register of determinants. For the rooms that report of it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/implementation/findings.hpp"
#include "engine/implementation/propose.hpp"
#include "engine/report/table.hpp"

namespace rettesnor::implementation {

std::string level_name(DeterminantLevel level, Language language);
std::string rating_name(const Rating& rating, Language language);
std::string together_name(const Together& together, Language language);
std::string degree_name(Degree degree, Language language);
std::string separation_name(Separation separation, Language language);
/// `Aarhus, dk.social.children`.
std::string site_name(const Site& site, Language language);

/// Municipality and package by level: what helps and what hinders.
report::Table overview_table(std::span<const Site> sites, Language language);
/// One municipality and package, by level.
report::Table site_table(const DeterminantRegister& reg, const Site& site, Date as_of, Language language);
report::Table agreement_table(std::span<const Site> sites, Language language);
/// One package: which determinants separate high from low. Without rows where no municipality is said to be high, or none low.
report::Table separation_table(const DeterminantRegister& reg, std::span<const Site> sites, const std::string& package, Language language);
report::Table overdue_table(const DeterminantRegister& reg, std::span<const Site> sites, Date as_of, Language language);
report::Table proposal_table(const DeterminantRegister& reg, const Proposals& proposals, const report::Publication& audit, Language language);

/// Recommendations departed from again and again for the same reason. Without columns where the audit shows no reasons.
report::Table departure_table(const DeterminantRegister& reg, const Proposals& proposals, const report::Publication& audit, Language language);

/// Packages in the sites' order, each once.
std::vector<std::string> packages_of(std::span<const Site> sites);

}  // namespace rettesnor::implementation
