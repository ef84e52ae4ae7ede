#include "engine/disclosure/network.hpp"

#include <algorithm>

namespace rettesnor::disclosure {

Network::Network(const CountTable& table, const Mask& open, Arcs arcs, std::optional<Cell> split)
    : nodes_(table.rows() + table.columns() + 3), steps_(nodes_), arc_of_(table.size()) {
  const std::size_t rows = table.rows();
  const std::size_t columns = table.columns();
  const std::size_t extra = nodes_ - 1;  // stands before the other counts of the split cell's row
  const auto column_node = [&](std::size_t column) { return rows + 1 + column; };
  for (std::size_t index = 0; index < table.size(); ++index) {
    if (arcs == Arcs::open_only && !open[index]) continue;
    const Cell cell = table.cell(index);
    std::size_t row_node = cell.row;
    if (split && split->row == cell.row && cell.column != split->column && cell.column != columns) row_node = extra;
    // A row gives to its counts and gets from its total; the total row the other way round.
    const bool from_row = (cell.row == rows) == (cell.column == columns);
    const std::size_t other = column_node(cell.column);
    const bool listed = cell.row < rows && cell.column == columns;
    const std::int64_t least = listed ? std::min<std::int64_t>(table.at(cell), 1) : 0;
    add({from_row ? row_node : other, from_row ? other : row_node, table.at(cell), least, open[index], index});
  }
  if (split) {
    rest_arc_ = arcs_.size();
    const std::int64_t rest = table.population(split->row) - table.at(*split);
    const bool total_row = split->row == rows;
    add({total_row ? extra : split->row, total_row ? split->row : extra, rest, 0, true, table.size()});
  }
}

void Network::add(Arc arc) {
  const std::size_t id = arcs_.size();
  if (arc.index < arc_of_.size()) arc_of_[arc.index] = id;
  steps_[arc.from].push_back({id, true});
  steps_[arc.to].push_back({id, false});
  arcs_.push_back(arc);
}

std::int64_t Network::augment(std::size_t from, std::size_t to, std::size_t banned, std::int64_t limit) {
  std::int64_t sum = 0;
  std::vector<std::optional<Step>> reached_by(nodes_);
  while (sum < limit) {
    std::ranges::fill(reached_by, std::nullopt);
    std::vector<std::size_t> queue{from};
    for (std::size_t next = 0; next < queue.size() && !reached_by[to]; ++next) {
      for (const Step step : steps_[queue[next]]) {
        const Arc& arc = arcs_[step.arc];
        const std::size_t end = other_end(step);
        if (!arc.open || step.arc == banned || end == from || reached_by[end] || (!step.forward && arc.spare() == 0)) continue;
        reached_by[end] = step;
        queue.push_back(end);
      }
    }
    if (!reached_by[to]) return sum;
    std::int64_t amount = limit - sum;
    for (std::size_t node = to; node != from; node = start(*reached_by[node])) {
      if (!reached_by[node]->forward) amount = std::min(amount, arcs_[reached_by[node]->arc].spare());
    }
    if (amount >= unlimited - sum) return unlimited;  // nothing on the way bounds it
    for (std::size_t node = to; node != from; node = start(*reached_by[node])) push(*reached_by[node], amount);
    sum += amount;
  }
  return sum;
}

std::int64_t Network::raise(std::size_t arc, std::int64_t limit) {
  const std::int64_t amount = augment(arcs_[arc].to, arcs_[arc].from, arc, limit);
  if (amount < unlimited) arcs_[arc].flow += amount;
  return amount;
}

std::int64_t Network::lower(std::size_t arc, std::int64_t limit) {
  const std::int64_t amount = augment(arcs_[arc].from, arcs_[arc].to, arc, std::min(limit, arcs_[arc].spare()));
  arcs_[arc].flow -= amount;
  return amount;
}

std::optional<std::vector<std::size_t>> Network::raise_by_opening(std::size_t target, std::int64_t amount,
                                                                  const std::vector<std::int64_t>& costs) {
  const std::size_t from = arcs_[target].to;
  const std::size_t to = arcs_[target].from;
  std::vector<std::int64_t> distance(nodes_, unlimited);
  std::vector<std::optional<Step>> reached_by(nodes_);
  std::vector<bool> settled(nodes_);
  distance[from] = 0;
  while (true) {
    std::size_t nearest = nodes_;
    for (std::size_t node = 0; node < nodes_; ++node) {
      if (!settled[node] && distance[node] < unlimited && (nearest == nodes_ || distance[node] < distance[nearest])) {
        nearest = node;
      }
    }
    if (nearest == nodes_) return std::nullopt;
    if (nearest == to) break;
    settled[nearest] = true;
    for (const Step step : steps_[nearest]) {
      const Arc& arc = arcs_[step.arc];
      if (step.arc == target || (!step.forward && arc.spare() < amount)) continue;
      const std::int64_t cost = arc.open ? 0 : costs[arc.index];
      const std::size_t end = other_end(step);
      if (cost < 0 || distance[nearest] + cost >= distance[end]) continue;
      distance[end] = distance[nearest] + cost;
      reached_by[end] = step;
    }
  }
  std::vector<std::size_t> opened;
  for (std::size_t node = to; node != from; node = start(*reached_by[node])) {
    const Step step = *reached_by[node];
    push(step, amount);
    if (!arcs_[step.arc].open) opened.push_back(arcs_[step.arc].index);
    arcs_[step.arc].open = true;
  }
  arcs_[target].flow += amount;
  return opened;
}

}  // namespace rettesnor::disclosure
