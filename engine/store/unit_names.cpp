#include "engine/store/unit_names.hpp"

#include <array>
#include <charconv>

#include "engine/values/wording.hpp"

namespace rettesnor {

namespace {

std::optional<Unit> find_unit(std::string_view word) {
  for (const Unit unit : {Unit::minutes, Unit::hours, Unit::days, Unit::weeks, Unit::months, Unit::years}) {
    for (const Wording wording : {Wording::english, Wording::danish}) {
      if (word == unit_name(unit, 1, wording) || word == unit_name(unit, 2, wording)) return unit;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Duration> parse_duration(const Model& model, std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos || blank == 0) return std::nullopt;
  std::int32_t count = 0;
  const char* const end = text.data() + blank;
  const auto [stop, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || stop != end || count < 0) return std::nullopt;
  const std::string_view word = text.substr(blank + 1);
  if (const auto unit = find_unit(word)) return Duration{.count = count, .unit = *unit};
  for (std::uint32_t i = 0; i < model.calendars.size(); ++i) {
    if (model.calendars[CalendarId{i}].name == word)
      return Duration{.count = count, .unit = Unit::calendar_days, .calendar = i};
  }
  return std::nullopt;
}

}  // namespace rettesnor
