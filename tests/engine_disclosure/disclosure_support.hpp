// Tables for tests, and a reader who tries every table that agrees with what is published.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

inline std::vector<std::string> labels(char prefix, std::size_t n) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(prefix + std::to_string(i));
  return out;
}

inline CountTable table_of(const std::vector<std::vector<std::int64_t>>& rows) {
  std::vector<std::int64_t> counts;
  for (const auto& row : rows) counts.insert(counts.end(), row.begin(), row.end());
  return CountTable::make(labels('r', rows.size()), labels('c', rows.front().size()), counts).value();
}

inline Mask mask_of(const CountTable& table, const std::vector<Cell>& cells) {
  Mask out(table.size());
  for (const Cell cell : cells) out[table.index(cell)] = true;
  return out;
}

/// What a reader knows: visible values by place, and which rows are there at all since somebody is in them.
struct Visible {
  std::vector<std::optional<std::int64_t>> places;
  std::vector<bool> listed;  ///< by row
};

inline Visible visible(const CountTable& table, const Mask& hidden) {
  Visible out{std::vector<std::optional<std::int64_t>>(table.size()), {}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!hidden[i]) out.places[i] = table.at(table.cell(i));
  }
  for (std::size_t row = 0; row < table.rows(); ++row) out.listed.push_back(table.population(row) > 0);
  return out;
}

/// Calls `found` with every full table (inner counts row by row) that agrees with what is known and whose hidden inner
/// counts are at most `most`. Knows nothing of networks: it fills in one count after the other and adds up.
class Enumerator {
 public:
  Enumerator(const Visible& visible, std::size_t rows, std::size_t columns, std::int64_t most,
             std::function<void(const std::vector<std::int64_t>&)> found)
      : visible_(visible), rows_(rows), columns_(columns), most_(most), found_(std::move(found)), counts_(rows * columns) {
    fill(0);
  }

 private:
  std::optional<std::int64_t> at(std::size_t row, std::size_t column) const { return visible_.places[row * (columns_ + 1) + column]; }
  std::int64_t sum(std::size_t first, std::size_t last, std::size_t step) const {
    std::int64_t out = 0;
    for (std::size_t i = first; i <= last; i += step) out += counts_[i];
    return out;
  }
  /// Sums so far do not pass their margins, and equal them where they are complete.
  bool agrees(std::size_t at_index) const {
    const std::size_t row = at_index / columns_;
    const std::size_t column = at_index % columns_;
    const auto fits = [](std::optional<std::int64_t> margin, std::int64_t sum, bool complete) {
      return !margin || (complete ? sum == *margin : sum <= *margin);
    };
    if (visible_.listed[row] && column + 1 == columns_ && sum(row * columns_, at_index, 1) == 0) return false;
    return fits(at(row, columns_), sum(row * columns_, at_index, 1), column + 1 == columns_) &&
           fits(at(rows_, column), sum(column, at_index, columns_), row + 1 == rows_) &&
           fits(at(rows_, columns_), sum(0, at_index, 1), at_index + 1 == counts_.size());
  }
  void fill(std::size_t index) {
    if (index == counts_.size()) {
      found_(counts_);
      return;
    }
    const auto known = at(index / columns_, index % columns_);
    for (std::int64_t n = known.value_or(0); n <= known.value_or(most_); ++n) {
      counts_[index] = n;
      if (agrees(index)) fill(index + 1);
    }
    counts_[index] = 0;
  }

  const Visible& visible_;
  std::size_t rows_, columns_;
  std::int64_t most_;
  std::function<void(const std::vector<std::int64_t>&)> found_;
  std::vector<std::int64_t> counts_;
};

/// Lowest and highest of every place, margins too, and of every inner place's rest of its row, by enumeration.
struct Seen {
  std::vector<std::pair<std::int64_t, std::int64_t>> place, rest;
};

inline Seen enumerate(const CountTable& table, const Mask& hidden, std::int64_t most) {
  Seen out;
  out.place.assign(table.size(), {INT64_MAX, INT64_MIN});
  out.rest = out.place;
  const auto see = [](auto& bounds, std::int64_t value) {
    bounds = {std::min(bounds.first, value), std::max(bounds.second, value)};
  };
  const Visible known = visible(table, hidden);
  Enumerator(known, table.rows(), table.columns(), most, [&](const std::vector<std::int64_t>& counts) {
    const CountTable full = CountTable::make(table.row_labels(), table.column_labels(), counts).value();
    for (std::size_t i = 0; i < table.size(); ++i) {
      see(out.place[i], full.at(full.cell(i)));
      see(out.rest[i], full.population(full.cell(i).row) - full.at(full.cell(i)));
    }
  });
  return out;
}

/// Counts of which many are small, with a visible number of zeros.
inline CountTable random_table(std::mt19937& random, std::size_t rows, std::size_t columns, int largest) {
  std::vector<std::int64_t> counts;
  for (std::size_t i = 0; i < rows * columns; ++i) {
    const auto kind = random() % 4;
    const auto most = static_cast<unsigned>(kind == 0 ? 1 : kind == 1 ? 6 : largest);
    counts.push_back(static_cast<std::int64_t>(random() % (most + 1)));
  }
  return CountTable::make(labels('r', rows), labels('c', columns), counts).value();
}

}  // namespace rettesnor::disclosure
