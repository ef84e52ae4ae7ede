// The memory of a run. Internal to engine/evaluate.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/evaluate/day_table.hpp"

namespace rettesnor::columns {

/// Columns that are used again as soon as nothing more reads them.
struct Pool {
  template <class T>
  struct Taken {
    T* at = nullptr;
    std::size_t size = 0;
  };
  template <class T>
  struct Shelf {
    std::vector<std::pair<std::unique_ptr<T[]>, std::size_t>> all;
    std::vector<Taken<T>> free;
    /// One that holds `size`; a new one holds at least `usual`, and zeros: lanes beyond the last row are read.
    Taken<T> take(std::size_t size, std::size_t usual) {
      for (std::size_t i = free.size(); i-- > 0;) {
        if (free[i].size < size) continue;
        const Taken<T> out = free[i];
        free.erase(free.begin() + static_cast<std::ptrdiff_t>(i));
        return out;
      }
      const std::size_t made = std::bit_ceil(std::max(size, usual));  // so that the next batch, a little larger, finds room
      all.emplace_back(std::make_unique<T[]>(made), made);
      return {all.back().first.get(), made};
    }
    void give_all() {
      free.clear();
      for (const auto& [memory, size] : all) free.push_back({memory.get(), size});
    }
    void give(Taken<T>& taken) {
      if (taken.at != nullptr) free.push_back(std::exchange(taken, {}));
    }
  };
  std::size_t usual = 64;  ///< rows: as many as the largest domain of the batch has
  Shelf<std::uint64_t> bits;
  Shelf<std::int32_t> days;
  Shelf<std::int64_t> numbers;
  std::vector<std::vector<std::uint32_t>> dead_after;  ///< by step: whose columns nobody reads any more
  std::vector<Taken<std::uint64_t>> own_bits;          ///< by step; null: it is a leaf
  std::vector<Taken<std::int32_t>> own_days;
  std::vector<Taken<std::int64_t>> own_numbers;
  std::vector<std::vector<DayTable>> day_tables;       ///< by step, and within it by what is added; kept from one batch to the next
  DayTable parts;                                      ///< days as year, month and day; see by_row.cpp
};

}  // namespace rettesnor::columns
