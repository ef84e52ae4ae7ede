#include "engine/evaluate/run.hpp"

#include <algorithm>

#include "engine/evaluate/working.hpp"

namespace rettesnor::columns {
namespace {

bool looks_across(Op op) {
  switch (op) {
    case Op::any: case Op::two: case Op::count: case Op::lift_up: case Op::lift_element: case Op::first_row: case Op::last_row: case Op::at_row:
    case Op::index: case Op::number_of: case Op::nth_row: case Op::touching: case Op::first_gap: return true;
    case Op::zero: case Op::one: case Op::constant: case Op::leaf: case Op::and_: case Op::or_: case Op::and_not: case Op::not_: case Op::less:
    case Op::less_equal: case Op::equal: case Op::any_bits: case Op::least: case Op::greatest: case Op::select: case Op::bit_or: case Op::sum_low:
    case Op::sum_high: case Op::product_low: case Op::product_high: case Op::negate: case Op::add_days: case Op::add_months: case Op::add_calendar:
    case Op::add_calendar_first: case Op::roll: case Op::end_of_year: case Op::add_micros: case Op::day_of:
    case Op::whole_days: case Op::whole_months: case Op::whole_years: case Op::row: case Op::period_count: case Op::period_begin: case Op::period_end:
      break;
  }
  return false;
}

}  // namespace

Runner::Runner(const plan::Plan& plan) : plan_(plan), results_(plan.steps.size()), pool_(std::make_unique<Pool>()) {
  pool_->dead_after.resize(plan.steps.size());
  for (std::uint32_t i = 0; i < plan.steps.size(); ++i) {
    if (plan.last_use[i] != StepId::none) pool_->dead_after[plan.last_use[i]].push_back(i);
  }
  pool_->own_bits.resize(plan.steps.size());
  pool_->own_days.resize(plan.steps.size());
  pool_->own_numbers.resize(plan.steps.size());
  pool_->day_tables.resize(plan.steps.size());
}
Runner::~Runner() = default;
Runner::Runner(Runner&&) noexcept = default;

void Runner::run(const Batch& batch) {
  pool_->usual = 64;
  rows_.assign(plan_.domains.size(), nullptr);
  own_rows_.resize(plan_.domains.size());
  for (std::uint32_t i = 0; i < plan_.domains.size(); ++i) {
    if (made_while_running(plan_, {i})) continue;
    rows_[i] = &batch.rows[i];
    pool_->usual = std::max(pool_->usual, batch.rows[i].words() * 64);
  }
  pool_->bits.give_all();
  pool_->days.give_all();
  pool_->numbers.give_all();
  std::ranges::fill(pool_->own_bits, Pool::Taken<std::uint64_t>{});
  std::ranges::fill(pool_->own_days, Pool::Taken<std::int32_t>{});
  std::ranges::fill(pool_->own_numbers, Pool::Taken<std::int64_t>{});
  for (std::uint32_t i = 0; i < plan_.steps.size(); ++i) {
    const Step& step = plan_.steps[i];
    const Rows& rows = ready(step.domain);
    results_[i] = {};
    Working work{plan_, batch, results_, *pool_, i, step, rows, rows.count, results_[i], [this](plan::DomainId d) -> const Rows& { return ready(d); }};
    if (looks_across(step.op)) work.across(); else work.by_row();
    for (const std::uint32_t dead : pool_->dead_after[i]) {
      pool_->bits.give(pool_->own_bits[dead]);
      pool_->days.give(pool_->own_days[dead]);
      pool_->numbers.give(pool_->own_numbers[dead]);
    }
  }
}

/// The rows of a domain; of a series as many as its step has counted.
const Rows& Runner::ready(plan::DomainId id) {
  if (rows_[id.value] != nullptr) return *rows_[id.value];
  const plan::Domain& domain = plan_.domains[id.value];
  auto rows = std::make_unique<Rows>();
  if (domain.kind == plan::Domain::Kind::pairs) {
    *rows = pairs(plan_, id, [&](plan::DomainId d) -> const Rows& { return ready(d); });
  } else {
    const std::uint32_t above = ready(domain.up).count;
    const std::int32_t* count = results_[domain.count.value].days;
    rows->starts.resize(above + std::size_t{1});
    for (std::uint32_t row = 0; row < above; ++row) rows->starts[row + std::size_t{1}] = rows->starts[row] + static_cast<std::uint32_t>(count[row]) + domain.more;
    rows->count = rows->starts.back();
    rows->up.resize(rows->count);
    for (std::uint32_t row = 0; row < above; ++row) std::fill(rows->up.begin() + rows->starts[row], rows->up.begin() + rows->starts[row + std::size_t{1}], row);
  }
  own_rows_[id.value] = std::move(rows);
  return *(rows_[id.value] = own_rows_[id.value].get());
}

}  // namespace rettesnor::columns
