// Which municipalities delivered what, month by month.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/disclosure/publish.hpp"
#include "engine/store/ledger/tallies.hpp"

namespace rettesnor::report {

/// What a month of a municipality holds of instances of duties and recommendations.
enum class Delivered : std::uint8_t {
  none,
  hidden,  ///< fewer than the threshold, or a municipality whose cases are hidden, or a small change since an earlier report
  some,    ///< the threshold or more
};

struct Coverage {
  std::vector<std::string> months;                            ///< the last thirteen up to `as_of`, in order
  std::map<std::string, std::vector<Delivered>> municipalities;  ///< by code, those that delivered; a place a month
};

/// @param delivered  cases by municipality as they are shown; without it no municipality is told of
Coverage coverage_of(const ledger::Counts& counts, const std::optional<disclosure::Published>& delivered, std::int64_t threshold,
                     std::span<const ledger::Counts* const> earlier);

}  // namespace rettesnor::report
