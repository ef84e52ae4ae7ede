// A table with margins as a network: rows and columns are nodes, each place is an arc that carries its count.
// Internal to engine/disclosure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

/// Larger than any change that matters.
inline constexpr std::int64_t unlimited = INT64_MAX / 4;

/// What comes in at a node goes out: a row's total comes from the node of the total column, is spread over the row's
/// counts, gathered in the columns, and returns through the total row. Tables that agree with what is published are the
/// circulations that differ on open (hidden) arcs only. Such a network has whole-numbered extremes, and every whole
/// number between them is reached, so maximum flow gives exact bounds.
///
/// A row is listed since somebody is in it, so a reader knows that its population is 1 at least: no change takes the arc of a row's total
/// below that. Where the population is 0 it may be anything.
class Network {
 public:
  enum class Arcs : std::uint8_t { open_only, all };

  /// @param split  a cell whose population's rest gets an arc of its own (see `target`)
  Network(const CountTable& table, const Mask& open, Arcs arcs, std::optional<Cell> split = std::nullopt);

  /// The arc of a place, or of the split cell's rest; nothing when it is not open and only open ones were asked for.
  std::optional<std::size_t> arc_of(std::size_t index) const { return arc_of_[index]; }
  std::size_t rest_arc() const { return rest_arc_; }
  std::int64_t flow(std::size_t arc) const { return arcs_[arc].flow; }

  /// How much the arc can carry more when open arcs alone change; at most `limit`, which may be `unlimited`.
  /// Changes the flows. Cost: O(answers' paths * arcs).
  std::int64_t raise(std::size_t arc, std::int64_t limit);
  /// How much less.
  std::int64_t lower(std::size_t arc, std::int64_t limit);

  /// Raises the arc by `amount` along the cheapest way, opening arcs on it; costs[index] is for opening a place, below 0
  /// for never. The places opened, or nothing when there is no way for so much at once. Cost: O(nodes^2 + arcs).
  std::optional<std::vector<std::size_t>> raise_by_opening(std::size_t arc, std::int64_t amount,
                                                           const std::vector<std::int64_t>& costs);

 private:
  struct Arc {
    std::size_t from, to;
    std::int64_t flow;
    std::int64_t least;  // that a reader knows of
    bool open;
    std::size_t index;  // of the place; table size for the rest
    std::int64_t spare() const { return flow - least; }
  };
  struct Step {
    std::size_t arc;
    bool forward;
  };

  void add(Arc arc);
  /// Raises what flows from `from` to `to` without the banned arc.
  std::int64_t augment(std::size_t from, std::size_t to, std::size_t banned, std::int64_t limit);
  std::size_t other_end(Step step) const { return step.forward ? arcs_[step.arc].to : arcs_[step.arc].from; }
  std::size_t start(Step step) const { return step.forward ? arcs_[step.arc].from : arcs_[step.arc].to; }
  void push(Step step, std::int64_t amount) { arcs_[step.arc].flow += step.forward ? amount : -amount; }

  std::size_t nodes_ = 0;
  std::vector<Arc> arcs_;
  std::vector<std::vector<Step>> steps_;  // out of each node
  std::vector<std::optional<std::size_t>> arc_of_;
  std::size_t rest_arc_ = 0;
};

}  // namespace rettesnor::disclosure
