// Some cases as columns: what a plan's leaves read. See engine/compile/plan.hpp for what each column means.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/compile/plan.hpp"
#include "engine/model/result.hpp"

namespace rettesnor::columns {

/// The rows of one domain.
struct Rows {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> starts;        ///< by row of the domain above: its first row here; one more at the end. Empty for the cases
  std::vector<std::uint32_t> up;            ///< by row: the row it lies under
  std::vector<std::uint32_t> element;       ///< pairs, by row: the row of the list's own domain
  std::vector<const Element*> elements;     ///< cases and lists, by row
  std::size_t words() const { return (count + 63U) / 64U; }
};

/// One column; one of the three is used. Bits beyond the last row are 0.
struct Column {
  std::vector<std::uint64_t> bits;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> numbers;
};

struct Batch {
  std::vector<Rows> rows;        ///< by domain
  std::vector<Column> columns;   ///< by leaf
};

/// Whether the rows of a domain are known only when its plan runs, and not from the cases alone.
bool made_while_running(const plan::Plan& plan, plan::DomainId id);
/// The rows of a domain of pairs.
Rows pairs(const plan::Plan& plan, plan::DomainId id, const std::function<const Rows&(plan::DomainId)>& rows_of);

/// Reads the cells that a plan asks for. What T and known-at leave unseen is not there.
/// @pre every case's root is of the plan's root concept. The batch refers to the cases
/// Cost: O(leaves · rows). Thread-safe.
Batch make_batch(const Model& model, const Question& question, const plan::Plan& plan, std::span<const Case* const> cases);

}  // namespace rettesnor::columns
