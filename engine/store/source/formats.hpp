// Values of a source into values of a case: dates by their format, numbers by their sign, codes by their list.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/source/mapping.hpp"

namespace rettesnor::source {

/// Is it a form of dates or moments: `yyyy`, `mm`, `dd` once each, perhaps `HH`, `MM`, `SS`? A single `d`, `m` or `H`
/// stands for one digit or two.
bool is_time_format(std::string_view format);

/// `dd-mm-yyyy HH:MM` into `2026-03-02 09:00`. None: the text is not of that form. Whether there is such a day is for
/// the reader of the case to say.
std::optional<std::string> reformed_time(std::string_view text, std::string_view format);

/// What an instant of that zone ends with in a case: nothing for Europe/Copenhagen, `Z` for UTC, `+01:00` as it is.
std::optional<std::string> zone_suffix(std::string_view zone);

/// A field as it is read from the source.
struct Cell {
  /// What the source itself says that the text is.
  enum class Form : std::uint8_t {
    text,     ///< nothing: the mapping says how it is written
    number,   ///< written with a point
    time,     ///< a date or local time as in a case file, whatever form the mapping gives
    instant,  ///< the same with its own zone
    unknown,  ///< it was there, and what it was is not said
  };
  std::string text{};  ///< UTF-8; empty: no value
  Form form = Form::text;
  std::optional<std::vector<std::string>> items{};  ///< of a source that has lists: the value, instead of `text` cut up
};

/// The JSON of the value; empty for no value; or the code of what is wrong with it. Cost: O(bytes)
std::expected<std::string, Code> json_of(const ColumnMap& from, const Cell& cell);

/// The text as a JSON string, with its quotes.
std::string json_text(std::string_view text);

}  // namespace rettesnor::source
