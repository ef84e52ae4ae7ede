// Counts made by hand, for the report's tests.
#pragma once

#include <string>
#include <vector>

#include "engine/report/publication.hpp"

namespace rettesnor::report::testing {

/// Instances of one municipality or month.
struct Part {
  std::string key;
  std::uint64_t kept = 0, late = 0, breached = 0, open = 0, pending = 0;
};

/// A duty whose municipalities and months are these; both must add up to the same.
ledger::RuleCounts duty(const std::string& name, const std::vector<Part>& municipalities, const std::vector<Part>& months, bool law = true);

/// A whole run of these rules; every municipality of the first rule delivered as many cases as it has instances.
ledger::Counts run_of(std::vector<ledger::RuleCounts> rules);

/// Text, CSV and HTML in both languages, of all rules and of each alone, one after another.
std::string all_outputs(const Publication& from);

/// Does the number stand in the text, not as a part of a longer number?
bool has_number(const std::string& text, const std::string& number);

}  // namespace rettesnor::report::testing
