#include "engine/disclosure/table.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace rettesnor::disclosure {
namespace {

constexpr std::int64_t largest_total = 1'000'000'000'000'000;

bool distinct(const std::vector<std::string>& labels) {
  return std::set<std::string>(labels.begin(), labels.end()).size() == labels.size();
}

}  // namespace

std::optional<CountTable> CountTable::make(std::vector<std::string> row_labels, std::vector<std::string> column_labels,
                                           const std::vector<std::int64_t>& counts) {
  if (row_labels.empty() || column_labels.empty() || counts.size() != row_labels.size() * column_labels.size()) {
    return std::nullopt;
  }
  if (!distinct(row_labels) || !distinct(column_labels)) return std::nullopt;
  CountTable out;
  out.row_labels_ = std::move(row_labels);
  out.column_labels_ = std::move(column_labels);
  const std::size_t r = out.rows();
  const std::size_t c = out.columns();
  out.values_.assign((r + 1) * (c + 1), 0);
  for (std::size_t i = 0; i < r; ++i) {
    for (std::size_t j = 0; j < c; ++j) {
      const std::int64_t n = counts[i * c + j];
      if (n < 0 || n > largest_total - out.total()) return std::nullopt;
      for (const Cell place : {Cell{i, j}, Cell{i, c}, Cell{r, j}, Cell{r, c}}) out.values_[out.index(place)] += n;
    }
  }
  return out;
}

}  // namespace rettesnor::disclosure
