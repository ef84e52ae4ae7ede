// A plan over a batch: each step worked out once, in order, for all rows.
#pragma once

#include <memory>
#include <vector>

#include "engine/evaluate/batch.hpp"
#include "engine/evaluate/kernels.hpp"

namespace rettesnor::columns {

/// What a step gave. Bits that are all 0 or all 1 are known as such, and what follows from them is not worked out.
struct Result {
  const std::uint64_t* bits = nullptr;
  const std::int32_t* days = nullptr;
  const std::int64_t* numbers = nullptr;
  kernel::Bits common = kernel::Bits::mixed;
  bool has(std::size_t row) const {
    return common == kernel::Bits::one || (common == kernel::Bits::mixed && (bits[row / 64] >> row % 64 & 1U) != 0);
  }
};

struct Pool;

/// Works out plans; keeps its memory from one batch to the next. One a thread.
class Runner {
 public:
  Runner(const plan::Plan& plan);
  ~Runner();
  Runner(Runner&&) noexcept;
  /// The steps that are results stay valid until the next run. Cost: O(steps · rows / 64) for bits, O(rows) else.
  /// Memory: the columns that are in use at one time.
  void run(const Batch& batch);
  const Result& operator[](plan::StepId id) const { return results_[id.value]; }
  /// The rows of a domain in the last run.
  const Rows& rows(plan::DomainId id) const { return *rows_[id.value]; }

 private:
  const Rows& ready(plan::DomainId id);

  const plan::Plan& plan_;
  std::vector<Result> results_;
  std::vector<const Rows*> rows_;     ///< by domain; null: not yet known
  std::vector<std::unique_ptr<Rows>> own_rows_;  ///< of the domains that are made while running
  std::unique_ptr<Pool> pool_;
};

}  // namespace rettesnor::columns
