// A second publication of nearly the same people, so that neither it nor the difference tells what is hidden.
#pragma once

#include <span>
#include <vector>

#include "engine/disclosure/policy.hpp"
#include "engine/disclosure/protect.hpp"
#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

/// What was counted and hidden in an earlier publication, brought to the rows and columns of the later table.
struct Earlier {
  CountTable table;
  Mask hidden;
};

/// What a caller hides of any table beyond the policy.
using AlsoHide = std::vector<Cell> (*)(const CountTable&, const Policy&);

/// The mask of a table that readers hold against earlier ones.
///
/// Whoever has both publications has their difference, so that is protected as a table of its own: those who came, and those who
/// went, of each place. All places that an earlier publication hid are hidden again. Then what is visible later was visible
/// earlier, a visible later count says no more than the difference does, and where nobody went, what is possible for the
/// two publications together is any possible earlier table with any possible table of newcomers: each proof holds for both.
/// Where some went and others came, a reader knows less still, since a difference may be any number.
///
/// @param earlier  tables of the same rows and columns. @param also  may be null
/// Cost: as `protect`, two times more for each earlier table.
Protection protect_after(const CountTable& table, const Policy& policy, std::span<const Earlier> earlier,
                         std::span<const Cell> requested = {}, AlsoHide also = nullptr);

}  // namespace rettesnor::disclosure
