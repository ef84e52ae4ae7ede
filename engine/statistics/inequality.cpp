#include "engine/statistics/inequality.hpp"

#include <cmath>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {
namespace {

struct Ranked {
  std::vector<double> rank;    ///< share of the persons below the group's middle, (0, 1)
  std::vector<double> weight;  ///< share of the persons
  double mean = 0;             ///< weighted
};

std::optional<Ranked> ranked(std::span<const RankedGroup> groups) {
  if (groups.size() < 2) return std::nullopt;
  double total = 0;
  for (const RankedGroup& g : groups) {
    if (!is_positive(g.weight) || !std::isfinite(g.value)) return std::nullopt;
    total += g.weight;
  }
  Ranked out;
  double below = 0;
  for (const RankedGroup& g : groups) {
    const double weight = g.weight / total;
    out.rank.push_back(below + weight / 2);
    out.weight.push_back(weight);
    out.mean += weight * g.value;
    below += weight;
  }
  return out;
}

}  // namespace

std::optional<Concentration> concentration(std::span<const RankedGroup> groups, double floor, double ceiling) {
  const auto r = ranked(groups);
  if (!r || !(floor < ceiling)) return std::nullopt;
  double sum = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].value < floor || groups[i].value > ceiling) return std::nullopt;
    sum += r->weight[i] * groups[i].value * r->rank[i];
  }
  if (!is_positive(r->mean) || r->mean <= floor || r->mean >= ceiling) return std::nullopt;
  Concentration out;
  out.index = 2 * sum / r->mean - 1;
  out.generalised = out.index * r->mean;
  out.erreygers = 4 * out.generalised / (ceiling - floor);
  out.wagstaff = out.generalised * (ceiling - floor) / ((ceiling - r->mean) * (r->mean - floor));
  return out;
}

std::optional<InequalitySlope> inequality_slope(std::span<const RankedGroup> groups) {
  const auto r = ranked(groups);
  if (!r) return std::nullopt;
  double squares = 0;
  double products = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double distance = r->rank[i] - 0.5;  // midpoints have the weighted mean one half
    squares += r->weight[i] * distance * distance;
    products += r->weight[i] * distance * groups[i].value;
  }
  InequalitySlope out;
  out.slope = products / squares;
  const double worst_off = r->mean - out.slope / 2;
  if (!is_positive(worst_off)) return std::nullopt;
  out.ratio = (worst_off + out.slope) / worst_off;
  return out;
}

}  // namespace rettesnor::statistics
