#include "engine/disclosure/publish.hpp"

namespace rettesnor::disclosure {
namespace {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

Published::Published(const CountTable& table, const Policy& policy, std::span<const Cell> requested)
    : Published(table, protect(table, policy, requested)) {}

Published::Published(const CountTable& table, const Protection& protection)
    : row_labels_(table.row_labels()), column_labels_(table.column_labels()), values_(table.size()) {
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
  std::string out = csv_field(corner);
  for (const std::string& label : column_labels_) out += ',' + csv_field(label);
  out += ',' + csv_field(total) + '\n';
  for (std::size_t row = 0; row <= row_labels_.size(); ++row) {
    out += row < row_labels_.size() ? csv_field(row_labels_[row]) : csv_field(total);
    for (std::size_t column = 0; column <= column_labels_.size(); ++column) {
      const auto count = at({row, column});
      out += ',';
      out += count ? std::to_string(*count) : csv_field(hidden);
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

}  // namespace rettesnor::disclosure
