// What falls due: a sorted list, and a calendar for a mail program (RFC 5545).
#pragma once

#include <string>
#include <vector>

#include "engine/explain/report.hpp"

namespace rettesnor {

/// One due date that still can be kept, or was passed without the act.
struct DueItem {
  std::string case_id;
  Finding finding;
  bool overdue = false;   ///< certainly past and not done
  bool certain = true;    ///< the duty certainly applies and is certainly open
};

/// Open dues of law and recommendation that fall in T … T + `days`, those past due first, then by date.
/// Overdue items are those that are certainly breached with a due.
std::vector<DueItem> find_due(const Report& report, std::int32_t days);

/// Sorts items of several cases: overdue first, then by due, case, rule.
void sort_due(const Model& model, std::vector<DueItem>& items);

/// An iCalendar object with one event an item that is not overdue: all-day for days, UTC for moments. Lines end in
/// CRLF and fold at 75 octets; UIDs depend on case, rule and instance only; nothing of the case but its id is written.
/// @param stamp  DTSTAMP: the as-of time, so that the same question gives the same bytes
std::string to_icalendar(const Model& model, const std::vector<DueItem>& items, Moment stamp, Language language);

}  // namespace rettesnor
