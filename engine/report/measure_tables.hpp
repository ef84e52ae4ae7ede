// The measures as tables and as one picture: practice beside outcome, law and recommendations apart.
#pragma once

#include <string>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/report/table.hpp"

namespace rettesnor::report {

/// The title in the language, or the other one's, or the name.
std::string title_of(const PublishedMeasure& measure, Language language);

/// The whole country: practice by the law, by recommendations, shares of citizens, and averages; those that have rows.
std::vector<Table> measure_tables(const Publication& from, Language language);

/// One measure divided: a table for each division that may be shown.
std::vector<Table> measure_parts(const Publication& from, const PublishedMeasure& measure, Language language);

/// Every shown measure on a line of its own with its interval. Empty when there is none. @param id  unique in its page
std::string measures_svg(const Publication& from, const std::string& id, Language language);

}  // namespace rettesnor::report
