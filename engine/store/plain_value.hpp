// One scalar by its declared type: what it means, or nothing where there is something to say about it.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/model.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// Is it read as text, and never as a number or an answer?
constexpr bool is_text(DataNode::Style style) {
  return style == DataNode::Style::plain || style == DataNode::Style::quoted;
}
/// May it be a number? One in quotes is text.
constexpr bool may_be_number(DataNode::Style style) {
  return style == DataNode::Style::plain || style == DataNode::Style::number;
}

/// `yes`, `ja`, `true`; `no`, `nej`, `false`; none for any other text.
std::optional<bool> yes_or_no(std::string_view text);

/// A leading zero before another digit: it may mean two numbers.
bool has_leading_zero(std::string_view text);

/// Each gives the meaning of one scalar as it was written. Cost: O(letters), of a code O(codes).
std::optional<bool> yes_no_of(std::string_view text, DataNode::Style style);
std::optional<Decimal> number_of(std::string_view text, DataNode::Style style);
std::optional<CodeValue> code_of(const Model& model, Type type, std::string_view text, DataNode::Style style);
/// A moment counts as its local day; a month or a year is an interval.
std::optional<DateInterval> date_of(std::string_view text, DataNode::Style style);
/// A day, month or year is all its instants.
std::optional<MomentInterval> moment_of(std::string_view text, DataNode::Style style);

/// By type, into `out`. False, and `out` left as it is: there is none, or the type's values are no scalars (lists of codes,
/// periods).
bool plain_value(const Model& model, Type type, std::string_view text, DataNode::Style style, Value& out);

}  // namespace rettesnor
