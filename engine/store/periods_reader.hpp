// Facts of type periods: `[{from: 2026-01-01, until: 2026-02-01}, {from: 2026-03-01}]`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/model/case.hpp"
#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// By `from`, none empty, none overlapping another; only the last may lack `until`.
std::optional<std::vector<Period>> read_periods(std::string_view name, const DataNode& node, Problems& problems);

}  // namespace rettesnor
