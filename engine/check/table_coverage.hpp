// Does some row of a table match every input, and can every row be reached?
#pragma once

#include <optional>
#include <vector>

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// One cell as a set of points on its column, over the cut points that the table itself uses.
/// A cell that compares with anything but a constant is opaque: it proves nothing either way.
class CellMeaning {
 public:
  static CellMeaning anything();
  /// Narrows to `input op value`.
  void add(const Context& ctx, expr::BinaryOp op, ExprId value);
  void unite(const CellMeaning& other);
  void intersect(const CellMeaning& other);

  bool opaque() const { return opaque_; }
  bool matches_all() const { return all_; }
  /// The constants that the cell mentions.
  const std::vector<std::int64_t>& cuts() const { return cuts_; }
  /// Does it match points at `value`, or, when `between`, those just above it?
  bool matches(std::int64_t value, bool between) const;

 private:
  struct Test {
    expr::BinaryOp op;
    std::int64_t value;
  };
  bool opaque_ = false;
  bool all_ = false;
  std::vector<std::vector<Test>> any_of_;  ///< alternatives; all tests of one must hold
  std::vector<std::int64_t> cuts_;
};

/// What a column may hold: a fixed number of points (codes; yes and no), or a line of numbers.
struct ColumnDomain {
  std::optional<std::int64_t> points;  ///< 0 … points - 1
};
ColumnDomain domain_of(const Context& ctx, Type type);

/// Says which inputs no row matches (an `exhaustive` table) and which rows are never reached.
/// Cost: rows × the product of the columns' cells, up to a limit beyond which nothing is said but for an exhaustive
/// table without a last row that matches all.
void check_coverage(Context& ctx, TableRuleId id, const std::vector<ColumnDomain>& domains,
                    const std::vector<std::vector<CellMeaning>>& cells);

}  // namespace rettesnor::checking
