// Why recommendations were departed from: explained departures by reason, as they may leave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/report/table.hpp"
#include "engine/store/ledger/reasons.hpp"

namespace rettesnor::report {

/// Recommendations with an explained departure. A count stands only where the rule's own table shows the sum that it is a part of, and the two hide the
/// same sums, so that the proof of each holds beside the other. Cost: O(rules) tables of 98 by the reasons
std::vector<PublishedReasons> publish_reasons(const std::vector<ledger::ReasonCounts>& reasons, const std::vector<ledger::RuleCounts>& rules, const Publication& beside, const disclosure::Policy& policy);

/// The title in the language, or the other one's, or the name.
std::string title_of(const PublishedReasons& of, Language language);
/// What to call a reason.
std::string reason_name(const ledger::AcceptedReason& reason, Language language);
/// The municipality's counts by reason, then other; empty: none, or not shown.
std::vector<Maybe> reasons_in(const PublishedReasons& of, const std::string& municipality);

/// One row a recommendation and reason, the whole country.
Table reasons_table(const Publication& from, Language language);
/// One recommendation by municipality. Without rows where they are not shown.
Table reasons_by_municipality(const Publication& from, const PublishedReasons& of, Language language);

}  // namespace rettesnor::report
