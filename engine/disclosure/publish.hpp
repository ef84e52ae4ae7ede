// The only form in which counts leave: tables, exports and pictures read from here, so that they hide the same.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/disclosure/policy.hpp"
#include "engine/disclosure/protect.hpp"
#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

/// A point in a picture; only units whose count and population are both visible have one.
struct Point {
  std::string label;
  std::int64_t events = 0;
  std::int64_t total = 0;
};

/// A protected table. Hidden counts are not in it, so nothing that reads it can show them.
class Published {
 public:
  /// Protects and keeps what is visible.
  Published(const CountTable& table, const Policy& policy, std::span<const Cell> requested = {});
  /// Keeps what a protection of this table leaves visible.
  Published(const CountTable& table, const Protection& protection);

  const std::vector<std::string>& row_labels() const { return row_labels_; }
  const std::vector<std::string>& column_labels() const { return column_labels_; }
  /// A count or margin; nothing when it is hidden. Row and column as in CountTable.
  std::optional<std::int64_t> at(Cell cell) const;
  /// Count of population, [0, 1]; nothing when either is hidden or the population is empty.
  std::optional<double> share(Cell cell) const;
  /// One a row with a visible share of the column, the total row left out.
  std::vector<Point> points(std::size_t column) const;
  /// Comma-separated, quoted where needed, with header and margins; `hidden` stands for what is hidden.
  std::string csv(std::string_view corner, std::string_view total, std::string_view hidden = "*") const;
  /// The places hidden, row by row.
  std::vector<Cell> hidden() const;

 private:
  std::vector<std::string> row_labels_, column_labels_;
  std::vector<std::optional<std::int64_t>> values_;
};

}  // namespace rettesnor::disclosure
