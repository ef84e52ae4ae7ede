// Data quality: what stands before any verdict in a report.
#pragma once

#include <string>
#include <vector>

#include "engine/report/table.hpp"

namespace rettesnor::report {

/// Records kept out by code; cases judged with something doubtful in them, by code and by municipality.
std::vector<Table> quality_tables(const Publication& from, Language language);

/// What a code of the table `flaw` says, in a line.
std::string meaning_of(const std::string& code, Language language);

}  // namespace rettesnor::report
