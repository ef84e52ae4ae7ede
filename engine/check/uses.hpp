// Uses: what each name in the texts stands for. For editors; nothing is judged by it.
#pragma once

#include <compare>
#include <cstdint>

#include "engine/model/model.hpp"

namespace rettesnor {

/// What a name can stand for.
enum class Named : std::uint8_t {
  package, actor, source, calendar, concept_, field, code, parameter, define, table, output, rule, exception, reading, indicator, variable
};

/// The thing itself. `index` is the id's value in the table of that kind, and `part` is
/// code: its number in the code set · output: its number in the table · reading: the alternative of the set.
/// A variable is known by where it is bound: `index` is the first byte of its name there, `part` the file.
struct Meant {
  Named kind{};
  std::uint32_t index = 0;
  std::uint32_t part = 0;
  friend auto operator<=>(const Meant&, const Meant&) = default;
};

/// A name at a place of the text: one word, back-ticks included.
struct Use {
  FileId file{};
  Span at;
  Meant meant;
  bool declares = false;  ///< the name is given here
  friend auto operator<=>(const Use&, const Use&) = default;
};

}  // namespace rettesnor
