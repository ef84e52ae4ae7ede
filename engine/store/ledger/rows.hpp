// How values stand in the rows of an audit database. Internal to engine/store/ledger.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/values/date.hpp"
#include "engine/values/moment.hpp"

namespace rettesnor::ledger {

inline std::string day_iso(Date day) {
  const YearMonthDay civil = year_month_day(day);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

/// `2026-03`; empty for none.
inline std::string month_iso(std::int32_t month) { return month < 0 ? std::string() : fmt::format("{:04}-{:02}", month / 12, month % 12 + 1); }

/// `0101`; empty for none.
inline std::string municipality_code(int number) {
  if (number < 0) return {};
  std::string out(4, '0');
  for (auto digit = out.rbegin(); number > 0 && digit != out.rend(); number /= 10) *digit++ = static_cast<char>('0' + number % 10);
  return out;
}

/// A day as its number from 1970-01-01, a moment as ISO 8601.
inline std::variant<std::int64_t, std::string> day_or_iso(Moment moment, bool day) {
  if (day) return std::int64_t{local_day(moment).days};
  return to_iso(moment);
}

inline std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

inline void bind_text(SQLite::Statement& row, int place, const std::optional<std::string>& text) {
  if (text) row.bind(place, *text); else row.bind(place);
}

inline void execute(SQLite::Statement& row) {
  row.exec();
  row.reset();
  row.clearBindings();
}

/// None when no bit is set.
inline std::optional<std::span<const std::uint8_t>> any_bit(const std::vector<std::uint8_t>& bytes) {
  if (std::ranges::all_of(bytes, [](std::uint8_t b) { return b == 0; })) return std::nullopt;
  return bytes;
}

inline std::vector<std::uint8_t> two_bytes_each(const std::vector<std::uint32_t>& positions) {
  std::vector<std::uint8_t> out;
  for (const std::uint32_t p : positions) {
    out.push_back(static_cast<std::uint8_t>(p & 255U));
    out.push_back(static_cast<std::uint8_t>(p >> 8U & 255U));
  }
  return out;
}

inline std::vector<std::uint8_t> four_bytes_each(const std::vector<std::int32_t>& days) {
  std::vector<std::uint8_t> out;
  for (const std::int32_t d : days) {
    for (unsigned i = 0; i < 4; ++i) out.push_back(static_cast<std::uint8_t>(static_cast<std::uint32_t>(d) >> 8 * i & 255U));
  }
  return out;
}

}  // namespace rettesnor::ledger
