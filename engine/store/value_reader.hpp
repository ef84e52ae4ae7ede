// Single values of a case file, read as the type that the rules declare.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/model.hpp"
#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// What is read: the name for messages, and its declared type.
struct Wanted {
  std::string_view name;
  Type type;
};

/// The value of a node, by its type. None: it is something else, which is reported (a broken node was before).
/// Dates and moments may be coarse: a month, a year, a day for a moment, `{between: [a, b]}`, or an hour that occurs
/// twice; then the interval is wider than one. A moment given for a date counts as its local day.
/// @pre node.kind is not null
std::optional<Value> read_value(const Model& model, Wanted wanted, const DataNode& node, Problems& problems);

/// What a text means where the schema says text. JSON numbers are refused: they may have lost a leading zero.
std::optional<std::string> read_text(std::string_view name, const DataNode& node, Problems& problems);

/// One day.
std::optional<Date> read_day(std::string_view name, const DataNode& node, Problems& problems);

/// A moment, or the interval that a day, month, year or repeated hour stands for.
std::optional<MomentInterval> read_moment(std::string_view name, const DataNode& node, Problems& problems);

/// What stands in a node, as messages in every language show it: `text`, `[…]`, `{…}`, `null`.
std::string shown(const DataNode& node);

/// The letters of a name or scalar inside its quotes, so that an edit leaves them.
constexpr Span inside_quotes(Span written, std::string_view text) {
  return written.size() == text.size() + 2 ? Span{written.begin + 1, written.end - 1} : written;
}

/// Reports that a node is something else than wanted; nothing for a broken one. The catalogue's places are the name, if
/// there is one, then what was found.
void report_other(Code code, std::string_view name, const DataNode& node, Problems& problems);

}  // namespace rettesnor
