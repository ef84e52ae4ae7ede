// A table as it is shown anywhere: made once, drawn as text, CSV or HTML.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/report/publication.hpp"
#include "engine/report/words.hpp"
#include "engine/statistics/numbers.hpp"

namespace rettesnor::report {

/// What is not said.
struct Hidden {};
/// There is nothing to say: no denominator.
struct Nothing {};

struct ShareValue {
  double share = 0;  ///< [0, 1]
};

/// A number with so many decimals.
struct Number {
  double value = 0;
  int digits = 1;
};

using CellValue = std::variant<Nothing, Hidden, std::string, std::int64_t, ShareValue, statistics::Interval, Number>;

inline constexpr const char* hidden_mark = "•";
inline constexpr const char* nothing_mark = "–";
inline constexpr const char* some_mark = "■";

enum class ColumnKind : std::uint8_t { text, count, share, range, number, mark };

struct Column {
  std::string title;
  ColumnKind kind = ColumnKind::count;
};

struct Table {
  std::string title;
  std::vector<Column> columns;
  std::vector<std::vector<CellValue>> rows;  ///< as many cells as columns
  bool total = false;                        ///< the last row is the total
  bool leading_lines = false;                ///< in text, the texts that begin a row stand on a line of their own
  std::vector<std::string> notes;
};

/// The count, or that it is hidden.
CellValue cell(Maybe count);

/// The cell for people.
std::string shown(const CellValue& cell, Language language);

}  // namespace rettesnor::report
