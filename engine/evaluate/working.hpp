// One step that is worked out. Internal to engine/evaluate.
#pragma once

#include <functional>

#include "engine/evaluate/pool.hpp"
#include "engine/evaluate/run.hpp"

namespace rettesnor::columns {

using kernel::Bits;
using plan::Op;
using plan::Step;
using plan::StepId;
using plan::Width;

/// A step, what it reads, and where it puts what it gives.
struct Working {
  const plan::Plan& plan;
  const Batch& batch;
  const std::vector<Result>& results;
  Pool& pool;
  std::uint32_t number;  ///< of the step
  const Step& s;
  const Rows& rows;
  std::size_t n;         ///< rows
  Result& out;
  std::function<const Rows&(plan::DomainId)> rows_of;
  std::uint64_t* bits = nullptr;   ///< what was taken of the pool
  std::int32_t* days = nullptr;
  std::int64_t* numbers = nullptr;

  const Result& from(std::size_t k) const { return results[s.from[k].value]; }
  const Rows& rows_of_step(std::size_t k) const { return rows_of(plan.steps[s.from[k].value].domain); }
  void take_bits() { out.bits = bits = (pool.own_bits[number] = pool.bits.take(rows.words(), pool.usual / 64)).at; }
  void take_days() { out.days = days = (pool.own_days[number] = pool.days.take(rows.words() * 64, pool.usual)).at; }
  void take_numbers() { out.numbers = numbers = (pool.own_numbers[number] = pool.numbers.take(rows.words() * 64, pool.usual)).at; }
  /// All rows alike. Bits are there even so, for those that look at single rows.
  void known(bool value) {
    take_bits();
    if (value) kernel::fill_one(bits, n); else std::fill_n(bits, rows.words(), 0);
    out.common = n == 0 || !value ? Bits::zero : Bits::one;
  }
  /// Steps that give each row something of that row's own.
  void by_row();
  /// Steps that look at the rows under a row, or at the row above.
  void across();

 private:
  std::vector<DayTable>& tables(std::size_t least) {
    std::vector<DayTable>& own = pool.day_tables[number];
    if (own.size() < least) own.resize(least);
    return own;
  }
  void nth_row(const Rows& under, const auto* order);
  void touching(const Rows& under);
};

}  // namespace rettesnor::columns
