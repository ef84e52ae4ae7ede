#include "engine/disclosure/feasible.hpp"

#include "engine/disclosure/network.hpp"

namespace rettesnor::disclosure {
namespace {

Range range_of(const Network& network, std::size_t arc) {
  const std::int64_t value = network.flow(arc);
  Network up = network;
  Network down = network;
  const std::int64_t more = up.raise(arc, unlimited);
  Range out{value - down.lower(arc, unlimited), std::nullopt};
  if (more < unlimited) out.high = value + more;
  return out;
}

}  // namespace

Range feasible(const CountTable& table, const Mask& hidden, Cell cell) {
  const Network network(table, hidden, Network::Arcs::open_only);
  const auto arc = network.arc_of(table.index(cell));
  if (!arc) return {table.at(cell), table.at(cell)};
  return range_of(network, *arc);
}

Range feasible_rest(const CountTable& table, const Mask& hidden, Cell cell) {
  const Network network(table, hidden, Network::Arcs::open_only, cell);
  return range_of(network, network.rest_arc());
}

bool is_met(const CountTable& table, const Mask& hidden, const Need& need, std::int64_t threshold) {
  Network network(table, hidden, Network::Arcs::open_only, need.rest ? std::optional(need.cell) : std::nullopt);
  const auto arc = need.rest ? std::optional(network.rest_arc()) : network.arc_of(table.index(need.cell));
  if (!arc) return false;
  const std::int64_t lacking = threshold - network.flow(*arc);
  return lacking <= 0 || network.raise(*arc, lacking) >= lacking;
}

bool is_open(const CountTable& table, const Mask& hidden, Cell cell) {
  Network network(table, hidden, Network::Arcs::open_only);
  const auto arc = network.arc_of(table.index(cell));
  return arc && (network.raise(*arc, 1) > 0 || network.lower(*arc, 1) > 0);
}

}  // namespace rettesnor::disclosure
