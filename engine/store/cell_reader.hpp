// One fact, event or judgement of a case file: bare value or long form, and the six states of a cell.
#pragma once

#include <string_view>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// Reads a cell. A mistake is reported and leaves the cell not recorded; the case is not to be used then.
/// @pre field.kind is event, fact, judgement or part
Cell read_cell(const Model& model, const FieldDecl& field, const DataNode& node, Problems& problems);

/// When something was registered. Known only by day: the end of that day, since before it nobody may rely on it.
std::optional<Moment> read_recorded_at(const DataNode& node, Problems& problems);

/// What a watermark given as a day, month or year means.
enum class DayClaim : std::uint8_t {
  begins,  ///< taken some time on that day: no more is sure than its first instant
  whole,   ///< complete up to and including the day: its last instant
};

/// A watermark. An hour that occurs twice counts as its first: a lower watermark claims less.
std::optional<Moment> read_watermark(std::string_view name, const DataNode& node, DayClaim day, Problems& problems);

/// Reports a name that is not among `names`, with the nearest that is.
void report_unknown_name(const DataEntry& entry, std::string_view owner, const std::vector<std::string_view>& names,
                         Problems& problems);

}  // namespace rettesnor
