// What a step makes of a day, remembered. Internal to engine/evaluate.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "engine/compile/plan.hpp"
#include "engine/values/date.hpp"

namespace rettesnor::columns {

/// Cases lie on a few thousand days, and what is counted in a calendar, in months or in years depends on the day alone: each day
/// is worked out once. Memory: 4 KiB for each 1,024 days of which one was asked for. One a thread.
class DayTable {
 public:
  /// @param to  what there is to remember of a supported day, the same at every call: a day, or another number above INT32_MIN
  /// @return `no_day` for a day that is not supported
  std::int32_t of(std::int32_t day, auto to) {
    if (day < first_date.days || day > last_date.days) return plan::no_day;
    const auto place = static_cast<std::uint32_t>(day - first_date.days);
    std::unique_ptr<std::int32_t[]>& page = pages_[place / page_size];
    if (!page) {
      page = std::make_unique_for_overwrite<std::int32_t[]>(page_size);
      std::fill_n(page.get(), page_size, not_asked);
    }
    std::int32_t& known = page[place % page_size];
    if (known == not_asked) known = to(day);
    return known;
  }

 private:
  static constexpr std::uint32_t page_size = 1024;
  static constexpr std::int32_t not_asked = INT32_MIN;
  std::array<std::unique_ptr<std::int32_t[]>, (last_date.days - first_date.days) / page_size + 1> pages_;
};

}  // namespace rettesnor::columns
