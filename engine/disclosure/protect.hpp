// The mask of a table, with the proof that it hides what it hides.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/disclosure/feasible.hpp"
#include "engine/disclosure/policy.hpp"
#include "engine/disclosure/primary.hpp"
#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

/// For the house alone: reasons and ranges are not published.
struct Hidden {
  Cell cell;
  std::vector<Reason> reasons;  ///< one at least
  Range range;                  ///< what a reader of the publication can know
};

struct Protection {
  Mask hidden;
  std::vector<Hidden> proof;        ///< every hidden place, row by row
  std::int64_t partner_cost = 0;    ///< sum of the inner counts hidden only to protect others
  bool everything_hidden = false;   ///< nothing less was safe
};

/// Hides what the policy names (primary suppression), what is `requested`, and partners for them (secondary suppression),
/// until for every hidden place more than one value is possible, and for everything the policy names a value at or above
/// the threshold. Partners are chosen by cheapest paths, inner counts before margins, then those that turn out not to be
/// needed are shown again; the result is safe for certain, cheap by and large, and shows no place whose hiding is needed.
/// The same table gives the same mask.
///
/// Safe means: against a reader who has everything published, knows sums, that no row is listed without anybody in it, the policy and
/// which kinds of places it hides.
/// Not against one who runs this search on every table that agrees with the publication and keeps those that give the same
/// mask: in tables as small as 3 by 3 that reader can rule out more. Cost: 98 rows by 6 columns takes well under a second.
/// @param given  places that are hidden anyway: they serve as partners, and nothing is asked of them. Empty: none
Protection protect(const CountTable& table, const Policy& policy, std::span<const Cell> requested = {}, const Mask& given = {});

}  // namespace rettesnor::disclosure
