// What a leader reads first: what is kept best, what is missed most often, what became of the citizens, what waits for a decision, and what the figures do
// not say. Made of what is published, as all of the page. Internal to engine/leader.
#pragma once

#include <string>
#include <vector>

#include "engine/implementation/findings.hpp"
#include "engine/leader/output.hpp"
#include "engine/report/publication.hpp"

namespace rettesnor::leader {

/// A heading and a few sentences. A section without anything to tell says so.
struct Brief {
  std::string heading;
  std::vector<std::string> lines;
};

/// Five sections at most, in the order they are read; none has more lines than a minute allows. Law and recommendations never stand in one list.
/// @param day  the day of the audit, by which actions are overdue
std::vector<Brief> in_short(const report::Publication& from, const Question& question, Date day, Language language);

std::string briefs_text(const std::vector<Brief>& briefs);
std::string briefs_html(const std::vector<Brief>& briefs);

}  // namespace rettesnor::leader
