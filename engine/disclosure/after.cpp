#include "engine/disclosure/after.hpp"

#include <algorithm>
#include <optional>

namespace rettesnor::disclosure {
namespace {

/// How far `more` goes beyond `less`, place by place; nothing when it does nowhere.
std::optional<CountTable> beyond(const CountTable& more, const CountTable& less) {
  std::vector<std::int64_t> counts;
  bool any = false;
  for (std::size_t row = 0; row < more.rows(); ++row) {
    for (std::size_t column = 0; column < more.columns(); ++column) {
      counts.push_back(std::max<std::int64_t>(0, more.at({row, column}) - less.at({row, column})));
      any = any || counts.back() > 0;
    }
  }
  if (!any) return std::nullopt;
  return CountTable::make(more.row_labels(), more.column_labels(), counts);
}

std::vector<Cell> cells_of(const CountTable& table, const Mask& mask) {
  std::vector<Cell> out;
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i]) out.push_back(table.cell(i));
  }
  return out;
}

}  // namespace

Protection protect_after(const CountTable& table, const Policy& policy, std::span<const Earlier> earlier,
                         std::span<const Cell> requested, AlsoHide also) {
  Mask hidden(table.size());
  for (const Cell cell : requested) hidden[table.index(cell)] = true;
  for (const Earlier& e : earlier) {
    for (std::size_t i = 0; i < hidden.size(); ++i) hidden[i] = hidden[i] || e.hidden[i];
  }
  for (const Earlier& e : earlier) {
    for (const auto& moved : {beyond(table, e.table), beyond(e.table, table)}) {
      if (!moved) continue;
      const std::vector<Cell> more = also != nullptr ? also(*moved, policy) : std::vector<Cell>();
      hidden = protect(*moved, policy, more, hidden).hidden;
    }
  }
  std::vector<Cell> all = cells_of(table, hidden);
  if (also != nullptr) {
    const std::vector<Cell> more = also(table, policy);
    all.insert(all.end(), more.begin(), more.end());
  }
  return protect(table, policy, all);
}

}  // namespace rettesnor::disclosure
