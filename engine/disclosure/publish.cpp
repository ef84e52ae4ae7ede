#include "engine/disclosure/publish.hpp"

#include <algorithm>
#include <cstdlib>

namespace rettesnor::disclosure {
namespace {

std::string quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// For each place of a dimension in `from` its place in `to`; the total is the last of both.
std::vector<std::optional<std::size_t>> matching(const std::vector<std::string>& from,
                                                 const std::vector<std::string>& to) {
  std::vector<std::optional<std::size_t>> out;
  for (const std::string& label : from) {
    const auto found = std::ranges::find(to, label);
    out.push_back(found == to.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - to.begin())));
  }
  out.push_back(to.size());
  return out;
}

/// A hidden population may be as near as any.
bool are_close(std::optional<std::int64_t> before, std::optional<std::int64_t> after, const Policy& policy) {
  return policy.compare_all_runs || !before || !after || std::abs(*after - *before) < policy.threshold();
}

std::string label_at(const std::vector<std::string>& labels, std::size_t i) {
  return i < labels.size() ? labels[i] : std::string();
}

}  // namespace

Published::Published(const CountTable& table, const Policy& policy, std::span<const Cell> requested)
    : row_labels_(table.row_labels()), column_labels_(table.column_labels()), values_(table.size()) {
  const Protection protection = protect(table, policy, requested);
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!protection.hidden[i]) values_[i] = table.at(table.cell(i));
  }
}

std::optional<std::int64_t> Published::at(Cell cell) const {
  return values_.at(cell.row * (column_labels_.size() + 1) + cell.column);
}

std::optional<double> Published::share(Cell cell) const {
  const auto count = at(cell);
  const auto population = at({cell.row, column_labels_.size()});
  if (!count || !population || *population == 0) return std::nullopt;
  return static_cast<double>(*count) / static_cast<double>(*population);
}

std::vector<Point> Published::points(std::size_t column) const {
  std::vector<Point> out;
  for (std::size_t row = 0; row < row_labels_.size(); ++row) {
    if (!share({row, column})) continue;
    out.push_back({row_labels_[row], *at({row, column}), *at({row, column_labels_.size()})});
  }
  return out;
}

std::string Published::csv(std::string_view corner, std::string_view total, std::string_view hidden) const {
  std::string out = quoted(corner);
  for (const std::string& label : column_labels_) out += ',' + quoted(label);
  out += ',' + quoted(total) + '\n';
  for (std::size_t row = 0; row <= row_labels_.size(); ++row) {
    out += row < row_labels_.size() ? quoted(row_labels_[row]) : quoted(total);
    for (std::size_t column = 0; column <= column_labels_.size(); ++column) {
      const auto count = at({row, column});
      out += ',';
      out += count ? std::to_string(*count) : quoted(hidden);
    }
    out += '\n';
  }
  return out;
}

std::vector<Cell> Published::hidden() const {
  std::vector<Cell> out;
  const std::size_t width = column_labels_.size() + 1;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!values_[i]) out.push_back({i / width, i % width});
  }
  return out;
}

std::vector<Hazard> differencing_hazards(const Published& earlier, const Published& later, const Policy& policy) {
  const auto rows = matching(earlier.row_labels(), later.row_labels());
  const auto columns = matching(earlier.column_labels(), later.column_labels());
  std::vector<Hazard> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i]) continue;
    if (!are_close(earlier.at({i, columns.size() - 1}), later.at({*rows[i], *columns.back()}), policy)) continue;
    for (std::size_t j = 0; j < columns.size(); ++j) {
      if (!columns[j]) continue;
      const auto first = earlier.at({i, j});
      const auto second = later.at({*rows[i], *columns[j]});
      const std::string row = label_at(earlier.row_labels(), i);
      const std::string column = label_at(earlier.column_labels(), j);
      if (first.has_value() != second.has_value()) {
        out.push_back({Hazard::Kind::hidden_in_one, row, column});
      } else if (first && *first != *second && std::abs(*first - *second) < policy.threshold()) {
        out.push_back({Hazard::Kind::small_difference, row, column});
      }
    }
  }
  return out;
}

std::expected<Published, std::vector<Hazard>> publish_after(const Published& earlier, const CountTable& table,
                                                            const Policy& policy) {
  const auto rows = matching(earlier.row_labels(), table.row_labels());
  const auto columns = matching(earlier.column_labels(), table.column_labels());
  std::vector<Cell> requested;
  for (const Cell cell : earlier.hidden()) {
    if (!rows[cell.row] || !columns[cell.column]) continue;
    const auto before = earlier.at({cell.row, columns.size() - 1});
    if (!are_close(before, table.population(*rows[cell.row]), policy)) continue;
    requested.push_back({*rows[cell.row], *columns[cell.column]});
  }
  Published later(table, policy, requested);
  std::vector<Hazard> hazards = differencing_hazards(earlier, later, policy);
  if (!hazards.empty()) return std::unexpected(std::move(hazards));
  return later;
}

}  // namespace rettesnor::disclosure
