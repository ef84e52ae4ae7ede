// What published counts say: shares with their bounds and intervals, funnels, charts. Knows only what is published.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/statistics/charts.hpp"
#include "engine/statistics/funnel.hpp"
#include "engine/statistics/numbers.hpp"
#include "engine/statistics/overdispersion.hpp"

namespace rettesnor::report {

/// The share kept of a row. Every member is a share, [0, 1].
struct Share {
  statistics::Counted settled;    ///< kept of kept and missed
  double value = 0;
  statistics::Interval chance;    ///< Wilson, 95 %
  statistics::Interval bounds;    ///< if everything open is missed, and if it is all kept
};

/// Nothing when kept, missed or open is hidden, or nothing is settled.
std::optional<Share> share_of(const Row& row);
/// If everything open is missed, and if it is all kept; also where nothing is settled.
std::optional<statistics::Interval> bounds_of(const Row& row);

/// Where a municipality stands against the national share.
struct Standing {
  statistics::Place place = statistics::Place::within;
  bool may_change = false;  ///< what is open could move it across a limit
};

std::optional<Standing> standing(const Row& row, double centre);

struct FunnelPoint {
  std::string code;
  Share share;
  Standing standing;
};

/// Only municipalities with everything shown have a point.
struct Funnel {
  double centre = 0;                    ///< the national share of what is settled
  std::vector<FunnelPoint> points;      ///< by code
  std::optional<statistics::Overdispersion> spread;         ///< nothing unless nine of ten municipalities have a point
  std::optional<statistics::Homogeneity> homogeneity;       ///< the same
};

/// Nothing unless the national share is shown and neither 0 nor 1.
std::optional<Funnel> funnel_of(const PublishedRule& rule);

struct ChartPoint {
  std::string month;
  std::size_t place = 0;         ///< months since the first shown
  Share share;
  statistics::Interval limits;
  statistics::Signal signal = statistics::Signal::none;
};

/// The longest stretch that a chart draws. Two years say what there is to say; the table has all.
inline constexpr std::size_t chart_months = 24;

/// Months with everything shown, in order, of the last `chart_months`. Centre and limits are those of a p-chart over all months, the hidden ones too,
/// since the pooled share is the national one, which is shown.
struct Chart {
  double centre = 0;
  std::size_t months = 0;        ///< from the first to the last shown
  std::vector<ChartPoint> points;
};

std::optional<Chart> chart_of(const PublishedRule& rule);

/// Enough for a picture.
inline constexpr std::size_t fewest_units = 5;
inline constexpr std::size_t fewest_months = 8;

}  // namespace rettesnor::report
