// A table of rows of one kind, addressed by typed ids.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rettesnor {

/// Owns the rows of one kind; hands out ids, never pointers.
/// INVARIANT: rows are only appended, so an id stays valid for the table's life.
template <class Row, class IdType>
class Table {
 public:
  IdType add(Row row) {
    rows_.push_back(std::move(row));
    return IdType{static_cast<std::uint32_t>(rows_.size() - 1)};
  }
  const Row& operator[](IdType id) const { return rows_[id.value]; }
  Row& operator[](IdType id) { return rows_[id.value]; }
  std::span<const Row> rows() const { return rows_; }
  std::size_t size() const { return rows_.size(); }

 private:
  std::vector<Row> rows_;
};

}  // namespace rettesnor
