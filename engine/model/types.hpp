// Types of the language and the text people read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/ids.hpp"

namespace rettesnor {

/// What people read: Danish, and English where the author wrote it. `name` stands in where both are empty.
struct Text {
  std::string danish;
  std::string english;
};

enum class TypeKind : std::uint8_t {
  invalid,  ///< a mistake was reported; agrees with everything, so no message follows from a message
  yes_no,
  number,
  amount,
  text,
  code,
  date,
  moment,
  duration,
  periods,
};

/// A type. `codes` is set for `code`; `list` is a fact `list of one of …`.
struct Type {
  TypeKind kind = TypeKind::invalid;
  CodeSetId codes{};
  bool list = false;
  friend bool operator==(const Type&, const Type&) = default;
};

/// The closed set behind `one of a, b` or the ordered `one of a < b < c`. Codes are numbered in writing order.
struct CodeSet {
  std::vector<std::string> codes;
  bool ordered = false;
};

}  // namespace rettesnor
