// Need against reach: does the work come where the need is? From published counts and what the caller knows of need.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/statistics/inequality.hpp"
#include "engine/statistics/need.hpp"

namespace rettesnor::report {

/// One municipality: what was asked for, and what was reached.
struct NeedPoint {
  std::string code;
  double population = 0;
  double need = 0;
  Maybe count;                                   ///< cases delivered, or relevant instances of the rule
  std::optional<double> reach;                   ///< count per 1,000 of the population; nothing when hidden
  std::optional<double> expected;                ///< by the regression, per 1,000
  std::optional<double> studentised;             ///< beyond +-2 is worth a look
  std::optional<statistics::Quadrant> quadrant;  ///< against the medians
};

struct Need {
  std::vector<NeedPoint> points;                 ///< by code; all that have both a need and a place in the audit's table
  double median_need = 0, median_reach = 0;      ///< of those with a reach
  std::size_t reached = 0;                       ///< points with a reach
  std::optional<statistics::Expected> expected;  ///< over those with a reach
  std::optional<double> spearman;
  std::optional<double> concentration;           ///< [-1, 1], municipalities from the greatest need, weighted by population; negative: more where need is greater
};

/// Of the rule, or of the cases delivered when null. Nothing without needs, or where the table is not shown.
std::optional<Need> need_of(const Publication& from, const PublishedRule* rule);

}  // namespace rettesnor::report
