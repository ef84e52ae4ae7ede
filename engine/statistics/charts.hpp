// Control charts: what varies as it always has, and what has changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

struct Xmr {
  double centre = 0;
  double mean_range = 0;   ///< mean distance between neighbours
  Interval limits;         ///< centre +- 2.66 mean ranges: three standard deviations
  Interval near_limits;    ///< two thirds of the way
  double range_limit = 0;  ///< a single distance above this is itself a signal (3.267 mean ranges)
};

struct XmrOptions {
  bool drop_outlying_ranges = false;  ///< distances above the range limit are left out, and the mean taken once more
  std::size_t baseline = 0;           ///< the limits rest on this many first points; 0 is all
};

/// Limits of single values over time (individuals and moving range; Shewhart, Wheeler). Values in order of time, the unit
/// is theirs. Nothing for fewer than two points, a baseline of one, or a value that is not finite. Cost: O(points).
std::optional<Xmr> xmr(std::span<const double> values, XmrOptions options = {});

/// As xmr, for each stretch between re-bases: `starts` are the indices where a new stretch begins, strictly rising, each
/// above 0. A re-base needs a reason that stands beside the picture. Nothing when a stretch is too short.
std::optional<std::vector<Xmr>> xmr_by_stretch(std::span<const double> values, std::span<const std::size_t> starts,
                                               XmrOptions options = {});

struct PChart {
  double centre = 0;             ///< the pooled share
  std::vector<Interval> limits;  ///< of each point, within [0, 1]
};

/// Limits of shares over time (p-chart; Shewhart): three standard deviations by each point's own total.
/// Nothing for an empty list or an invalid count. Cost: O(points).
std::optional<PChart> p_chart(std::span<const Counted> points);

/// Why a point is not common variation, most urgent first; a point has the first that holds.
enum class Signal : std::uint8_t { none, outside, trend, two_of_three, shift };

inline constexpr std::size_t run_for_signal = 7;

/// One signal a point, shown at the point where it is complete:
/// outside: beyond its limits; trend: the last 7 points each rise, or each fall; two_of_three: the last three lie on one
/// side of the centre and two of them, this one among them, beyond the near limit; shift: the last 7 lie on one side.
/// A value on the centre is on no side, and two equal neighbours are no rise. @param limits  one a point.
/// Nothing when the lists differ in length, a value is not finite or the centre lies outside a limit. Cost: O(points).
std::optional<std::vector<Signal>> signals(std::span<const double> values, double centre,
                                           std::span<const Interval> limits);
/// The same for points that share their limits.
std::optional<std::vector<Signal>> signals(std::span<const double> values, const Xmr& chart);

enum class Wanted : std::uint8_t { high, low };

/// Whether an unchanged process will reach its target: always, never, or now and then.
enum class Assurance : std::uint8_t { passes, fails, inconsistent };

Assurance assurance(Interval limits, double target, Wanted wanted);

}  // namespace rettesnor::statistics
