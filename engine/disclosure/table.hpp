// A table of counts by two dimensions, with its margins.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rettesnor::disclosure {

/// A place in the table. `row == rows()` is the total row, `column == columns()` the total column.
struct Cell {
  std::size_t row = 0;
  std::size_t column = 0;
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// Persons or cases: each row is a population (a municipality), each column an answer that its members have one of.
/// Margins are sums, so they cannot disagree with the cells. Unchangeable.
class CountTable {
 public:
  /// Counts row by row. Nothing without a row or column, for a list of another length, two equal labels in a dimension,
  /// a negative count, or a total above 10^15.
  static std::optional<CountTable> make(std::vector<std::string> row_labels, std::vector<std::string> column_labels,
                                        const std::vector<std::int64_t>& counts);

  std::size_t rows() const { return row_labels_.size(); }
  std::size_t columns() const { return column_labels_.size(); }
  const std::vector<std::string>& row_labels() const { return row_labels_; }
  const std::vector<std::string>& column_labels() const { return column_labels_; }
  /// A count or a margin. O(1).
  std::int64_t at(Cell cell) const { return values_[index(cell)]; }
  std::int64_t population(std::size_t row) const { return at({row, columns()}); }
  std::int64_t total() const { return values_.back(); }

  bool is_margin(Cell cell) const { return cell.row == rows() || cell.column == columns(); }
  /// Places, margins included: (rows + 1) * (columns + 1).
  std::size_t size() const { return values_.size(); }
  std::size_t index(Cell cell) const { return cell.row * (columns() + 1) + cell.column; }
  Cell cell(std::size_t index) const { return {index / (columns() + 1), index % (columns() + 1)}; }

 private:
  std::vector<std::string> row_labels_, column_labels_;
  std::vector<std::int64_t> values_;
};

/// Which places are hidden; index as in the table. The one mask for table, export and picture.
using Mask = std::vector<bool>;

}  // namespace rettesnor::disclosure
