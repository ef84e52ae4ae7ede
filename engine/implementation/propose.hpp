// What an audit shows of the packages in a register, as proposals: duties missed again and again, and the determinants that may explain
// them. Made from published counts alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/implementation/findings.hpp"
#include "engine/report/figures.hpp"
#include "engine/report/publication.hpp"
#include "engine/report/reasons.hpp"

namespace rettesnor::implementation {

/// A duty missed as often as the threshold or more in one municipality. A proposal for people: what they are missed for, the audit does not
/// know.
struct Proposal {
  const Site* site = nullptr;
  const report::PublishedRule* rule = nullptr;
  report::Row row;                      ///< what is shown of the municipality
  std::optional<report::Share> share;
  bool below = false;                   ///< certainly below the country, outside 95 %
  std::vector<std::size_t> explaining;  ///< determinants whose `explains` names the rule, by place
  bool named = false;                   ///< one of them is rated as hindering here
};

/// A recommendation departed from for one accepted reason as often as the threshold or more in one municipality: what keeps it from being followed may be what
/// the reason says. A proposal for people.
struct Departure {
  const Site* site = nullptr;
  const report::PublishedReasons* rule = nullptr;
  std::size_t reason = 0;               ///< its place in `rule->reasons`
  std::int64_t count = 0;
  std::vector<std::size_t> explaining;  ///< as in Proposal
  bool named = false;                   ///< as in Proposal
};

struct Proposals {
  std::vector<Proposal> all;                     ///< by site; those below the country first, then by count missed
  std::vector<Departure> departures;             ///< by site, then by count
  std::size_t hidden_reasons = 0;                ///< municipality, recommendation and reason whose count is not shown
  std::size_t hidden = 0;                        ///< municipality and duty whose missed count is not shown, so that nothing is proposed
  std::vector<std::string> not_in_audit;         ///< rules that some determinant explains and the audit did not judge
  std::vector<const Site*> nothing_delivered;    ///< sites of which the audit shows no case
};

/// @pre all outlive the result
Proposals propose(const DeterminantRegister& reg, std::span<const Site> sites, const report::Publication& audit);

}  // namespace rettesnor::implementation
