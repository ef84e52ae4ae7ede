// The picture of a municipality's page: each figure on a line of its own, the country's beside it. Internal to engine/leader.
#pragma once

#include <span>
#include <string>

#include "engine/leader/beside.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::leader {

/// Shares above, averages below; under a heading for each kind, so that outcome, law and recommendations stand apart. What is hidden has no mark.
/// Empty when there is no mark to draw. @param id  unique in its page
std::string beside_svg(std::span<const Beside> shares, std::span<const Beside> averages, const std::string& municipality, const std::string& id, Language language);

}  // namespace rettesnor::leader
