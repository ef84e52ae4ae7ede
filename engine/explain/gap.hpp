// Gap: why a cell of a case is unknown to logic.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/model/result.hpp"

namespace rettesnor {

/// Why a cell is unknown to logic; `known` for one that is not.
enum class Gap : std::uint8_t {
  known,
  not_recorded,
  asked_unknown,
  withheld,
  conflicting,
  not_yet,    ///< a blank event whose watermark lies before T
  coarse,     ///< only an interval is known
  later,      ///< recorded after known-at
  open_list,  ///< a list whose watermark lies before T
};

/// @pre `ref` points into the case; a cell that is not there is known
Gap gap_of(const Model& model, const Case& subject, const Question& question, const CellRef& ref);

/// Up to when the source claims that an event or an element not seen had not happened; none: no claim.
std::optional<Moment> watermark_of(const Model& model, const Case& subject, const Question& question, const CellRef& ref);

}  // namespace rettesnor
