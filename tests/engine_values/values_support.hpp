// Short ways to write values in tests; a text that is not a value fails the test with its name.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string_view>

#include "engine/values/date.hpp"
#include "engine/values/decimal.hpp"
#include "engine/values/moment.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor {

inline void PrintTo(Date date, std::ostream* out) { *out << to_string(date); }
inline void PrintTo(Moment moment, std::ostream* out) { *out << to_iso(moment); }
inline void PrintTo(Decimal value, std::ostream* out) { *out << to_string(value); }

/// The date of `2026-03-02`.
inline Date on(std::string_view text) {
  const auto range = parse_date(text);
  if (!range) throw std::invalid_argument(std::string{text});
  return range->first;
}

/// The moment of `2026-03-02 09:00` (Danish time) or `2026-03-02T09:00+01:00`.
inline Moment at(std::string_view text) {
  const auto range = parse_moment(text);
  if (!range || range->first != range->last) throw std::invalid_argument(std::string{text});
  return range->first;
}

inline Decimal number(std::string_view text) {
  const auto value = parse_decimal(text);
  if (!value) throw std::invalid_argument(std::string{text});
  return *value;
}

}  // namespace rettesnor
