// How long duties with a deadline took, from their start to fulfilment, with those still open followed as far as they are known: stretches of
// days in which nobody stands for few, and what follows from them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/report/table.hpp"
#include "engine/store/ledger/follows.hpp"

namespace rettesnor::report {

/// Rules with a deadline from a start, in the publication's order. Every count of a stretch, every sum of stretches from the first on held against what is shown
/// of the rule, and what is unknown is none or the threshold or more; where that cannot be had, nothing is shown.
/// Cost: O(rows of `follows`)
std::vector<PublishedSurvival> publish_survival(const std::vector<ledger::FollowCounts>& follows, const Publication& beside, const disclosure::Policy& policy);

/// The title in the language, or the other one's, or the name.
std::string title_of(const PublishedSurvival& of, Language language);
/// `dag 8–14`, `efter dag 365`.
std::string days_text(const Stretch& days, Language language);
/// The rules by median, with its bounds.
Table survival_table(const Publication& from, Language language);
/// One rule by stretch of days: the twin of its curve.
Table survival_steps_table(const PublishedSurvival& of, Language language);
/// The curve, its bounds and the median. @param id  unique in its page  @pre of.shown
std::string survival_svg(const PublishedSurvival& of, const std::string& id, const std::string& rule, Language language);

}  // namespace rettesnor::report
